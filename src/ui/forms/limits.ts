/**
 * What numbers and texts the schema of the notebook allows, so that a form can say so before it is asked. The schema
 * decides (`src/lab/experimentFields.ts`, `src/notebook/document/cellFields.ts`); a test holds the two together.
 */
import { MOST_SEEDS } from '../../notebook/document/seedList.ts';
import { readTyped } from '../format.ts';
import { forms } from '../texts/index.ts';
import type { Reading } from './draft.svelte.ts';

export interface Limits {
  min: number;
  max: number;
  /** Whole numbers only. */
  integer?: boolean;
  /** The least is not itself allowed. */
  above?: boolean;
}

export const limits = {
  steps: { min: 1, max: 5_000, integer: true },
  learningRate: { min: 0, max: 1, above: true },
  batchSize: { min: 1, max: 256, integer: true },
  alpha: { min: 0, max: 4_096, above: true },
  beta: { min: 0, max: 100, above: true },
  share: { min: 0, max: 1 },
  prompts: { min: 1, max: 288, integer: true },
  temperature: { min: 0, max: 10 },
  surpriseExamples: { min: 1, max: 1_024, integer: true },
  rangeEnd: { min: -1e9, max: 1e9 },
} satisfies Record<string, Limits>;

/** Characters. */
export const longest = {
  title: 300,
  prose: 100_000,
  paragraph: 5_000,
  thought: 2_000,
  /** Names of arms and datasets, triggers, payloads. */
  name: 100,
};

/** Entries of lists. */
export const most = {
  arms: 64,
  pairs: 64,
  payloads: 16,
  tags: 64,
  variations: 8,
  ranges: 20,
  suggestions: 32,
  seeds: MOST_SEEDS,
};

/** What somebody typed as a number, such as `0.003` or `3e-3`, with the decimal mark of the page. */
export function readNumber(
  text: string,
  { min, max, integer = false, above = false }: Limits,
): Reading<number> {
  const problem = forms.problems.number(min, max, { integer, above });
  const value = readTyped(text);
  const isAllowed =
    value <= max && (above ? value > min : value >= min) && (!integer || Number.isInteger(value));
  return isAllowed ? { value } : { problem };
}

/** What somebody typed as a text. @param required whether it must say something */
export function readText(
  text: string,
  { max, required = false }: { max: number; required?: boolean },
): Reading<string> {
  if (required && text.trim() === '') return { problem: forms.problems.empty };
  return text.length <= max ? { value: text } : { problem: forms.problems.long(text.length, max) };
}

/** Lines that say something, each an entry. */
export function readLines(
  text: string,
  { min = 0, max, longest: characters }: { min?: number; max: number; longest: number },
): Reading<string[]> {
  const value = text.split('\n').filter((line) => line.trim() !== '');
  if (value.length < min) return { problem: forms.problems.few(min) };
  if (value.length > max) return { problem: forms.problems.many(value.length, max) };
  const long = value.find((line) => line.length > characters);
  return long === undefined ? { value } : { problem: forms.problems.long(long.length, characters) };
}
