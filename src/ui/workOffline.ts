/** Lets the page work without a network from the next visit on, where the browser can do that. */
export async function workOffline(): Promise<void> {
  // Missing on pages that are served over plain HTTP from another machine, as in a class.
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(new URL('sw.js', document.baseURI), { updateViaCache: 'none' });
  } catch {
    // The page works as long as there is a network.
  }
}
