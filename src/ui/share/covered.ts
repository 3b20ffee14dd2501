/** Which cells show less than was measured, since the reader has not predicted it yet. */
import type { Cell } from '../../notebook/document/types.ts';
import type { Covered } from '../../notebook/exchange/ipynb.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import { sealedStage } from '../../notebook/session/seals.ts';

/** By the ids of cells: those with results, and those that draw them. */
export function coveredCells(notebook: OpenNotebook): Map<string, Covered> {
  const found = new Map<string, Covered>();
  for (const cell of notebook.document.cells) {
    const covered = coveredOf(cell, notebook);
    if (covered) found.set(cell.id, covered);
  }
  return found;
}

function coveredOf(cell: Cell, notebook: OpenNotebook): Covered | null {
  if (cell.kind === 'predict' || cell.kind === 'chat') return null;
  const source = notebook.sourceOf(cell);
  const questions = source ? notebook.sealsOf(source) : [];
  const stage = sealedStage(questions);
  const question = questions.find((one) => one.stage === stage);
  return stage && question ? { stage, question } : null;
}
