/** Entries that are not as they were written: by another version, by a defect, or by somebody at the console. */
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VERSION, type StoreName } from '../../../src/notebook/storage/database.ts';
import { InterruptedRuns } from '../../../src/notebook/storage/interruptedRuns.ts';
import { NotebookShelf } from '../../../src/notebook/storage/notebookShelf.ts';
import { ResultStore } from '../../../src/notebook/storage/resultStore.ts';
import { WorkCache } from '../../../src/notebook/storage/workCache.ts';
import {
  experiment,
  inBrowser,
  keyOf,
  measured,
  newName,
  notebook,
  openStorage,
  result,
  snapshot,
  sweepOutcome,
  trained,
  type WatchedStorage,
} from './entries.ts';

type Field = Record<string, unknown>;
/** Instead of a value: the object that the field is part of. */
const ITSELF = Symbol('itself');

describe.runIf(inBrowser)('what was damaged', () => {
  let name: string;
  let watched: WatchedStorage;
  beforeEach(() => {
    name = newName();
    watched = openStorage(name);
  });
  afterEach(async () => {
    await watched.storage.close();
    await deleteDB(name);
  });

  /** Gives a field of the first entry of a store another value, behind the lab's back. */
  async function tamper(store: StoreName, path: string, value: unknown): Promise<void> {
    const database = await openDB(name, VERSION);
    const [entry] = (await database.getAll(store)) as Field[];
    const steps = path.split('.');
    const last = steps.pop()!;
    const field = steps.reduce((inner, step) => inner[step] as Field, entry!);
    field[last] = value === ITSELF ? field : value;
    await database.put(store, entry);
    database.close();
  }

  async function count(store: StoreName): Promise<number> {
    const database = await openDB(name, VERSION);
    const entries = await database.count(store);
    database.close();
    return entries;
  }

  const place = { notebook: 'a', cell: 'train' };
  const key = keyOf('k');
  const keys = { trained: [key], measured: [key] };

  /** How to write the only entry of a store, and how many entries are found there. */
  const stores = {
    trained: {
      write: () => new WorkCache(watched.storage).keep(trained('k', 0.5)),
      found: async () => (await new WorkCache(watched.storage).knownFor(keys)).trained.size,
    },
    measured: {
      write: () => new WorkCache(watched.storage).keep(measured('k', 0.5)),
      found: async () => (await new WorkCache(watched.storage).knownFor(keys)).measured.size,
    },
    results: {
      write: () =>
        new ResultStore(watched.storage).saveResult({
          ...place,
          key,
          createdAt: '2026-01-01',
          result: result(),
        }),
      found: async () => Number((await new ResultStore(watched.storage).result(key)) !== null),
    },
    sweeps: {
      write: () => new ResultStore(watched.storage).saveSweepRun(key, place, sweepOutcome(4)),
      found: async () => (await new ResultStore(watched.storage).sweepRuns(key)).length,
    },
    snapshots: {
      write: () => new InterruptedRuns(watched.storage).save({ ...place, id: 'r', snapshot: snapshot(20) }),
      found: async () => (await new InterruptedRuns(watched.storage).of('a')).length,
    },
  };

  const damages: [store: keyof typeof stores, what: string, path: string, value: unknown][] = [
    ['trained', 'half of its parameters', 'parameters', new Float32Array(32).fill(0.5)],
    ['trained', 'another parameter', 'parameters.7', 0.25],
    ['trained', 'a parameter that is no number', 'parameters.7', NaN],
    ['trained', 'parameters of another kind', 'parameters', new Array(64).fill(0.5)],
    ['trained', 'no curves', 'curves', undefined],
    ['trained', 'a curve cut short', 'curves', []],
    ['trained', 'no digest', 'digest', undefined],
    ['measured', 'another number', 'rows.0.value', 0.75],
    ['measured', 'a rate below zero', 'rows.0.value', -1],
    ['measured', 'samples missing', 'samples', []],
    ['results', 'another number', 'result.rows.0.value', 0.75],
    ['results', 'no result', 'result', null],
    ['results', 'another cell', 'cell', 'another'],
    ['sweeps', 'another setting', 'outcome.setting.lora', 8],
    ['sweeps', 'no status', 'outcome.status', 'perhaps'],
    ['snapshots', 'moments of another length', 'snapshot.firstMoments', new Float32Array(3)],
    ['snapshots', 'an experiment that nobody could run', 'experiment.arms', []],
    ['snapshots', 'another experiment than its own', 'snapshot.experiment', { ...experiment, seeds: [99] }],
  ];

  it.each(damages)(
    '%s with %s: is not served but deleted, and reported once',
    async (store, _what, path, value) => {
      const { write, found } = stores[store];
      await write();
      expect(await found()).toBe(1);
      await tamper(store, path, value);
      expect(await found()).toBe(0);
      expect(await count(store)).toBe(0);
      expect(await found()).toBe(0);
      expect(watched.troubles).toEqual(['damaged']);
      await write();
      expect(await found()).toBe(1);
    },
  );

  it('does not serve one piece of work for another', async () => {
    await stores.trained.write();
    await tamper('trained', 'key', keyOf('other'));
    const known = await new WorkCache(watched.storage).knownFor({ trained: [keyOf('other')], measured: [] });
    expect(known.trained.size).toBe(0);
    expect(watched.troubles).toEqual(['damaged']);
  });

  it('leaves the entries beside it alone', async () => {
    const store = new ResultStore(watched.storage);
    await stores.results.write();
    await tamper('results', 'result', 7);
    await store.saveResult({ ...place, key: keyOf('2'), createdAt: '2026-01-02', result: result() });
    expect((await store.resultsOf('a')).map((one) => one.key)).toEqual([keyOf('2')]);
  });

  it('cleans up a cache whose book-keeping is wrong', async () => {
    const cache = new WorkCache(watched.storage);
    await cache.keep(trained('k', 1));
    await tamper('usage', 'bytes', 'many');
    expect(await cache.size()).toBe(0);
    await cache.clear();
    expect(await count('trained')).toBe(0);
    expect(await count('usage')).toBe(0);
  });

  const unreadable: [what: string, path: string, value: unknown][] = [
    ['a document of a later version', 'document.formatVersion', 2],
    ['no document', 'document', null],
    ['a cell that is none', 'document.cells', [7]],
    ['the document of another notebook', 'document.id', 'b'],
    ['no title', 'title', undefined],
    ['a document in circles', 'document.promise', ITSELF],
    ['a view that is none', 'view', [1, 2]],
    ['a view in circles', 'view.itself', ITSELF],
  ];

  it.each(unreadable)('a notebook with %s is not opened, and not lost either', async (_what, path, value) => {
    const shelf = new NotebookShelf(watched.storage);
    const added = await shelf.add(notebook('a', 'Mine', 'What I wrote'));
    await shelf.add(notebook('z', 'Another'));
    await tamper('notebooks', path, value);
    expect(await shelf.open('a')).toMatchObject({ status: 'unreadable' });
    expect((await shelf.list()).map(({ id, readable }) => [id, readable]).sort()).toEqual([
      ['a', false],
      ['z', true],
    ]);
    expect(watched.troubles).toEqual(['damaged']);
    expect(await count('notebooks')).toBe(2);
    // A tab that still has it open can go on saving: its own version is whole.
    if (added.status !== 'saved') throw new Error('it was not saved');
    expect(await shelf.save(added.notebook)).toMatchObject({ status: 'saved' });
    expect(await shelf.open('a')).toMatchObject({ status: 'open' });
  });

  it('tells what there is of a notebook that cannot be opened, and deletes it on request', async () => {
    const shelf = new NotebookShelf(watched.storage);
    await shelf.add(notebook('a', 'Mine', 'What I wrote'));
    await tamper('notebooks', 'document.formatVersion', 2);
    const outcome = await shelf.open('a');
    expect(outcome.status === 'unreadable' && outcome.text).toContain('What I wrote');
    await shelf.delete('a');
    expect(await shelf.list()).toEqual([]);
  });

  it('drops what version 1 of the database held', async () => {
    const old = await openDB(name, 1, {
      upgrade(database) {
        database.createObjectStore('results', { keyPath: 'id' });
        database.createObjectStore('snapshots', { keyPath: 'id' });
      },
    });
    await old.put('results', { id: 'a', notebook: 'meow' });
    old.close();
    await stores.results.write();
    expect(await count('results')).toBe(1);
    expect(await stores.results.found()).toBe(1);
    expect(watched.troubles).toEqual([]);
  });
});
