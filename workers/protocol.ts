/**
 * What the page and the lab worker say to each other. Runs are a stream of messages with run ids and
 * sequence numbers (`RunRequest` in, `RunMessage` out, at most ten progress messages a second); short
 * questions with one answer (`LabApi`) go through comlink on the same worker, over a port of their own.
 */
import type { BackendName, Checkpoint, ExperimentSpec, RunEvent, Snapshot } from '../src/lab/types.ts';

export type RunRequest =
  /** The first message. The number of threads is fixed for the life of a worker. */
  | { type: 'connect'; port: MessagePort; threads: number }
  | { type: 'run'; runId: string; experiment: ExperimentSpec; resume: Snapshot | null }
  | { type: 'cancel'; runId: string };

export type RunMessage = { runId: string; sequence: number } & (
  | RunEvent
  | { type: 'stopped'; snapshot: Snapshot | null }
  | { type: 'failed'; message: string; remedy: string }
);

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
  chat(request: ChatRequest): Promise<ChatAnswer[]>;
}
