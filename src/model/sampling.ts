/**
 * Choosing the next token from the model's logits, on the host and in float64: the reference that the
 * sampler inside the decoding graph is tested against. Given the same uniform number both do this:
 *
 *  1. temperature 0: the largest logit, the lower id where two are equal; nothing is random;
 *  2. else keep the `topK` largest logits (of equal ones, the lower ids);
 *  3. p = softmax(logits / temperature) over those kept, with the largest logit subtracted first;
 *  4. the first id, in the order of ids, at which the running sum of p exceeds uniform · total.
 */
import { UserError } from '../support/errors.ts';

export interface SamplingOptions {
  /** ≥ 0; 0 is greedy, 1 is the model's own distribution. */
  temperature: number;
  /** How many tokens to choose among; left out, all of them. */
  topK?: number;
}

/**
 * The id of the next token.
 *
 * `logits` is one row, [vocabulary]; −Infinity marks a token that must not come. `uniform` is in [0, 1).
 */
export function sampleToken(logits: ArrayLike<number>, uniform: number, options: SamplingOptions): number {
  return options.temperature === 0
    ? largestLogit(logits)
    : sampleFrom(tokenProbabilities(logits, options), uniform);
}

/** The probabilities [vocabulary] that `sampleToken` draws from; they sum to 1. */
export function tokenProbabilities(
  logits: ArrayLike<number>,
  { temperature, topK = logits.length }: SamplingOptions,
): Float64Array {
  if (!(temperature >= 0 && temperature < Infinity)) {
    throw new RangeError(`temperature must be 0 or more, not ${temperature}`);
  }
  if (!(Number.isInteger(topK) && topK >= 1)) {
    throw new RangeError(`topK must be a whole number of at least 1, not ${topK}`);
  }
  const best = largestLogit(logits);
  const probabilities = new Float64Array(logits.length);
  if (temperature === 0) {
    probabilities[best] = 1;
    return probabilities;
  }
  let total = 0;
  for (const id of largestIds(logits, topK)) {
    // The exponent is never above 0, so nothing overflows, and `best` contributes 1, so the sum is never 0.
    probabilities[id] = Math.exp((logits[id]! - logits[best]!) / temperature);
    total += probabilities[id];
  }
  return probabilities.map((probability) => probability / total);
}

/** Inverse of the cumulative distribution: the first index at which the running sum exceeds `uniform`. */
export function sampleFrom(probabilities: ArrayLike<number>, uniform: number): number {
  if (!(uniform >= 0 && uniform < 1)) throw new RangeError(`uniform must be in [0, 1), not ${uniform}`);
  let total = 0;
  for (let id = 0; id < probabilities.length; id++) total += probabilities[id]!;
  const target = uniform * total;
  let sum = 0;
  let last = 0;
  for (let id = 0; id < probabilities.length; id++) {
    if (probabilities[id]! === 0) continue;
    sum += probabilities[id]!;
    if (sum > target) return id;
    last = id;
  }
  return last; // only if rounding kept the sum from exceeding the target
}

/** The id of the largest logit, the lowest of several equal ones. */
function largestLogit(logits: ArrayLike<number>): number {
  let best = -1;
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id]!;
    if (Number.isNaN(logit) || logit === Infinity) throw brokenLogits(logit);
    if (logit !== -Infinity && (best < 0 || logit > logits[best]!)) best = id;
  }
  if (best < 0) throw new RangeError('there is no token to sample: every logit is −Infinity');
  return best;
}

/** The ids of the `count` largest logits, in the order of ids. */
function largestIds(logits: ArrayLike<number>, count: number): number[] {
  const ids = Array.from({ length: logits.length }, (_, id) => id);
  if (count >= ids.length) return ids;
  return ids
    .sort((a, b) => logits[b]! - logits[a]! || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}

function brokenLogits(logit: number): UserError {
  return new UserError(
    `The model's output is ${logit}, so that no token can be chosen.`,
    'Its training has probably diverged: train again with a lower learning rate.',
  );
}
