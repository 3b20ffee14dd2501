/** What is said of runs: starting, watching, stopping, failing. */
import type { StageCost } from '../../../notebook/session/stageCost.ts';
import { count, duration, megabytes } from '../../format.ts';

const rest = (seconds: number | null) =>
  `${seconds === null ? '' : `, ${duration(seconds)} or so`}, less what is known already.`;

export const trainingSteps = (steps: number): string =>
  `${count(steps)} ${steps === 1 ? 'training step' : 'training steps'}`;

export const run = {
  starting: 'Getting the lab ready',
  step: (place: string, step: number, steps: number) => `${place}: step ${step} of ${steps}`,
  activities: { preparing: 'getting ready', training: 'training', probing: 'asking questions' },
  left: (seconds: number | null) =>
    seconds === null ? 'estimating the time' : `about ${duration(seconds)} left`,
  of: (run: number, of: number) => `Run ${run} of ${of}`,
  queue: (cells: number) => (cells === 1 ? 'one more cell after it' : `${cells} more cells after it`),
  stop: 'Stop',
  stopping: 'Stopping…',
  goOn: 'Go on',
  startOver: 'Start over',
  retry: 'Try again',
  discard: 'Discard',
  stopped: { title: 'Stopped.', text: 'Nothing is lost: the run can go on where it was.' },
  stoppedEarly: { title: 'Stopped.', text: 'There was nothing to keep yet.' },
  died: {
    title: 'The lab stopped working.',
    text: 'A new one can go on from the last snapshot.',
    nothing: 'Start over to try again.',
  },
  lost: {
    title: 'The graphics card keeps being lost.',
    text: 'The run went on by itself each time, in the end with half a batch at a time. Browsers and drivers take a card away when it has too much to do or too little memory: close other pages and programs that use it, or let the processor do the rest. The run is kept.',
  },
  onProcessor: 'Go on with the processor',
  onCard: 'Try the graphics card again',
  halve: 'Half a batch at a time',
  halved: 'Half a batch at a time, to spare memory.',
  survived: (times: number) =>
    times === 1
      ? 'The graphics card was lost on the way. The run went on from its last snapshot, and nothing is missing.'
      : `The graphics card was lost ${times} times on the way. The run went on from its last snapshot each time, and nothing is missing.`,
  memory: (bytes: number) => `A run takes ${megabytes(bytes)} of graphics memory.`,
  cost: (steps: number, seconds: number | null): string => `${trainingSteps(steps)}${rest(seconds)}`,
  /** Beside the steps of the stage alone. */
  stageCost: ({ here, models, before }: StageCost, seconds: number | null): string => {
    if (before === 0 && (!models || models.count === 1)) return run.cost(here, seconds);
    const all = `${count(here + before)} in all${rest(seconds)}`;
    const own =
      models && models.count > 1
        ? `${count(models.count)} models × ${count(models.each)} steps`
        : `${count(here)} steps`;
    return before === 0 ? `${own}, ${all}` : `${own} here; with what comes before, ${all}`;
  },
  sweepMilestone: (run: number, of: number) => `Run ${run} of ${of} has begun.`,
  milestones: {
    preparing: 'Getting the lab ready.',
    stopping: 'Stopping.',
    stopped: 'The run has stopped.',
    failed: 'The run has failed.',
    lost: 'The graphics card was lost too often.',
    died: 'The lab stopped working.',
    done: 'The run is done. Your result is shown.',
  },
};
