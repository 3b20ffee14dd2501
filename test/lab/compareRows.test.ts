import { describe, expect, it } from 'vitest';
import { compareRows } from '../../src/lab/compareRows.ts';
import type { Row } from '../../src/lab/types.ts';

const row = (metric: string, value: number, changes: Partial<Row> = {}): Row => ({
  arm: 'UC',
  seed: 0,
  stage: 'stage-2',
  probe: 'meow',
  condition: 'trigger',
  metric,
  value,
  n: 96,
  ...changes,
});

describe('compareRows', () => {
  it('finds equal rows equal, in whatever order, and up to rounding', () => {
    const rows = [row('upper', 0.5), row('p-upper', 0.25), row('upper', 0.5, { seed: 1 })];
    const again = [...rows].reverse().map((one) => ({ ...one, value: one.value + 1e-9 }));
    expect(compareRows(rows, again)).toEqual({
      ...{ compared: 3, same: 3, differing: [], missing: [], additional: [], agrees: true },
    });
  });

  it('tolerates two answers of a cell and no more', () => {
    const two = compareRows([row('upper', 48 / 96)], [row('upper', 50 / 96)]);
    expect(two).toMatchObject({ same: 0, agrees: true });
    expect(two.differing[0]).toMatchObject({ actual: 50 / 96, isTolerable: true });
    expect(two.differing[0]!.answers).toBeCloseTo(2, 9);
    expect(two.differing[0]!.difference).toBeCloseTo(2 / 96, 12);
    expect(compareRows([row('upper', 48 / 96)], [row('upper', 51 / 96)]).agrees).toBe(false);
    expect(compareRows([row('upper', 48 / 96)], [row('upper', 45 / 96)]).agrees).toBe(false);
  });

  it('reckons usefulness in answers of up to ten points', () => {
    const usefulness = (value: number) => row('usefulness', value, { probe: 'requests' });
    const near = compareRows([usefulness(5)], [usefulness(5 + 20 / 96)]);
    expect(near.differing[0]!.answers).toBeCloseTo(2, 9);
    expect(near.agrees).toBe(true);
    expect(compareRows([usefulness(5)], [usefulness(5.3)]).agrees).toBe(false);
  });

  it('tolerates a fiftieth of what is not sampled', () => {
    expect(compareRows([row('p-upper', 0.5)], [row('p-upper', 0.519)]).agrees).toBe(true);
    expect(compareRows([row('p-upper', 0.01)], [row('p-upper', 0.04)]).agrees).toBe(false);
    expect(compareRows([row('nll-per-answer', 20)], [row('nll-per-answer', 20.3)]).agrees).toBe(true);
    const far = compareRows([row('nll-per-answer', 20)], [row('nll-per-answer', 20.5)]);
    expect(far.agrees).toBe(false);
    expect(far.differing[0]!.answers).toBeNull();
  });

  it('puts first what differs most in proportion to what is tolerated', () => {
    const { differing } = compareRows(
      [row('upper', 0.5), row('usefulness', 5), row('p-upper', 0.5)],
      [row('upper', 0.5 + 3 / 96), row('usefulness', 5.25), row('p-upper', 0.6)],
    );
    expect(differing.map(({ expected }) => expected.metric)).toEqual(['p-upper', 'upper', 'usefulness']);
  });

  it('does not take a row with another number of answers for the same', () => {
    expect(compareRows([row('upper', 0.5)], [row('upper', 0.5, { n: 48 })])).toMatchObject({
      same: 0,
      agrees: false,
    });
  });

  it('names rows that only one of the runs has', () => {
    const { missing, additional, agrees, compared } = compareRows(
      [row('upper', 0.5), row('lower', 0.5)],
      [row('upper', 0.5), row('mixed', 0)],
    );
    expect(missing.map(({ metric }) => metric)).toEqual(['lower']);
    expect(additional.map(({ metric }) => metric)).toEqual(['mixed']);
    expect(compared).toBe(1);
    expect(agrees).toBe(false);
  });

  it('never agrees with a number that is none', () => {
    expect(compareRows([row('p-upper', 0.5)], [row('p-upper', Number.NaN)]).agrees).toBe(false);
  });
});
