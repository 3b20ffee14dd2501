import type { TakeOver } from '../support/offlineFiles.ts';

/** Lets the page work without a network from the next visit on, where the browser can do that. */
export async function workOffline(): Promise<void> {
  // Missing on pages that are served over plain HTTP from another machine, as in a class.
  if (!('serviceWorker' in navigator)) return;
  try {
    const address = new URL('sw.js', document.baseURI);
    const { waiting } = await navigator.serviceWorker.register(address, { updateViaCache: 'none' });
    if (waiting) goOnWith(waiting);
  } catch {
    // The page works as long as there is a network.
  }
}

/**
 * A later release was fetched during an earlier visit. Browsers let it wait for the last tab to be closed, though all
 * that a reader does is reload: it is asked to take over now, when nothing has been begun on the page. Once it has, the
 * page has to be its own too, even if the reader was quick to press something.
 */
function goOnWith(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener(
    'controllerchange',
    () => {
      location.reload();
    },
    { once: true },
  );
  waiting.postMessage('take over' satisfies TakeOver);
}
