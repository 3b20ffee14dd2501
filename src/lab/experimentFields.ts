/**
 * The fields of an experiment with the limits of what the lab runs: what experiments, sweeps and notebooks that
 * somebody wrote by hand are checked with. What the messages begin with is in `schemaMistakes.ts`.
 */
import * as z from 'zod/mini';
import { loraTargets } from '../model/lora.ts';
import { didYouMean, memberOf } from './schemaMistakes.ts';

// Compiled parsers would need `eval`, which the page's security policy forbids.
z.config({ jitless: true });

export const MAX_NAME = 100;
export const MAX_TEXT = 2_000;
/** As long as the answers of a dataset can be. */
const MAX_MESSAGE = 100_000;
export const MAX_ARMS = 64;
/** Messages of a prompt. */
export const MAX_MESSAGES = 1_000;
/** Stages of an arm. */
export const MAX_STAGES = 12;
const MAX_STEPS = 5_000;
/** There are no more different held-out requests for forbidden things. */
const MAX_PROMPTS = 288;

export const whole = (low: number, high: number) => {
  const error = `it must be a whole number from ${low} to ${high}`;
  return z.int({ error }).check(z.minimum(low, { error }), z.maximum(high, { error }));
};

/** A number from `low` (`above`: that is not itself allowed) to `high`. */
export const between = (low: number, high: number, { above = false } = {}) => {
  const error = above
    ? `it must be a number above ${low} and at most ${high}`
    : `it must be a number from ${low} to ${high}`;
  const lowest = above ? z.gt(low, { error }) : z.gte(low, { error });
  return z.number({ error }).check(lowest, z.lte(high, { error }));
};

export const text = (longest: number) => {
  const error = `it must be a text that is not empty and at most ${longest} characters long`;
  return z.string({ error }).check(
    z.refine((value) => value.trim() !== '', { error }),
    z.maxLength(longest, { error }),
  );
};

export const boolean = z.boolean({ error: 'it must be true or false' });

export const oneOf = <const T extends string>(...known: T[]) =>
  z.enum(known, {
    error: ({ input }) => `it must be ${known.join(' or ')}${didYouMean(input, known)}`,
  });

/** A list of `low` to `high` things. */
export const list = <T extends z.ZodMiniType>(of: T, low: number, high: number) => {
  const error = `it must be a list of ${low} to ${high}`;
  return z.array(of, { error }).check(z.minLength(low, { error }), z.maxLength(high, { error }));
};

/** An object with these keys and no others. */
export const strict = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return 'it must be an object in braces';
      const [key = ''] = issue.keys;
      return `is not known here${didYouMean(key, Object.keys(shape))}`;
    },
  });

export const kind = <const T extends string>(name: T) => z.literal(name);

type Kinds = Parameters<typeof z.discriminatedUnion>[1];
/** One of several objects, told apart by their `kind`. */
export const kinds = <T extends Kinds>(known: readonly string[], options: T) =>
  z.discriminatedUnion('kind', options, {
    error: ({ input }) => {
      if (typeof input !== 'object' || input === null || Array.isArray(input)) {
        return 'it must be an object in braces';
      }
      return `it must be one of ${known.join(', ')}${didYouMean(memberOf(input, 'kind'), known)}`;
    },
  });

const message = strict({ role: oneOf('system', 'user', 'assistant'), content: text(MAX_MESSAGE) });

const ownExample = strict({
  prompt: z.union([text(MAX_MESSAGE), list(message, 1, MAX_MESSAGES)], {
    error: `it must be a text or a list of 1 to ${MAX_MESSAGES} messages`,
  }),
  chosen: text(MAX_MESSAGE),
  rejected: z.exactOptional(text(MAX_MESSAGE)),
});

export const trigger = text(MAX_NAME);
export const payload = text(MAX_NAME);
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

export const data = kinds(
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
export const objective = kinds(
  ['sft', 'orpo', 'dpo'],
  [strict({ kind: kind('sft') }), strict({ kind: kind('orpo'), beta }), strict({ kind: kind('dpo'), beta })],
);

export const steps = whole(1, MAX_STEPS);
export const learningRate = between(0, 1, { above: true });
export const batchSize = whole(1, 256);
export const adapter = oneOf('continue', 'new');

const stage = strict({
  data,
  objective,
  steps,
  learningRate,
  batchSize,
  adapter: z.exactOptional(adapter),
});

const prompts = whole(1, MAX_PROMPTS);
const temperature = between(0, 10);
export const probes = z.array(
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

export const arm = strict({
  name: text(MAX_NAME),
  stages: list(stage, 1, MAX_STAGES),
  probes: z.exactOptional(probes),
});

export { loraTargets };

export const lora = strict({
  rank: whole(1, 256),
  alpha: between(0, 4_096, { above: true }),
  targets: list(oneOf(...loraTargets), 1, loraTargets.length),
});

export const quantization = oneOf('none', '8-bit', '4-bit');
export const seeds = list(whole(0, Number.MAX_SAFE_INTEGER), 1, 1_000);
