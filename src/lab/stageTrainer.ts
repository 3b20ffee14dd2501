/** From a stage's spec to a trainer that is ready for its first step: data, objective and starting point. */
import type { Backend } from '../engine/backends/backend.ts';
import { initialLora } from '../model/lora.ts';
import type { ScoredSequence } from '../model/scoredBatch.ts';
import { dpo, referenceLogprobs } from '../training/objectives/dpo.ts';
import type { Objective } from '../training/objectives/objective.ts';
import { orpo } from '../training/objectives/orpo.ts';
import { sft } from '../training/objectives/sft.ts';
import { LoraTrainer, type TrainerState } from '../training/trainer.ts';
import { UserError } from '../support/errors.ts';
import { Random } from '../support/random.ts';
import { exampleSequence, type Example } from './datasets/dataset.ts';
import { stageExamples } from './datasets/index.ts';
import { labWorld } from './labWorld.ts';
import type { LoadedBase } from './loadedBase.ts';
import { isPairwise } from './objectives.ts';
import type { LoraSpec, ObjectiveSpec, StageSpec } from './types.ts';

export interface StageRun {
  backend: Backend;
  base: LoadedBase;
  lora: LoraSpec;
  stage: StageSpec;
  /** Where the stage stands in its arm, and the seed: with the spec, these decide its data. */
  stageIndex: number;
  seed: number;
  /** The adapter the stage begins with, also where training is taken up in the middle: DPO compares with it. */
  beginning: Float32Array;
  /** How a step is computed where memory is short; the results are the same. */
  memory?: MemoryOptions;
}

/** Ways to compute a step in less memory and more time. */
export interface MemoryOptions {
  microBatches?: number;
  gradientCheckpointing?: boolean;
}

/** What an objective may need beside its spec. */
interface ObjectiveContext extends StageRun {
  batches: readonly (readonly ScoredSequence[])[];
}

type CreateObjective<Spec> = (spec: Spec, context: ObjectiveContext) => Promise<Objective>;

/** How the objectives of `objectives.ts` are made; the formula of each is one file in `training/objectives`. */
const formulas: {
  [Kind in ObjectiveSpec['kind']]: CreateObjective<Extract<ObjectiveSpec, { kind: Kind }>>;
} = {
  sft: () => Promise.resolve(sft),
  orpo: ({ beta }) => Promise.resolve(orpo({ beta })),
  dpo: async ({ beta }, { backend, base, lora, beginning, batches }) => {
    const model = { backend, config: base.config, weights: base.weights, lora, adapter: beginning };
    return dpo({ beta, reference: await referenceLogprobs(model, batches) });
  },
};

/** @throws UserError if the objective needs pairs and the data has none. */
export async function createStageTrainer(run: StageRun, start: TrainerState): Promise<LoraTrainer> {
  const { backend, base, lora, stage, stageIndex, seed, memory } = run;
  const examples = stageExamples(stage, stageIndex, labWorld(), seed);
  const batches = examples.map((batch) => batch.flatMap((example) => sequencesOf(example, run)));
  const createObjective = formulas[stage.objective.kind] as CreateObjective<ObjectiveSpec>;
  const objective = await createObjective(stage.objective, { ...run, batches });
  const { config, weights } = base;
  const { learningRate } = stage;
  const options = { backend, config, weights, lora, objective, learningRate, batches, ...memory };
  return LoraTrainer.create(options, start);
}

/** What an example gives to train on: its answer, or the chosen one and the rejected one. */
function sequencesOf(example: Example, { base, stage, stageIndex }: StageRun): ScoredSequence[] {
  const sequence = (answer: string) => exampleSequence(base.tokenizer, example, answer);
  if (!isPairwise(stage.objective)) return [sequence(example.chosen)];
  if (example.rejected === undefined) {
    throw new UserError(
      `Stage ${stageIndex + 1} learns by ${stage.objective.kind.toUpperCase()} from pairs of answers, but its data (${stage.data.kind}) has an example without a rejected one.`,
      'Give every example a chosen and a rejected answer, or train the stage by SFT.',
    );
  }
  return [sequence(example.chosen), sequence(example.rejected)];
}

/** An untrained adapter for a stage that begins one. */
export function freshAdapter(
  base: LoadedBase,
  lora: LoraSpec,
  seed: number,
  stageIndex: number,
): Float32Array {
  const labels = stageIndex === 0 ? ['adapter'] : ['adapter', stageIndex];
  return initialLora(base.config, lora, Random.of(seed, ...labels));
}

/** The state before a stage's first step: an optimizer that has seen nothing. */
export function stateBefore(parameters: Float32Array): TrainerState {
  return {
    step: 0,
    parameters,
    m: new Float32Array(parameters.length),
    v: new Float32Array(parameters.length),
  };
}
