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
import { assertReadable, shapeFor, type BatchShape, type ScoredSequence } from '../model/scoredBatch.ts';
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
/** The gradient of all parameters together is scaled down to this L2 norm where it is longer. */
export const MAX_GRAD_NORM = 1;

/** The program of a step, with the shape that every step's batch fits into. */
export function loraStep(options: LoraTrainingOptions): {
  program: Program;
  shape: BatchShape;
  sequences: number;
} {
  const { config, weights, lora, objective, batches, microBatches, gradientCheckpointing = false } = options;
  assertReadable(batches, config);
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

/**
 * Looks for the mildest change under which the step fits, so that the user need not guess: parts before
 * recomputation, and as few parts as possible.
 */
export function withSettingThatFits(error: PlanError, options: LoraTrainingOptions): UserError {
  const { microBatches: already = 1, gradientCheckpointing: recomputes = false } = options;
  for (const gradientCheckpointing of recomputes ? [true] : [false, true]) {
    let refused = gradientCheckpointing === recomputes ? { microBatches: already, error } : null;
    for (const microBatches of [already, ...MORE_PARTS.filter((parts) => parts > already)]) {
      if (refused && leastBytes(refused, microBatches) > refused.error.allowedBytes) continue;
      const changed = { ...options, microBatches, gradientCheckpointing };
      const planned = planOrRefusal(changed);
      if (planned instanceof PlanError) refused = { microBatches, error: planned };
      else return new OutOfMemoryError(error.message, remedy(changed, planned.arenaBytes));
    }
  }
  return new OutOfMemoryError(
    error.message,
    'It does not fit in any smaller parts either: use a smaller model or shorter texts.',
  );
}

const MORE_PARTS = [2, 4, 8, 16];

/** What so many parts take at least, where fewer were refused: at best their share. It saves planning in vain. */
const leastBytes = (refused: { microBatches: number; error: PlanError }, microBatches: number) =>
  (refused.error.neededBytes * refused.microBatches) / microBatches;

function planOrRefusal(options: LoraTrainingOptions): PlanSummary | PlanError {
  try {
    return planLoraStep(options)!;
  } catch (error) {
    if (error instanceof PlanError) return error;
    throw error;
  }
}

/** In words for whoever reads it in the page, and with the names of the options for whoever sets them. */
function remedy(
  { microBatches, gradientCheckpointing }: { microBatches: number; gradientCheckpointing: boolean },
  bytes: number,
): string {
  const how = [
    ...(microBatches > 1 ? [`in ${microBatches} parts (microBatches ${microBatches})`] : []),
    ...(gradientCheckpointing
      ? ['with every layer repeated in the backward pass (gradientCheckpointing)']
      : []),
  ];
  return `Computed ${how.join(' and ')}, it needs ${mebibytes(bytes)}, which fits.`;
}
