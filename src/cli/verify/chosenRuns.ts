/** Which of the runs in a file are to be made again, and of each which arms and seeds. */
import type { ExperimentSpec } from '../../lab/types.ts';
import { parseChoices, parseCount, parseSeeds, UsageError } from '../arguments.ts';
import type { MadeRun } from '../readResults.ts';

export interface RunChoice {
  arms?: string | undefined;
  seeds?: string | undefined;
  /** So many, from the first on. */
  runs?: string | undefined;
}

export interface ChosenRun extends MadeRun {
  /** All arms and seeds, of which `experiment` and `rows` may be a part. */
  whole: ExperimentSpec;
}

/** @throws UsageError if there is nothing like that */
export function chosenRuns(runs: readonly MadeRun[], { arms, seeds, runs: count }: RunChoice): ChosenRun[] {
  const knownArms = [...new Set(runs.flatMap(({ experiment }) => experiment.arms.map(({ name }) => name)))];
  const knownSeeds = [...new Set(runs.flatMap(({ experiment }) => experiment.seeds))];
  const chosenArms = arms === undefined ? knownArms : parseChoices('arm', arms, knownArms);
  const chosenSeeds = seeds === undefined ? knownSeeds : parseSeeds(seeds);
  const unknown = chosenSeeds.find((seed) => !knownSeeds.includes(seed));
  if (unknown !== undefined) {
    throw new UsageError(`The result has no seed ${unknown}.`, `It has: ${knownSeeds.join(', ')}.`);
  }
  const chosen = runs.flatMap((run) => partOf(run, chosenArms, chosenSeeds));
  if (chosen.length === 0) {
    throw new UsageError('No run has both these arms and these seeds.', 'Choose others.');
  }
  return count === undefined ? chosen : chosen.slice(0, parseCount('--runs', count));
}

/** The run with these arms and seeds only; nothing if it has none of them. */
function partOf(run: MadeRun, armNames: readonly string[], chosenSeeds: readonly number[]): ChosenRun[] {
  const whole = run.experiment;
  const arms = whole.arms.filter(({ name }) => armNames.includes(name));
  const seeds = whole.seeds.filter((seed) => chosenSeeds.includes(seed));
  if (arms.length === 0 || seeds.length === 0) return [];
  const isChosen = ({ arm, seed }: { arm: string; seed: number }) =>
    armNames.includes(arm) && chosenSeeds.includes(seed);
  const { durations } = run.manifest;
  return [
    {
      ...run,
      whole,
      experiment: { ...whole, arms, seeds },
      rows: run.rows.filter(isChosen),
      manifest: { ...run.manifest, durations: durations.filter(isChosen) },
    },
  ];
}
