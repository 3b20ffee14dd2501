/**
 * Where notebooks lie. An entry's key is its id *and* revision, and ids are unique: writing is to delete the revision
 * that one has read and to add the next, which the database refuses if another one is there. So nothing need be asked
 * first, and a page that is being left can hand over its last change in one go; one that had to wait for an answer
 * would be gone before it came.
 */
import * as z from 'zod/mini';
import type { Json } from '../../lab/experimentField.ts';
import { count, moment, text } from '../../lab/resultSchema.ts';
import { write } from './database.ts';
import type { LabStorage } from './labStorage.ts';
import { readAs } from './sealed.ts';
import type { Kept } from './table.ts';

/** What the page remembers of how a notebook is read: predictions, choices, what is folded. */
export type ViewState = Record<string, Json>;

/** A notebook as it lies in the store; its document is checked by whoever opens it. */
export interface StoredNotebook {
  id: string;
  revision: number;
  title: string;
  preset: string | null;
  createdAt: string;
  updatedAt: string;
  document: unknown;
  view: ViewState;
}

/** Far more than a reader's choices ever come to. */
const MOST_VIEW_CHARACTERS = 1_000_000;
const viewState = z
  .record(text, z.json())
  .check(z.refine((state) => JSON.stringify(state).length <= MOST_VIEW_CHARACTERS));

const storedNotebook = z.looseObject({
  id: text,
  revision: count,
  title: text,
  preset: z.nullable(text),
  createdAt: moment,
  updatedAt: moment,
  document: z.unknown(),
  view: viewState,
});

export const readNotebook = (value: unknown): StoredNotebook | null =>
  readAs<StoredNotebook>(storedNotebook, value);

export const readViewState = (value: unknown): ViewState | null => readAs<ViewState>(viewState, value);

/** `stale`: another revision is there than the one it was to replace. `full`: there is no room. */
export type Replaced = Kept | 'stale' | 'full';

export class NotebookStore {
  constructor(private readonly storage: LabStorage) {}

  async ids(): Promise<string[]> {
    const found = await this.storage.attempt((connection) => connection.getAllKeys('notebooks'));
    const stored = found.done ? (found.value as [string, number][]).map(([id]) => id) : [];
    return [...new Set([...stored, ...this.storage.memory.keys('notebooks')])];
  }

  /** An entry as it is, unchecked; undefined if there is none. What the browser itself cannot read is deleted. */
  async get(id: string): Promise<unknown> {
    const remembered = this.storage.memory.get('notebooks', id);
    if (remembered !== undefined) return remembered;
    const found = await this.storage.attempt<unknown>((connection) =>
      connection.getFromIndex('notebooks', 'id', id),
    );
    if (found.done) return found.value;
    if (found.trouble === 'damaged') await this.delete(id);
    return undefined;
  }

  /**
   * Writes an entry in place of the revision before. Where nothing can be kept beyond the tab, it stays in memory with
   * the revision that the database has, so that it can still be told later whether another tab was there.
   */
  async replace(entry: StoredNotebook): Promise<Replaced> {
    const { id, revision } = entry;
    const { memory } = this.storage;
    const replace = await this.storage.attempt(async (connection) => {
      try {
        await write(connection, ['notebooks'], (transaction) => {
          const store = transaction.objectStore('notebooks');
          return [store.delete([id, revision]), store.add({ ...entry, revision: revision + 1 })];
        });
        return true;
      } catch (error) {
        if (error instanceof DOMException && error.name === 'ConstraintError') return false;
        throw error;
      }
    });
    if (replace.done) {
      if (!replace.value) return 'stale';
      memory.delete('notebooks', id);
      return 'browser';
    }
    if (replace.trouble === 'full') return 'full';
    memory.put('notebooks', id, entry);
    return 'tab';
  }

  async delete(id: string): Promise<void> {
    this.storage.memory.delete('notebooks', id);
    await this.storage.attempt((connection) =>
      write(connection, ['notebooks'], (transaction) => [
        transaction.objectStore('notebooks').delete(IDBKeyRange.bound([id], [id, []])),
      ]),
    );
  }
}
