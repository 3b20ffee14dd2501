/** What a LoRA training stage is given, the program of its step, and what that takes on a device. */
import {
  mebibytes,
  OutOfMemoryError,
  PlanError,
  type Backend,
  type PlanSummary,
  type Program,
} from '../engine/backends/backend.ts';
import { input } from '../engine/leaves.ts';
import type { AdamWAttributes } from '../engine/ops/optimizer.ts';
import type { ModelConfig } from '../model/files/config.ts';
import { frozenNetwork, type HostWeights } from '../model/llama.ts';
import { loraSize, type LoraSpec } from '../model/lora.ts';
import { shapeFor, type BatchShape, type ScoredSequence } from '../model/scoredBatch.ts';
import type { UserError } from '../support/errors.ts';
import type { Objective } from './objectives/objective.ts';
import { STATE, trainingStep } from './step.ts';

export interface LoraTrainingOptions {
  backend: Backend;
  config: ModelConfig;
  weights: HostWeights;
  lora: LoraSpec;
  objective: Objective;
  learningRate: number;
  /** The sequences of every step, in order; as many steps as batches. */
  batches: readonly (readonly ScoredSequence[])[];
  /** Computes each step in this many parts: the same result in less memory and more time. */
  microBatches?: number;
  /** Computes each layer again in the backward pass rather than keeping what it left. */
  gradientCheckpointing?: boolean;
}

/** PyTorch's defaults but for β₂, which is lower because stages are short. */
export const stageOptimizer: AdamWAttributes = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0 };
const MAX_GRAD_NORM = 1;

/** The program of a step, with the shape that every step's batch fits into. */
export function loraStep(options: LoraTrainingOptions): {
  program: Program;
  shape: BatchShape;
  sequences: number;
} {
  const { config, weights, lora, objective, batches, microBatches, gradientCheckpointing = false } = options;
  const shape = shapeFor(batches, microBatches);
  const sequences = Math.max(1, ...batches.map(({ length }) => length));
  const flat = input(STATE.parameters, [loraSize(config, lora)]);
  const network = frozenNetwork(config, weights, { spec: lora, flat });
  const program = trainingStep(network, flat, network.adapterTensors, {
    ...{ shape, sequences, objective, gradientCheckpointing },
    optimizer: stageOptimizer,
    maxGradNorm: MAX_GRAD_NORM,
  });
  return { program, shape, sequences };
}

/** What a step would take, or null where the backend does not know beforehand. */
export function planLoraStep(options: LoraTrainingOptions): PlanSummary | null {
  return options.backend.plan?.(loraStep(options).program) ?? null;
}

/** Looks for the mildest change under which the step fits, so that the user need not guess. */
export function withSettingThatFits(error: PlanError, options: LoraTrainingOptions): UserError {
  const already = options.microBatches ?? 1;
  for (const gradientCheckpointing of [false, true]) {
    for (const microBatches of [1, 2, 4, 8, 16]) {
      if (microBatches < already || (!gradientCheckpointing && options.gradientCheckpointing)) continue;
      const changed = { ...options, microBatches, gradientCheckpointing };
      const bytes = bytesIfItFits(changed);
      if (bytes === null) continue;
      const settings = [
        ...(microBatches > 1 ? [`microBatches ${microBatches}`] : []),
        ...(gradientCheckpointing ? ['gradientCheckpointing'] : []),
      ];
      return new OutOfMemoryError(
        error.message,
        `With ${settings.join(' and ')} it needs ${mebibytes(bytes)}, which fits.`,
      );
    }
  }
  return new OutOfMemoryError(
    error.message,
    'It does not fit in any smaller parts either: use a smaller model or shorter texts.',
  );
}

function bytesIfItFits(options: LoraTrainingOptions): number | null {
  try {
    return planLoraStep(options)!.arenaBytes;
  } catch (error) {
    if (error instanceof PlanError) return null;
    throw error;
  }
}
