/** What is compared, and on what: the one interface that every contender implements. */
import type { AdamWAttributes } from '../../src/engine/ops/optimizer.ts';
import type { ModelConfig } from '../../src/model/files/config.ts';
import type { HostWeights } from '../../src/model/llama.ts';
import type { LoraFactor, LoraSpec } from '../../src/model/lora.ts';
import type { BatchShape } from '../../src/model/scoredBatch.ts';

/** One packed batch, as `src/model/scoredBatch.ts` feeds it. */
export interface Batch {
  /** [rows·time] */
  tokens: Int32Array;
  /** [rows·time]: a token's place in its own sequence. */
  positions: Int32Array;
  /** [rows·time]: which sequence of its row a token belongs to; 0 for padding. */
  segments: Int32Array;
  /** [scored]: which packed position predicts each scored token. */
  scoredRows: Int32Array;
  /** [scored] */
  targets: Int32Array;
  /** [scored]: 1 / number of scored tokens, or 0 where the batch has no more of them. */
  tokenWeights: Float32Array;
}

/** A training step with everything it starts from. */
export interface Scenario {
  name: string;
  config: ModelConfig;
  /** The frozen base by Hugging Face names, matrices as [out, in]. */
  weights: HostWeights;
  lora: LoraSpec;
  /** Where each factor lies in `parameters`. */
  layout: readonly LoraFactor[];
  /** The trained vector before the first step. */
  parameters: Float32Array;
  shape: BatchShape;
  batches: readonly Batch[];
  /** The same at every step. */
  learningRate: number;
  optimizer: AdamWAttributes;
  maxGradNorm: number;
}

/** One way of doing the training step on WebGPU. A module of `peers/`, or `ours.ts`, exports one as `contender`. */
export interface Contender {
  readonly name: string;
  readonly version: string;
  /** Gets a device, puts weights and parameters on it, and compiles what can be compiled beforehand. */
  prepare(scenario: Scenario): Promise<void>;
  /** One step of training; the loss, in nats, before the update. Done when the loss is back on the host. */
  step(batch: Batch): Promise<number>;
  dispose(): Promise<void>;
}

/** The named ones in that order, or all if no name is given. */
export function chooseContenders(all: readonly Contender[], names: readonly string[]): Contender[] {
  if (names.length === 0) return [...all];
  return names.map((name) => {
    const found = all.find((contender) => contender.name === name);
    if (found) return found;
    throw new Error(
      `There is no contender "${name}", only ${all.map((contender) => contender.name).join(', ')}.`,
    );
  });
}
