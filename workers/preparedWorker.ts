/** Workers that have loaded a base, and how many threads they should have. */
import { proxy } from 'comlink';
import type { BackendWish } from '../src/lab/backends/choice.ts';
import { Connection } from './connection.ts';
import type { LabInfo, LabSettings, LoadProgress } from './protocol.ts';

export type OnProgress = (progress: LoadProgress) => void;

/** A worker that has loaded a base. */
export interface Prepared {
  base: string;
  connection: Connection;
  info: LabInfo;
}

/** How many threads compute on the processor; `why`, if it is not empty, is for the reader. */
export interface ThreadChoice {
  threads: number;
  why: string;
}

/** More threads than this gain nothing on models as small as ours. */
const MAX_THREADS = 4;

/** By this much several threads have to be faster: waiting for each other, they suffer from all else that runs. */
const WORTHWHILE = 1.25;

/** Loads a base into a worker, and the runtime if it is the first. */
export function loadBase(connection: Connection, base: string, onProgress: OnProgress): Promise<LabInfo> {
  return connection.call((api) => api.prepare(base, proxy(onProgress)));
}

/** A fresh worker with the base loaded; it is ended again if that fails. */
export async function openWorker(
  base: string,
  settings: LabSettings,
  onProgress: OnProgress,
): Promise<Prepared> {
  const worker = new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module', name: 'lab' });
  const connection = new Connection(worker, settings);
  try {
    return { base, connection, info: await loadBase(connection, base, onProgress) };
  } catch (error) {
    connection.terminate('The lab could not be made ready.');
    throw error;
  }
}

/**
 * Threads help on an idle machine and hurt on a busy one: where the processor computes, a step is timed with one
 * and with several. `chosen` is null where it does not.
 */
export async function openWithFewestSeconds(
  base: string,
  wish: BackendWish,
  onProgress: OnProgress,
): Promise<{ prepared: Prepared; chosen: ThreadChoice | null }> {
  const single = await openWorker(base, { threads: 1, wish }, onProgress);
  const threads = threadsWorthTrying();
  const oneWillDo = { prepared: single, chosen: { threads: 1, why: '' } };
  if (single.info.backend !== 'onnx') return { prepared: single, chosen: null };
  if (threads === 1) return oneWillDo;

  onProgress({ what: 'Checking how fast this computer is', fraction: null });
  let several: Prepared | null = null;
  try {
    const seconds = await single.connection.call((api) => api.timeStep(base));
    several = await openWorker(base, { threads, wish: 'onnx' }, () => undefined);
    const severalSeconds = await several.connection.call((api) => api.timeStep(base));
    const compared = `(${milliseconds(seconds)} a step with one, ${milliseconds(severalSeconds)} with ${threads})`;
    if (severalSeconds * WORTHWHILE < seconds) {
      single.connection.terminate('Several threads are faster.');
      const { reason } = single.info;
      const chosen = { threads, why: `${threads} threads are faster here ${compared}.` };
      return { prepared: { ...several, info: { ...several.info, reason } }, chosen };
    }
    oneWillDo.chosen.why = `More threads gain little here ${compared}.`;
  } catch {
    // Threads are a convenience: where they cannot even be timed, one does.
  }
  several?.connection.terminate('One thread is faster.');
  if (single.connection.ended.aborted)
    oneWillDo.prepared = await openWorker(base, { threads: 1, wish }, onProgress);
  return oneWillDo;
}

/** Browsers give WebAssembly threads only to pages that are isolated from other origins. */
function threadsWorthTrying(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  const cores = navigator.hardwareConcurrency || 1;
  return Math.min(cores, Math.max(2, Math.min(MAX_THREADS, Math.floor(cores / 2))));
}

const milliseconds = (seconds: number): string => `${Math.round(seconds * 1000)} ms`;
