/** What was run stays to be found: by a copy, by a duplicate, and by whoever changes something back. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExperimentResult } from '../../../src/lab/types.ts';
import { duplicateCell, updateCell } from '../../../src/notebook/document/edit.ts';
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import { deleteNotebook } from '../../../src/notebook/session/forgetting.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { Results } from '../../../src/notebook/session/results.svelte.ts';
import { servicesOn, type LabServices } from '../../../src/notebook/session/services.ts';
import { keyOfResult } from '../../../src/notebook/session/standing.ts';
import { KEPT_PER_CELL } from '../../../src/notebook/storage/resultStore.ts';
import { meowNotebook, probeCell, recorded, sweepCell, sweptMeow } from '../exchange/fixture.ts';
import { keyOf, openStorage } from '../storage/entries.ts';

const document: NotebookDocument = { ...meowNotebook, recorded: [] };
const key = keyOfResult(document, probeCell)!;
const sweepKey = keyOfResult(document, sweepCell)!;
const { outcomes } = sweptMeow();
const inAnyOrder = expect.arrayContaining(outcomes) as unknown;
const { kept: _kept, ...result } = recorded();

const withRank = (of: NotebookDocument, rank: number): NotebookDocument => ({
  ...of,
  setup: { ...of.setup, lora: { ...of.setup.lora, rank } },
});
/** A result of the notebook with another rank, made on a day. */
const resultWith = (rank: number, day = 1): ExperimentResult => ({
  ...result,
  experiment: { ...result.experiment, lora: { ...result.experiment.lora, rank } },
  manifest: { ...result.manifest, createdAt: `2026-11-${String(day).padStart(2, '0')}T12:00:00Z` },
});

let services: LabServices;
beforeEach(() => {
  // Without locks, as in a browser that has none.
  if (!('navigator' in globalThis)) vi.stubGlobal('navigator', {});
  services = servicesOn(openStorage().storage);
});

/** A later visit. */
async function visit(of: NotebookDocument): Promise<Results> {
  const results = new Results(() => of, services);
  await results.openKept();
  return results;
}

/** What is kept of a notebook, once it is what is expected. */
const untilKept = (notebook: string, expected: { results: number; runs: number }) =>
  vi.waitFor(
    async () => {
      const { results: store } = services;
      const sweeps = await Promise.all((await store.sweepsOf(notebook)).map((one) => store.sweepRuns(one)));
      const results = (await store.resultsOf(notebook)).length;
      expect({ results, runs: sweeps.flat().length }).toEqual(expected);
    },
    { timeout: 10_000 },
  );

describe('what was run in an original', () => {
  let notebook: OpenNotebook;
  let copy: NotebookDocument;
  beforeEach(async () => {
    notebook = new OpenNotebook({ document, shelved: null }, services, () => {});
    await notebook.open();
    await notebook.results.keep(probeCell.id, key, result);
    for (const one of outcomes) await notebook.results.keepSweepRun(sweepCell.id, sweepKey, one);
    notebook.change(withRank(notebook.document, 3));
    expect(notebook.results.standing(probeCell)).toBe('stale');
    expect(notebook.results.standing(sweepCell)).toBe('stale');
    await notebook.keeping.settle();
    copy = notebook.document;
    await untilKept(copy.id, { results: 1, runs: outcomes.length });
    expect(copy.id).not.toBe(document.id);
  });

  it('is still shown of the earlier state when the copy is opened again', async () => {
    const results = await visit(copy);
    expect(results.standing(probeCell)).toBe('stale');
    expect(results.viewOf(probeCell)!.rows).toEqual(result.rows);
    expect(results.standing(sweepCell)).toBe('stale');
    expect(results.sweepViewOf(sweepCell)!.outcomes).toEqual(inAnyOrder);
    expect((await visit(document)).standing(probeCell)).toBe('fresh');
  });

  it('is the copy’s to forget, and stays with the original', async () => {
    await notebook.results.forgetAll();
    expect(notebook.results.standing(probeCell)).toBe('empty');
    expect(notebook.results.standing(sweepCell)).toBe('empty');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await visit(copy)).standing(probeCell)).toBe('empty');
    expect((await visit(copy)).standing(sweepCell)).toBe('empty');
    await deleteNotebook(copy.id, services);
    const original = await visit(document);
    expect(original.standing(probeCell)).toBe('fresh');
    expect(original.outcomesOf(sweepKey)).toEqual(inAnyOrder);
  });

  it('is found by a later visit that changes everything back', async () => {
    const other = keyOfResult(copy, probeCell)!;
    await notebook.results.keep(probeCell.id, other, resultWith(3));
    let now = copy;
    const results = new Results(() => now, services);
    await results.openKept();
    expect(results.standing(probeCell)).toBe('fresh');
    const looks = vi.spyOn(services.results, 'result');
    now = { ...document, id: copy.id };
    for (let times = 0; times < 10; times++) {
      results.standing(probeCell);
      results.standing(sweepCell);
    }
    await vi.waitFor(
      () => {
        expect(results.standing(probeCell)).toBe('fresh');
        expect(results.outcomesOf(sweepKey)).toEqual(inAnyOrder);
      },
      { timeout: 10_000 },
    );
    expect(results.viewOf(probeCell)!.rows).toHaveLength(result.rows.length);
    expect(looks.mock.calls.filter(([one]) => one === key)).toHaveLength(1);
  });
});

describe('a result that several cells show', () => {
  /** The cell is run in so many other settings. */
  async function runOthers(results: Results, times: number): Promise<void> {
    for (let day = 1; day <= times; day++) {
      await results.keep(probeCell.id, keyOf(`other ${day}`), resultWith(100 + day, day + 1));
    }
  }
  const changed = { ...probeCell, probes: probeCell.probes.slice(0, 1) };

  it('is not pushed out by later ones of the cell that it was run for', async () => {
    let now = duplicateCell(document, probeCell.id);
    const duplicate = now.cells[now.cells.findIndex(({ id }) => id === probeCell.id) + 1]!;
    if (duplicate.kind !== 'probe') throw new Error('It is no duplicate.');
    const results = new Results(() => now, services);
    await results.keep(probeCell.id, key, resultWith(8));
    now = updateCell(now, changed);
    await runOthers(results, KEPT_PER_CELL + 2);
    const later = await visit(now);
    expect(later.standing(duplicate)).toBe('fresh');
    // What nobody asks for makes room.
    expect(await services.results.resultsOf(document.id)).toHaveLength(KEPT_PER_CELL + 1);
  });

  it('is not pushed out of another notebook that is kept', async () => {
    await services.shelf.add({ ...document, id: 'a-copy' });
    const now = updateCell(document, changed);
    const results = new Results(() => now, services);
    await results.keep(probeCell.id, key, resultWith(8));
    await runOthers(results, KEPT_PER_CELL);
    expect((await visit({ ...document, id: 'a-copy' })).standing(probeCell)).toBe('fresh');
  });

  it('is that of the cell which asks for it, whatever it was run for elsewhere', async () => {
    const elsewhere = new Results(() => ({ ...document, id: 'elsewhere' }), services);
    await elsewhere.keep('stage-2', key, result);
    let now = document;
    const results = new Results(() => now, services);
    await results.openKept();
    expect(results.standing(probeCell)).toBe('fresh');
    now = withRank(document, 3);
    const stage = document.cells.find(({ id }) => id === 'stage-2');
    if (stage?.kind !== 'train') throw new Error('It is no stage.');
    expect([results.standing(probeCell), results.standing(stage)]).toEqual(['stale', 'empty']);
  });
});
