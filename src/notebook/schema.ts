/**
 * The shapes of what an earlier visit to the page stored. Anything that does not fit is refused here, so that the
 * rest can rely on its types.
 */
import * as z from 'zod/mini';
import {
  computedOn,
  count,
  curvePoint,
  durations,
  experiment,
  loraSpec,
  moment,
  result,
  row,
  sample,
  seconds,
  stageName,
  text,
} from '../lab/resultSchema.ts';
import type { Checkpoint, ExperimentResult, Snapshot } from '../lab/types.ts';
import { OUTCOMES, type Outcome } from './outcome.ts';

const vector = z.instanceof(Float32Array);

const checkpoint = z.looseObject({
  arm: text,
  seed: z.int(),
  stage: stageName,
  base: text,
  lora: loraSpec,
  parameters: vector,
  merged: z.exactOptional(z.array(vector)),
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
  computedOn,
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
export const readSavedRun = (value: unknown): SavedRun | null => read(savedRun, value) as SavedRun | null;
export const readInterruptedRun = (value: unknown): InterruptedRun | null =>
  read(interruptedRun, value) as InterruptedRun | null;

function read<T>(schema: z.ZodMiniType<T>, value: unknown): T | null {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
