/**
 * Files as notebooks. What comes in gets an id of its own, so that it never takes the place of a notebook that is
 * here already. Results in a file are kept for this notebook only, with the name of the file.
 */
import { keyOfSweep } from '../../notebook/document/compile.ts';
import type { NotebookDocument } from '../../notebook/document/types.ts';
import {
  importNotebook,
  MAX_ORIGIN,
  type CellResult,
  type CellSweep,
} from '../../notebook/exchange/files.ts';
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
  results: readonly CellResult[];
  sweeps: readonly CellSweep[];
  /** What to call the file. */
  name: string;
  /** What the reader should know before opening it. */
  notes: ImportNote[];
}

/** @throws UserError that says what is wrong with the file */
export async function readFile(file: File): Promise<Imported> {
  const { name, text } = await readText(file);
  if (!/\.ipynb$/i.test(file.name)) {
    const { document, ...kept } = importNotebook(text, name);
    return { document: { ...document, id: newId() }, ...kept, name, notes: [] };
  }
  const { importIpynb } = await import('../../notebook/exchange/ipynb.ts').catch((error: unknown) => {
    throw asError(texts.offline, error);
  });
  const { document, notes } = importIpynb(text, name);
  return { document: { ...document, id: newId() }, results: [], sweeps: [], name, notes };
}

/** A file's text, and what to call it. @throws UserError if it is too large, or cannot be read */
export async function readText(file: File): Promise<{ name: string; text: string }> {
  const name = file.name.slice(0, LONGEST_NAME);
  if (file.size > LARGEST_FILE) throw asError(texts.large(name, LARGEST_FILE));
  const text = await file.text().catch((error: unknown) => {
    throw asError(texts.unreadable(name), error);
  });
  return { name, text };
}

/** Keeps the results that came with a notebook, so that it shows them when it is opened. */
export async function keepResults(
  { document, results, sweeps, name }: Omit<Imported, 'notes'>,
  store: LabServices['results'],
): Promise<void> {
  const notebook = document.id;
  // Whoever made the file may have had it from elsewhere.
  const originOf = ({ importedFrom }: { importedFrom?: string }) =>
    importedFrom === undefined ? name : `${name} (${importedFrom})`.slice(0, MAX_ORIGIN);
  for (const one of results) {
    await store.saveImported({ notebook, cell: one.cell }, one.result, originOf(one));
  }
  for (const one of sweeps) {
    const { cell, sweep, outcomes } = one;
    const importedFrom = originOf(one);
    await store.saveImportedSweep({ notebook, cell, sweep: keyOfSweep(sweep), outcomes, importedFrom });
  }
}

const asError = ({ message, remedy }: { message: string; remedy: string }, cause?: unknown): UserError =>
  pageError(message, remedy, { cause });
