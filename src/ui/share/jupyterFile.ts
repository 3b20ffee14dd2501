/** A notebook as a file for Jupyter: in the language of the notebook, whatever that of the page is. */
import type { Cell } from '../../notebook/document/types.ts';
import { exportIpynb, type Measured } from '../../notebook/exchange/ipynb.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import { coveredCells } from './covered.ts';
import { picturesOf } from './pictures.ts';
import { speechIn, spokenIn, type Speech } from './speech.ts';

/** Rejects where the words of the language cannot be fetched. */
export const speechOf = ({ document }: OpenNotebook): Promise<Speech> => speechIn(spokenIn(document));

export async function jupyterText(notebook: OpenNotebook, speech: Speech): Promise<string> {
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
    texts: speech.texts.jupyter,
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
