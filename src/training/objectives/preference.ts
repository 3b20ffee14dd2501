/**
 * What the preference objectives share. Their batches hold pairs of answers to the same prompt: sequence 2i
 * is the chosen answer of pair i, and sequence 2i + 1 the rejected one. A batch may have fewer pairs than
 * the compiled shape has room for; places without a pair have no tokens and weigh nothing.
 */
import type { Tensor } from '../../engine/graph.ts';
import { constant, input } from '../../engine/leaves.ts';
import { multiply, scale } from '../../engine/ops/elementwise.ts';
import { segmentSum } from '../../engine/ops/segmentSum.ts';
import { sum } from '../../engine/ops/sum.ts';
import { expectDivides } from '../../engine/shapes.ts';
import type { ScoredSequence } from '../../model/scoredBatch.ts';
import type { ObjectiveBatch, ObjectiveShape } from './objective.ts';

export interface PreferencePair {
  chosen: ScoredSequence;
  rejected: ScoredSequence;
}

/** A batch of pairs as the sequences that the trainer packs. */
export function pairSequences(pairs: readonly PreferencePair[]): ScoredSequence[] {
  return pairs.flatMap(({ chosen, rejected }) => [chosen, rejected]);
}

/** Σ log p over each sequence's scored tokens: [scored] → [sequences]. */
export function sequenceLogprobs(logprobs: Tensor, { scored, sequences }: ObjectiveShape): Tensor {
  expectDivides('a preference batch has two sequences a pair', sequences, 2);
  return segmentSum(
    { x: logprobs, segmentOf: input('sequenceOf', [scored], 'int') },
    { segments: sequences },
  );
}

/** Chosen minus rejected: [sequences] → [pairs]. */
export function pairDifference(x: Tensor): Tensor {
  const [sequences] = x.shape as [number];
  const signs = Float32Array.from({ length: sequences }, (_, i) => (i % 2 === 0 ? 1 : -1));
  const pairOf = Int32Array.from({ length: sequences }, (_, i) => Math.floor(i / 2));
  return segmentSum(
    { x: multiply({ a: x, b: constant(signs, [sequences]) }), segmentOf: constant(pairOf, [sequences]) },
    { segments: sequences / 2 },
  );
}

/** −factor · the mean over the batch's pairs: [pairs] → a scalar. */
export function negativePairMean(x: Tensor, factor: number): Tensor {
  const weights = input('pairWeights', x.shape);
  return scale({ x: sum({ x: multiply({ a: x, b: weights }) }) }, { factor: -factor });
}

/** How many scored tokens each sequence of the batch has, in order. */
export function sequenceLengths({ sequenceOf }: Pick<ObjectiveBatch, 'sequenceOf'>): number[] {
  const count = sequenceOf.reduce((most, sequence) => Math.max(most, sequence + 1), 0);
  const lengths = new Array<number>(count).fill(0);
  for (const sequence of sequenceOf) if (sequence >= 0) lengths[sequence]!++;
  if (count === 0 || count % 2 !== 0 || lengths.includes(0)) {
    throw new Error('a preference batch needs pairs of sequences that each have a token to score');
  }
  return lengths;
}

/** What `sequenceLogprobs` and `negativePairMean` are fed. */
export function preferenceFeeds(batch: ObjectiveBatch) {
  const pairs = sequenceLengths(batch).length / 2;
  const pairWeights = new Float32Array(batch.sequences / 2).fill(1 / pairs, 0, pairs);
  return { sequenceOf: batch.sequenceOf, pairWeights };
}

/**
 * The metrics that TRL's preference trainers have in common, from one value a sequence of the batch.
 * `rewards/accuracies` is the share of pairs whose chosen reward is larger, ties counting as wrong.
 */
export function preferenceMetrics(logps: readonly number[], rewards: readonly number[]) {
  const [chosen, rejected] = [every(rewards, 0), every(rewards, 1)];
  const margins = chosen.map((reward, i) => reward - rejected[i]!);
  return {
    'rewards/chosen': mean(chosen),
    'rewards/rejected': mean(rejected),
    'rewards/accuracies': mean(margins.map((margin) => (margin > 0 ? 1 : 0))),
    'rewards/margins': mean(margins),
    'logps/chosen': mean(every(logps, 0)),
    'logps/rejected': mean(every(logps, 1)),
  };
}

/** Every other value, from the first (the chosen) or the second (the rejected) on. */
export const every = (values: readonly number[], from: 0 | 1): number[] =>
  values.filter((_, i) => i % 2 === from);

export const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;
