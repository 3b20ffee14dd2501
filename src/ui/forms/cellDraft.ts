/** A cell, or the setup, as a text that somebody edits by hand: from the text to the notebook. */
import { updateCell, renameCell } from '../../notebook/document/edit.ts';
import { nameOf } from '../../notebook/document/graph.ts';
import { parseCell, parseJson, parseNotebook, parseSetup } from '../../notebook/document/schema.ts';
import type { Cell, NotebookDocument } from '../../notebook/document/types.ts';
import { pageError } from '../messages/messages.svelte.ts';
import { forms } from '../texts/index.ts';
import { repeatedKey } from './repeatedKey.ts';

/**
 * The document with what a text says in the place of a cell. What refers to it follows if it has another name, as it
 * does in the form.
 * @throws UserError that names the place of the first mistake, also if the notebook could not be kept with it
 */
export function withCellText(document: NotebookDocument, cell: Cell, content: string): NotebookDocument {
  const changed = read(content, parseCell);
  if (changed.id !== cell.id) {
    throw pageError(forms.text.otherId(changed.id), forms.text.keepId(cell.id));
  }
  const name = nameOf(changed);
  if (name !== null && document.cells.some((other) => other.id !== cell.id && nameOf(other) === name)) {
    throw pageError(forms.problems.taken(name), forms.text.otherName);
  }
  const renamed = name === null ? document : renameCell(document, cell.id, name);
  const next = updateCell(renamed, changed);
  parseNotebook(next, forms.text.notebook);
  return next;
}

/**
 * The document with what a text says in the place of what all cells have in common. Cells keep the trigger and the
 * payload that they have; the fields change both in all of them.
 * @throws UserError as `withCellText` does
 */
export function withSetupText(document: NotebookDocument, content: string): NotebookDocument {
  const next = { ...document, setup: read(content, parseSetup) };
  parseNotebook(next, forms.text.withSetup);
  return next;
}

function read<T>(content: string, parse: (value: unknown, source: string) => T): T {
  const { source, repeated, keepOne } = forms.text;
  const value = parseJson(content, source);
  const parsed = parse(value, source);
  const key = repeatedKey(content, value);
  if (key !== null) throw pageError(repeated(key), keepOne);
  return parsed;
}
