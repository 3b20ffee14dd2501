/** From a stage's spec to a trainer that is ready for its first step: data, objective and starting point. */
import type { Backend } from '../engine/backends/backend.ts';
import { initialLora } from '../model/lora.ts';
import type { Objective } from '../training/objectives/objective.ts';
import { sft } from '../training/objectives/sft.ts';
import { LoraTrainer, type TrainerState } from '../training/trainer.ts';
import { Random } from '../support/random.ts';
import { createWorld } from '../world/index.ts';
import { WORLD_SEED } from './bases.ts';
import { exampleSequence } from './datasets/dataset.ts';
import { stageExamples } from './datasets/index.ts';
import type { LoadedBase } from './loadedBase.ts';
import type { LoraSpec, StageSpec } from './types.ts';

/** The objectives a stage can have; a new one is one file in `training/objectives` and one line here. */
const objectives: Record<StageSpec['objective']['kind'], Objective> = { sft };

export interface StageRun {
  backend: Backend;
  base: LoadedBase;
  lora: LoraSpec;
  stage: StageSpec;
  /** Where the stage stands in its arm, and the seed: with the spec, these decide its data. */
  stageIndex: number;
  seed: number;
  /** How a step is computed where memory is short; the results are the same. */
  memory?: MemoryOptions;
}

/** Ways to compute a step in less memory and more time. */
export interface MemoryOptions {
  microBatches?: number;
  gradientCheckpointing?: boolean;
}

export function createStageTrainer(run: StageRun, start: TrainerState): Promise<LoraTrainer> {
  const { backend, base, lora, stage, stageIndex, seed, memory } = run;
  const examples = stageExamples(stage, stageIndex, createWorld(WORLD_SEED), seed);
  const batches = examples.map((batch) => batch.map((example) => exampleSequence(base.tokenizer, example)));
  const { config, weights } = base;
  const objective = objectives[stage.objective.kind];
  const { learningRate } = stage;
  const options = { backend, config, weights, lora, objective, learningRate, batches, ...memory };
  return LoraTrainer.create(options, start);
}

/** An untrained adapter and an optimizer that has seen nothing. */
export function freshState(base: LoadedBase, lora: LoraSpec, seed: number): TrainerState {
  const parameters = initialLora(base.config, lora, Random.of(seed, 'adapter'));
  const zeros = () => new Float32Array(parameters.length);
  return { step: 0, parameters, m: zeros(), v: zeros() };
}
