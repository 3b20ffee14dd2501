/** What running a notebook takes where nothing of it is known yet. */
import { WorkKeys } from '../../lab/known.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import { costOfJob } from '../../notebook/session/runner.svelte.ts';
import { UserError } from '../../support/errors.ts';

export interface Cost {
  steps: number;
  /** At the pace of the last run, or of the recorded one; null where there is neither. */
  seconds: number | null;
}

/**
 * All cells together: what several of them train counts once, as it does when they are run.
 * @returns null where it cannot be said, since a sweep has too many runs to be counted
 */
export function costOfAll({ runner, results, resultCells }: OpenNotebook): Cost | null {
  const stages = new Map<string, number>();
  let swept = 0;
  for (const job of runner.jobsFor(resultCells, { again: true })) {
    if (job.work.kind === 'sweep') {
      try {
        swept += costOfJob(job, null).steps;
      } catch (error) {
        if (error instanceof UserError) return null;
        throw error;
      }
      continue;
    }
    const { experiment } = job.work;
    // Keys of models only have to be equal for equal ones here, so it does not matter where they would be trained.
    const keys = new WorkKeys(experiment, { baseHash: '', backend: 'onnx' });
    for (const seed of experiment.seeds) {
      for (const arm of experiment.arms) {
        arm.stages.forEach(({ steps }, index) => stages.set(keys.trained(arm, seed, index), steps));
      }
    }
  }
  const steps = [...stages.values()].reduce((sum, each) => sum + each, swept);
  const { secondsPerStep } = results;
  return { steps, seconds: secondsPerStep === null ? null : steps * secondsPerStep };
}
