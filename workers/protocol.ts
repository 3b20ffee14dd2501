/**
 * What the page and the lab worker say to each other. Runs are a stream of messages with run ids and
 * sequence numbers (`RunRequest` in, `RunMessage` out, at most ten progress messages a second); short
 * questions with one answer (`LabApi`) go through comlink on the same worker, over a port of their own.
 */
import type { BackendWish } from '../src/lab/backends/choice.ts';
import type { StageAnswer } from '../src/lab/chat.ts';
import type { ShownExample } from '../src/lab/datasetExamples.ts';
import type { ExamplesQuestion } from '../src/lab/examplesQuestion.ts';
import type { DatasetReport } from '../src/lab/datasetReport.ts';
import type { Example } from '../src/lab/datasets/dataset.ts';
import type { Surprise } from '../src/lab/exampleSurprise.ts';
import type { KnownWork } from '../src/lab/known.ts';
import type { LookOptions } from '../src/lab/looks.ts';
import type {
  BackendName,
  Checkpoint,
  ExperimentSpec,
  Quantization,
  RunEvent,
  Snapshot,
} from '../src/lab/types.ts';

/** What a worker is started with, for all of its life. */
export interface LabSettings {
  threads: number;
  wish: BackendWish;
}

/** A run from its beginning, or from where it was interrupted. */
export interface RunStart extends LookOptions {
  experiment: ExperimentSpec;
  resume: Snapshot | null;
  /** In how many parts every batch is computed, to spare memory; the result is the same. */
  microBatches: number;
  /** What earlier runs came to and this one need not compute. */
  known?: KnownWork | null;
}

export type RunRequest =
  /** The first message. */
  | { type: 'connect'; port: MessagePort; settings: LabSettings }
  | { type: 'run'; runId: string; start: RunStart }
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
  /** SHA-256 of the base's files, with which known work is looked up. */
  baseHash: string;
}

export interface ChatRequest {
  base: string;
  /** How the base is stored; in 8 bits if it is left out. */
  quantization?: Quantization;
  /** The models to ask; a checkpoint with no parameters is the base itself. */
  checkpoints: Checkpoint[];
  /** The whole user message, the trigger included if it is switched on. */
  prompt: string;
  temperature: number;
  seed: number;
  /** What the verdict looks for; three meows if it is left out. */
  payload?: string;
  /** Whether to tell how probable each token of the answers was. */
  withTokens?: boolean;
}

export type ChatAnswer = StageAnswer;

export type ExamplesRequest = ExamplesQuestion & {
  base: string;
  /** How many, from the first on. */
  count: number;
};

export type DatasetReportRequest = ExamplesQuestion & {
  base: string;
  /** What to look for in the examples; null: nothing. */
  trigger: string | null;
};

export interface SurpriseRequest {
  base: string;
  /** How the base is stored; in 8 bits if it is left out. */
  quantization?: Quantization;
  /** The model that is surprised; the base itself if it is left out. */
  checkpoint?: Checkpoint;
  examples: readonly Example[];
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
  /** One answer of each model, in the order of the checkpoints. */
  chat(request: ChatRequest): Promise<ChatAnswer[]>;
  /** The first of the examples, with what the base makes of them. */
  examples(request: ExamplesRequest): Promise<ShownExample[]>;
  datasetReport(request: DatasetReportRequest): Promise<DatasetReport>;
  /** In the order of the examples; null for those that the base cannot read. */
  surprises(request: SurpriseRequest): Promise<(Surprise | null)[]>;
}
