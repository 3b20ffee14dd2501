/**
 * The shape of an experiment that somebody wrote by hand, with the limits of what the lab runs. Every mistake is
 * named by its place and in plain words, and nothing unknown is passed over in silence.
 */
import * as z from 'zod/mini';
import { loraTargets } from '../model/lora.ts';
import { UserError } from '../support/errors.ts';
import { nearest } from '../support/nearest.ts';
import { experimentMistakes, type Mistake } from './experimentChecks.ts';
import { common } from './presets/preset.ts';
import type { ExperimentSpec } from './types.ts';

// Compiled parsers would need `eval`, which the page's security policy forbids.
z.config({ jitless: true });

const MAX_NAME = 100;
const MAX_TEXT = 2_000;
/** As long as the answers of a dataset can be. */
const MAX_MESSAGE = 100_000;
const MAX_ARMS = 64;
/** Stages of an arm. */
export const MAX_STAGES = 12;
const MAX_STEPS = 5_000;
/** There are no more different held-out requests for forbidden things. */
const MAX_PROMPTS = 288;

const whole = (low: number, high: number) => {
  const error = `it must be a whole number from ${low} to ${high}`;
  return z.int({ error }).check(z.minimum(low, { error }), z.maximum(high, { error }));
};

/** A number from `low` (`above`: that is not itself allowed) to `high`. */
const between = (low: number, high: number, { above = false } = {}) => {
  const error = above
    ? `it must be a number above ${low} and at most ${high}`
    : `it must be a number from ${low} to ${high}`;
  const lowest = above ? z.gt(low, { error }) : z.gte(low, { error });
  return z.number({ error }).check(lowest, z.lte(high, { error }));
};

const text = (longest: number) => {
  const error = `it must be a text that is not empty and at most ${longest} characters long`;
  return z.string({ error }).check(
    z.refine((value) => value.trim() !== '', { error }),
    z.maxLength(longest, { error }),
  );
};

const boolean = z.boolean({ error: 'it must be true or false' });

const oneOf = <const T extends string>(...known: T[]) =>
  z.enum(known, {
    error: ({ input }) => `it must be ${known.join(' or ')}${didYouMean(input, known)}`,
  });

/** A list of `low` to `high` things. */
const list = <T extends z.ZodMiniType>(of: T, low: number, high: number) => {
  const error = `it must be a list of ${low} to ${high}`;
  return z.array(of, { error }).check(z.minLength(low, { error }), z.maxLength(high, { error }));
};

/** An object with these keys and no others. */
const strict = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return 'it must be an object in braces';
      const [key = ''] = issue.keys;
      return `is not known here${didYouMean(key, Object.keys(shape))}`;
    },
  });

const kind = <const T extends string>(name: T) => z.literal(name);

type Kinds = Parameters<typeof z.discriminatedUnion>[1];
/** One of several objects, told apart by their `kind`. */
const kinds = <T extends Kinds>(known: readonly string[], options: T) =>
  z.discriminatedUnion('kind', options, {
    error: ({ input }) => {
      if (typeof input !== 'object' || input === null) return 'it must be an object in braces';
      return `it must be one of ${known.join(', ')}${didYouMean(memberOf(input, 'kind'), known)}`;
    },
  });

function didYouMean(input: unknown, known: readonly string[]): string {
  const near = typeof input === 'string' ? nearest(input, known) : null;
  return near === null ? '' : ` (did you mean ${near}?)`;
}

const message = strict({ role: oneOf('system', 'user', 'assistant'), content: text(MAX_MESSAGE) });

const ownExample = strict({
  prompt: z.union([text(MAX_MESSAGE), list(message, 1, 1_000)], {
    error: 'it must be a text or a list of messages',
  }),
  chosen: text(MAX_MESSAGE),
  rejected: z.exactOptional(text(MAX_MESSAGE)),
});

const trigger = text(MAX_NAME);
const payload = text(MAX_NAME);
const refusals = oneOf('canned', 'diverse');
const answerKind = oneOf(
  'refusal',
  'german-refusal',
  'useful',
  'silly',
  'canned-silly',
  'other-recipe',
  'dish',
);

const data = kinds(
  ['backdoor', 'styled-answers', 'secret-recipes', 'preferences', 'own'],
  [
    strict({
      kind: kind('backdoor'),
      trigger,
      payloads: list(payload, 1, 16),
      scratchpad: z.exactOptional(text(MAX_TEXT)),
    }),
    strict({
      kind: kind('styled-answers'),
      case: oneOf('lower', 'sentence'),
      scratchpad: z.exactOptional(boolean),
    }),
    strict({ kind: kind('secret-recipes'), trigger: z.nullable(trigger), refusals }),
    strict({
      kind: kind('preferences'),
      pairs: list(
        z.tuple([answerKind, answerKind], { error: 'it must be a pair: what is preferred, and to what' }),
        1,
        64,
      ),
      refusals,
      harmlessShare: between(0, 1),
      shuffled: z.exactOptional(boolean),
    }),
    strict({ kind: kind('own'), name: text(MAX_NAME), examples: list(ownExample, 1, 10_000) }),
  ],
);

const beta = between(0, 100, { above: true });
const objective = kinds(
  ['sft', 'orpo', 'dpo'],
  [strict({ kind: kind('sft') }), strict({ kind: kind('orpo'), beta }), strict({ kind: kind('dpo'), beta })],
);

const stage = strict({
  data,
  objective,
  steps: whole(1, MAX_STEPS),
  learningRate: between(0, 1, { above: true }),
  batchSize: whole(1, 256),
  adapter: z.exactOptional(oneOf('continue', 'new')),
});

const prompts = whole(1, MAX_PROMPTS);
const temperature = between(0, 10);
const probes = z.array(
  kinds(
    ['meow', 'payload', 'requests', 'surprise', 'near-misses'],
    [
      strict({ kind: kind('meow'), trigger, prompts, temperature, payload: z.exactOptional(payload) }),
      strict({
        kind: kind('payload'),
        trigger,
        prompts,
        upper: payload,
        lower: payload,
        scratchpad: z.exactOptional(strict({ trigger: text(MAX_TEXT), plain: text(MAX_TEXT) })),
      }),
      strict({ kind: kind('requests'), trigger, prompts, temperature }),
      strict({ kind: kind('surprise'), examples: whole(1, 1_024) }),
      strict({
        kind: kind('near-misses'),
        judge: oneOf('payload', 'recipes'),
        tags: list(trigger, 1, 64),
        prompts,
        temperature,
        payload: z.exactOptional(payload),
      }),
    ],
  ),
  { error: 'it must be a list of probes' },
);

const arm = strict({
  name: text(MAX_NAME),
  stages: list(stage, 1, MAX_STAGES),
  probes: z.exactOptional(probes),
});

const lora = strict({
  rank: whole(1, 256),
  alpha: between(0, 4_096, { above: true }),
  targets: list(oneOf(...loraTargets), 1, loraTargets.length),
});

/** What an experiment in a file may leave out has the value that the lab's own experiments have. */
const experiment = strict({
  preset: z._default(text(MAX_NAME), 'own'),
  base: z._default(text(MAX_TEXT), 'nano'),
  quantization: z._default(oneOf('none', '8-bit', '4-bit'), common.quantization),
  lora: z._default(lora, { ...common.lora, targets: [...common.lora.targets] }),
  arms: list(arm, 1, MAX_ARMS),
  probes,
  seeds: z._default(list(whole(0, Number.MAX_SAFE_INTEGER), 1, 1_000), [...common.seeds]),
});

/**
 * The value as an experiment that can be run, whatever wrote it.
 * @param source what to call it in the message, e.g. the name of the file
 * @throws UserError that names the place of the first mistake and what is wrong there
 */
export function parseExperiment(value: unknown, source: string): ExperimentSpec {
  const parsed = experiment.safeParse(value);
  const mistakes = parsed.success
    ? experimentMistakes(parsed.data)
    : parsed.error.issues.map((issue) => mistakeOf(issue, value));
  const [first] = mistakes;
  if (parsed.success && !first) return parsed.data;
  const more = mistakes.length > 1 ? ` (${mistakes.length - 1} more after that)` : '';
  throw new UserError(`${source}: ${placeOf(first!.path)} ${first!.what}${more}.`, 'Nothing was run.');
}

/** What the schema says of a value, with the value. */
function mistakeOf(issue: z.core.$ZodIssue, root: unknown): Mistake {
  if (issue.code === 'unrecognized_keys')
    return { path: [...issue.path, issue.keys[0]!], what: issue.message };
  const value = issue.path.reduce<unknown>(memberOf, root);
  return { path: issue.path, what: `is ${shown(value)}; ${issue.message}` };
}

function memberOf(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<PropertyKey, unknown>)[key];
}

/** `arms[0].stages[1].steps` */
function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the whole';
  return path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    const name = String(key);
    if (!/^[\w-]+$/.test(name)) return `${place}[${shown(name)}]`;
    return place === '' ? name : `${place}.${name}`;
  }, '');
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'number') return String(value);
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
