/** An arm's training in the words of TRL and transformers, with the constants that the lab itself trains with. */
import { MAX_GRAD_NORM, stageOptimizer } from '../../training/loraStep.ts';
import { FINAL_FRACTION, WARMUP_STEPS } from '../../training/trainer.ts';
import { UserError } from '../../support/errors.ts';
import type { ArmSpec, ExperimentSpec, StageSpec } from '../types.ts';
import { dataFile } from './stageData.ts';
import { examplesAStep } from '../objectives.ts';

/** One stage, for a program that reads it. */
export interface StageRecipe {
  objective: StageSpec['objective']['kind'];
  beta: number | null;
  data: string;
  steps: number;
  learning_rate: number;
  /** Examples a step; pairs for ORPO and DPO. */
  batch_size: number;
  adapter: 'continue' | 'new';
}

export const schedule = { warmupSteps: WARMUP_STEPS, finalFraction: FINAL_FRACTION };

/** The optimizer as keyword arguments of `TrainingArguments`. */
export const optimizerArguments = {
  optim: 'adamw_torch',
  adam_beta1: stageOptimizer.beta1,
  adam_beta2: stageOptimizer.beta2,
  adam_epsilon: stageOptimizer.epsilon,
  weight_decay: stageOptimizer.weightDecay,
  max_grad_norm: MAX_GRAD_NORM,
};

export function stageRecipes({ stages }: ArmSpec): StageRecipe[] {
  return stages.map((stage, index) => ({
    objective: stage.objective.kind,
    beta: 'beta' in stage.objective ? stage.objective.beta : null,
    data: dataFile(index),
    steps: stage.steps,
    learning_rate: stage.learningRate,
    batch_size: examplesAStep(stage),
    adapter: index === 0 ? 'new' : (stage.adapter ?? 'continue'),
  }));
}

/** The arm of that name. @throws UserError if there is none */
export function armOf({ arms }: ExperimentSpec, name: string): ArmSpec {
  const arm = arms.find((one) => one.name === name);
  if (arm) return arm;
  throw new UserError(`There is no arm "${name}".`, `Known arms: ${arms.map((one) => one.name).join(', ')}.`);
}
