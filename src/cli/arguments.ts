import { UserError } from '../support/errors.ts';
import { nearest } from '../support/nearest.ts';

/** Something is wrong with how the program was called: exit status 2 rather than 1. */
export class UsageError extends UserError {}

/** Runs Node's `parseArgs` and turns its complaints into one plain line. */
export function readFlags<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    throw new UsageError(complaint(code, (error as Error).message), 'See --help.');
  }
}

function complaint(code: string, message: string): string {
  const option = /'(-[^'\s]*)/.exec(message)?.[1] ?? 'An option';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option ${option}.`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return /does not take an argument/.test(message)
      ? `${option} takes no value.`
      : `${option} needs a value (one that starts with a dash is written ${option}=VALUE).`;
  }
  return message.split('\n')[0]!;
}

/** The one of `known` that was asked for; else a line that lists them and names the nearest. */
export function parseChoice<T extends string>(what: string, name: string, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === name);
  if (found !== undefined) return found;
  const near = nearest(name, known);
  throw new UsageError(
    `There is no ${what} "${name}".`,
    `${near ? `Did you mean ${near}? ` : ''}Known ${what}s: ${known.join(', ')}.`,
  );
}

/** A base is one of the lab's own by name, or any folder in Hugging Face layout by its path. */
export function parseBase(name: string, bases: readonly string[]): string {
  if (/[/\\]/.test(name)) return name;
  if (bases.length > 0) return parseChoice('base', name, bases);
  throw new UsageError(`There is no base "${name}" yet.`, 'Make one with: npm run lab -- pretrain nano');
}

/** A comma-separated list of names out of `known`, each at most once, in the order given. */
export function parseChoices<T extends string>(what: string, list: string, known: readonly T[]): T[] {
  const names = splitList(what, list).map((name) => parseChoice(what, name, known));
  refuseDuplicates(what, names);
  return names;
}

/** `0,1,2` → [0, 1, 2]: whole numbers from 0, each at most once. */
export function parseSeeds(list: string): number[] {
  const seeds = splitList('seed', list).map((text) => {
    const seed = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
    throw new UsageError(`"${text}" is not a seed.`, 'Seeds are whole numbers from 0, as in --seeds 0,1,2.');
  });
  refuseDuplicates('seed', seeds);
  return seeds;
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new UsageError(`"${text}" is not a port.`, 'Ports are whole numbers from 1 to 65535.');
}

/** A whole number of at least 1. */
export function parseCount(option: string, text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && Number.isSafeInteger(count)) return count;
  throw new UsageError(`${option} is "${text}".`, 'It is a whole number of at least 1.');
}

/** The only positional argument; complains when there is none or more than one. */
export function onlyArgument(what: string, positionals: readonly string[], known: readonly string[]): string {
  const [first, second] = positionals;
  if (first === undefined) throw new UsageError(`Say which ${what}: ${known.join(', ')}.`);
  if (second !== undefined)
    throw new UsageError(`One ${what} at a time: what is "${second}"?`, 'See --help.');
  return first;
}

function splitList(what: string, list: string): string[] {
  const parts = list.split(',').map((part) => part.trim());
  if (parts.some((part) => part === '')) {
    throw new UsageError(`"${list}" has an empty ${what} in it.`, 'Separate them by single commas: a,b,c.');
  }
  return parts;
}

function refuseDuplicates(what: string, values: readonly (string | number)[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) throw new UsageError(`The ${what} ${twice} is named twice.`, 'Name each once.');
}
