/** How far a sweep is, and how much longer it takes: of its runs, some are short and some long. */
import type { SweepRun } from '../../lab/sweep.ts';

export interface SweepProgress {
  /** Runs that are done, in this visit or before. */
  done: number;
  of: number;
  current: SweepRun;
  /** Training steps of the current run, and of all those after it. */
  steps: number;
  stepsAfter: number;
  /** What the runs before it have taken, as far as they were computed now. */
  spent: Spent;
}

export interface Spent {
  seconds: number;
  steps: number;
}

/** Of a run that is going on: how long it has been computed, and what it says is left. */
interface Clock {
  seconds: number;
  secondsLeft: number | null;
}

/** By the time that a step took so far, its share of the probes included; null where nothing can be said yet. */
export function sweepSecondsLeft(
  { steps, stepsAfter, spent }: Pick<SweepProgress, 'steps' | 'stepsAfter' | 'spent'>,
  { seconds, secondsLeft }: Clock,
): number | null {
  if (secondsLeft === null && spent.steps === 0) return null;
  const ofCurrent = secondsLeft ?? Math.max(0, (steps * spent.seconds) / spent.steps - seconds);
  if (spent.steps + steps === 0) return ofCurrent;
  const secondsPerStep = (spent.seconds + seconds + ofCurrent) / (spent.steps + steps);
  return ofCurrent + stepsAfter * secondsPerStep;
}

/**
 * Training steps of the runs after the current one. To count them all takes as long as looking at every setting, so
 * those that earlier visits have done are taken to be like the others.
 * @param all those of all runs; null: they are still being counted
 * @param runs how many there are, how many are left after the current one, and how many earlier visits have done
 */
export function stepsAfter(
  all: number | null,
  runs: { of: number; after: number; before: number },
  { steps, spent }: Pick<SweepProgress, 'steps' | 'spent'>,
): number {
  if (runs.after === 0) return 0;
  if (all === null) return runs.after * steps;
  return Math.max(0, all * (1 - runs.before / runs.of) - spent.steps - steps);
}
