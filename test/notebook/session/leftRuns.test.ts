/** Runs that came to no end are offered again until they are gone on with, or another has taken their place. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { TrainCell } from '../../../src/notebook/document/types.ts';
import type { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices, type LabServices } from '../../../src/notebook/session/services.ts';
import type { ShelvedNotebook } from '../../../src/notebook/storage/notebookShelf.ts';
import { meowNotebook } from '../exchange/fixture.ts';
import { result, snapshot } from '../storage/entries.ts';
import { withFakeLab, type FakeRun } from './fakeLab.ts';

const document = { ...meowNotebook, recorded: [] };
let services: LabServices;
let shelved: ShelvedNotebook;
let notebook: OpenNotebook;
let runs: FakeRun[];

beforeEach(async () => {
  services = createServices(() => {});
  const added = await services.shelf.add(document);
  if (added.status !== 'saved') throw new Error('It is not there.');
  shelved = added.notebook;
  await visit();
});

/** Opens the notebook, as after a reload. */
async function visit(): Promise<void> {
  ({ notebook, runs } = withFakeLab({ document, shelved }, services));
  await notebook.open();
}

const step = (run: FakeRun, at = 20) => run.tell({ type: 'snapshot', snapshot: snapshot(at) });
const left = () => notebook.runner.left;
const kept = () => services.interrupted.of(document.id);

async function begun(count: number): Promise<FakeRun> {
  await vi.waitFor(() => expect(runs).toHaveLength(count));
  return runs.at(-1)!;
}

async function started(cell = 'stage-1'): Promise<FakeRun> {
  void notebook.run(cell, { again: true });
  return begun(runs.length + 1);
}

const ended = () => vi.waitFor(() => expect(notebook.runner.active).toBe(false));

async function stopped(): Promise<void> {
  notebook.runner.interrupt();
  await ended();
}

async function finish(run: FakeRun): Promise<void> {
  run.end({ kind: 'done', result: { ...result(), experiment: run.start.experiment } });
  await ended();
}

/** A run of the first stage that an earlier visit did not finish. */
async function leftByEarlierVisit(): Promise<void> {
  step(await started());
  await stopped();
  await visit();
  expect(left()).toMatchObject({ cell: 'stage-1', snapshot: { step: 20 } });
}

it('a run that was stopped, begun anew and finished is not offered any more', async () => {
  step(await started());
  await stopped();
  const again = await started();
  step(again, 40);
  await finish(again);
  await visit();
  expect(left()).toBeNull();
  expect(await kept()).toEqual([]);
});

it('a run that is begun anew and finished in a later visit is not offered any more', async () => {
  await leftByEarlierVisit();
  await finish(await started());
  expect(left()).toBeNull();
  expect(await kept()).toEqual([]);
});

it('nor is one of what its cell has been changed from', async () => {
  await leftByEarlierVisit();
  const stage = notebook.cell('stage-1') as TrainCell;
  notebook.update({ ...stage, steps: stage.steps + 1 });
  await finish(await started());
  expect(left()).toBeNull();
  expect(await kept()).toEqual([]);
});

it('a run can still be gone on with when the one in its place dies with nothing of its own', async () => {
  await leftByEarlierVisit();
  (await started()).end({ kind: 'died', message: 'gone' });
  await ended();
  expect(left()).toMatchObject({ cell: 'stage-1', snapshot: { step: 20 } });
  void notebook.runner.goOnLeft();
  const { start } = await begun(2);
  expect(start.resume).toMatchObject({ step: 20 });
});

it('also in the visit in which it was stopped', async () => {
  step(await started());
  await stopped();
  (await started()).end({ kind: 'died', message: 'gone' });
  await ended();
  expect(left()).toMatchObject({ cell: 'stage-1', snapshot: { step: 20 } });
  await visit();
  expect(left()).toMatchObject({ snapshot: { step: 20 } });
});

it('the one in its place is what is left once it has a snapshot', async () => {
  await leftByEarlierVisit();
  step(await started(), 60);
  await stopped();
  expect(left()).toBeNull();
  expect(await kept()).toMatchObject([{ snapshot: { step: 60 } }]);
  await notebook.runner.discard();
  await visit();
  expect(left()).toBeNull();
});

it('a run of another cell takes the place of none', async () => {
  await leftByEarlierVisit();
  await finish(await started('stage-2'));
  expect(left()).toMatchObject({ cell: 'stage-1' });
  await visit();
  expect(left()).toMatchObject({ cell: 'stage-1' });
});

it('a run of a sweep leaves nothing behind as the page is hidden, since the sweep goes on without it', async () => {
  step(await started('ranks'));
  notebook.keepNow();
  await stopped();
  expect(await kept()).toEqual([]);
});
