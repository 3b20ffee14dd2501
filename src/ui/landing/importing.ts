/**
 * Files as notebooks. What comes in gets an id of its own, so that it never takes the place of a notebook that is
 * here already. Results in a file are kept for this notebook only, with the name of the file.
 */
import type { NotebookDocument } from '../../notebook/document/types.ts';
import { importNotebook, MAX_ORIGIN, type NotebookFile } from '../../notebook/exchange/files.ts';
import type { ImportNote } from '../../notebook/exchange/ipynb.ts';
import type { LabServices } from '../../notebook/session/services.ts';
import { newId } from '../../notebook/storage/newId.ts';
import type { UserError } from '../../support/errors.ts';
import { pageError } from '../messages/messages.svelte.ts';
import { landing } from '../texts/index.ts';

/** Bytes; a little more than the readers of both formats take in characters. */
const LARGEST_FILE = 80_000_000;
/** Of a file's name in messages and results. */
const LONGEST_NAME = 60;

const texts = landing.importing;

export interface Imported {
  document: NotebookDocument;
  results: NotebookFile['results'];
  /** What to call the file. */
  name: string;
  /** What the reader should know before opening it. */
  notes: ImportNote[];
}

/** @throws UserError that says what is wrong with the file */
export async function readFile(file: File): Promise<Imported> {
  const name = file.name.slice(0, LONGEST_NAME);
  if (file.size > LARGEST_FILE) throw asError(texts.large(name, LARGEST_FILE));
  const text = await file.text().catch((error: unknown) => {
    throw asError(texts.unreadable(name), error);
  });
  if (!/\.ipynb$/i.test(file.name)) {
    const { document, results } = importNotebook(text, name);
    return { document: { ...document, id: newId() }, results, name, notes: [] };
  }
  const { importIpynb } = await import('../../notebook/exchange/ipynb.ts').catch((error: unknown) => {
    throw asError(texts.offline, error);
  });
  const { document, notes } = importIpynb(text, name);
  return { document: { ...document, id: newId() }, results: [], name, notes };
}

/** Keeps the results that came with a notebook, so that it shows them when it is opened. */
export async function keepResults(
  { document, results, name }: Imported,
  store: LabServices['results'],
): Promise<void> {
  for (const { cell, result, importedFrom } of results) {
    // Whoever made the file may have had it from elsewhere.
    const from = importedFrom === undefined ? name : `${name} (${importedFrom})`.slice(0, MAX_ORIGIN);
    await store.saveImported({ notebook: document.id, cell }, result, from);
  }
}

const asError = ({ message, remedy }: { message: string; remedy: string }, cause?: unknown): UserError =>
  pageError(message, remedy, { cause });
