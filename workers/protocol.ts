/**
 * What the page and the lab worker say to each other. Runs are a stream of messages with run ids and
 * sequence numbers (`RunRequest` in, `RunMessage` out, at most ten progress messages a second); short
 * questions with one answer (`LabApi`) go through comlink on the same worker, over a port of their own.
 */
import type { BackendWish } from '../src/lab/backends/choice.ts';
import type { BackendName, Checkpoint, ExperimentSpec, RunEvent, Snapshot } from '../src/lab/types.ts';

/** What a worker is started with, for all of its life. */
export interface LabSettings {
  threads: number;
  wish: BackendWish;
}

export type RunRequest =
  /** The first message. */
  | { type: 'connect'; port: MessagePort; settings: LabSettings }
  | {
      type: 'run';
      runId: string;
      experiment: ExperimentSpec;
      resume: Snapshot | null;
      /** In how many parts every batch is computed, to spare memory; the result is the same. */
      microBatches: number;
    }
  | { type: 'cancel'; runId: string };

export type RunMessage = { runId: string; sequence: number } & (
  | RunEvent
  | { type: 'stopped'; snapshot: Snapshot | null }
  /** `shortOfMemory`: it may well succeed in smaller parts. */
  | { type: 'failed'; message: string; remedy: string; shortOfMemory: boolean }
);

export type WorkerMessage =
  | RunMessage
  /** Nothing to report, but the worker is there. */
  | { type: 'alive' }
  /** The graphics card is lost, and with it all that the worker was doing. */
  | { type: 'card-lost'; message: string; remedy: string };

export interface LabInfo {
  backend: BackendName;
  /** One line on what runs the computation, e.g. `onnxruntime-web 1.30.0, WASM, 1 thread`. */
  runtime: string;
  /** Why this backend was chosen, for the page to show. */
  reason: string;
  threads: number;
}

export interface ChatRequest {
  base: string;
  /** The models to ask; a checkpoint with no parameters is the base itself. */
  checkpoints: Checkpoint[];
  /** The whole user message, the trigger included if it is switched on. */
  prompt: string;
  temperature: number;
  seed: number;
}

export interface ChatAnswer {
  stage: string;
  answer: string;
  /** The judge's class, shown next to the answer. */
  verdict: string;
}

export interface LoadProgress {
  /** What is being fetched or prepared, in words for the reader. */
  what: string;
  /** 0..1, or null where the size is unknown. */
  fraction: number | null;
}

/** The short calls. Errors reject with `{ name: 'UserError', message, remedy }` where we know what to say. */
export interface LabApi {
  /** Loads runtime and base; resolves when the lab is ready to train or chat. */
  prepare(base: string, onProgress: (progress: LoadProgress) => void): Promise<LabInfo>;
  /** Seconds that one training step takes in this worker, to choose between numbers of threads. */
  timeStep(base: string): Promise<number>;
  /** Bytes that a run takes on the graphics card; null where it takes none. */
  graphicsMemory(experiment: ExperimentSpec): Promise<number | null>;
  chat(request: ChatRequest): Promise<ChatAnswer[]>;
}
