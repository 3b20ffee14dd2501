/** Which cell is selected when the one that was is gone. */
import type { NotebookDocument } from '../document/types.ts';

type Cells = Pick<NotebookDocument, 'cells'>;

/** The cell itself where it is still there, or else the next one that is, or the one before; null where none is. */
export function survivorOf(id: string | null, before: Cells, after: Cells): string | null {
  const left = new Set(after.cells.map((cell) => cell.id));
  if (id === null || left.has(id)) return id;
  const ids = before.cells.map((cell) => cell.id);
  const at = ids.indexOf(id);
  const isLeft = (other: string) => left.has(other);
  return ids.slice(at + 1).find(isLeft) ?? ids.slice(0, Math.max(0, at)).findLast(isLeft) ?? null;
}
