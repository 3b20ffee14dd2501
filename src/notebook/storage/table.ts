/**
 * A store with a type. Whatever is read is checked; what does not fit is deleted, reported, and not there. What
 * cannot be written stays in the memory of the tab, and is found there like anything else.
 */
import { write, type StoreName } from './database.ts';
import type { LabStorage } from './labStorage.ts';
import { useId, type Use } from './usage.ts';

/** Whether what was written outlives the tab. */
export type Kept = 'browser' | 'tab';

/** Which entries: those of a notebook, or those whose key begins with something. */
export type Selection = { notebook: string } | { prefix: string };

export class Table<T extends object> {
  /** What could not be read again if it were written. */
  private readonly held = new Map<string, T>();

  constructor(
    private readonly storage: LabStorage,
    private readonly store: Exclude<StoreName, 'notebooks'>,
    private readonly keyOf: (entry: T) => string,
    private readonly read: (value: unknown) => Promise<T | null> | T | null,
  ) {}

  async get(key: string): Promise<T | null> {
    const held = this.held.get(key);
    if (held !== undefined) return held;
    const value = await this.raw(key);
    if (value === undefined) return null;
    const entry = await this.read(value);
    if (entry !== null) return entry;
    await this.delete([key]);
    this.storage.report('damaged');
    return null;
  }

  async all(selection?: Selection): Promise<T[]> {
    const entries: T[] = [];
    // One at a time: they may be large, and one that cannot be read must not hide the others.
    for (const key of await this.keys(selection)) {
      const entry = await this.get(key);
      if (entry) entries.push(entry);
    }
    return entries;
  }

  async keys(selection?: Selection): Promise<string[]> {
    const { memory } = this.storage;
    const found = await this.storage.attempt((connection): Promise<IDBValidKey[]> => {
      if (!selection) return connection.getAllKeys(this.store);
      if ('notebook' in selection) {
        return connection.getAllKeysFromIndex(this.store, 'notebook', selection.notebook);
      }
      const { prefix } = selection;
      return connection.getAllKeys(this.store, IDBKeyRange.bound(prefix, `${prefix}\uffff`));
    });
    const remembered = memory
      .keys(this.store)
      .filter((key) => !selection || matches(selection, key, memory.get(this.store, key)));
    const held = [...this.held].flatMap(([key, entry]) =>
      !selection || matches(selection, key, entry) ? [key] : [],
    );
    return [...new Set([...(found.done ? (found.value as string[]) : []), ...remembered, ...held])];
  }

  /** Writes an entry, with what the cache has to know of it if it is part of that. */
  async put(entry: T, use?: Use): Promise<Kept> {
    const { memory } = this.storage;
    const key = this.keyOf(entry);
    const written = await this.storage.attempt((connection) =>
      write(connection, [this.store, 'usage'], (transaction) => [
        transaction.objectStore(this.store).put(entry),
        ...(use ? [transaction.objectStore('usage').put(use)] : []),
      ]),
    );
    this.held.delete(key);
    if (written.done) {
      this.tellOthers();
      memory.delete(this.store, key);
      if (use) memory.delete('usage', use.id);
      return 'browser';
    }
    memory.put(this.store, key, entry);
    if (use) memory.put('usage', use.id, use);
    return 'tab';
  }

  /**
   * Keeps an entry as long as the tab lives, in the place of one before it, since it does not fit what is read: written,
   * it would be deleted as damaged when it is looked for.
   */
  async hold(entry: T): Promise<Kept> {
    const key = this.keyOf(entry);
    await this.delete([key]);
    this.held.set(key, entry);
    this.storage.report('unfit');
    return 'tab';
  }

  async delete(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    for (const key of keys) {
      this.held.delete(key);
      this.storage.memory.delete(this.store, key);
      this.storage.memory.delete('usage', useId(this.store, key));
    }
    await this.storage.attempt((connection) =>
      write(connection, [this.store, 'usage'], (transaction) =>
        keys.flatMap((key) => [
          transaction.objectStore(this.store).delete(key),
          transaction.objectStore('usage').delete(useId(this.store, key)),
        ]),
      ),
    );
    this.tellOthers();
  }

  /** Trained models and measurements are looked for when they are needed. */
  private tellOthers(): void {
    if (this.store === 'results' || this.store === 'sweeps') this.storage.otherTabs.tell('results');
  }

  /** An entry as it is, unchecked; undefined if there is none. What the browser itself cannot read is deleted. */
  private async raw(key: string): Promise<unknown> {
    const remembered = this.storage.memory.get(this.store, key);
    if (remembered !== undefined) return remembered;
    const found = await this.storage.attempt<unknown>((connection) => connection.get(this.store, key));
    if (found.done) return found.value;
    if (found.trouble === 'damaged') await this.delete([key]);
    return undefined;
  }
}

function matches(selection: Selection, key: string, entry: unknown): boolean {
  if ('prefix' in selection) return key.startsWith(selection.prefix);
  return (entry as { notebook?: unknown }).notebook === selection.notebook;
}
