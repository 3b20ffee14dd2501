/** Deleting a notebook, or its results: what another one shows stays, whoever computed it first; the rest goes. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { updateCell } from '../../../src/notebook/document/edit.ts';
import type { CellOfKind, NotebookDocument } from '../../../src/notebook/document/types.ts';
import { deleteNotebook } from '../../../src/notebook/session/forgetting.ts';
import { Results } from '../../../src/notebook/session/results.svelte.ts';
import { keyOfResult } from '../../../src/notebook/session/standing.ts';
import { servicesOn } from '../../../src/notebook/session/services.ts';
import type { NotebookShelf } from '../../../src/notebook/storage/notebookShelf.ts';
import type { ResultStore } from '../../../src/notebook/storage/resultStore.ts';
import { meowNotebook, probeCell, recorded } from '../exchange/fixture.ts';
import { openStorage, sweepOutcome } from '../storage/entries.ts';

const document: NotebookDocument = { ...meowNotebook, recorded: [] };
const sweepCell = document.cells.find((cell): cell is CellOfKind<'sweep'> => cell.kind === 'sweep')!;
const key = keyOfResult(document, probeCell)!;
const sweepKey = keyOfResult(document, sweepCell)!;
const outcome = sweepOutcome(2);

let shelf: NotebookShelf;
let store: ResultStore;
beforeEach(async () => {
  ({ shelf, results: store } = servicesOn(openStorage().storage));
  await shelf.add(document);
  const results = new Results(() => document, { shelf, results: store });
  const { kept: _kept, ...result } = recorded();
  await results.keep(probeCell.id, key, result);
  await results.keepSweepRun(sweepCell.id, sweepKey, outcome);
});

async function copyOf(change: (document: NotebookDocument) => NotebookDocument = (same) => same) {
  const copy = { ...change(document), id: 'a-copy' };
  await shelf.add(copy);
  return copy;
}

async function opened(of: NotebookDocument): Promise<Results> {
  const results = new Results(() => of, { shelf, results: store });
  await results.open();
  return results;
}

describe('deleting a notebook', () => {
  it('leaves a copy what both show', async () => {
    const copy = await copyOf();
    await deleteNotebook(document.id, { shelf, results: store });
    const results = await opened(copy);
    expect(results.standing(probeCell)).toBe('fresh');
    expect(results.viewOf(probeCell)?.rows).toHaveLength(recorded().rows.length);
    expect(await store.sweepRuns(sweepKey)).toEqual([outcome]);
    // It is the copy's now, and goes with it.
    await deleteNotebook(copy.id, { shelf, results: store });
    expect(await store.result(key)).toBeNull();
    expect(await store.sweepRuns(sweepKey)).toEqual([]);
  });

  it('takes along what no other asks for', async () => {
    const other = await copyOf((same) => ({ ...same, setup: { ...same.setup, seeds: [7] } }));
    await deleteNotebook(document.id, { shelf, results: store });
    expect(await store.result(key)).toBeNull();
    expect((await opened(other)).sourcesOf(probeCell)).toEqual([]);
    expect(await shelf.open(document.id)).toEqual({ status: 'absent' });
  });

  it('leaves alone what another notebook computed', async () => {
    const copy = await copyOf();
    await deleteNotebook(copy.id, { shelf, results: store });
    expect((await opened(document)).standing(probeCell)).toBe('fresh');
  });
});

describe('forgetting the results of a notebook', () => {
  it('leaves alone what another notebook computed', async () => {
    const copy = await copyOf();
    const results = await opened(copy);
    expect(results.standing(probeCell)).toBe('fresh');
    const forgotten = results.forgetAll();
    // Neither for a moment nor until the next visit is it gone from the copy.
    expect(results.standing(probeCell)).toBe('fresh');
    expect(results.outcomesOf(sweepKey)).toEqual([outcome]);
    await forgotten;
    expect(results.standing(probeCell)).toBe('fresh');
    expect(results.outcomesOf(sweepKey)).toEqual([outcome]);
    expect((await opened(document)).standing(probeCell)).toBe('fresh');
    expect(await store.sweepRuns(sweepKey)).toEqual([outcome]);
  });

  it('leaves a copy what both show', async () => {
    const copy = await copyOf();
    const results = await opened(document);
    await results.forgetAll();
    expect((await opened(copy)).standing(probeCell)).toBe('fresh');
    expect(await store.resultsOf(document.id)).toEqual([]);
    // What is the copy's now is shown here as what it is: nothing that this notebook could forget.
    expect(results.standing(probeCell)).toBe('fresh');
    expect(results.kept).toEqual({ results: 0, runs: 0, imported: 0 });
  });

  it('takes along what no other asks for', async () => {
    const results = await opened(document);
    const forget = store.forgetAllOf.bind(store);
    vi.spyOn(store, 'forgetAllOf').mockImplementationOnce(async (id) => {
      // A page that were reloaded now would find it again.
      expect(results.standing(probeCell)).toBe('fresh');
      await forget(id);
    });
    await results.forgetAll();
    expect(results.standing(probeCell)).toBe('empty');
    expect(results.outcomesOf(sweepKey)).toEqual([]);
    expect(await store.result(key)).toBeNull();
    expect(await store.sweepRuns(sweepKey)).toEqual([]);
  });
});

describe('a sweep that was run before its cell was changed', () => {
  it('is found again by a later visit that goes back', async () => {
    const changed = { ...sweepCell, vary: [{ ...sweepCell.vary[0]!, values: [8] }] };
    let now = updateCell(document, changed);
    const results = new Results(() => now, { shelf, results: store });
    await results.open();
    expect(results.outcomesOf(keyOfResult(now, changed)!)).toEqual([]);
    now = document;
    expect(results.outcomesOf(sweepKey)).toEqual([outcome]);
  });
});
