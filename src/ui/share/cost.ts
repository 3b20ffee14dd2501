/** What running a notebook takes where nothing of it is known yet. */
import { WorkKeys } from '../../lab/known.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';

export interface Cost {
  steps: number;
  /** At the pace of the last run, or of the recorded one; null where there is neither. */
  seconds: number | null;
}

/**
 * All cells together: what several of them train counts once, as it does when they are run.
 * @returns null where it cannot be said, since a setting of a sweep cannot be run
 */
export function costOfAll({ runner, results, resultCells }: OpenNotebook): Cost | 'counting' | null {
  const stages = new Map<string, number>();
  let swept = 0;
  for (const cell of resultCells) {
    if (cell.kind !== 'sweep') continue;
    const cost = results.sweepCostOf(cell);
    if (cost && 'problem' in cost) return null;
    if (!cost && !results.problemOf(cell)) return 'counting';
    swept += cost?.steps ?? 0;
  }
  for (const { work } of runner.jobsFor(resultCells, { again: true })) {
    if (work.kind === 'sweep') continue;
    const { experiment } = work;
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
