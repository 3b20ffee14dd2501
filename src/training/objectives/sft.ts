/**
 * Supervised fine-tuning: the mean negative log-likelihood, in nats, of all scored tokens of the batch, which
 * is what TRL's SFTTrainer logs as `loss`.
 */
import { input } from '../../engine/leaves.ts';
import { multiply, scale } from '../../engine/ops/elementwise.ts';
import { sum } from '../../engine/ops/sum.ts';
import type { Objective } from './objective.ts';

export const sft: Objective = {
  name: 'sft',
  build(logprobs, { scored }) {
    const weights = input('tokenWeights', [scored]);
    return {
      loss: scale({ x: sum({ x: multiply({ a: logprobs, b: weights }) }) }, { factor: -1 }),
      metrics: {},
    };
  },
  feeds({ sequenceOf }) {
    const count = sequenceOf.reduce((total, sequence) => total + (sequence < 0 ? 0 : 1), 0);
    return { tokenWeights: Float32Array.from(sequenceOf, (sequence) => (sequence < 0 ? 0 : 1 / count)) };
  },
};
