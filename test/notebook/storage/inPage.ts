/** What pages do that a test drives from outside (`pages.test.ts`). What they return is plain data. */
import { openDB } from 'idb';
import { Autosaver } from '../../../src/notebook/storage/autosaver.ts';
import { DATABASE, VERSION } from '../../../src/notebook/storage/database.ts';
import { NotebookShelf } from '../../../src/notebook/storage/notebookShelf.ts';
import { WorkCache, type WorkEvent } from '../../../src/notebook/storage/workCache.ts';
import { Random } from '../../../src/support/random.ts';
import { keyOf, notebook, openStorage } from './entries.ts';

const MIB = 2 ** 20;
const { storage, troubles } = openStorage(DATABASE);
const shelf = new NotebookShelf(storage);
const cache = new WorkCache(storage);

/** Adds a notebook and changes it, but does not wait until the change is saved. */
export async function edit(id: string, length: number): Promise<void> {
  const added = await shelf.add(notebook(id, 'As it was'));
  if (added.status !== 'saved') throw new Error(`not saved but ${added.status}`);
  const saver = new Autosaver(shelf, added.notebook, () => undefined, 60_000);
  saver.change({ document: notebook(id, 'As it is now', noise(id, length)) });
}

export async function titleOf(id: string): Promise<string> {
  const opened = await shelf.open(id);
  return opened.status === 'open' ? opened.notebook.document.title : opened.status;
}

/** Saves a notebook where the cache has taken the room. */
export async function saveBesideTheCache() {
  const kept = [];
  for (let index = 0; index < 12; index++) kept.push(await cache.keep(work(String(index), MIB / 4)));
  await fill();
  const before = await cache.size();
  const saved = await shelf.add(notebook('a', 'Mine', noise('a', 90_000)));
  const evicted = before - (await cache.size());
  return { kept: [...new Set(kept)], saved: saved.status, evicted, before, troubles };
}

/** Saves a notebook and trains where there is no room and nothing that could make some. */
export async function saveWithoutRoom() {
  const added = await shelf.add(notebook('a', 'As it was'));
  if (added.status !== 'saved') throw new Error(`not saved but ${added.status}`);
  await fill();
  const document = notebook('a', 'As it is now', noise('a', 90_000));
  const refused = await shelf.save({ ...added.notebook, document });
  const kept = await cache.keep(work('t', MIB));
  const known = await cache.knownFor({ trained: [keyOf('t')], measured: [] });
  const title = await titleOf('a');
  await unfill();
  const saved = await shelf.save({ ...added.notebook, document });
  return { refused: refused.status, kept, known: known.trained.size, title, saved: saved.status, troubles };
}

/** Takes all the room that is left, with what the lab cannot evict. */
async function fill(): Promise<void> {
  const database = await openDB(DATABASE, VERSION);
  let size = MIB / 16;
  for (let index = 0; size > 1_000; index++) {
    if (index === 1_000) throw new Error('the browser does not keep to the quota it was told');
    try {
      const piece = crypto.getRandomValues(new Uint8Array(size));
      await database.put('results', { key: `filling ${index}`, piece });
    } catch (error) {
      if ((error as DOMException).name !== 'QuotaExceededError') throw error;
      size /= 4;
    }
  }
  database.close();
}

async function unfill(): Promise<void> {
  const database = await openDB(DATABASE, VERSION);
  await database.clear('results');
  database.close();
}

// The browser compresses what it stores: only noise takes as much room as it has bytes.

function work(label: string, bytes: number): WorkEvent {
  const random = Random.of(1, label);
  const parameters = new Float32Array(bytes / 4).map(() => random.uniform());
  return { type: 'trained', key: keyOf(label), trained: { parameters, curves: [], watched: null } };
}

function noise(label: string, length: number): string {
  const random = Random.of(2, label);
  return Array.from({ length }, () => String.fromCharCode(48 + random.integer(74))).join('');
}
