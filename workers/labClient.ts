/**
 * The page's side of the lab worker: starts it when it is first needed, on the processor with as many threads
 * as are fastest on this machine, runs experiments in it, and ends it when it does not stop in time.
 */
import type { Remote } from 'comlink';
import type { BackendWish } from '../src/lab/backends/choice.ts';
import type { ShownExample } from '../src/lab/datasetExamples.ts';
import type { DatasetReport } from '../src/lab/datasetReport.ts';
import type { Surprise } from '../src/lab/exampleSurprise.ts';
import type { ExperimentResult, ExperimentSpec, RunEvent, Snapshot } from '../src/lab/types.ts';
import { CardLost, Closed, Restarted, WorkerDied, type Connection } from './connection.ts';
import {
  loadBase,
  openWithFewestSeconds,
  openWorker,
  type OnProgress,
  type Prepared,
  type ThreadChoice,
} from './preparedWorker.ts';
import type {
  ChatAnswer,
  ChatRequest,
  DatasetReportRequest,
  ExamplesRequest,
  LabApi,
  LabInfo,
  RunStart,
  SurpriseRequest,
  WorkerMessage,
} from './protocol.ts';

export type { RunStart } from './protocol.ts';

/** How long a run may take to stop before its worker is terminated, in milliseconds. */
const STOP_LIMIT = 1_800;
export type RunOutcome =
  | { kind: 'done'; result: ExperimentResult }
  /** `snapshot` is null where the worker had to be terminated: go on from the last one it sent. */
  | { kind: 'stopped'; snapshot: Snapshot | null }
  /** `shortOfMemory`: it may well succeed in smaller parts. */
  | { kind: 'failed'; message: string; remedy: string; shortOfMemory: boolean }
  /** The graphics card is gone, and the worker with it. */
  | { kind: 'lost'; message: string }
  | { kind: 'died'; message: string };

export interface RunHandle {
  /** Settles once, and never rejects. */
  readonly outcome: Promise<RunOutcome>;
  /** Asks the run to stop; it has, one way or another, within two seconds. */
  stop(): void;
}

interface OpenWorker {
  connection: Connection;
  /** What it says of the bases that it has loaded, or is loading. */
  infos: Map<string, Promise<LabInfo>>;
}

/** Numbers the runs of this page; `crypto.randomUUID` is missing on pages served over plain HTTP. */
let runs = 0;

export class LabClient {
  private worker: OpenWorker | null = null;
  /** Counts the times that whatever was being made ready has become useless. */
  private generation = 0;
  private closed = false;
  private preparing: { base: string; result: Promise<Prepared> } | null = null;
  /** Threads for the processor, chosen once, by timing; a worker that replaces a dead one uses as many. */
  private chosen: ThreadChoice | null = null;

  /** @param onEnd called when a worker that was in use has gone, however it went */
  constructor(
    private wish: BackendWish,
    private readonly onEnd: () => void = () => undefined,
  ) {}

  /** What is to compute from now on; a worker that was started for something else is ended. */
  choose(wish: BackendWish): void {
    if (wish === this.wish) return;
    this.wish = wish;
    this.discard();
    this.worker?.connection.terminate('The lab was restarted on something else.');
  }

  /** Ends the worker and all it was doing; whatever is asked next starts a fresh one. */
  restart(): void {
    this.discard();
    this.worker?.connection.restart();
  }

  /** Ends the worker for good; what is asked from now on is refused, and what is being made ready is ended. */
  close(): void {
    this.closed = true;
    this.restart();
  }

  /** A worker that is being made ready is not for use. */
  private discard(): void {
    this.preparing = null;
    this.generation++;
  }

  /**
   * Loads runtime and base model, once for each worker. Another base is loaded beside those that are there.
   * @throws UserError where the download or the runtime fails; trying again is always allowed.
   */
  async prepare(base: string, onProgress: OnProgress): Promise<LabInfo> {
    return (await this.ready(base, onProgress)).info;
  }

  /** Asks every checkpoint the same question. */
  chat(request: ChatRequest): Promise<ChatAnswer[]> {
    return this.call(request.base, (api) => api.chat(request));
  }

  /** The first of the examples that are meant, with what the base makes of them. */
  examples(request: ExamplesRequest): Promise<ShownExample[]> {
    return this.call(request.base, (api) => api.examples(request));
  }

  /** What there is to know of data before training on it. */
  datasetReport(request: DatasetReportRequest): Promise<DatasetReport> {
    return this.call(request.base, (api) => api.datasetReport(request));
  }

  /** How surprising examples are to a model. */
  surprises(request: SurpriseRequest): Promise<(Surprise | null)[]> {
    return this.call(request.base, (api) => api.surprises(request));
  }

  /** Bytes that a run takes on the graphics card; null where it takes none. */
  graphicsMemory(experiment: ExperimentSpec): Promise<number | null> {
    return this.call(experiment.base, (api) => api.graphicsMemory(experiment));
  }

  /**
   * Starts a run, or goes on with one from a snapshot.
   * @throws UserError where the lab cannot be made ready.
   */
  async run(start: RunStart, onEvent: (event: RunEvent) => void): Promise<RunHandle> {
    const { connection } = await this.ready(start.experiment.base);
    const runId = `run-${++runs}`;
    const endWatch = connection.watchSilence();
    const finished = new AbortController();
    let stopTimer: ReturnType<typeof setTimeout> | undefined;

    const outcome = new Promise<RunOutcome>((resolve) => {
      let lastSequence = -Infinity;
      const receive = ({ data }: MessageEvent<WorkerMessage>): void => {
        if (!('runId' in data) || data.runId !== runId || data.sequence <= lastSequence) return;
        lastSequence = data.sequence;
        switch (data.type) {
          case 'done':
            return resolve({ kind: 'done', result: data.result });
          case 'stopped':
            return resolve({ kind: 'stopped', snapshot: data.snapshot });
          case 'failed':
            return resolve({ ...data, kind: 'failed' });
          default:
            onEvent(data);
        }
      };
      const workerGone = (): void => {
        const reason = connection.ended.reason as WorkerDied;
        if (stopTimer !== undefined || reason instanceof Restarted) {
          return resolve({ kind: 'stopped', snapshot: null });
        }
        resolve({ kind: reason instanceof CardLost ? 'lost' : 'died', message: reason.message });
      };
      if (connection.ended.aborted) return workerGone();
      connection.worker.addEventListener('message', receive, { signal: finished.signal });
      connection.ended.addEventListener('abort', workerGone, { signal: finished.signal });
      connection.post({ type: 'run', runId, start });
    });
    void outcome.then(() => {
      finished.abort();
      endWatch();
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

  /** A call that goes down with its worker is made once more, in a fresh one, unless that was what was wanted. */
  private async call<T>(base: string, work: (api: Remote<LabApi>) => Promise<T>): Promise<T> {
    const { connection } = await this.ready(base);
    try {
      return await connection.call(work);
    } catch (error) {
      if (!(error instanceof WorkerDied) || error instanceof Restarted) throw error;
      return (await this.ready(base)).connection.call(work);
    }
  }

  /** The worker with this base loaded: the one that there is, whatever it is doing, or else a fresh one. */
  private async ready(base: string, onProgress: OnProgress = () => undefined): Promise<Prepared> {
    if (this.closed) throw new Closed('The lab was closed.');
    if (this.preparing) {
      const { base: first, result } = this.preparing;
      if (first === base) return result;
      // Whether it gets ready or not is for others to hear.
      await result.catch(() => undefined);
      return this.ready(base, onProgress);
    }
    const { worker } = this;
    if (worker && !worker.connection.ended.aborted) {
      try {
        return { base, connection: worker.connection, info: await this.load(worker, base, onProgress) };
      } catch (error) {
        if (!(error instanceof WorkerDied) || error instanceof Restarted) throw error;
        return this.ready(base, onProgress);
      }
    }
    const result = this.start(base, onProgress);
    this.preparing = { base, result };
    const settled = (): void => {
      if (this.preparing?.result === result) this.preparing = null;
    };
    result.then(settled, settled);
    return result;
  }

  /** Loads a base beside those that the worker has; a run may be under way in it. */
  private load({ connection, infos }: OpenWorker, base: string, onProgress: OnProgress): Promise<LabInfo> {
    const known = infos.get(base);
    if (known) return known;
    const info = loadBase(connection, base, onProgress).then((loaded) => this.withReason(loaded));
    infos.set(base, info);
    // What could not be downloaded is tried again.
    info.catch(() => infos.delete(base));
    return info;
  }

  private async start(base: string, onProgress: OnProgress): Promise<Prepared> {
    const { wish, generation } = this;
    const prepared = await this.open(base, wish, onProgress).catch((error: unknown) => {
      // The card may be there again for a second attempt.
      if (error instanceof CardLost && !this.closed) return this.open(base, wish, onProgress);
      throw error;
    });
    const { connection, info } = prepared;
    if (generation !== this.generation) {
      connection.terminate('Another worker was asked for meanwhile.');
      return this.ready(base, onProgress);
    }
    const worker = { connection, infos: new Map([[base, Promise.resolve(info)]]) };
    this.worker = worker;
    connection.ended.addEventListener('abort', () => {
      if (this.worker === worker) this.worker = null;
      this.onEnd();
    });
    return prepared;
  }

  private async open(base: string, wish: BackendWish, onProgress: OnProgress): Promise<Prepared> {
    let prepared: Prepared;
    if (this.chosen) {
      prepared = await openWorker(base, { threads: this.chosen.threads, wish }, onProgress);
    } else {
      const opened = await openWithFewestSeconds(base, wish, onProgress);
      ({ prepared } = opened);
      this.chosen = opened.chosen;
    }
    return { ...prepared, info: this.withReason(prepared.info) };
  }

  /** Says with what computes also why with so many threads. */
  private withReason(info: LabInfo): LabInfo {
    if (info.backend !== 'onnx' || !this.chosen) return info;
    return { ...info, reason: `${info.reason} ${this.chosen.why}`.trim() };
  }
}
