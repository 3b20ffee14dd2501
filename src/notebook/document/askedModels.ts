/** The models that a chat asks side by side: those of a train cell's arms after each of their stages, and the base. */
import type { ExperimentSpec, StageName } from '../../lab/types.ts';
import type { ChatModel } from './types.ts';

/** They answer one after the other, and more than these cannot be compared at a glance. */
export const MOST_MODELS = 16;

/** What there is to choose from. */
export interface Askable {
  arms: readonly string[];
  /** `base` and all that are trained, in order. */
  stages: readonly StageName[];
}

/** What of an experiment's models can be asked. */
export function askableOf({ arms }: Pick<ExperimentSpec, 'arms'>): Askable {
  const last = Math.max(0, ...arms.map(({ stages }) => stages.length));
  const trained = Array.from({ length: last }, (_, index): StageName => `stage-${index + 1}`);
  return { arms: arms.map(({ name }) => name), stages: ['base', ...trained] };
}

/** The base is the same for all arms. */
export const isSameModel = (one: ChatModel, other: ChatModel): boolean =>
  one.stage === other.stage && (one.stage === 'base' || one.arm === other.arm);

/** All of them: stage by stage, since arms are compared after the same stage. */
export const askableModels = ({ arms, stages }: Askable): ChatModel[] =>
  stages.flatMap((stage): ChatModel[] =>
    stage === 'base' ? [{ stage }] : arms.map((arm) => ({ arm, stage })),
  );

/** Those of the models that are there, each once, stage by stage. */
export const inOrder = (models: readonly ChatModel[], askable: Askable): ChatModel[] =>
  askableModels(askable).filter((model) => models.some((other) => isSameModel(model, other)));

/** The base, and what each stage made of it in one arm. */
export const stagesOfArm = (arm: string, askable: Askable): ChatModel[] =>
  askableModels({ ...askable, arms: [arm] });

/** Every arm after its last stage, or as many as can be asked. */
export const lastOfArms = ({ arms, stages }: Askable): ChatModel[] =>
  askableModels({ arms, stages: stages.slice(-1) }).slice(0, MOST_MODELS);

/** Whether two choices are of the same models, in whatever order. */
export const isSameChoice = (one: readonly ChatModel[], other: readonly ChatModel[]): boolean =>
  one.length === other.length && one.every((model) => other.some((another) => isSameModel(model, another)));
