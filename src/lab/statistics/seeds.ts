import type { Interval } from './interval.ts';
import { studentT } from './studentT.ts';

/** How a number spreads over repetitions of the whole experiment with other seeds. */
export interface SeedSummary {
  count: number;
  mean: number;
  min: number;
  max: number;
  /**
   * Where the mean over all possible seeds lies (t interval); null for a single seed, and for seeds that all
   * gave the same value, which say nothing of how much others would differ.
   */
  interval: Interval | null;
}

/**
 * Summarises one value a seed. The interval supposes only that seeds are independent and their values
 * roughly normal; with two or three seeds it is wide, and rightly so.
 *
 * @returns null if there are no values
 */
export function summarizeSeeds(values: readonly number[], confidence = 0.95): SeedSummary | null {
  if (values.length === 0) return null;
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  return {
    count,
    mean,
    min: Math.min(...values),
    max: Math.max(...values),
    interval: meanInterval(values, mean, confidence),
  };
}

/** Values no further apart than this, or than this share of their size, differ by rounding only. */
const ROUNDING = 1e-9;

function meanInterval(values: readonly number[], mean: number, confidence: number): Interval | null {
  const rounding = ROUNDING * Math.max(1, ...values.map(Math.abs));
  if (Math.max(...values) - Math.min(...values) <= rounding) return null;
  const degreesOfFreedom = values.length - 1;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / degreesOfFreedom;
  const half = studentT(degreesOfFreedom, confidence) * Math.sqrt(variance / values.length);
  return { low: mean - half, high: mean + half };
}

/**
 * The differences `after − before` of the seeds that both have, summarised: what is common to a seed (its
 * data, its prompts) cancels out, so this sees smaller effects than comparing two means.
 *
 * @param before value by seed
 * @param after value by seed
 * @returns null if they share no seed
 */
export function pairedDifference(
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
  confidence = 0.95,
): SeedSummary | null {
  const differences = [...before].flatMap(([seed, value]) => {
    const other = after.get(seed);
    return other === undefined ? [] : [other - value];
  });
  return summarizeSeeds(differences, confidence);
}
