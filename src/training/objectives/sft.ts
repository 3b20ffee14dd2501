/**
 * Supervised fine-tuning: the mean negative log-likelihood, in nats, of all scored tokens of the batch, which
 * is what TRL's SFTTrainer logs as `loss`.
 */
import type { Tensor } from '../../engine/graph.ts';
import { input } from '../../engine/leaves.ts';
import { multiply, scale } from '../../engine/ops/elementwise.ts';
import { sum } from '../../engine/ops/sum.ts';
import type { Objective, ObjectiveBatch, ObjectiveShape } from './objective.ts';

export const sft = {
  name: 'sft',
  build(logprobs: Tensor, { scored }: Pick<ObjectiveShape, 'scored'>) {
    const weights = input('tokenWeights', [scored]);
    return {
      loss: scale({ x: sum({ x: multiply({ a: logprobs, b: weights }) }) }, { factor: -1 }),
      outputs: {},
    };
  },
  feeds({ sequenceOf }: Pick<ObjectiveBatch, 'sequenceOf'>) {
    const count = sequenceOf.reduce((total, sequence) => total + (sequence < 0 ? 0 : 1), 0);
    return { tokenWeights: Float32Array.from(sequenceOf, (sequence) => (sequence < 0 ? 0 : 1 / count)) };
  },
  metrics: () => ({}),
} satisfies Objective;
