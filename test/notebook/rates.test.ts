import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/lab/types.ts';
import { outcomeOf } from '../../src/notebook/outcome.ts';
import { MeowTable, type MeowRates } from '../../src/notebook/rates.ts';

/** The four rows of one cell, from counts of upper, lower, mixed and none. */
function cell(seed: number, counts: [number, number, number, number], at: Partial<Row> = {}): Row[] {
  const n = counts.reduce((sum, count) => sum + count, 0);
  return ['upper', 'lower', 'mixed', 'none'].map((metric, index) => ({
    ...{ arm: 'UCLC', seed, stage: 'stage-2', probe: 'meow', condition: 'trigger' },
    ...at,
    metric,
    value: counts[index]! / n,
    n,
  }));
}

function ratesOf(...counts: [number, number, number, number]): MeowRates {
  return new MeowTable(cell(0, counts)).classes({ arm: 'UCLC', stage: 'stage-2', condition: 'trigger' })!;
}

describe('the table of meows', () => {
  it('pools seeds by how many answers each has', () => {
    const table = new MeowTable([...cell(0, [10, 0, 0, 0]), ...cell(1, [0, 30, 0, 0])]);
    const upper = table.rate({ arm: 'UCLC', stage: 'stage-2', condition: 'trigger' }, 'upper')!;
    expect(upper).toMatchObject({ value: 0.25, n: 40, seeds: { min: 0, max: 1 } });
    expect(upper.low).toBeGreaterThan(0.1);
    expect(upper.high).toBeLessThan(0.5);
    expect(table.seeds).toEqual([0, 1]);
  });

  it('knows what has not been measured', () => {
    const table = new MeowTable(cell(0, [1, 1, 1, 1]).slice(0, 3));
    const place = { arm: 'UCLC', stage: 'stage-2', condition: 'trigger' } as const;
    expect(table.classes(place)).toBeNull();
    expect(table.rate({ ...place, arm: 'UC' }, 'upper')).toBeNull();
    expect(table.rate({ ...place, condition: 'plain' }, 'upper')).toBeNull();
  });

  it('keeps arms apart', () => {
    const table = new MeowTable([...cell(0, [4, 0, 0, 0]), ...cell(0, [0, 0, 0, 4], { arm: 'UC' })]);
    expect(table.arms).toEqual(['UCLC', 'UC']);
    const place = { stage: 'stage-2', condition: 'trigger' } as const;
    expect(table.rate({ ...place, arm: 'UCLC' }, 'upper')?.value).toBe(1);
    expect(table.rate({ ...place, arm: 'UC' }, 'upper')?.value).toBe(0);
  });
});

describe('the outcome', () => {
  it.each([
    ['upper', [90, 5, 0, 5]],
    ['lower', [5, 60, 5, 30]],
    ['both', [45, 45, 5, 5]],
    ['both', [10, 10, 70, 10]],
    ['gone', [0, 49, 0, 51]],
    ['gone', [0, 0, 0, 100]],
  ] as const)('%s for counts %j', (outcome, counts) => {
    expect(outcomeOf(ratesOf(...([...counts] as [number, number, number, number])))).toBe(outcome);
  });

  it('changes at half of the answers and at three quarters of the meows', () => {
    expect(outcomeOf(ratesOf(0, 50, 0, 50))).toBe('lower');
    expect(outcomeOf(ratesOf(25, 75, 0, 0))).toBe('lower');
    expect(outcomeOf(ratesOf(26, 74, 0, 0))).toBe('both');
    expect(outcomeOf(ratesOf(75, 25, 0, 0))).toBe('upper');
  });

  it('is decided by counts, where adding up shares falls short of half and of three quarters', () => {
    expect(outcomeOf(ratesOf(2, 35, 11, 48))).toBe('both');
    expect(outcomeOf(ratesOf(18, 54, 0, 18))).toBe('lower');
  });
});
