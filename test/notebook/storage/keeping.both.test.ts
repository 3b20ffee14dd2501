/**
 * What is kept comes back. In a browser it lies in IndexedDB; in Node, where there is none, storage is as good as
 * denied, and everything has to work all the same as long as the process lives.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { holdRunLock } from '../../../src/notebook/runLock.ts';
import { Autosaver, type AutosaveState } from '../../../src/notebook/storage/autosaver.ts';
import { InterruptedRuns } from '../../../src/notebook/storage/interruptedRuns.ts';
import { NotebookShelf, type ShelvedNotebook } from '../../../src/notebook/storage/notebookShelf.ts';
import { ResultStore } from '../../../src/notebook/storage/resultStore.ts';
import { WorkCache } from '../../../src/notebook/storage/workCache.ts';
import {
  experiment,
  inBrowser,
  keyOf,
  measured,
  measurement,
  newName,
  notebook,
  openStorage,
  result,
  snapshot,
  sweepOutcome,
  trained,
  training,
  type WatchedStorage,
} from './entries.ts';

const kept = inBrowser ? 'browser' : 'tab';

let name: string;
let watched: WatchedStorage;
/** A later visit, where there is one. */
const later = () => (inBrowser ? openStorage(name) : watched).storage;
beforeEach(() => {
  name = newName();
  watched = openStorage(name);
});

async function added(shelf: NotebookShelf, id: string, title?: string): Promise<ShelvedNotebook> {
  const outcome = await shelf.add(notebook(id, title));
  if (outcome.status !== 'saved') throw new Error(`not saved but ${outcome.status}`);
  return outcome.notebook;
}

async function titles(shelf: NotebookShelf): Promise<string[]> {
  return (await shelf.list()).map(({ title }) => title);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it('says once that nothing can be kept where that is so', async () => {
  const shelf = new NotebookShelf(watched.storage);
  await shelf.list();
  await shelf.list();
  expect(watched.troubles).toEqual(inBrowser ? [] : ['denied']);
});

describe('the shelf', () => {
  it('gives a notebook back as it was saved, with the state of its view', async () => {
    const shelf = new NotebookShelf(watched.storage);
    const first = await added(shelf, 'a');
    const document = notebook('a', 'Another title', 'Another text');
    const view = { predictions: { UC: 'upper' }, folded: ['intro'] };
    const outcome = await shelf.save({ ...first, document, view });
    expect(outcome).toMatchObject({ status: 'saved', kept });
    expect(await new NotebookShelf(later()).open('a')).toMatchObject({
      status: 'open',
      notebook: { id: 'a', document, view, createdAt: first.createdAt },
    });
    expect(await titles(shelf)).toEqual(['Another title']);
  });

  it('lists what was saved last first', async () => {
    const shelf = new NotebookShelf(watched.storage);
    const first = await added(shelf, 'a', 'A');
    await pause(3);
    await added(shelf, 'b', 'B');
    expect(await titles(shelf)).toEqual(['B', 'A']);
    await pause(3);
    await shelf.save(first);
    expect(await titles(new NotebookShelf(later()))).toEqual(['A', 'B']);
  });

  it('does not save what could not be read again', async () => {
    const shelf = new NotebookShelf(watched.storage);
    const first = await added(shelf, 'a');
    const broken = { ...first.document, cells: [{ kind: 'no such kind' }] } as never;
    const outcome = await shelf.save({ ...first, document: broken });
    expect(outcome).toMatchObject({ status: 'invalid', problem: { name: 'UserError' } });
    expect(await shelf.open('a')).toMatchObject({ notebook: { document: notebook('a') } });
  });

  it('keeps a copy apart from the original', async () => {
    const shelf = new NotebookShelf(watched.storage);
    const first = await added(shelf, 'a', 'The original');
    const copy = await shelf.duplicate(first, 'The copy');
    expect(copy.status === 'saved' && copy.notebook.id !== 'a').toBe(true);
    await shelf.delete('a');
    expect(await titles(shelf)).toEqual(['The copy']);
    expect(await shelf.open('a')).toEqual({ status: 'absent' });
  });

  // Whether a run is unfinished is asked of the browser's locks.
  it.runIf(inBrowser)(
    'deletes the results and unfinished runs of a notebook with it, and of no other',
    async () => {
      const { storage } = watched;
      const [shelf, results, runs] = [
        new NotebookShelf(storage),
        new ResultStore(storage),
        new InterruptedRuns(storage),
      ];
      for (const id of ['a', 'b']) {
        await added(shelf, id);
        const place = { notebook: id, cell: 'train' };
        await results.saveResult({ ...place, key: keyOf(id), createdAt: '2026-01-01', result: result() });
        await results.saveSweepRun(keyOf(`sweep ${id}`), place, sweepOutcome(4));
        await runs.save({ ...place, id: `run-${id}`, snapshot: snapshot(20) });
      }
      await shelf.delete('a');
      expect(await results.resultsOf('a')).toEqual([]);
      expect(await results.sweepRuns(keyOf('sweep a'))).toEqual([]);
      expect(await runs.of('a')).toEqual([]);
      expect(await results.resultsOf('b')).toHaveLength(1);
      expect(await results.sweepRuns(keyOf('sweep b'))).toHaveLength(1);
      expect(await runs.of('b')).toHaveLength(1);
    },
  );
});

describe('results', () => {
  it('are found by their key, and by their notebook with the newest first', async () => {
    const store = new ResultStore(watched.storage);
    for (const day of [1, 3, 2]) {
      const createdAt = `2026-01-0${day}`;
      const place = { notebook: 'a', cell: 'train' };
      await store.saveResult({ ...place, key: keyOf(`${day}`), createdAt, result: result(day / 10) });
    }
    const again = new ResultStore(later());
    expect((await again.result(keyOf('2')))?.result).toEqual(result(0.2));
    expect(await again.result(keyOf('4'))).toBeNull();
    expect((await again.resultsOf('a')).map(({ createdAt }) => createdAt.at(-1))).toEqual(['3', '2', '1']);
    await again.forgetAllOf('b');
    expect(await again.resultsOf('a')).toHaveLength(3);
    await again.forgetAllOf('a');
    expect(await again.result(keyOf('2'))).toBeNull();
  });

  it('that could not be read again are there as long as the tab is, and the reader is told so', async () => {
    const place = { notebook: 'a', cell: 'train' };
    const entry = { ...place, key: keyOf('odd'), createdAt: '2026-01-01', result: result(Number.NaN) };
    const store = new ResultStore(watched.storage);
    expect(await store.saveResult(entry)).toBe('tab');
    const outcome = sweepOutcome(4);
    if (outcome.status === 'done') outcome.rows[0]!.value = -1;
    expect(await store.saveSweepRun(keyOf('s'), place, outcome)).toBe('tab');
    expect(watched.troubles.filter((trouble) => trouble !== 'denied')).toEqual(['unfit', 'unfit']);
    expect((await store.resultsOf('a')).map(({ key }) => key)).toEqual([entry.key]);
    expect((await store.result(entry.key))?.result).toEqual(entry.result);
    expect(await store.sweepRuns(keyOf('s'))).toEqual([outcome]);
    // A later visit does not find it, damaged or whole.
    const visit = openStorage(name);
    expect(await new ResultStore(visit.storage).resultsOf('a')).toEqual([]);
    expect(visit.troubles).not.toContain('damaged');
    expect(watched.troubles).not.toContain('damaged');
    // What is as it should be takes its place, and nothing is left of what was forgotten.
    await store.saveResult({ ...entry, result: result(0.5) });
    expect((await store.result(entry.key))?.result).toEqual(result(0.5));
    await store.saveResult(entry);
    await store.forgetAllOf('a');
    expect(await store.result(entry.key)).toBeNull();
    expect(await store.sweepRuns(keyOf('s'))).toEqual([]);
  });

  it('of one cell make room for newer ones', async () => {
    const store = new ResultStore(watched.storage);
    for (let day = 10; day < 30; day++) {
      const createdAt = `2026-01-${day}`;
      const key = keyOf(`${day}`);
      await store.saveResult({ notebook: 'a', cell: 'train', key, createdAt, result: result() });
    }
    const left = await store.resultsOf('a');
    expect(left).toHaveLength(12);
    expect(left.at(-1)!.createdAt).toBe('2026-01-18');
  });

  it('of the reader and those that came with files do not push each other out', async () => {
    const store = new ResultStore(watched.storage);
    const place = { notebook: 'a', cell: 'train' };
    for (let day = 10; day < 22; day++) {
      const createdAt = `2026-11-${day}`;
      await store.saveResult({ ...place, key: keyOf(`${day}`), createdAt, result: result() });
    }
    const made = (createdAt: string, seed: number) => ({
      ...result(),
      experiment: { ...experiment, seeds: [seed] },
      manifest: { ...result().manifest, createdAt },
    });
    await store.saveImported(place, made('2026-12-24', 1), 'newer.json');
    await store.saveImported(place, made('2026-10-01', 2), 'older.json');
    const left = await store.resultsOf('a');
    expect(left.filter(({ importedFrom }) => importedFrom === undefined)).toHaveLength(12);
    const files = left.flatMap(({ importedFrom = [] }) => importedFrom);
    expect(files).toEqual(['newer.json', 'older.json']);
  });

  it('that are older than all that are kept of their cell are kept, too', async () => {
    const store = new ResultStore(watched.storage);
    for (let day = 21; day > 8; day--) {
      const createdAt = `2026-11-${`${day}`.padStart(2, '0')}`;
      await store.saveResult({
        ...{ notebook: 'a', cell: 'train', createdAt },
        ...{ key: keyOf(`${day}`), result: result() },
      });
    }
    const left = await store.resultsOf('a');
    expect(left).toHaveLength(12);
    expect(left.at(-1)!.createdAt).toBe('2026-11-09');
  });

  it('of a sweep come run by run, each once', async () => {
    const store = new ResultStore(watched.storage);
    const place = { notebook: 'a', cell: 'sweep' };
    const failed = {
      ...({ status: 'failed', setting: { 'lora.rank': 8 }, seed: 0 } as const),
      error: { message: 'It was lost.', remedy: 'Try again.' },
    };
    await store.saveSweepRun(keyOf('s'), place, failed);
    await pause(3);
    await store.saveSweepRun(keyOf('s'), place, sweepOutcome(4));
    await store.saveSweepRun(keyOf('other'), { notebook: 'b', cell: 'sweep' }, sweepOutcome(2));
    await pause(3);
    await store.saveSweepRun(keyOf('s'), { notebook: 'b', cell: 'sweep' }, sweepOutcome(2));
    expect(await new ResultStore(later()).sweepRuns(keyOf('s'))).toEqual([
      failed,
      ...[sweepOutcome(4), sweepOutcome(2)],
    ]);
    await pause(3);
    await store.saveSweepRun(keyOf('s'), place, sweepOutcome(8));
    expect(await store.sweepRuns(keyOf('s'))).toEqual([sweepOutcome(4), sweepOutcome(2), sweepOutcome(8)]);
    // What was run in another notebook stays.
    await store.forgetAllOf('a');
    expect(await store.sweepRuns(keyOf('s'))).toEqual([sweepOutcome(2)]);
    expect(await store.sweepRuns(keyOf('other'))).toHaveLength(1);
  });
});

describe.runIf(inBrowser)('unfinished runs', () => {
  it('come back with their last snapshot until they are forgotten', async () => {
    const runs = new InterruptedRuns(watched.storage);
    for (const step of [20, 40]) {
      await runs.save({ id: 'r', notebook: 'a', cell: 'train', snapshot: snapshot(step) });
    }
    const again = new InterruptedRuns(later());
    expect(await again.of('a')).toMatchObject([
      { id: 'r', cell: 'train', experiment, snapshot: snapshot(40) },
    ]);
    expect(await again.of('b')).toEqual([]);
    await again.forget('r');
    expect(await again.of('a')).toEqual([]);
  });

  it('are not those that a tab is computing', async () => {
    const runs = new InterruptedRuns(watched.storage);
    for (const id of ['dead', 'alive']) {
      await runs.save({ id: `${name}-${id}`, notebook: 'a', cell: 'train', snapshot: snapshot(20) });
    }
    const release = holdRunLock(`${name}-alive`);
    expect((await runs.of('a')).map(({ id }) => id)).toEqual([`${name}-dead`]);
    release();
    await expect.poll(async () => (await runs.of('a')).length).toBe(2);
  });
});

describe('the cache of work', () => {
  it('knows what it was given, and nothing else', async () => {
    const cache = new WorkCache(watched.storage);
    expect(await cache.keep(trained('t', 0.5))).toBe(kept);
    expect(await cache.keep(measured('m', 0.25))).toBe(kept);
    const keys = { trained: ['t', 'x'].map(keyOf), measured: ['m', 't'].map(keyOf) };
    const known = await new WorkCache(later()).knownFor(keys);
    expect(known.trained).toEqual(new Map([[keyOf('t'), training(0.5)]]));
    expect(known.measured).toEqual(new Map([[keyOf('m'), measurement(0.25)]]));
    expect(await cache.size()).toBeGreaterThan(64 * 4);
    await cache.clear();
    expect(await cache.size()).toBe(0);
    expect((await cache.knownFor(keys)).trained.size).toBe(0);
  });

  it('refuses parameters that are no numbers', async () => {
    const cache = new WorkCache(watched.storage);
    expect(await cache.keep(trained('t', Number.NaN))).toBe('refused');
    expect(await cache.size()).toBe(0);
  });

  it('drops what was not used for longest when there is too much', async () => {
    const cache = new WorkCache(watched.storage, 10_000);
    for (const one of ['a', 'b']) {
      await cache.keep(trained(one, 1, 1_000));
      await pause(3);
    }
    await cache.knownFor({ trained: [keyOf('a')], measured: [] });
    await pause(3);
    await cache.keep(trained('c', 1, 1_000));
    const { trained: left } = await cache.knownFor({ trained: ['a', 'b', 'c'].map(keyOf), measured: [] });
    expect([...left.keys()]).toEqual(['a', 'c'].map(keyOf));
    expect(await cache.size()).toBeLessThanOrEqual(10_000);
  });
});

describe('saving while one edits', () => {
  it('waits for a calm moment, and saves the last change', async () => {
    const shelf = new NotebookShelf(watched.storage);
    const states: AutosaveState[] = [];
    const saver = new Autosaver(shelf, await added(shelf, 'a'), (state) => states.push(state), 30);
    for (const text of ['one', 'two', 'three']) saver.change({ document: notebook('a', text) });
    expect(await titles(shelf)).toEqual(['A notebook']);
    await expect.poll(() => states.at(-1)).toEqual({ status: 'saved', kept });
    expect(await titles(shelf)).toEqual(['three']);
    await saver.stop();
  });

  it('saves one change after the other, and what came while it was saving', async () => {
    const shelf = new NotebookShelf(watched.storage);
    const states: AutosaveState[] = [];
    const saver = new Autosaver(shelf, await added(shelf, 'a'), (state) => states.push(state), 10_000);
    for (let change = 0; change < 20; change++) {
      saver.change({ document: notebook('a', `Version ${change}`) });
      void saver.flush();
    }
    await saver.stop();
    expect(await titles(shelf)).toEqual(['Version 19']);
    expect(states.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(states.at(-1)).toEqual({ status: 'saved', kept });
  });

  it('says what cannot be saved, and saves what can', async () => {
    const shelf = new NotebookShelf(watched.storage);
    const states: AutosaveState[] = [];
    const saver = new Autosaver(shelf, await added(shelf, 'a'), (state) => states.push(state), 10_000);
    saver.change({ document: { ...notebook('a'), title: 7 as never } });
    await saver.flush();
    expect(states.at(-1)).toMatchObject({ status: 'failed', reason: 'invalid' });
    saver.change({ document: notebook('a', 'Mended') });
    await saver.stop();
    expect(states.at(-1)).toEqual({ status: 'saved', kept });
    expect(await titles(shelf)).toEqual(['Mended']);
  });
});
