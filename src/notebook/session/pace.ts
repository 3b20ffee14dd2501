/** How long a training step takes with its share of the probes, by what has been computed. */
import { stepsOf } from '../../lab/sweep.ts';
import type { ExperimentResult } from '../../lab/types.ts';
import { stageNumber } from '../figures/stages.ts';

/** In seconds, by the first of the results that trained something; null where none did. */
export function secondsPerStepIn(results: readonly ExperimentResult[]): number | null {
  for (const { experiment, manifest } of results) {
    const steps = trainedSteps({ experiment, manifest });
    const seconds = manifest.durations.reduce((sum, { total }) => sum + total, 0);
    if (steps > 0 && seconds > 0) return seconds / steps;
  }
  return null;
}

/** Training steps that a result took itself. What it took over from earlier ones took no time. */
function trainedSteps({ experiment, manifest }: Pick<ExperimentResult, 'experiment' | 'manifest'>): number {
  const reused = (manifest.reused ?? []).filter(({ what }) => what === 'training');
  return reused.reduce((left, { arm, stage }) => {
    const stages = experiment.arms.find(({ name }) => name === arm)?.stages;
    return left - (stages?.[stageNumber(stage) - 1]?.steps ?? 0);
  }, stepsOf(experiment));
}
