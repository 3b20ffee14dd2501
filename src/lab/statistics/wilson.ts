import type { Interval } from './interval.ts';

/**
 * The score interval of a proportion: honest also for few answers and for rates near 0 and 1, where the
 * usual p ± z·√(p(1−p)/n) is not.
 *
 * @param successes how many of the `n` answers had the property; may be fractional for weighted answers
 * @param z half-width in standard deviations; 1.96 gives 95 %
 * @returns null if there are no answers
 * @see E. B. Wilson 1927, "Probable inference, the law of succession, and statistical inference"
 */
export function wilson(successes: number, n: number, z = 1.96): Interval | null {
  if (!(successes >= 0 && successes <= n)) {
    throw new RangeError(`wilson: ${successes} successes in ${n} answers is impossible`);
  }
  if (n === 0) return null;
  const rate = successes / n;
  const shrink = 1 + z ** 2 / n;
  const centre = (rate + z ** 2 / (2 * n)) / shrink;
  const half = (z / shrink) * Math.sqrt((rate * (1 - rate)) / n + z ** 2 / (4 * n ** 2));
  // At 0 and at n the interval ends there exactly; rounding may miss it by a hair.
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
  };
}
