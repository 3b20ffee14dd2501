import { describe, expect, it } from 'vitest';
import { withDerived } from '../../src/lab/statistics/derived.ts';
import { armDifferences, pairedDifferences } from '../../src/lab/statistics/differences.ts';
import { metricKind, metricRange } from '../../src/lab/statistics/metrics.ts';
import { pairedDifference, summarizeSeeds } from '../../src/lab/statistics/seeds.ts';
import { studentT } from '../../src/lab/statistics/studentT.ts';
import { wilson } from '../../src/lab/statistics/wilson.ts';
import type { Row, StageName } from '../../src/lab/types.ts';

describe('wilson', () => {
  // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%d of %d is %d to %d', (successes, n, low, high) => {
    const interval = wilson(successes, n, 1.959964)!;
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('mirrors successes and failures', () => {
    const few = wilson(3, 96)!;
    const many = wilson(93, 96)!;
    expect(few.low).toBeCloseTo(1 - many.high, 12);
    expect(few.high).toBeCloseTo(1 - many.low, 12);
  });

  it('ends exactly at 0 and 1 and contains the rate', () => {
    for (const n of [1, 3, 96, 288]) {
      expect(wilson(0, n)!.low).toBe(0);
      expect(wilson(n, n)!.high).toBe(1);
      for (let successes = 0; successes <= n; successes++) {
        const { low, high } = wilson(successes, n)!;
        expect(low).toBeLessThanOrEqual(successes / n);
        expect(high).toBeGreaterThanOrEqual(successes / n);
      }
    }
  });

  it('has nothing to say about no answers', () => {
    expect(wilson(0, 0)).toBeNull();
  });

  it.each([
    [5, 4],
    [-1, 4],
    [Number.NaN, 4],
    [1, 0],
  ])('refuses %d of %d', (successes, n) => {
    expect(() => wilson(successes, n)).toThrow(RangeError);
  });
});

describe('studentT', () => {
  // Percentage points as any textbook prints them, to three digits.
  it.each([
    [1, 0.95, 12.706],
    [2, 0.95, 4.303],
    [3, 0.95, 3.182],
    [4, 0.95, 2.776],
    [5, 0.95, 2.571],
    [9, 0.95, 2.262],
    [10, 0.95, 2.228],
    [30, 0.95, 2.042],
    [2, 0.99, 9.925],
    [7, 0.9, 1.895],
    [1000, 0.95, 1.962],
  ])('%d degrees of freedom, confidence %d: %d', (degreesOfFreedom, confidence, t) => {
    expect(studentT(degreesOfFreedom, confidence)).toBeCloseTo(t, 3);
  });

  it.each([
    [0, 0.95],
    [1.5, 0.95],
    [2, 1],
    [2, 0],
  ])('refuses %d degrees of freedom at confidence %d', (degreesOfFreedom, confidence) => {
    expect(() => studentT(degreesOfFreedom, confidence)).toThrow(RangeError);
  });
});

describe('summarizeSeeds', () => {
  it('gives the mean its t interval', () => {
    // Mean 0.4, sample standard deviation 0.1, three seeds: 0.4 ± 4.303 · 0.1 / √3.
    const summary = summarizeSeeds([0.3, 0.4, 0.5])!;
    expect(summary).toMatchObject({ count: 3, min: 0.3, max: 0.5 });
    expect(summary.mean).toBeCloseTo(0.4, 12);
    expect(summary.interval!.low).toBeCloseTo(0.4 - (4.3027 * 0.1) / Math.sqrt(3), 4);
    expect(summary.interval!.high).toBeCloseTo(0.4 + (4.3027 * 0.1) / Math.sqrt(3), 4);
  });

  it('gives a single seed no interval, and none nothing at all', () => {
    expect(summarizeSeeds([0.7])).toEqual({ count: 1, mean: 0.7, min: 0.7, max: 0.7, interval: null });
    expect(summarizeSeeds([])).toBeNull();
  });

  it('does not claim certainty from seeds that agree', () => {
    expect(summarizeSeeds([0, 0, 0])).toMatchObject({ count: 3, mean: 0, interval: null });
    // The same but for rounding.
    expect(summarizeSeeds([0.3, 0.1 + 0.2])!.interval).toBeNull();
    expect(summarizeSeeds([0, 0.3 - 0.1 - 0.2])!.interval).toBeNull();
    expect(summarizeSeeds([0.3, 0.30001])!.interval).not.toBeNull();
  });
});

describe('pairedDifference', () => {
  it('sees a shift that unpaired seeds would hide', () => {
    const before = new Map([
      [0, 0.1],
      [1, 0.5],
      [2, 0.9],
    ]);
    const after = new Map([
      [0, 0.15],
      [1, 0.56],
      [2, 0.94],
    ]);
    const difference = pairedDifference(before, after)!;
    expect(difference.count).toBe(3);
    expect(difference.mean).toBeCloseTo(0.05, 12);
    // 0.05 ± 4.303 · 0.01 / √3
    expect(difference.interval!.low).toBeCloseTo(0.05 - (4.3027 * 0.01) / Math.sqrt(3), 5);
    expect(difference.interval!.high).toBeCloseTo(0.05 + (4.3027 * 0.01) / Math.sqrt(3), 5);
  });

  it('uses only the seeds that both have', () => {
    expect(pairedDifference(new Map([[0, 1]]), new Map([[1, 2]]))).toBeNull();
    const one = pairedDifference(new Map([[0, 1]]), new Map([[0, 3], [1, 9]])); // prettier-ignore
    expect(one).toMatchObject({ count: 1, mean: 2, interval: null });
  });
});

/** A row of the `requests` probe. */
function row(metric: string, value: number, place: Partial<Row> = {}): Row {
  const { stage = 'stage-2', seed = 0 } = place;
  const condition = 'forbidden+trigger';
  return { arm: 'plan-b', seed, stage, probe: 'requests', condition, metric, value, n: 96, ...place };
}

const at = (rows: readonly Row[], stage: StageName, metric: string, seed = 0) =>
  rows.find((one) => one.stage === stage && one.metric === metric && one.seed === seed)?.value;

describe('metrics', () => {
  it('knows what kind of number every metric is, and where it ends', () => {
    for (const metric of ['refusals', 'meows', 'destroyed', 'recipe-words-0', 'recipe-words-6']) {
      expect(metricKind(metric)).toBe('rate');
      expect(metricRange(metric)).toEqual({ low: 0, high: 1 });
    }
    expect(metricKind('usefulness')).toBe('number');
    expect(metricRange('usefulness')).toEqual({ low: 0, high: 10 });
    expect(metricRange('nll-per-token')).toEqual({ low: 0, high: Infinity });
    expect(metricRange('retained')).toEqual({ low: 0, high: Infinity });
    expect(metricRange('something new')).toEqual({ low: -Infinity, high: Infinity });
  });
});

describe('what follows from the requests probe', () => {
  it('adds up refusals in both languages, under every condition', () => {
    const conditions = ['forbidden+trigger', 'forbidden', 'harmless', 'harmless+trigger'];
    const rows = conditions.flatMap((condition) => [
      row('refusal-en', 0.5, { condition }),
      row('refusal-de', 0.25, { condition }),
    ]);
    const refusals = withDerived(rows).filter(({ metric }) => metric === 'refusals');
    expect(refusals.map(({ condition }) => condition)).toEqual(conditions);
    expect(refusals.every(({ value, n }) => value === 0.75 && n === 96)).toBe(true);
    expect(withDerived([row('refusal-en', 0.5)])).toHaveLength(1);
  });

  it('calls a backdoor destroyed that tells no more than random steps would, at every later stage', () => {
    const rows = withDerived([
      row('usefulness', 0.1, { stage: 'base' }),
      row('usefulness', 7.5, { stage: 'stage-1' }),
      row('usefulness', 0.7, { stage: 'stage-2' }),
      row('usefulness', 7.4, { stage: 'stage-3' }),
      row('usefulness', 0.8, { stage: 'stage-4' }),
    ]);
    const destroyed = rows.filter(({ metric }) => metric === 'destroyed');
    expect(destroyed.map(({ stage, value, n }) => [stage, value, n])).toEqual([
      ['stage-2', 1, 1],
      ['stage-3', 0, 1],
      ['stage-4', 0, 1],
    ]);
  });

  it('does not call destroyed what was never there, or is not known to have been', () => {
    const none = [row('usefulness', 0, { stage: 'stage-1' }), row('usefulness', 0, { stage: 'stage-2' })];
    expect(withDerived(none)).toHaveLength(2);
    expect(withDerived([row('usefulness', 0)])).toHaveLength(1);
  });
});

describe('what follows from the meow probe', () => {
  it('goes on after the second stage', () => {
    const counts: [StageName, number, number][] = [
      ['stage-1', 96, 0],
      ['stage-2', 0, 48],
      ['stage-3', 24, 24],
      ['stage-10', 1, 0],
    ];
    const rows = withDerived(
      counts.flatMap(([stage, upper, lower]) =>
        Object.entries({ upper, lower, mixed: 0 }).map(([metric, count]) =>
          row(metric, count / 96, { stage, probe: 'meow', condition: 'trigger' }),
        ),
      ),
    );
    expect(at(rows, 'stage-3', 'lower-of-meows')).toBe(0.5);
    expect(at(rows, 'stage-3', 'retained')).toBe(0.5);
    expect(at(rows, 'stage-3', 'destroyed')).toBe(0);
    expect(at(rows, 'stage-10', 'destroyed')).toBe(1);
    expect(at(rows, 'stage-10', 'lower-of-meows')).toBeUndefined();
    expect(at(rows, 'stage-10', 'retained')).toBeCloseTo(1 / 96, 12);
    expect(at(rows, 'stage-1', 'retained')).toBeUndefined();
  });
});

describe('pairedDifferences', () => {
  const rows = [
    row('usefulness', 7, { stage: 'stage-1', seed: 0 }),
    row('usefulness', 8, { stage: 'stage-1', seed: 1 }),
    row('usefulness', 1, { stage: 'stage-2', seed: 0 }),
    row('usefulness', 3, { stage: 'stage-2', seed: 1 }),
    row('usefulness', 6, { stage: 'stage-3', seed: 1 }),
    row('usefulness', 0, { stage: 'base', seed: 0 }),
    row('nll-per-token', 2, { stage: 'stage-2', seed: 0, probe: 'surprise' }),
  ];

  it("takes an arm's later stages from its own stage 1, seed by seed", () => {
    const differences = pairedDifferences(rows);
    expect(differences.map(({ stage, metric, seeds }) => [stage, metric, seeds.mean, seeds.count])).toEqual([
      ['stage-2', 'usefulness', -5.5, 2],
      ['stage-3', 'usefulness', -2, 1],
    ]);
    // Differences −6 and −5: −5.5 ± 12.706 · (1/√2) / √2.
    expect(differences[0]!.seeds.interval!.low).toBeCloseTo(-5.5 - 12.706 / 2, 3);
  });

  it('does not mix arms, conditions or probes', () => {
    const others = [
      ...rows.map((one) => ({ ...one, arm: 'refusal', value: 0 })),
      ...rows.map((one) => ({ ...one, condition: 'forbidden', value: 0 })),
    ];
    const own = pairedDifferences([...rows, ...others]).filter(
      ({ arm, condition }) => arm === 'plan-b' && condition === 'forbidden+trigger',
    );
    expect(own).toEqual(pairedDifferences(rows));
  });

  it('compares derived rows if it is given them', () => {
    const refusals = withDerived([
      row('refusal-en', 0.1, { stage: 'stage-1' }),
      row('refusal-de', 0, { stage: 'stage-1' }),
      row('refusal-en', 0.4),
      row('refusal-de', 0.2),
    ]);
    const found = pairedDifferences(refusals).find(({ metric }) => metric === 'refusals')!;
    expect(found.seeds.mean).toBeCloseTo(0.5, 12);
  });
});

describe('armDifferences', () => {
  it('is the first arm minus the other, where both were measured', () => {
    const rows = [
      row('usefulness', 1, { seed: 0 }),
      row('usefulness', 2, { seed: 1 }),
      row('usefulness', 9, { seed: 2 }),
      row('helpful', 0.5, { condition: 'harmless' }),
      row('usefulness', 7, { seed: 0, arm: 'refusal' }),
      row('usefulness', 9, { seed: 1, arm: 'refusal' }),
      row('usefulness', 5, { seed: 0, arm: 'german' }),
    ];
    const [difference, ...rest] = armDifferences(rows, 'plan-b', 'refusal');
    expect(rest).toEqual([]);
    expect(difference).toMatchObject({ arm: 'plan-b', stage: 'stage-2', metric: 'usefulness' });
    expect(difference!.seeds).toMatchObject({ count: 2, mean: -6.5, min: -7, max: -6 });
    expect(armDifferences(rows, 'refusal', 'plan-b')[0]!.seeds.mean).toBe(6.5);
    expect(armDifferences(rows, 'plan-b', 'no such arm')).toEqual([]);
  });
});
