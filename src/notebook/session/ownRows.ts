/** The reader's own examples: from what the lab draws, from a file, by hand, and as a file again. */
import type { Example } from '../../lab/datasets/dataset.ts';
import { MAX_LINES } from '../../lab/ownData.ts';
import type { DatasetSpec, OwnExample } from '../../lab/types.ts';
import { UserError } from '../../support/errors.ts';
import { updateCell } from '../document/edit.ts';
import { fits, MAX_OWN_CHARACTERS, ownCharacters, parseCell } from '../document/schema.ts';
import type { DatasetCell, NotebookDocument } from '../document/types.ts';

export type OwnData = Extract<DatasetSpec, { kind: 'own' }>;

/** As many as a dataset can have. */
export const MAX_EXAMPLES = MAX_LINES;
/** As many as are taken over from what the lab draws. */
export const MAX_TAKEN = 500;
/** Bytes of a file: a character of the reader's own takes at most four. */
export const MAX_FILE_BYTES = 4 * MAX_OWN_CHARACTERS;

/** An example as the reader could have written it: what was given of the answers becomes part of them. */
export function asOwnExample({ prompt, given = '', chosen, rejected }: Example): OwnExample {
  return { prompt, chosen: given + chosen, ...(rejected !== undefined && { rejected: given + rejected }) };
}

/** A cell's dataset as one of the reader's own, named after the cell where it has no name yet. */
export function withExamples(
  cell: DatasetCell,
  examples: readonly OwnExample[],
  name = cell.data.kind === 'own' ? cell.data.name : cell.name,
): DatasetCell {
  return { ...cell, data: { kind: 'own', name, examples: [...examples] } };
}

/** The cell without some of its examples; null where none would be left. */
export function withoutPlaces(cell: DatasetCell, places: readonly number[]): DatasetCell | null {
  if (cell.data.kind !== 'own') return null;
  const dropped = new Set(places);
  const left = cell.data.examples.filter((_, place) => !dropped.has(place));
  return left.length > 0 ? withExamples(cell, left) : null;
}

/**
 * The cell, where it can be part of the notebook.
 * @param tooMany what to say where the reader's own examples take too many characters
 * @throws UserError that names the example and what is wrong with it
 */
export function checked(
  document: NotebookDocument,
  cell: DatasetCell,
  tooMany: (has: number, most: number) => string,
): DatasetCell {
  parseCell(cell, cell.title || cell.name);
  const characters = ownCharacters(updateCell(document, cell));
  if (characters > MAX_OWN_CHARACTERS) throw new UserError(tooMany(characters, MAX_OWN_CHARACTERS), '');
  return cell;
}

/**
 * How many of these examples, from the first on, can be those of a cell of the notebook, which is limited as a whole:
 * in characters, and in values, of which a conversation has three a message.
 */
export function howManyFit(
  document: NotebookDocument,
  cell: DatasetCell,
  examples: readonly OwnExample[],
): number {
  const fit = (count: number) => fits(updateCell(document, withExamples(cell, examples.slice(0, count))));
  let most = 0;
  let tooMany = Math.min(examples.length, MAX_EXAMPLES) + 1;
  if (tooMany > 1 && fit(tooMany - 1)) return tooMany - 1;
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (fit(middle)) most = middle;
    else tooMany = middle;
  }
  return most;
}

/** The text of a file; null where it is not stored as UTF-8, of which every other letter would be lost. */
export async function utf8Text(file: Blob): Promise<string | null> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Why an example cannot be kept as it is. */
export type RowMistake = 'empty' | 'same';

export function mistakeIn({ prompt, chosen, rejected }: OwnExample): RowMistake | null {
  const asked = typeof prompt === 'string' ? [prompt] : prompt.map(({ content }) => content);
  if ([...asked, chosen].some((text) => text.trim() === '')) return 'empty';
  return rejected === chosen ? 'same' : null;
}

/** Without a rejected answer where there is nothing in it. */
export function withRejected({ rejected: _before, ...example }: OwnExample, rejected: string): OwnExample {
  return rejected.trim() === '' ? example : { ...example, rejected };
}

/**
 * One line an example, in TRL's conversational shapes, which `parseOwnData` reads again: prompt and completion, or
 * prompt, chosen and rejected (https://huggingface.co/docs/trl/dataset_formats).
 */
export function toJsonl(examples: readonly OwnExample[]): string {
  return examples.map((example) => `${JSON.stringify(trlLine(example))}\n`).join('');
}

function trlLine({ prompt, chosen, rejected }: OwnExample) {
  const messages = typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt;
  const answer = (content: string) => [{ role: 'assistant', content }];
  if (rejected === undefined) return { prompt: messages, completion: answer(chosen) };
  return { prompt: messages, chosen: answer(chosen), rejected: answer(rejected) };
}
