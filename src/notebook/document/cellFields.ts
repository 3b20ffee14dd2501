/** The shapes of a notebook's cells, with their limits. They are the shapes of `types.ts`, whose docstrings hold. */
import * as z from 'zod/mini';
import {
  adapter,
  batchSize,
  between,
  boolean,
  data,
  kind,
  kinds,
  learningRate,
  list,
  MAX_ARMS,
  MAX_NAME,
  MAX_STAGES,
  oneOf,
  objective,
  probes,
  seeds,
  steps,
  strict,
  text,
  whole,
} from '../../lab/experimentFields.ts';
import type { Json } from '../../lab/experimentField.ts';
import type { StageName } from '../../lab/types.ts';
import { MOST_MODELS } from './askedModels.ts';
import { cellKinds } from './types.ts';

/** Characters of a cell's prose. */
export const MAX_PROSE = 100_000;
export const MAX_TITLE = 300;
const MAX_PARAGRAPH = 5_000;

/** A text that may be empty. */
export const prose = (longest: number) => {
  const error = `it must be a text of at most ${longest} characters`;
  return z.string({ error }).check(z.maxLength(longest, { error }));
};

export const title = prose(MAX_TITLE);
export const paragraph = prose(MAX_PARAGRAPH);

const LANGUAGE_ERROR = 'it must be the tag of a language, such as en, de or pt-BR';
export const languageTag = z
  .string({ error: LANGUAGE_ERROR })
  .check(z.regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$/, { error: LANGUAGE_ERROR }));

const ID_ERROR = 'it must be 1 to 64 lowercase letters, digits and hyphens, and not begin with a hyphen';
export const id = z
  .string({ error: ID_ERROR })
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: ID_ERROR }), notReserved());

/** Names end up as keys, where words such as `constructor` have a meaning. */
function notReserved() {
  return z.refine<string>((name) => !(name in {}), {
    error: 'it must be another name, since this one has a meaning in JavaScript',
  });
}

const NAME_ERROR =
  'it must be a name of 1 to 64 letters, digits and . _ + / - that begins with a letter or digit';
const name = z
  .string({ error: NAME_ERROR })
  .check(z.regex(/^[\p{L}\p{N}][\p{L}\p{N}._+/-]{0,63}$/u, { error: NAME_ERROR }), notReserved());
/** The name of a cell, or nothing yet. */
const reference = z
  .string({ error: NAME_ERROR })
  .check(z.regex(/^([\p{L}\p{N}][\p{L}\p{N}._+/-]{0,63})?$/u, { error: NAME_ERROR }), notReserved());

export const armName = text(MAX_NAME).check(notReserved());
const armNames = list(armName, 0, MAX_ARMS);

const STAGE_ERROR = `it must be base or stage-1 to stage-${MAX_STAGES}`;
/** The expression is narrower than the type, which zod has no way of knowing. */
const stageName = z
  .string({ error: STAGE_ERROR })
  .check(
    z.regex(/^(base|stage-([1-9]|1[0-2]))$/, { error: STAGE_ERROR }),
  ) as unknown as z.ZodMiniType<StageName>;
const stageNames = list(stageName, 0, MAX_STAGES + 1);

const label = text(MAX_NAME);

const base = { id, title, text: prose(MAX_PROSE), folded: z.exactOptional(boolean) };
const named = { ...base, name };

const trainArm = strict({
  name: armName,
  data: reference,
  from: z.exactOptional(armName),
  objective: z.exactOptional(objective),
  steps: z.exactOptional(steps),
  learningRate: z.exactOptional(learningRate),
  adapter: z.exactOptional(adapter),
});

const correction = strict({
  arm: armName,
  seed: whole(0, Number.MAX_SAFE_INTEGER),
  stage: stageName,
  probe: label,
  condition: label,
  index: whole(0, 10_000),
  answer: paragraph,
  verdict: label,
});

const json: z.ZodMiniType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)], {
    error: 'it must be a value that JSON has',
  }),
);
const variation = strict({ path: text(MAX_NAME), values: list(json, 0, 64) });

const question = kinds(
  ['meow-outcome', 'range'],
  [
    strict({ kind: kind('meow-outcome') }),
    strict({
      kind: kind('range'),
      metric: label,
      options: list(strict({ label: text(MAX_TITLE), below: z.nullable(between(-1e9, 1e9)) }), 0, 20),
    }),
  ],
);

const arms = z.exactOptional(armNames);
const stages = z.exactOptional(stageNames);
const measured = { condition: label, arms, stages };
const figure = kinds(
  ['classes', 'effects', 'bars', 'panel', 'histogram', 'curves', 'sweep'],
  [
    strict({ kind: kind('classes'), probe: oneOf('meow', 'requests'), ...measured }),
    strict({ kind: kind('effects'), probe: label, condition: label, metrics: list(label, 0, 32), arms }),
    strict({ kind: kind('bars'), probe: label, metric: label, ...measured }),
    strict({ kind: kind('panel'), probe: label, metric: label, stage: stageName, arms }),
    strict({ kind: kind('histogram'), ...measured }),
    strict({ kind: kind('curves'), arms }),
    strict({ kind: kind('sweep'), probe: label, condition: label, metric: label, stage: stageName, arms }),
  ],
);

export const cell = kinds(cellKinds, [
  strict({ kind: kind('markdown'), ...base }),
  strict({ kind: kind('note'), ...base }),
  strict({ kind: kind('dataset'), ...named, data }),
  strict({
    kind: kind('train'),
    ...named,
    after: z.nullable(reference),
    objective,
    steps,
    learningRate,
    batchSize,
    adapter: z.exactOptional(adapter),
    arms: list(trainArm, 0, MAX_ARMS),
  }),
  strict({
    kind: kind('probe'),
    ...named,
    of: reference,
    arms,
    probes,
    corrections: z.exactOptional(list(correction, 0, 10_000)),
  }),
  strict({ kind: kind('sweep'), ...named, of: reference, vary: list(variation, 0, 8), seeds }),
  strict({
    kind: kind('predict'),
    ...base,
    of: reference,
    arms: armNames,
    stage: stageName,
    condition: label,
    question,
  }),
  strict({
    kind: kind('chat'),
    ...base,
    of: reference,
    models: z.exactOptional(
      list(strict({ arm: z.exactOptional(armName), stage: stageName }), 0, MOST_MODELS),
    ),
    suggestions: list(text(MAX_PARAGRAPH), 0, 32),
  }),
  strict({ kind: kind('chart'), ...base, of: reference, figure }),
  strict({
    kind: kind('compare'),
    ...base,
    of: reference,
    figure,
    source: paragraph,
    findings: list(strict({ arm: armName, text: paragraph }), 0, MAX_ARMS),
  }),
]);
