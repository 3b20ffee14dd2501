/** Notebooks and cells as text: the same for equal ones, and easy to read and to compare line by line. */
import type { Cell, NotebookDocument, Setup } from './types.ts';

/** What a reader looks for first. Other keys follow in alphabetical order. */
const FIRST_KEYS = [
  'format',
  'formatVersion',
  'kind',
  'id',
  'name',
  'role',
  'title',
  'promise',
  'preset',
  'text',
];
/** What is long, or about the rest. */
const LAST_KEYS = ['cells', 'lesson', 'examples', 'corrections'];

/** The whole notebook, which `parseNotebookText` reads again. */
export const notebookText = (document: NotebookDocument): string => `${pretty(document)}\n`;

/** One cell, which `parseCell` reads again. */
export const cellText = (cell: Cell): string => `${pretty(cell)}\n`;

/** What all cells have in common, which `parseSetup` reads again. */
export const setupText = (setup: Setup): string => `${pretty(setup)}\n`;

function pretty(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => compareKeys(one, other)))
        : inner,
    2,
  );
}

function compareKeys(one: string, other: string): number {
  return rank(one) - rank(other) || (one < other ? -1 : 1);
}

function rank(key: string): number {
  const first = FIRST_KEYS.indexOf(key);
  return first >= 0 ? first : FIRST_KEYS.length + 1 + LAST_KEYS.indexOf(key);
}
