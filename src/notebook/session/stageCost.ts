/** What a train cell trains itself, and what has to be there before it. */
import { stepsOf } from '../../lab/sweep.ts';
import type { ExperimentSpec } from '../../lab/types.ts';

export interface StageCost {
  /** Steps of this stage, of all models: one for every arm and seed, but for arms that are the same model. */
  here: number;
  /** Models and the steps of each, where all take as many; null where they differ. */
  models: { count: number; each: number } | null;
  /** Steps of the stages before. */
  before: number;
}

/** @param experiment what the train cell compiles to: its arms end with the stage that it trains */
export function stageCost(experiment: ExperimentSpec): StageCost {
  const arms = experiment.arms.map((arm) => ({ ...arm, stages: arm.stages.slice(0, -1) }));
  const before = stepsOf({ ...experiment, arms });
  const here = stepsOf(experiment) - before;
  const [each = 0, ...others] = experiment.arms.map(({ stages }) => stages.at(-1)!.steps);
  const isUniform = each > 0 && others.every((steps) => steps === each);
  return { here, models: isUniform ? { count: here / each, each } : null, before };
}
