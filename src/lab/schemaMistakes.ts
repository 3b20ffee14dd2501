/** How what is wrong with a value is told: where in it, what stands there, and what it must be. */
import type * as z from 'zod/mini';
import { UserError } from '../support/errors.ts';
import { nearest } from '../support/nearest.ts';
import type { Mistake } from './experimentChecks.ts';

/**
 * What a schema finds wrong with a value.
 * @param value the whole that was parsed
 */
export function mistakesOf({ issues }: z.core.$ZodError, value: unknown): Mistake[] {
  return issues.map((issue) => mistakeOf(issue, value));
}

/**
 * Names the first of the mistakes, of which there is at least one, and counts the others.
 * @param source what to call the whole in the message, e.g. the name of the file
 */
export function refusal(mistakes: readonly Mistake[], source: string, remedy: string): UserError {
  const [first] = mistakes;
  const more = mistakes.length > 1 ? ` (${mistakes.length - 1} more after that)` : '';
  return new UserError(`${source}: ${placeOf(first!.path)} ${first!.what}${more}.`, remedy);
}

/** Longer texts are no slips of the pen, and comparing them would take long. */
const MAX_SLIP = 100;

/** The known name that was probably meant, as a question in brackets; empty where none is near. */
export function didYouMean(input: unknown, known: readonly string[]): string {
  const near = typeof input === 'string' && input.length <= MAX_SLIP ? nearest(input, known) : null;
  return near === null ? '' : ` (did you mean ${near}?)`;
}

/** What the schema says of a value, with the value. */
function mistakeOf(issue: z.core.$ZodIssue, root: unknown): Mistake {
  if (issue.code === 'unrecognized_keys')
    return { path: [...issue.path, issue.keys[0]!], what: issue.message };
  const value = issue.path.reduce<unknown>(memberOf, root);
  return { path: issue.path, what: `is ${shown(value)}; ${issue.message}` };
}

/** An object's own member; undefined where there is none. */
export function memberOf(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<PropertyKey, unknown>)[key];
}

/** `arms[0].stages[1].steps` */
export function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the whole';
  return path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    const name = String(key);
    if (!/^[\w-]+$/.test(name)) return `${place}[${shown(name)}]`;
    return place === '' ? name : `${place}.${name}`;
  }, '');
}

function shown(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'missing';
    case 'object':
      if (Array.isArray(value)) return `a list of ${value.length}`;
      return value === null ? 'null' : 'an object';
    case 'string': {
      const json = JSON.stringify(value.slice(0, MAX_SHOWN + 1));
      return json.length > MAX_SHOWN ? `${json.slice(0, MAX_SHOWN)}…` : json;
    }
    case 'function':
      return 'a function';
    default:
      return String(value);
  }
}

/** So much of a text tells which one it is. */
const MAX_SHOWN = 60;
