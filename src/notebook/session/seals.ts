/** Which results are kept covered until the reader has predicted them. */
import type { StageName } from '../../lab/types.ts';
import type { Cell, NotebookDocument, PredictCell, ResultCell } from '../document/types.ts';
import type { Source } from './standing.ts';

/** The predict cell that keeps a cell's result from being shown; null if none does. */
export function sealOf(
  { cells }: NotebookDocument,
  cell: ResultCell,
  isSettled: (id: string) => boolean,
): PredictCell | null {
  const isAboutCell = (question: PredictCell): boolean => {
    if (question.of === cell.name) return true;
    const probe = cells.find((one) => one.kind === 'probe' && one.name === question.of);
    // The curves of the stage that the question is about would give it away.
    return cell.kind === 'train' && probe?.kind === 'probe' && probe.of === cell.name;
  };
  const isOpen = (other: Cell): other is PredictCell => other.kind === 'predict' && !isSettled(other.id);
  return cells.filter(isOpen).find(isAboutCell) ?? null;
}

/**
 * The stage of what a cell shows that stays covered, if any: what was recorded, and what belongs to an earlier state of
 * the cell, does not answer the question.
 * @param seal the stage that the reader has not predicted yet
 */
export function coveredIn(
  shown: { source: Source; stale: boolean } | null,
  seal: StageName | null,
): StageName | null {
  return shown && shown.source !== 'recorded' && !shown.stale ? seal : null;
}
