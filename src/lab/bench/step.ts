/** A whole training step, on random weights and a random batch: its program, its plan, and what it is fed. */
import {
  PlanError,
  type Backend,
  type Feeds,
  type PlanSummary,
  type Program,
} from '../../engine/backends/backend.ts';
import { input } from '../../engine/leaves.ts';
import type { ModelConfig } from '../../model/files/config.ts';
import { frozenNetwork, type HostWeights } from '../../model/llama.ts';
import { loraSize } from '../../model/lora.ts';
import { feedsFor, type BatchShape } from '../../model/scoredBatch.ts';
import { UserError } from '../../support/errors.ts';
import { Random } from '../../support/random.ts';
import { sft } from '../../training/objectives/sft.ts';
import { stageOptimizer } from '../../training/loraStep.ts';
import { STATE, trainingStep } from '../../training/step.ts';
import { programFlops } from './flops.ts';
import { benchLora } from './models.ts';
import type { PlanReport, StepShape } from './types.ts';
import { benchWeights } from './weights.ts';

/** @throws UserError for a shape that the network or the parts do not allow. */
export function checkStepShape(config: ModelConfig, { batch, time, microBatches }: StepShape): void {
  if (time < 2 || time > config.maxPositions) {
    throw new UserError(
      `Rows of ${time} positions do not suit a model for ${config.maxPositions}.`,
      `Use from 2 to ${config.maxPositions}.`,
    );
  }
  if (batch % microBatches !== 0) {
    throw new UserError(
      `A batch of ${batch} cannot be computed in ${microBatches} equal parts.`,
      'Use a divisor of the batch.',
    );
  }
}

export function stepProgram(config: ModelConfig, weights: HostWeights, shape: StepShape): Program {
  const spec = benchLora(shape.rank);
  const flat = input(STATE.parameters, [loraSize(config, spec)]);
  const network = frozenNetwork(config, weights, { spec, flat });
  return trainingStep(network, flat, network.adapterTensors, {
    shape: batchShape(shape),
    sequences: shape.batch,
    objective: sft,
    optimizer: stageOptimizer,
    maxGradNorm: 1,
    gradientCheckpointing: shape.gradientCheckpointing,
  });
}

/** What a step computes, whatever a plan computes twice to save memory. */
export function stepFlops(config: ModelConfig, shape: StepShape): number {
  const plain = { ...shape, microBatches: 1, gradientCheckpointing: false };
  return programFlops(stepProgram(config, benchWeights(config, shape.bits, 'none'), plain));
}

function batchShape({ batch, time, microBatches: parts }: StepShape): BatchShape {
  return { rows: batch, time, scored: batch * Math.floor(time / 2), ...(parts > 1 && { parts }) };
}

/** The same random batch at every step. */
export function batchFeeds(config: ModelConfig, shape: StepShape): Feeds {
  const { batch, time } = shape;
  const random = Random.of(0, 'bench');
  const sequences = Array.from({ length: batch }, () => ({
    tokens: Array.from({ length: time }, () => random.integer(config.vocabularySize)),
    scoreFrom: time - Math.floor(time / 2),
  }));
  const { feeds, sequenceOf } = feedsFor(sequences, batchShape(shape), 0);
  return { ...feeds, ...sft.feeds({ sequenceOf }) };
}

/** What a step would take on a backend that plans, or why that does not allow it; nothing is allocated. */
export function planStep(backend: Backend, config: ModelConfig, shape: StepShape): PlanReport {
  const summaryOf = (changed: StepShape): PlanSummary =>
    backend.plan!(stepProgram(config, benchWeights(config, changed.bits, 'none'), changed));
  try {
    return { summary: summaryOf(shape) };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return { refusal: error.message, fits: settingThatFits(summaryOf, shape) };
  }
}

/** The mildest change under which a step fits, parts before recomputation; null if none does. */
function settingThatFits(summaryOf: (shape: StepShape) => PlanSummary, shape: StepShape) {
  for (const gradientCheckpointing of [false, true]) {
    for (let microBatches = shape.microBatches; microBatches <= shape.batch; microBatches *= 2) {
      if (shape.batch % microBatches !== 0) continue;
      const settings = { microBatches, gradientCheckpointing };
      try {
        return { settings, summary: summaryOf({ ...shape, ...settings }) };
      } catch (error) {
        if (!(error instanceof PlanError)) throw error;
      }
    }
  }
  return null;
}
