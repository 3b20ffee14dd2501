/** The runs of a sweep, one after the other, each kept in the sweep's file as soon as it ends. */
import type { BackendWish } from '../../lab/backends/choice.ts';
import type { SurvivingEvent } from '../../lab/backends/survivingRun.ts';
import {
  describeSetting,
  runKey,
  runsOf,
  stepsOf,
  type SweepOutcome,
  type SweepSpec,
} from '../../lab/sweep.ts';
import { UserError } from '../../support/errors.ts';
import type { CommandContext } from '../command.ts';
import { followRun } from '../followRun.ts';
import { formatDuration } from '../progress.ts';
import { attempt } from './attempt.ts';
import { appendRun } from './runsFile.ts';

export interface Sitting {
  backend: BackendWish;
  /** The file that the runs are kept in. */
  out: string;
  context: CommandContext;
}

/**
 * Does the runs that have no outcome yet, and returns all outcomes.
 * @throws UserError when it is stopped; what was done is in the file
 */
export async function runMissing(
  spec: SweepSpec,
  before: readonly SweepOutcome[],
  { backend, out, context }: Sitting,
): Promise<SweepOutcome[]> {
  const { signal, stderr } = context;
  const all = runsOf(spec);
  const known = new Set(before.map(runKey));
  const missing = all.filter((run) => !known.has(runKey(run)));
  const outcomes = [...before];
  let stepsLeft = missing.reduce((sum, { experiment }) => sum + stepsOf(experiment), 0);
  stderr.write(
    `${all.length} runs, ${known.size} of them done already; ${stepsLeft} training steps to do.\n`,
  );
  const steps = { done: 0, seconds: 0 };
  const news = withoutRepetition();
  for (const run of missing) {
    stderr.write(
      `\nRun ${outcomes.length + 1} of ${all.length}: ${describeSetting(run.setting)}, seed ${run.seed}\n`,
    );
    const began = performance.now();
    const outcome = await attempt(run, stderr, () => {
      const events = context.runExperiment(run.experiment, { backend, signal });
      return followRun(news(events), stderr);
    });
    if (signal.aborted) {
      throw new UserError(
        `Stopped. ${outcomes.length} of ${all.length} runs are in ${out}.`,
        'The same command goes on.',
      );
    }
    await appendRun(out, outcome);
    outcomes.push(outcome);
    const own = stepsOf(run.experiment);
    stepsLeft -= own;
    if (outcome.status === 'failed')
      stderr.write(`Failed: ${outcome.error.message} ${outcome.error.remedy}\n`);
    else {
      steps.done += own;
      steps.seconds += (performance.now() - began) / 1000;
    }
    if (steps.done > 0 && stepsLeft > 0) {
      stderr.write(
        `About ${formatDuration((steps.seconds / steps.done) * stepsLeft)} left for the others.\n`,
      );
    }
  }
  return outcomes;
}

/** Passes on events without notices that say the same as the last one did. */
function withoutRepetition(): (events: AsyncIterable<SurvivingEvent>) => AsyncIterable<SurvivingEvent> {
  let last = '';
  return async function* (events) {
    for await (const event of events) {
      if (event.type === 'notice') {
        if (event.text === last) continue;
        last = event.text;
      }
      yield event;
    }
  };
}
