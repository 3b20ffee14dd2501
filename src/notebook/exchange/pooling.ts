/**
 * Class pooling: every student's result becomes a short code, and thirty codes pasted at once become rows that every
 * figure can draw, each student as a seed.
 */
import type { Row } from '../../lab/types.ts';
import { decode, encode, HEAD, lengthOf, MARK, type PooledRun, type Rejection } from './pooling/code.ts';
import { canonical } from './pooling/crockford.ts';
import type { PoolingPlan } from './pooling/plan.ts';

export {
  figuresOf,
  poolingPlan,
  type PooledCell,
  type PooledFigure,
  type PoolingPlan,
} from './pooling/plan.ts';

/** Characters of a paste; a thousand long codes. */
const LONGEST_PASTE = 400_000;
/**
 * A line without a code was meant to have one if it has so many characters of codes, and so many of those in groups of
 * letters and digits, which dates and room numbers are not.
 */
const SUSPICIOUS = { characters: 24, mixed: 10 };
/** Seeds that stand for a student whose own seed another student has, too, are counted from here. */
const FIRST_STAND_IN = 1_000_001;

export interface PooledResult extends PooledRun {
  /** In canonical characters, without hyphens. */
  code: string;
  /** The line of the paste in which it begins, from 1. */
  line: number;
  /** Unique among the results: the seed, or a number in its stead where another student has the same seed. */
  shownAs: number;
}

export interface PoolingProblem {
  line: number;
  /** How the piece of the paste begins. */
  text: string;
  reason: Rejection | 'unfinished' | 'duplicate' | 'no-code' | 'too-long';
  /** For a duplicate: the line of the code that counts. */
  first?: number;
}

/**
 * The code of one seed's result: about 60 characters in groups of five, fit for being read aloud.
 * @throws UserError if the result has no such seed or does not fit into a code
 */
export const codeFor = (plan: PoolingPlan, rows: readonly Row[], seed: number): string =>
  encode(plan, rows, seed);

/**
 * All codes in a text, among whatever else is there, such as names. It does not matter how they are separated, nor
 * where their hyphens are, nor whether somebody wrote O for 0.
 */
export function readCodes(
  plan: PoolingPlan,
  text: string,
): { results: PooledResult[]; problems: PoolingProblem[] } {
  const results: PooledResult[] = [];
  const problems: PoolingProblem[] = [];
  const read = text.slice(0, LONGEST_PASTE);
  const symbols = symbolsOf(read);
  const lines = read.split('\n');
  const problem = (line: number, reason: PoolingProblem['reason'], first?: number) => {
    const shown = lines[line - 1]!.trim().slice(0, 40);
    problems.push({ line, text: shown, reason, ...(first !== undefined && { first }) });
  };

  /** What seems to be mistyped is unfinished where it goes on with what is no code, such as the next name. */
  const decoded = (piece: readonly CodeCharacter[], code: string) => {
    const run = decode(plan, code);
    const further = new Set(piece.map(({ line }) => line).filter((line) => line > piece[0]!.line));
    const goesOn = [...further].every((line) => looksLikeCode(lines[line - 1]!));
    return run === 'mistyped' && !goesOn ? 'unfinished' : run;
  };

  const seen = new Map<string, number>();
  const claimed = new Set<number>();
  let at = 0;
  while (at < symbols.length) {
    const start = symbols[at]!;
    if (!start.opens || !startsWithMark(symbols, at)) {
      at += 1;
      continue;
    }
    const piece = symbols.slice(at, at + lengthOf(textOf(symbols.slice(at, at + HEAD))));
    claim(claimed, piece);
    const code = textOf(piece);
    const isWhole = code.length >= HEAD && code.length === lengthOf(code);
    const run = isWhole ? decoded(piece, code) : 'unfinished';
    // After a wrong code the next may begin anywhere, since characters may be missing in this one.
    at += typeof run === 'string' && (run === 'mistyped' || run === 'unfinished') ? 1 : piece.length;
    if (typeof run === 'string') problem(start.line, run);
    else if (seen.has(code)) problem(start.line, 'duplicate', seen.get(code));
    else {
      seen.set(code, start.line);
      results.push({ ...run, code, line: start.line, shownAs: run.seed });
    }
  }
  for (const line of suspiciousLines(lines, claimed)) problem(line, 'no-code');
  if (text.length > LONGEST_PASTE) problem(1, 'too-long');
  problems.sort((one, other) => one.line - other.line);
  return { results: withOwnSeeds(results), problems };
}

/** The rows of all results; the seed of a row tells the students apart. */
export function pooledRows(results: readonly PooledResult[]): Row[] {
  return results.flatMap(({ rows, shownAs }) => rows.map((row) => ({ ...row, seed: shownAs })));
}

/** Seeds that several results have, and how many: those students had the same data and chances, and are no news. */
export function repeatedSeeds(results: readonly PooledRun[]): { seed: number; codes: number }[] {
  const codes = new Map<number, number>();
  for (const { seed } of results) codes.set(seed, (codes.get(seed) ?? 0) + 1);
  return [...codes].flatMap(([seed, count]) => (count > 1 ? [{ seed, codes: count }] : []));
}

/** The first student keeps the seed; others with the same seed get numbers that nobody has. */
function withOwnSeeds(results: readonly PooledResult[]): PooledResult[] {
  const taken = new Set(results.map(({ seed }) => seed));
  const used = new Set<number>();
  let next = FIRST_STAND_IN;
  return results.map((result) => {
    let shownAs = result.seed;
    if (used.has(shownAs)) {
      while (taken.has(next)) next += 1;
      shownAs = next++;
    }
    used.add(shownAs);
    return { ...result, shownAs };
  });
}

/** A character that can be part of a code. */
interface CodeCharacter {
  character: string;
  line: number;
  /** Whether something else stands before it, so that a code may begin here. */
  opens: boolean;
}

function symbolsOf(text: string): CodeCharacter[] {
  const symbols: CodeCharacter[] = [];
  let line = 1;
  let opens = true;
  for (const raw of text) {
    const character = canonical(raw);
    if (character !== null) symbols.push({ character, line, opens });
    // A word is not interrupted by a letter that no code has.
    opens = character === null && !/[\p{L}\p{N}]/u.test(raw);
    if (raw === '\n') line += 1;
  }
  return symbols;
}

/** Whether there are groups of letters and digits in a line, and nothing else. */
const looksLikeCode = (line: string): boolean => /^[\p{L}\p{N}\p{Pd}\s>]*$/u.test(line) && /\d/.test(line);

const textOf = (symbols: readonly CodeCharacter[]): string =>
  symbols.map(({ character }) => character).join('');

function startsWithMark(symbols: readonly CodeCharacter[], at: number): boolean {
  const head = textOf(symbols.slice(at, at + HEAD));
  // The version is a digit, or else every Catherine would begin a code.
  return head.length === HEAD && head.startsWith(MARK) && /\d/.test(head[MARK.length]!);
}

/** Lines that codes have been read from need no further word. */
function claim(claimed: Set<number>, piece: readonly CodeCharacter[]): void {
  for (const { line } of piece) claimed.add(line);
}

/** Lines that hold something like a code, of which none was found there. */
function suspiciousLines(lines: readonly string[], claimed: ReadonlySet<number>): number[] {
  return lines.flatMap((line, index) => {
    if (claimed.has(index + 1)) return [];
    const groups = line.match(/[\p{L}\p{N}]+/gu) ?? [];
    const isMixed = (group: string) => /\p{L}/u.test(group) && /\p{N}/u.test(group);
    const characters = lengthOfCodes(groups);
    const isSuspicious =
      characters >= SUSPICIOUS.characters && lengthOfCodes(groups.filter(isMixed)) >= SUSPICIOUS.mixed;
    return isSuspicious ? [index + 1] : [];
  });
}

/** How many characters that codes are made of there are in them. */
const lengthOfCodes = (groups: readonly string[]): number =>
  [...groups.join('')].filter((character) => canonical(character) !== null).length;
