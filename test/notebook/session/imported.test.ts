/** Results that came with a file: shown as what they are, also after a reload, until the reader has run the same. */
import { beforeEach, describe, expect, it } from 'vitest';
import { keyOfSweep } from '../../../src/notebook/document/compile.ts';
import { updateCell } from '../../../src/notebook/document/edit.ts';
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import { exportNotebook, importNotebook } from '../../../src/notebook/exchange/files.ts';
import { Results } from '../../../src/notebook/session/results.svelte.ts';
import { servicesOn } from '../../../src/notebook/session/services.ts';
import { keyOfResult } from '../../../src/notebook/session/standing.ts';
import { NotebookShelf } from '../../../src/notebook/storage/notebookShelf.ts';
import { ResultStore } from '../../../src/notebook/storage/resultStore.ts';
import { keepResults } from '../../../src/ui/landing/importing.ts';
import { cells } from '../../../src/ui/texts/index.ts';
import { meowNotebook, probeCell, recorded, sweepCell, sweptMeow } from '../exchange/fixture.ts';
import { openStorage, type WatchedStorage } from '../storage/entries.ts';

const result = recorded();
const document: NotebookDocument = {
  ...meowNotebook,
  recorded: [],
  setup: { ...meowNotebook.setup, seeds: [0, 1, 2] },
};
const key = keyOfResult(document, probeCell)!;

let watched: WatchedStorage;
beforeEach(async () => {
  watched = openStorage();
  const file = exportNotebook(document, { results: [{ cell: probeCell.id, result }] });
  const { results, sweeps } = importNotebook(file, 'class.json');
  await keepResults({ document, results, sweeps, name: 'class.json' }, new ResultStore(watched.storage));
});

/** As a later visit finds them; what a browser keeps is tested in one (`landing.e2e.ts`). */
async function opened(of = document): Promise<Results> {
  const results = new Results(() => of, servicesOn(watched.storage));
  await results.open();
  return results;
}

describe('an imported result', () => {
  it('is shown with the file that it came with, and does not pass for a run', async () => {
    const results = await opened();
    expect(results.viewOf(probeCell)).toMatchObject({
      ...{ source: 'imported', importedFrom: 'class.json', stale: false },
      // What made it stays as the file has it.
      manifest: result.manifest,
    });
    expect(results.viewOf(probeCell)!.rows).toHaveLength(result.rows.length);
    expect(results.sourcesOf(probeCell)).toEqual(['imported']);
    expect(results.standing(probeCell)).toBe('empty');
    // A class's code is that of a run of one's own.
    expect(results.ownCountOf(probeCell)).toBeNull();
    expect(cells.imported('class.json')).toMatch(/class\.json.*not computed here/);
  });

  it('is not taken for the result of the same experiment in another notebook', async () => {
    const results = await opened({ ...document, id: 'another' });
    expect(results.sourcesOf(probeCell)).toEqual([]);
  });

  it('comes along with a copy of the notebook', async () => {
    const shelf = new NotebookShelf(watched.storage);
    const added = await shelf.add(document);
    const outcome = added.status === 'saved' && (await shelf.duplicate(added.notebook, 'A copy'));
    if (!outcome || outcome.status !== 'saved') throw new Error('There is no copy.');
    await shelf.delete(document.id);
    const results = await opened(outcome.notebook.document);
    expect(results.viewOf(probeCell)).toMatchObject({ source: 'imported', importedFrom: 'class.json' });
    expect((await opened()).sourcesOf(probeCell)).toEqual([]);
  });

  it('is replaced by a run of the same, also for later visits', async () => {
    const results = await opened();
    const { kept: _kept, ...own } = result;
    await results.keep(probeCell.id, key, own);
    for (const visit of [results, await opened()]) {
      expect(visit.viewOf(probeCell)?.source).toBe('yours');
      expect(visit.sourcesOf(probeCell)).toEqual(['yours']);
      expect(visit.standing(probeCell)).toBe('fresh');
    }
  });

  it('gives way to nothing but the same, and is stale where the cell has been changed', async () => {
    const asked = probeCell.probes.map((probe) => ({ ...probe, prompts: 3 }));
    const changed = { ...probeCell, probes: asked } as typeof probeCell;
    const results = await opened(updateCell(document, changed));
    expect(results.viewOf(changed)).toMatchObject({ source: 'imported', stale: true });
    expect(results.standing(changed)).toBe('empty');
    // A run of the earlier state is shown first, and the other to whoever asks for it.
    const { kept: _kept, ...own } = result;
    await results.keep(changed.id, key, own);
    expect(results.sourcesOf(changed)).toEqual(['yours', 'imported']);
    expect(results.viewOf(changed)?.source).toBe('yours');
    results.preferred = 'imported';
    expect(results.viewOf(changed)?.source).toBe('imported');
  });

  it('goes when the results are forgotten', async () => {
    await (await opened()).forgetAll();
    expect((await opened()).sourcesOf(probeCell)).toEqual([]);
  });
});

describe('an imported sweep', () => {
  const { sweep, outcomes } = sweptMeow();
  const sweepKey = keyOfSweep(sweep);
  const file = (of: typeof outcomes) =>
    importNotebook(
      exportNotebook(document, { sweeps: [{ cell: 'ranks', sweep, outcomes: of }] }),
      'anna.json',
    );
  const keep = (of: typeof outcomes) =>
    keepResults({ ...file(of), document, name: 'anna.json' }, new ResultStore(watched.storage));

  it('is shown with the file that it came with, and does not pass for runs', async () => {
    await keep(outcomes);
    const results = await opened();
    const view = results.sweepViewOf(sweepCell)!;
    expect(view).toMatchObject({ source: 'imported', importedFrom: 'anna.json', sweep });
    expect(view.outcomes).toHaveLength(4);
    expect(view.outcomes).toEqual(expect.arrayContaining(outcomes));
    expect(results.standing(sweepCell)).toBe('empty');
    expect(results.outcomesOf(sweepKey)).toEqual([]);
    expect((await opened({ ...document, id: 'another' })).sourcesOf(sweepCell)).toEqual([]);
  });

  it('stands beside runs of the reader until they have done all, and goes when results are forgotten', async () => {
    await keep(outcomes);
    const results = await opened();
    for (const one of outcomes.slice(1)) await results.keepSweepRun('ranks', sweepKey, one);
    expect((await opened()).sourcesOf(sweepCell)).toEqual(['yours', 'imported']);
    await results.keepSweepRun('ranks', sweepKey, outcomes[0]!);
    for (const visit of [results, await opened()]) expect(visit.sourcesOf(sweepCell)).toEqual(['yours']);
    await results.forgetAll();
    for (const visit of [results, await opened()]) expect(visit.sourcesOf(sweepCell)).toEqual([]);
  });

  it('is not shown for another sweep, and found again when the cell is changed back', async () => {
    await keep(outcomes);
    const other = { ...sweepCell, seeds: [0, 1, 2] };
    expect((await opened(updateCell(document, other))).sourcesOf(other)).toEqual([]);
    expect((await opened()).sourcesOf(sweepCell)).toEqual(['imported']);
  });

  it('is replaced by what comes later, and comes along with a copy', async () => {
    await keep(outcomes);
    await keep(outcomes.slice(0, 2));
    const store = new ResultStore(watched.storage);
    await store.copyImported(document.id, 'copy');
    for (const of of [document, { ...document, id: 'copy' }]) {
      expect((await opened(of)).sweepViewOf(sweepCell)).toMatchObject({ importedFrom: 'anna.json' });
      expect((await opened(of)).sweepViewOf(sweepCell)?.outcomes).toHaveLength(2);
    }
    expect(await store.sweepsOf(document.id)).toEqual([]);
  });
});

describe('an imported result with other seeds', () => {
  it('stands in for the cell, as a recorded one does', async () => {
    const other = { ...document, setup: { ...document.setup, seeds: [7] } };
    const view = (await opened(other)).viewOf(probeCell)!;
    expect(view).toMatchObject({ source: 'imported', stale: false });
    expect(view.experiment.seeds).toEqual([0, 1, 2]);
  });
});

describe('an imported result in a file again', () => {
  it('says where it came from first', async () => {
    const results = [{ cell: probeCell.id, result, importedFrom: 'anna.json' }];
    const read = importNotebook(exportNotebook(document, { results }), 'class.json');
    expect(read.results[0]).toMatchObject({ importedFrom: 'anna.json' });
    const store = new ResultStore(watched.storage);
    const copy = { ...document, id: 'copy' };
    await keepResults({ ...read, document: copy, name: 'class.json' }, store);
    expect((await store.resultsOf('copy'))[0]).toMatchObject({ importedFrom: 'class.json (anna.json)' });
  });
});
