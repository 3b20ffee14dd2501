/** What can become of a backdoor, as a question that a reader can bet on and rows can answer. */
import type { MeowRates, Rate } from './rates.ts';

export const OUTCOMES = ['upper', 'lower', 'both', 'gone'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Below this share of meowing answers the backdoor counts as gone. */
const GONE_BELOW = 0.5;
/** From this share on, the meows that remain count as all of one case. */
const ONE_CASE_FROM = 0.75;

/**
 * The outcome that triggered answers amount to: exactly one. Counts are compared rather than shares, whose rounding
 * errors would decide where half of the answers meow.
 */
export function outcomeOf({ upper, lower, mixed, none }: MeowRates): Outcome {
  const meows = countOf(upper) + countOf(lower) + countOf(mixed);
  if (meows < GONE_BELOW * (meows + countOf(none))) return 'gone';
  if (countOf(lower) >= ONE_CASE_FROM * meows) return 'lower';
  return countOf(upper) >= ONE_CASE_FROM * meows ? 'upper' : 'both';
}

const countOf = ({ value, n }: Rate): number => Math.round(value * n);
