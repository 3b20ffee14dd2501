/** Sweeps of which a run fails, or that cannot go on: what becomes of their other runs, and of the cells after them. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SweepCell } from '../../../src/notebook/document/types.ts';
import type { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import type { RunOutcome } from '../../../workers/labClient.ts';
import { UserError } from '../../../src/support/errors.ts';
import { meowNotebook } from '../exchange/fixture.ts';
import { result } from '../storage/entries.ts';
import { withFakeLab, type FakeRun } from './fakeLab.ts';

const FAILED: RunOutcome = { kind: 'failed', message: 'no', remedy: '', shortOfMemory: false };
const RUNS = 4;

let notebook: OpenNotebook;
let runs: FakeRun[];

beforeEach(async () => {
  ({ notebook, runs } = withFakeLab({ document: { ...meowNotebook, recorded: [] }, shelved: null }));
  await notebook.open();
});

/** Runs the sweep, and a stage after it. */
function start(): void {
  void notebook.run('ranks');
  void notebook.run('stage-1');
}

/** Ends the next run, or all of them, as is said, or well. */
async function end(number: number, outcome?: RunOutcome): Promise<void> {
  await vi.waitFor(() => expect(runs).toHaveLength(number));
  const run = runs[number - 1]!;
  const { experiment } = run.start;
  run.end(outcome ?? { kind: 'done', result: { ...result(), experiment } });
}

const ended = () => vi.waitFor(() => expect(notebook.runner.active).toBe(false));
const sweep = () => notebook.cell('ranks') as SweepCell;
const standing = (id: string) => notebook.results.standings.get(id);

describe('a sweep of which a run fails', () => {
  it('goes on with the others, and so do the cells that wait for it', async () => {
    start();
    await end(1, FAILED);
    for (let number = 2; number <= RUNS; number++) await end(number);
    await end(RUNS + 1);
    await ended();
    expect(notebook.results.sweepViewOf(sweep())!.outcomes.map(({ status }) => status)).toEqual([
      ...['failed', 'done', 'done', 'done'],
    ]);
    expect(standing('ranks')).toBe('fresh');
    expect(standing('stage-1')).toBe('fresh');
  });
});

describe('a sweep whose worker dies', () => {
  it('ends there, with what waits for it, and can be gone on with', async () => {
    start();
    await end(1);
    await end(2, { kind: 'died', message: 'gone' });
    await ended();
    expect(notebook.runner.queue).toEqual([]);
    expect(notebook.results.runsDone(sweep())).toEqual({ done: 1, of: RUNS });
    void notebook.runner.goOn();
    for (let number = 3; number <= RUNS + 1; number++) await end(number);
    await ended();
    expect(standing('ranks')).toBe('fresh');
  });
});

describe('a sweep that cannot be computed, as without a network', () => {
  const unplug = () =>
    vi
      .spyOn(notebook.lab.client, 'prepare')
      .mockRejectedValueOnce(new UserError('No network.', 'Try again.'));

  it('stops and says why, and has nothing of it for an outcome', async () => {
    start();
    await end(1);
    unplug();
    await vi.waitFor(() => expect(notebook.runner.active).toBe(false));
    expect(runs).toHaveLength(1);
    expect(notebook.runner.run).toMatchObject({ status: 'failed', problem: { message: 'No network.' } });
    expect(notebook.runner.job).toMatchObject({ cell: 'ranks' });
    expect(notebook.runner.queue).toEqual([]);
    expect(notebook.results.runsDone(sweep())).toEqual({ done: 1, of: RUNS });
    expect(standing('ranks')).toBe('partial');
  });

  it('can be gone on with', async () => {
    unplug();
    start();
    await ended();
    expect(standing('ranks')).toBe('empty');
    void notebook.runner.goOn();
    for (let number = 1; number <= RUNS; number++) await end(number);
    await ended();
    expect(standing('ranks')).toBe('fresh');
  });
});
