/**
 * Direct preference optimization (Rafailov et al. 2023, eq. 7):
 *
 *   loss = −mean log σ(reward(chosen) − reward(rejected)),   reward(y) = β · (log π(y|x) − log π_ref(y|x))
 *
 * with log-probabilities summed over an answer's tokens. The reference π_ref is the model as it was when the
 * stage began. It is frozen, so what it says of the stage's answers is computed once, before the first step.
 */
import type { Backend } from '../../engine/backends/backend.ts';
import { input } from '../../engine/leaves.ts';
import { scale, subtract } from '../../engine/ops/elementwise.ts';
import { logSigmoid } from '../../engine/ops/logSigmoid.ts';
import type { ModelConfig } from '../../model/files/config.ts';
import type { HostWeights } from '../../model/llama.ts';
import type { LoraSpec } from '../../model/lora.ts';
import { Scorer } from '../../model/score.ts';
import type { ScoredSequence } from '../../model/scoredBatch.ts';
import type { Objective } from './objective.ts';
import {
  negativePairMean,
  pairDifference,
  preferenceFeeds,
  preferenceMetrics,
  sequenceLengths,
  sequenceLogprobs,
} from './preference.ts';

/** Σ log π_ref over the scored tokens of every sequence of every step's batch: [step][sequence], nats. */
export type ReferenceLogprobs = readonly (readonly number[])[];

export interface DpoOptions {
  /** How strongly the model is kept near the reference; `beta` in TRL (0.1 there by default). */
  beta: number;
  reference: ReferenceLogprobs;
}

export function dpo({ beta, reference }: DpoOptions): Objective {
  return {
    name: 'dpo',

    build(logprobs, shape) {
      const logps = sequenceLogprobs(logprobs, shape);
      const change = subtract({ a: logps, b: input('referenceLogps', logps.shape) });
      const margins = pairDifference(scale({ x: change }, { factor: beta }));
      return { loss: negativePairMean(logSigmoid({ x: margins }), 1), outputs: { logps } };
    },

    feeds(batch) {
      const referenceLogps = new Float32Array(batch.sequences);
      referenceLogps.set(reference[batch.step]!);
      return { ...preferenceFeeds(batch), referenceLogps };
    },

    /**
     * TRL's: logps are sums over an answer's tokens. Before the first update model and reference are the same,
     * so the accuracy of that step says nothing: rounding decides it.
     */
    metrics({ logps }, batch) {
      const sums = sequenceLengths(batch).map((_, i) => logps![i]!);
      const rewards = sums.map((logp, i) => beta * (logp - reference[batch.step]![i]!));
      return preferenceMetrics(sums, rewards);
    },
  };
}

export interface ReferenceModel {
  backend: Backend;
  config: ModelConfig;
  weights: HostWeights;
  lora: LoraSpec;
  /** The adapter the stage starts from, not one that it has trained. */
  adapter: Float32Array;
}

/** What a model says of all batches of a stage, for `dpo`. Takes about a third of the time of training on them. */
export async function referenceLogprobs(
  { backend, config, weights, lora, adapter }: ReferenceModel,
  batches: readonly (readonly ScoredSequence[])[],
): Promise<ReferenceLogprobs> {
  const scorer = await Scorer.create(backend, config, weights, lora, batches);
  const reference: number[][] = [];
  for (const step of batches.keys()) {
    const scores = await scorer.score(adapter, step);
    reference.push(scores.map(({ logprob }) => logprob));
  }
  await scorer.dispose();
  return reference;
}
