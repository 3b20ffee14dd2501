/**
 * One field of an experiment by its path, such as `lora.rank`, `arms[UC].stages[0].learningRate` or
 * `arms[*].stages[1].steps`. In brackets stands the place in a list, from 0, or the name of an arm, or the kind of a
 * probe, or `*` for all of them.
 */
import { UserError } from '../support/errors.ts';
import { nearest } from '../support/nearest.ts';
import { parseExperiment } from './experimentSchema.ts';
import type { ExperimentSpec } from './types.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Fields that need not be there, and what a value of theirs looks like. */
const optionalFields: Readonly<Record<string, Json>> = {
  adapter: 'new',
  shuffled: true,
  scratchpad: true,
  payload: '',
  probes: [],
};

/** There is no such field, which does not matter in some of the entries that `[*]` stands for. */
class MissingField extends UserError {}

type Segment = { key: string } | { entry: string };

/**
 * The experiment with another value in one field, or in several where the path has `[*]`: entries without such a
 * field stay as they are, as long as one has it.
 * @throws UserError if there is no such field, if the value is of another type than what is there, or if the
 *   experiment cannot be run with it
 */
export function withField(experiment: ExperimentSpec, path: string, value: Json): ExperimentSpec {
  const whole = experiment as unknown as Json;
  const changed = replaced(whole, segmentsOf(path), '', { path, value });
  return parseExperiment(changed, `With ${path} = ${JSON.stringify(value)}`);
}

interface Change {
  path: string;
  value: Json;
}

function segmentsOf(path: string): Segment[] {
  const segments: Segment[] = [];
  const pattern = /\.?([A-Za-z]\w*)|\[([^\]]+)\]/y;
  while (pattern.lastIndex < path.length) {
    const match = pattern.exec(path);
    if (!match) {
      throw new UserError(
        `"${path}" is not a path to a field.`,
        'Paths look like lora.rank, arms[UC].stages[0].learningRate or arms[*].stages[1].steps.',
      );
    }
    segments.push(match[1] !== undefined ? { key: match[1] } : { entry: match[2]! });
  }
  if (segments.length === 0) throw new UserError('A path is empty.', 'Name a field, such as lora.rank.');
  return segments;
}

/** `node` with the value in the place that the segments lead to; `at` is where `node` is. */
function replaced(node: Json | undefined, segments: readonly Segment[], at: string, change: Change): Json {
  const [segment, ...rest] = segments;
  if (!segment) return sameType(node, at, change);
  if ('entry' in segment) return replacedEntries(node, segment.entry, rest, at, change);
  const { key } = segment;
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    const remedy = Array.isArray(node) ? `Say which, as in ${at}[0].${key}, or ${at}[*].${key} for all.` : '';
    throw new MissingField(`There is no field ${change.path}: ${at} is ${typeOf(node ?? null)}.`, remedy);
  }
  const isOptional = rest.length === 0 && Object.hasOwn(optionalFields, key);
  if (!Object.hasOwn(node, key) && !isOptional) {
    throw unknown(change.path, `${at || 'an experiment'} has no "${key}"`, key, Object.keys(node));
  }
  return { ...node, [key]: replaced(node[key], rest, at === '' ? key : `${at}.${key}`, change) };
}

function replacedEntries(
  node: Json | undefined,
  entry: string,
  rest: readonly Segment[],
  at: string,
  change: Change,
): Json {
  if (!Array.isArray(node)) {
    throw new MissingField(
      `There is no field ${change.path}: ${at} is not a list.`,
      'Leave out the brackets.',
    );
  }
  if (entry === '*') return replacedEverywhere(node, rest, at, change);
  const names = node.map((one, index) => nameOf(one) ?? String(index));
  const place = names.includes(entry) ? names.indexOf(entry) : /^\d+$/.test(entry) ? Number(entry) : -1;
  if (place < 0 || place >= node.length) throw unknown(change.path, `${at} has no [${entry}]`, entry, names);
  return node.map((one, index) => (index === place ? replaced(one, rest, `${at}[${entry}]`, change) : one));
}

function replacedEverywhere(node: Json[], rest: readonly Segment[], at: string, change: Change): Json[] {
  let missing: MissingField | null = null;
  let found = 0;
  const entries = node.map((one, index) => {
    try {
      const result = replaced(one, rest, `${at}[${nameOf(one) ?? index}]`, change);
      found++;
      return result;
    } catch (error) {
      if (!(error instanceof MissingField)) throw error;
      missing ??= error;
      return one;
    }
  });
  if (found > 0) return entries;
  throw missing ?? new MissingField(`There is no field ${change.path}: ${at} is empty.`);
}

/** Arms go by their name, probes by their kind. */
function nameOf(entry: Json): string | null {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return null;
  const { name, kind } = entry;
  return typeof name === 'string' ? name : typeof kind === 'string' ? kind : null;
}

function unknown(path: string, why: string, name: string, known: readonly string[]): MissingField {
  const near = /^\d+$/.test(name) ? null : nearest(name, known);
  return new MissingField(
    `There is no field ${path}: ${why}.`,
    `${near === null ? '' : `Did you mean ${near}? `}It has: ${known.join(', ')}.`,
  );
}

function sameType(old: Json | undefined, at: string, { path, value }: Change): Json {
  const example = old === undefined ? optionalFields[at.split('.').at(-1)!]! : old;
  // What may be null is the trigger of a stage, which is a text otherwise.
  const isNullable = old === null || at.endsWith('.data.trigger');
  if (typeOf(value) === typeOf(example) || (isNullable && (value === null || typeof value === 'string'))) {
    return value;
  }
  throw new UserError(
    `${path} is ${typeOf(example)}, and ${JSON.stringify(value)} is ${typeOf(value)}.`,
    old === undefined || old === null ? '' : `In the experiment it is ${JSON.stringify(old)}.`,
  );
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return { object: 'an object', string: 'a text', number: 'a number', boolean: 'true or false' }[
    typeof value as 'object' | 'string' | 'number' | 'boolean'
  ];
}
