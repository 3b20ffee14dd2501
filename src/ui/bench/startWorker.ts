/** Starts the measuring thread; `startedAt` is ISO 8601. */
export function startWorker(): { worker: Worker; startedAt: string } {
  const worker = new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' });
  return { worker, startedAt: new Date().toISOString() };
}
