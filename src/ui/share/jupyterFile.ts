/** A notebook as a file for Jupyter: in the language of the notebook, whatever that of the page is. */
import type { Cell } from '../../notebook/document/types.ts';
import { english, exportIpynb, type IpynbTexts, type Measured } from '../../notebook/exchange/ipynb.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import type { Language } from '../language.ts';
import { coveredCells } from './covered.ts';
import { picturesOf } from './pictures.ts';
import { speechIn, spokenIn, type Speech } from './speech.ts';

/** What the file says of its own accord: of all that the page has words for, the least asked for. */
const wordsIn: Record<Language, () => Promise<IpynbTexts>> = {
  en: async () => english,
  de: async () => (await import('../texts/de/jupyter.ts')).jupyter,
};

export interface FileSpeech extends Speech {
  words: IpynbTexts;
}

/** Rejects where the words of the language cannot be fetched. */
export async function speechOf({ document }: OpenNotebook): Promise<FileSpeech> {
  const language = spokenIn(document);
  const [speech, words] = await Promise.all([speechIn(language), wordsIn[language]()]);
  return { ...speech, words };
}

export async function jupyterText(notebook: OpenNotebook, speech: FileSpeech): Promise<string> {
  const { document } = notebook;
  const measured = new Map<string, Measured>();
  for (const cell of document.cells) {
    const found = measuredFor(cell, notebook);
    if (found) measured.set(cell.id, found);
  }
  return exportIpynb(document, {
    figures: picturesOf(notebook, speech),
    measured,
    covered: coveredCells(notebook),
    texts: speech.words,
    translate: speech.translate,
  });
}

/** What the cell shows, unless it is of earlier settings or still coming in. */
function measuredFor(cell: Cell, notebook: OpenNotebook): Measured | null {
  if (cell.kind === 'probe') {
    const view = notebook.viewOf(cell);
    return view && !view.live && !view.stale ? { source: view.source, rows: view.rows } : null;
  }
  if (cell.kind !== 'sweep') return null;
  const view = notebook.results.sweepViewOf(cell);
  if (!view || view.live || view.stale) return null;
  const { source, sweep, outcomes } = view;
  return { source, swept: { name: cell.name, sweep, outcomes } };
}
