/** A notebook as a file for Jupyter: in the language of the notebook, whatever that of the page is. */
import type { CorrectedRow } from '../../lab/types.ts';
import { exportIpynb } from '../../notebook/exchange/ipynb.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import { coveredCells } from './covered.ts';
import { picturesOf } from './pictures.ts';
import { speechIn, spokenIn, type Speech } from './speech.ts';

/** Rejects where the words of the language cannot be fetched. */
export const speechOf = ({ document }: OpenNotebook): Promise<Speech> => speechIn(spokenIn(document));

export async function jupyterText(notebook: OpenNotebook, speech: Speech): Promise<string> {
  const { document } = notebook;
  const rows = new Map<string, readonly CorrectedRow[]>();
  for (const cell of document.cells) {
    if (cell.kind !== 'probe') continue;
    const view = notebook.viewOf(cell);
    if (view && !view.live && !view.stale) rows.set(cell.id, view.rows);
  }
  return exportIpynb(document, {
    figures: picturesOf(notebook, speech),
    rows,
    covered: coveredCells(notebook),
    texts: speech.texts.jupyter,
    translate: speech.translate,
  });
}
