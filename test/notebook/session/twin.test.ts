/** The recorded result stands in for a run that takes too long or comes to no end, until the reader has their own. */
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ProbeSpec } from '../../../src/lab/types.ts';
import type { TrainCell } from '../../../src/notebook/document/types.ts';
import type { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { meowNotebook, probeCell, recorded } from '../exchange/fixture.ts';
import { snapshot } from '../storage/entries.ts';
import { withFakeLab, type FakeRun } from './fakeLab.ts';

vi.mock('../../../src/notebook/session/fetchText.ts', async () => {
  const { readFileSync } = await import('node:fs');
  return { fetchText: async (path: string) => readFileSync(`static/${path}`, 'utf8') };
});

const { kept: _kept, ...result } = recorded();
const EXPECTED = 10;

let notebook: OpenNotebook;
let runs: FakeRun[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  ({ notebook, runs } = withFakeLab({ document: meowNotebook, shelved: null }));
  await notebook.open();
});

/** The run that is under way, once there are so many and it has yielded something. */
async function begun(count = 1): Promise<FakeRun> {
  await vi.waitFor(() => expect(runs).toHaveLength(count));
  const run = runs.at(-1)!;
  const place = { arm: 'UC', seed: 3, stage: 'stage-1' } as const;
  const progress = { ...place, activity: 'training', fraction: 0.1, secondsLeft: EXPECTED } as const;
  run.tell({ type: 'progress', progress });
  const step = { step: 1, steps: 60, loss: 1, gradNorm: 1, learningRate: 0.01 };
  run.tell({ type: 'curve', point: { ...place, ...step } });
  run.tell({ type: 'snapshot', snapshot: { ...snapshot(20), curves: [{ ...place, ...step }] } });
  return run;
}

async function started(): Promise<FakeRun> {
  void notebook.run(probeCell.id);
  return begun();
}

const withPrompts =
  (prompts: number) =>
  (probe: ProbeSpec): ProbeSpec =>
    'prompts' in probe ? { ...probe, prompts } : probe;

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
const shown = () => notebook.viewOf(probeCell);
const why = () => notebook.runner.twin.why;

describe('the recorded result', () => {
  it('does not stand in for a run that takes its time', async () => {
    await started();
    await pass(2 * EXPECTED - 1);
    expect(why()).toBeNull();
    expect(shown()).toMatchObject({ source: 'yours', live: true });
  });

  it('stands in for one that takes twice as long as expected, until that has come to its result', async () => {
    const run = await started();
    await pass(2 * EXPECTED + 2);
    expect(why()).toBe('slow');
    expect(shown()).toMatchObject({ source: 'recorded', live: false });
    run.end({ kind: 'done', result: { ...result, experiment: run.start.experiment } });
    await vi.waitFor(() => expect(notebook.runner.active).toBe(false));
    expect(why()).toBeNull();
    expect(shown()).toMatchObject({ source: 'yours', live: false });
  });

  it('goes by the least that was said at first, and not by what is said once a tenth is done', async () => {
    const run = await started();
    const place = { arm: 'UC', seed: 3, stage: 'stage-1', activity: 'training' } as const;
    const say = (fraction: number, secondsLeft: number) =>
      run.tell({ type: 'progress', progress: { ...place, fraction, secondsLeft } });
    say(0.15, EXPECTED / 2);
    await pass(1);
    say(0.18, 3 * EXPECTED);
    await pass(1);
    say(0.25, 1);
    await pass(EXPECTED - 3);
    expect(why()).toBeNull();
    await pass(3);
    expect(why()).toBe('slow');
  });

  it('gives way to a slow run that the reader would rather watch, and does not come back', async () => {
    const run = await started();
    await pass(2 * EXPECTED + 2);
    notebook.results.preferred = 'yours';
    expect(shown()).toMatchObject({ source: 'yours', live: true });
    await pass(5);
    expect(shown()).toMatchObject({ source: 'yours', live: true });
    run.end({ kind: 'died', message: 'gone' });
    await vi.waitFor(() => expect(why()).toBe('lost'));
    expect(shown()).toMatchObject({ source: 'yours' });
  });

  it('is not shown where a link hides it, and stands in for nothing there', async () => {
    expect(shown()).toMatchObject({ source: 'recorded' });
    notebook.view = { ...notebook.view, hide: ['recorded'] };
    expect(shown()).toBeNull();
    expect(notebook.results.sourcesOf(probeCell)).toEqual([]);
    expect(notebook.results.recordedRowsOf(probeCell)).toBeNull();
    // What a run takes is told all the same.
    expect(notebook.results.costOf(probeCell)!.seconds).toBeGreaterThan(0);
    const run = await started();
    await pass(2 * EXPECTED + 2);
    expect(why()).toBeNull();
    expect(shown()).toMatchObject({ source: 'yours', live: true });
    run.end({ kind: 'died', message: 'gone' });
    await vi.waitFor(() => expect(notebook.runner.active).toBe(false));
    expect(why()).toBeNull();
  });

  it('does not go on saying that a run is slow which was stopped', async () => {
    await started();
    await pass(2 * EXPECTED + 2);
    notebook.runner.interrupt();
    await vi.waitFor(() => expect(why()).toBe('lost'));
    expect(shown()).toMatchObject({ source: 'recorded' });
  });

  it.each([
    ['lost', { kind: 'lost', message: 'no card' }],
    ['dead', { kind: 'died', message: 'no worker' }],
    ['failed', { kind: 'failed', message: 'no', remedy: '', shortOfMemory: true }],
  ] as const)('stands in for a run that is %s, and not for one that goes on', async (_name, outcome) => {
    const run = await started();
    // A lost card is tried again, with less at a time, before it is left to the reader.
    let attempts = 1;
    run.end(outcome);
    while (notebook.runner.active) {
      await pass(1);
      if (runs.length > attempts) runs[attempts++]!.end(outcome);
    }
    expect(why()).toBe('lost');
    expect(shown()).toMatchObject({ source: 'recorded', live: false });

    void notebook.runner.goOn({ halved: true });
    const next = await begun(attempts + 1);
    await pass(1);
    expect(why()).toBeNull();
    expect(shown()).toMatchObject({ source: 'yours', live: true });
    next.end({ kind: 'done', result: { ...result, experiment: next.start.experiment } });
    await vi.waitFor(() => expect(notebook.runner.active).toBe(false));
    expect(shown()).toMatchObject({ source: 'yours', live: false });
  });

  it('stands in again if what went on takes too long, by what it was said to take then', async () => {
    const run = await started();
    run.end({ kind: 'died', message: 'gone' });
    await vi.waitFor(() => expect(why()).toBe('lost'));
    void notebook.runner.goOn();
    const next = await begun(2);
    const place = { arm: 'UC', seed: 3, stage: 'stage-1', activity: 'training', fraction: 0.3 } as const;
    next.tell({ type: 'progress', progress: { ...place, secondsLeft: 1 } });
    await pass(2 * EXPECTED - 1);
    expect(why()).toBeNull();
    await pass(3);
    expect(why()).toBe('slow');
  });

  it('does not hide a run that an earlier visit has left, once it goes on', async () => {
    const run = await started();
    run.end({ kind: 'died', message: 'gone' });
    await vi.waitFor(() => expect(why()).toBe('lost'));
    // As if it were there from an earlier visit.
    const { experiment } = run.start;
    const left = { ...snapshot(20), experiment };
    notebook.runner.left = {
      ...{ id: 'left', notebook: notebook.document.id, cell: probeCell.id, updatedAt: '' },
      ...{ experiment, snapshot: left },
    };
    void notebook.runner.goOnLeft();
    await begun(2);
    await pass(1);
    expect(why()).toBeNull();
    expect(shown()).toMatchObject({ source: 'yours', live: true });
  });

  it('leaves alone what the run has nothing for', async () => {
    const own = await started();
    own.end({ kind: 'done', result: { ...result, experiment: own.start.experiment } });
    await vi.waitFor(() => expect(notebook.runner.active).toBe(false));
    void notebook.run('stage-1', { again: true });
    await begun(2);
    await pass(2 * EXPECTED + 2);
    expect(why()).toBe('slow');
    const trained = notebook.resultCellNamed('planted')!;
    expect(notebook.runner.twin.whyFor(trained)).toBe('slow');
    expect(notebook.viewOf(trained as TrainCell)).toMatchObject({ source: 'recorded' });
    expect(notebook.runner.twin.whyFor(probeCell)).toBeNull();
    expect(shown()).toMatchObject({ source: 'yours', live: false });
  });

  it('does not stand in where nothing is recorded of what was run', async () => {
    notebook.update({ ...probeCell, probes: probeCell.probes.slice(0, 1).map(withPrompts(7)) });
    const run = await started();
    run.end({ kind: 'died', message: 'gone' });
    await vi.waitFor(() => expect(notebook.runner.active).toBe(false));
    expect(notebook.runner.twin.whyFor(probeCell)).toBeNull();
    expect(shown()).toMatchObject({ source: 'yours', live: true });
  });

  it('can be exchanged for the run that is going on, which is offered beside it', async () => {
    await started();
    await pass(2 * EXPECTED + 2);
    expect(notebook.sourcesOf(probeCell)).toEqual(['yours', 'recorded']);
  });

  it('is no stand-in any more for a run that the reader has dropped', async () => {
    const run = await started();
    run.end({ kind: 'died', message: 'gone' });
    await vi.waitFor(() => expect(why()).toBe('lost'));
    await notebook.runner.discard();
    expect(why()).toBeNull();
    expect(notebook.results.preferred).toBeNull();
  });
});
