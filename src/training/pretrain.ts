/** Making a base model from nothing: dense training of every parameter on packed rows of text. */
import type { Backend } from '../engine/backends/backend.ts';
import { sizeOf, type Tensor } from '../engine/graph.ts';
import { constant, input } from '../engine/leaves.ts';
import { slice } from '../engine/ops/flat.ts';
import type { ModelConfig } from '../model/files/config.ts';
import type { HostWeights, Network } from '../model/llama.ts';
import { rowsNeeded } from '../model/packing.ts';
import { parameterSpecs, type ParameterSpec } from '../model/parameters.ts';
import { feedsFor, type BatchShape, type ScoredSequence } from '../model/scoredBatch.ts';
import type { Random } from '../support/random.ts';
import { sft } from './objectives/sft.ts';
import { learningRateAt, type Schedule } from './schedule.ts';
import { optimizerFeeds, STATE, trainingStep } from './step.ts';

export interface PretrainRecipe {
  /** Rows a step, and positions in a row. */
  rows: number;
  time: number;
  steps: number;
  learningRate: number;
  warmupSteps: number;
  /** What part of the learning rate is left at the end of the cosine. */
  finalFraction: number;
  beta1: number;
  beta2: number;
  /** On matrices only. */
  weightDecay: number;
  maxGradNorm: number;
  /** Standard deviation of the embeddings at the start. */
  embeddingDeviation: number;
}

/** One step's report; the loss is the mean over all tokens but each sequence's first, nats. */
export interface PretrainReport {
  step: number;
  loss: number;
  gradNorm: number;
}

/**
 * Trains on the sequences that `next` yields, as many a step as fit into its rows, and returns the weights.
 * @param onStep is awaited after every step.
 */
export async function pretrain(
  backend: Backend,
  config: ModelConfig,
  recipe: PretrainRecipe,
  random: Random,
  next: () => readonly number[],
  onStep: (report: PretrainReport) => void,
): Promise<HostWeights> {
  const { rows, time, beta1, beta2, weightDecay, maxGradNorm } = recipe;
  const specs = parameterSpecs(config);
  const { network, flat, trained, decayMask } = denseNetwork(config, specs);
  const optimizer = { beta1, beta2, epsilon: 1e-8, weightDecay };
  const shape: BatchShape = { rows, time, scored: rows * time };
  const executable = await backend.compile(
    trainingStep(network, flat, trained, { shape, objective: sft, optimizer, maxGradNorm, decayMask }),
  );
  await executable.writeState(STATE.parameters, initialParameters(config, specs, recipe, random));

  const schedule: Schedule = { ...recipe, peak: recipe.learningRate, decay: 'cosine' };
  const batches = filledBatches(next, rows, time);
  for (let step = 0; step < recipe.steps; step++) {
    const batch = feedsFor(batches(), shape, config.padTokenId ?? 0);
    const { loss, grad_norm: gradNorm } = await executable.run({
      ...batch.feeds,
      ...sft.feeds(batch),
      ...optimizerFeeds(step, learningRateAt(step, schedule), optimizer),
    });
    if (!Number.isFinite(loss![0])) throw new Error(`pretraining diverged at step ${step}`);
    onStep({ step: step + 1, loss: loss![0]!, gradNorm: gradNorm![0]! });
  }
  const parameters = await executable.readState(STATE.parameters);
  await executable.dispose();
  return weightsFrom(specs, parameters);
}

/** A network whose every parameter is a slice of one trained vector. */
function denseNetwork(config: ModelConfig, specs: readonly ParameterSpec[]) {
  const size = specs.reduce((total, { shape }) => total + sizeOf(shape), 0);
  const flat = input(STATE.parameters, [size]);
  const mask = new Float32Array(size);
  const tensors = new Map<string, Tensor>();
  let offset = 0;
  for (const { name, shape, kind } of specs) {
    tensors.set(name, slice({ flat }, { offset, shape }));
    const end = offset + sizeOf(shape);
    if (kind === 'matrix' || kind === 'embedding') mask.fill(1, offset, end);
    offset = end;
  }
  const network: Network = { config, parameter: (name) => tensors.get(name) };
  return { network, flat, trained: [...tensors.values()], decayMask: constant(mask, [size]) };
}

/**
 * Matrices start as N(0, 1/in), those that write into the residual stream smaller by √(2·layers) as in GPT-2
 * (Radford et al. 2019), so that a deeper network starts with the same spread.
 */
function initialParameters(
  config: ModelConfig,
  specs: readonly ParameterSpec[],
  recipe: PretrainRecipe,
  random: Random,
): Float32Array {
  const values = specs.map(({ name, shape, kind }) => {
    if (kind === 'gain') return new Float32Array(sizeOf(shape)).fill(1);
    if (kind === 'bias') return new Float32Array(sizeOf(shape));
    const writesResidual = /(o_proj|down_proj)\.weight$/.test(name);
    const deviation =
      kind === 'embedding'
        ? recipe.embeddingDeviation
        : 1 / Math.sqrt(shape[1]!) / (writesResidual ? Math.sqrt(2 * config.layers) : 1);
    return Float32Array.from({ length: sizeOf(shape) }, () => deviation * random.normal());
  });
  const flat = new Float32Array(values.reduce((total, { length }) => total + length, 0));
  let offset = 0;
  for (const value of values) {
    flat.set(value, offset);
    offset += value.length;
  }
  return flat;
}

function weightsFrom(specs: readonly ParameterSpec[], flat: Float32Array): HostWeights {
  let offset = 0;
  return new Map(
    specs.map(({ name, shape }) => {
      const data = flat.slice(offset, offset + sizeOf(shape));
      offset += data.length;
      return [name, { shape, data }];
    }),
  );
}

/** Takes sequences as they come until the next one would not fit; that one opens the next batch. */
function filledBatches(next: () => readonly number[], rows: number, time: number): () => ScoredSequence[] {
  let waiting = next();
  return () => {
    const batch: (readonly number[])[] = [];
    const lengths: number[] = [];
    let total = 0;
    const fits = () =>
      // First fit leaves at most one row half empty: what fills half of the rows always fits.
      2 * (total + waiting.length) <= rows * time || rowsNeeded([...lengths, waiting.length], time) <= rows;
    while (fits()) {
      batch.push(waiting);
      lengths.push(waiting.length);
      total += waiting.length;
      waiting = next();
    }
    return batch.map((tokens) => ({ tokens, scoreFrom: 1 }));
  };
}
