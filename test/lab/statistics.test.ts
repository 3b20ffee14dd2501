import { describe, expect, it } from 'vitest';
import { pairedDifference, summarizeSeeds } from '../../src/lab/statistics/seeds.ts';
import { studentT } from '../../src/lab/statistics/studentT.ts';
import { wilson } from '../../src/lab/statistics/wilson.ts';

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
  });
});

describe('pairedDifference', () => {
  it('sees a constant shift that unpaired seeds would hide', () => {
    const before = new Map([
      [0, 0.1],
      [1, 0.5],
      [2, 0.9],
    ]);
    const after = new Map([...before].map(([seed, value]) => [seed, value + 0.05]));
    const difference = pairedDifference(before, after)!;
    expect(difference.count).toBe(3);
    expect(difference.mean).toBeCloseTo(0.05, 12);
    expect(difference.interval!.low).toBeGreaterThan(0.049);
  });

  it('uses only the seeds that both have', () => {
    expect(pairedDifference(new Map([[0, 1]]), new Map([[1, 2]]))).toBeNull();
    const one = pairedDifference(new Map([[0, 1]]), new Map([[0, 3], [1, 9]])); // prettier-ignore
    expect(one).toMatchObject({ count: 1, mean: 2, interval: null });
  });
});
