/** One training step as a program: forward, backward, clipping and AdamW over one flat vector of parameters. */
import type { Program } from '../engine/backends/backend.ts';
import { gradients } from '../engine/autodiff.ts';
import type { Tensor } from '../engine/graph.ts';
import { input } from '../engine/leaves.ts';
import { after, detach } from '../engine/ops/after.ts';
import { add, multiply } from '../engine/ops/elementwise.ts';
import { concat, slice } from '../engine/ops/flat.ts';
import { adamw, clipByGlobalNorm, type AdamWAttributes } from '../engine/ops/optimizer.ts';
import { sum } from '../engine/ops/sum.ts';
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
  /** Keeps only what enters each layer, and computes a layer again in the backward pass. */
  gradientCheckpointing?: boolean;
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
  const { shape, optimizer, maxGradNorm, decayMask } = options;
  const { parts = 1 } = shape;
  const { loss, outputs, gradient } =
    parts === 1 ? wholeBatch(network, trained, options) : inParts(network, trained, options);
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

interface Differentiated {
  loss: Tensor;
  outputs: Record<string, Tensor>;
  /** dLoss of all trained tensors, one after the other. */
  gradient: Tensor;
}

const flatten = (tensors: readonly Tensor[]) =>
  concat(Object.fromEntries(tensors.map((tensor, i) => [`part.${i}`, tensor])));

function wholeBatch(network: Network, trained: readonly Tensor[], options: StepOptions): Differentiated {
  const { shape, objective, gradientCheckpointing = false } = options;
  const { scored } = shape;
  const { sequences = scored } = options;
  const entries: Tensor[] = [];
  const logprobs = scoredLogprobs(network, batchInputs(shape), shape.time, (x) => {
    entries.push(x);
    return x;
  });
  const { loss, outputs } = objective.build(logprobs, { scored, sequences });
  const grads = gradients(loss, trained, gradientCheckpointing ? entries : []);
  return { loss, outputs, gradient: flatten(grads) };
}

/**
 * Part after part, with the same result in less memory. The first time through, a part leaves nothing but its
 * log-probabilities, which is all that the loss needs, whatever the objective. With the loss's gradient known,
 * each part is computed once more, this time with its backward pass.
 */
function inParts(network: Network, trained: readonly Tensor[], options: StepOptions): Differentiated {
  const { shape, objective, gradientCheckpointing = false } = options;
  const { scored, time, parts = 1 } = shape;
  const { sequences = scored } = options;
  const inputs = Array.from({ length: parts }, (_, part) => batchInputs(shape, part));
  let previous: Tensor | undefined;
  /** Lets a part begin when the one before is done: two at a time would need the memory of two. */
  const inTurn = (x: Tensor, layer: number) => (layer === 0 && previous ? after(x, previous) : x);

  const firstPass = inputs.map((part) => (previous = scoredLogprobs(network, part, time, inTurn)));
  const logprobs = flatten(firstPass);
  const { loss, outputs } = objective.build(logprobs, { scored, sequences });
  const [upstream] = gradients(loss, [logprobs]);
  previous = upstream;

  let gradient: Tensor | undefined;
  for (const [part, partInputs] of inputs.entries()) {
    const entries: Tensor[] = [];
    const again = scoredLogprobs(network, partInputs, time, (x, layer) => {
      const entry = inTurn(x, layer);
      entries.push(entry);
      return entry;
    });
    const places = scored / parts;
    const weights = slice({ flat: detach({ x: upstream! }) }, { offset: part * places, shape: [places] });
    const share = sum({ x: multiply({ a: again, b: weights }) });
    const own = flatten(gradients(share, trained, gradientCheckpointing ? entries : []));
    gradient = gradient ? add({ a: gradient, b: own }) : own;
    previous = gradient;
  }
  return { loss, outputs, gradient: gradient! };
}

/** What the optimizer is fed at a step (counted from 0). */
export function optimizerFeeds(step: number, learningRate: number, { beta1, beta2 }: AdamWAttributes) {
  return {
    learningRate: Float32Array.of(learningRate),
    correction1: Float32Array.of(1 / (1 - beta1 ** (step + 1))),
    correction2: Float32Array.of(1 / (1 - beta2 ** (step + 1))),
  };
}
