/** How far a sweep is, and what is left of all its runs. */
import { describe, expect, it, vi } from 'vitest';
import { stepsOf } from '../../../src/lab/sweep.ts';
import type { SweepCell } from '../../../src/notebook/document/types.ts';
import { stepsAfter, sweepSecondsLeft } from '../../../src/notebook/session/sweepProgress.ts';
import { meowNotebook } from '../exchange/fixture.ts';
import { result } from '../storage/entries.ts';
import { withFakeLab } from './fakeLab.ts';

const nothing = { seconds: 0, steps: 0 };

describe('what is left of a sweep', () => {
  it('is not known before anything has been computed', () => {
    const clock = { seconds: 0, secondsLeft: null };
    expect(sweepSecondsLeft({ steps: 10, stepsAfter: 90, spent: nothing }, clock)).toBeNull();
  });

  it('is what the current run says of itself, and of the others by their steps', () => {
    const clock = { seconds: 5, secondsLeft: 5 };
    expect(sweepSecondsLeft({ steps: 10, stepsAfter: 90, spent: nothing }, clock)).toBe(5 + 90);
  });

  it('goes by the runs before while the current one says nothing', () => {
    const spent = { seconds: 20, steps: 10 };
    const clock = { seconds: 0, secondsLeft: null };
    expect(sweepSecondsLeft({ steps: 10, stepsAfter: 5, spent }, clock)).toBe(20 + 10);
  });

  it('goes by what a step takes, so that short runs do not promise too much', () => {
    const spent = { seconds: 10, steps: 10 };
    const clock = { seconds: 0, secondsLeft: 100 };
    expect(sweepSecondsLeft({ steps: 100, stepsAfter: 1000, spent }, clock)).toBe(100 + 1000);
  });
});

describe('the steps after the current run', () => {
  it('are all but those of the runs that were done, by their mean where an earlier visit did them', () => {
    const spent = { seconds: 1, steps: 10 };
    expect(stepsAfter(100, { of: 10, after: 3, before: 5 }, { steps: 10, spent })).toBe(30);
  });

  it('are taken to be as many for each run while they are being counted', () => {
    expect(stepsAfter(null, { of: 10, after: 9, before: 0 }, { steps: 7, spent: nothing })).toBe(63);
  });

  it('are none behind the last', () => {
    expect(stepsAfter(100, { of: 10, after: 0, before: 9 }, { steps: 9, spent: nothing })).toBe(0);
  });
});

it('a sweep counts its runs and their steps as it goes on', async () => {
  const { notebook, runs } = withFakeLab({ document: { ...meowNotebook, recorded: [] }, shelved: null });
  const cell = notebook.document.cells.find((one): one is SweepCell => one.kind === 'sweep')!;
  void notebook.run(cell.id);
  for (let run = 0; run < 4; run++) {
    await vi.waitFor(() => expect(runs).toHaveLength(run + 1));
    const { experiment } = runs[run]!.start;
    const steps = stepsOf(experiment);
    expect(notebook.runner.sweep).toMatchObject({ done: run, of: 4, steps, stepsAfter: steps * (3 - run) });
    expect(notebook.runner.sweep!.spent.steps).toBe(steps * run);
    runs[run]!.end({ kind: 'done', result: { ...result(), experiment } });
  }
  await vi.waitFor(() => expect(notebook.runner.active).toBe(false));
  expect(notebook.results.standing(cell)).toBe('fresh');
});
