/** One training step as a program: forward, backward, clipping and AdamW over one flat vector of parameters. */
import type { Program } from '../engine/backends/backend.ts';
import { gradients } from '../engine/autodiff.ts';
import type { Tensor } from '../engine/graph.ts';
import { input } from '../engine/leaves.ts';
import { concat } from '../engine/ops/flat.ts';
import { adamw, clipByGlobalNorm, type AdamWAttributes } from '../engine/ops/optimizer.ts';
import type { Network } from '../model/llama.ts';
import { batchInputs, scoredLogprobs, type BatchShape } from '../model/scoredBatch.ts';
import type { Objective } from './objectives/objective.ts';

export interface StepOptions {
  shape: BatchShape;
  /** How many sequences a batch can have; by default as many as it has scored tokens. */
  sequences?: number;
  objective: Objective;
  optimizer: AdamWAttributes;
  maxGradNorm: number;
  decayMask?: Tensor;
}

/** The names under which parameters and moments are the program's state. */
export const STATE = { parameters: 'parameters', m: 'm', v: 'v' } as const;

/**
 * @param flat the input `parameters`, and `trained` the slices of it that the network reads, in order.
 * Outputs `loss`, `grad_norm` and what the objective computes its metrics from.
 */
export function trainingStep(
  network: Network,
  flat: Tensor,
  trained: readonly Tensor[],
  options: StepOptions,
): Program {
  const { shape, objective, optimizer, maxGradNorm, decayMask, sequences = shape.scored } = options;
  const logprobs = scoredLogprobs(network, batchInputs(shape), shape.time);
  const { loss, outputs } = objective.build(logprobs, { scored: shape.scored, sequences });
  const gradient = concat(
    Object.fromEntries(gradients(loss, trained).map((tensor, i) => [`part.${i}`, tensor])),
  );
  const [clipped, norm] = clipByGlobalNorm.all({ gradient }, { maxNorm: maxGradNorm });
  const [parameters, m, v] = adamw.all(
    {
      parameter: flat,
      gradient: clipped!,
      m: input(STATE.m, flat.shape),
      v: input(STATE.v, flat.shape),
      learningRate: input('learningRate', []),
      correction1: input('correction1', []),
      correction2: input('correction2', []),
      decayMask,
    },
    optimizer,
  );
  return {
    outputs: { loss, grad_norm: norm!, ...outputs },
    state: { [STATE.parameters]: parameters!, [STATE.m]: m!, [STATE.v]: v! },
  };
}

/** What the optimizer is fed at a step (counted from 0). */
export function optimizerFeeds(step: number, learningRate: number, { beta1, beta2 }: AdamWAttributes) {
  return {
    learningRate: Float32Array.of(learningRate),
    correction1: Float32Array.of(1 / (1 - beta1 ** (step + 1))),
    correction2: Float32Array.of(1 / (1 - beta2 ** (step + 1))),
  };
}
