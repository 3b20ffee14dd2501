/**
 * The page's side of the lab worker: starts it when it is first needed, with as many threads as are
 * fastest on this machine, runs experiments in it, and ends it when it does not stop in time.
 */
import { proxy } from 'comlink';
import type { ExperimentResult, ExperimentSpec, RunEvent, Snapshot } from '../src/lab/types.ts';
import { Connection, type WorkerDied } from './connection.ts';
import type { ChatAnswer, ChatRequest, LabInfo, LoadProgress, RunMessage } from './protocol.ts';

/** How long a run may take to stop before its worker is terminated, in milliseconds. */
const STOP_LIMIT = 1_800;
/** More threads than this gain nothing on models as small as ours. */
const MAX_THREADS = 4;

/** By this much several threads have to be faster: waiting for each other, they suffer from all else that runs. */
const WORTHWHILE = 1.25;

export type RunOutcome =
  | { kind: 'done'; result: ExperimentResult }
  /** `snapshot` is null where the worker had to be terminated: go on from the last one it sent. */
  | { kind: 'stopped'; snapshot: Snapshot | null }
  | { kind: 'failed'; message: string; remedy: string }
  | { kind: 'died'; message: string };

export interface RunHandle {
  /** Settles once, and never rejects. */
  readonly outcome: Promise<RunOutcome>;
  /** Asks the run to stop; it has, one way or another, within two seconds. */
  stop(): void;
}

type OnProgress = (progress: LoadProgress) => void;

/** A worker that has loaded a base. */
interface Prepared {
  base: string;
  connection: Connection;
  info: LabInfo;
}

/** Numbers the runs of this page; `crypto.randomUUID` is missing on pages served over plain HTTP. */
let runs = 0;

export class LabClient {
  private prepared: Prepared | null = null;
  private preparing: { base: string; result: Promise<Prepared> } | null = null;
  /** Chosen once, by timing; a worker that replaces a dead one uses as many. */
  private chosen: { threads: number; why: string } | null = null;

  /** @param onEnd called when a worker that was in use has gone, however it went */
  constructor(private readonly onEnd: () => void = () => undefined) {}

  /**
   * Loads runtime and base model, once for each worker.
   * @throws UserError where the download or the runtime fails; trying again is always allowed.
   */
  async prepare(base: string, onProgress: OnProgress): Promise<LabInfo> {
    return (await this.ready(base, onProgress)).info;
  }

  /** Asks every checkpoint the same question. */
  async chat(request: ChatRequest): Promise<ChatAnswer[]> {
    const { connection } = await this.ready(request.base);
    return connection.call((api) => api.chat(request));
  }

  /**
   * Starts a run, or goes on with one from a snapshot.
   * @throws UserError where the lab cannot be made ready.
   */
  async run(
    experiment: ExperimentSpec,
    resume: Snapshot | null,
    onEvent: (event: RunEvent) => void,
  ): Promise<RunHandle> {
    const { connection } = await this.ready(experiment.base);
    const runId = `run-${++runs}`;
    const watch = connection.watchSilence();
    const finished = new AbortController();
    let stopTimer: ReturnType<typeof setTimeout> | undefined;

    const outcome = new Promise<RunOutcome>((resolve) => {
      let lastSequence = -Infinity;
      const receive = ({ data }: MessageEvent<RunMessage>): void => {
        if (data.runId !== runId || data.sequence <= lastSequence) return;
        lastSequence = data.sequence;
        watch.alive();
        switch (data.type) {
          case 'done':
            return resolve({ kind: 'done', result: data.result });
          case 'stopped':
            return resolve({ kind: 'stopped', snapshot: data.snapshot });
          case 'failed':
            return resolve({ kind: 'failed', message: data.message, remedy: data.remedy });
          default:
            onEvent(data);
        }
      };
      const workerGone = (): void => {
        if (stopTimer !== undefined) resolve({ kind: 'stopped', snapshot: null });
        else resolve({ kind: 'died', message: (connection.ended.reason as WorkerDied).message });
      };
      connection.worker.addEventListener('message', receive, { signal: finished.signal });
      connection.ended.addEventListener('abort', workerGone, { signal: finished.signal });
      connection.post({ type: 'run', runId, experiment, resume });
    });
    void outcome.then(() => {
      finished.abort();
      watch.end();
      clearTimeout(stopTimer);
    });

    return {
      outcome,
      stop: () => {
        if (stopTimer !== undefined || finished.signal.aborted) return;
        connection.post({ type: 'cancel', runId });
        stopTimer = setTimeout(
          () => connection.terminate('The lab did not stop in time and was ended.'),
          STOP_LIMIT,
        );
      },
    };
  }

  private ready(base: string, onProgress: OnProgress = () => undefined): Promise<Prepared> {
    if (this.prepared?.base === base) return Promise.resolve(this.prepared);
    if (this.preparing?.base === base) return this.preparing.result;
    const result = this.start(base, onProgress);
    this.preparing = { base, result };
    const settled = (): void => {
      this.preparing = null;
    };
    result.then(settled, settled);
    return result;
  }

  private async start(base: string, onProgress: OnProgress): Promise<Prepared> {
    this.prepared?.connection.terminate('The lab was restarted for another model.');
    const prepared = this.chosen
      ? await open(base, this.chosen.threads, onProgress)
      : await this.startWithFewestSeconds(base, onProgress);
    prepared.info = { ...prepared.info, reason: `${prepared.info.reason} ${this.chosen?.why ?? ''}`.trim() };
    this.prepared = prepared;
    prepared.connection.ended.addEventListener('abort', () => {
      if (this.prepared === prepared) this.prepared = null;
      this.onEnd();
    });
    return prepared;
  }

  /** Threads help on an idle machine and hurt on a busy one: times a step with one and with several. */
  private async startWithFewestSeconds(base: string, onProgress: OnProgress): Promise<Prepared> {
    const single = await open(base, 1, onProgress);
    const threads = threadsWorthTrying();
    if (threads === 1) {
      this.chosen = { threads: 1, why: '' };
      return single;
    }
    onProgress({ what: 'Timing one thread against several', fraction: null });
    let several: Prepared | null = null;
    try {
      const seconds = await single.connection.call((api) => api.timeStep(base));
      several = await open(base, threads, () => undefined);
      const severalSeconds = await several.connection.call((api) => api.timeStep(base));
      const compared = `(${milliseconds(seconds)} a step with one, ${milliseconds(severalSeconds)} with ${threads})`;
      if (severalSeconds * WORTHWHILE < seconds) {
        this.chosen = { threads, why: `${threads} threads are faster here ${compared}.` };
        single.connection.terminate('Several threads are faster.');
        return several;
      }
      this.chosen = { threads: 1, why: `More threads gain little here ${compared}.` };
    } catch {
      // Threads are a convenience: where they cannot even be timed, one does.
      this.chosen = { threads: 1, why: '' };
    }
    several?.connection.terminate('One thread is faster.');
    return single.connection.ended.aborted ? open(base, 1, onProgress) : single;
  }
}

/** A fresh worker with the base loaded; it is ended again if that fails. */
async function open(base: string, threads: number, onProgress: OnProgress): Promise<Prepared> {
  const worker = new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module', name: 'lab' });
  const connection = new Connection(worker, threads);
  try {
    const info = await connection.call((api, alive) => {
      const report = (progress: LoadProgress): void => {
        alive();
        onProgress(progress);
      };
      return api.prepare(base, proxy(report));
    });
    return { base, connection, info };
  } catch (error) {
    connection.terminate('The lab could not be made ready.');
    throw error;
  }
}

/** Browsers give WebAssembly threads only to pages that are isolated from other origins. */
function threadsWorthTrying(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  const cores = navigator.hardwareConcurrency || 1;
  return Math.min(cores, Math.max(2, Math.min(MAX_THREADS, Math.floor(cores / 2))));
}

const milliseconds = (seconds: number): string => `${Math.round(seconds * 1000)} ms`;
