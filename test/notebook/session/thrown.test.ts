/** What is thrown while a cell is run, rather than said by the run, is told at the cell and keeps no other waiting. */
import { render } from 'svelte/server';
import { beforeEach, expect, it, vi } from 'vitest';
import type { SweepCell } from '../../../src/notebook/document/types.ts';
import type { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { UserError } from '../../../src/support/errors.ts';
import RunControls from '../../../src/ui/notebook/RunControls.svelte';
import { meowNotebook } from '../exchange/fixture.ts';
import { result } from '../storage/entries.ts';
import { withFakeLab, type FakeRun } from './fakeLab.ts';

let notebook: OpenNotebook;
let runs: FakeRun[];

beforeEach(async () => {
  ({ notebook, runs } = withFakeLab({ document: { ...meowNotebook, recorded: [] }, shelved: null }));
  await notebook.open();
});

async function finish(number: number): Promise<void> {
  await vi.waitFor(() => expect(runs).toHaveLength(number));
  const run = runs[number - 1]!;
  run.end({ kind: 'done', result: { ...result(), experiment: run.start.experiment } });
}

const sweep = () => notebook.cell('ranks') as SweepCell;
const shown = () => render(RunControls, { props: { cell: sweep(), notebook } }).body;

it('goes on with what waits, says why, and can be tried again', async () => {
  vi.spyOn(notebook.results, 'openSweep').mockRejectedValueOnce(new UserError('It broke.', 'Mend it.'));
  const running = notebook.run('ranks');
  void notebook.run('stage-1');
  await finish(1);
  await running;
  expect(notebook.runner).toMatchObject({ active: false, queue: [] });
  expect(notebook.results.standings.get('stage-1')).toBe('fresh');
  expect(notebook.runner.problems.get('ranks')).toEqual({ message: 'It broke.', remedy: 'Mend it.' });
  expect(shown()).toContain('It broke.');

  const again = notebook.run('ranks');
  for (let number = 2; number <= 5; number++) await finish(number);
  await again;
  expect(notebook.runner.problems.size).toBe(0);
  expect(shown()).not.toContain('It broke.');
});

it('need not be looked at for ever', async () => {
  vi.spyOn(notebook.results, 'openSweep').mockRejectedValueOnce(new Error('It broke.'));
  await notebook.run('ranks');
  notebook.runner.forgive('ranks');
  expect(shown()).not.toContain('It broke.');
});
