/** Results that were computed elsewhere, for the cells of an open notebook. */
import { readResultsFile } from '../../notebook/exchange/resultsFile.ts';
import { fittingResults } from '../../notebook/session/fitting.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import type { ResultStore } from '../../notebook/storage/resultStore.ts';
import { keepResults, readText } from '../landing/importing.ts';
import { pageError } from '../messages/messages.svelte.ts';
import { share } from '../texts/index.ts';

export interface Added {
  /** What to call the file. */
  name: string;
  /** How many cells have results of it now, and how many results are of no cell. */
  cells: number;
  unfit: number;
}

/** @throws UserError if the file has nothing for any cell, or is none of results */
export async function addResults(notebook: OpenNotebook, store: ResultStore, file: File): Promise<Added> {
  const { name, text } = await readText(file);
  const { results, sweeps, cells, unfit } = fittingResults(notebook.document, readResultsFile(text, name));
  if (cells.length === 0) {
    const { message, remedy } = share.results.none(name);
    throw pageError(message, remedy);
  }
  // They belong to one notebook: that of the reader, which an original becomes by this.
  if (notebook.keeping.shelved === null) await notebook.keeping.keep();
  await keepResults({ document: notebook.document, results, sweeps, name }, store);
  await notebook.results.openKept();
  return { name, cells: cells.length, unfit };
}
