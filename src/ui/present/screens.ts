/** What is presented: a title, and then one cell a screen. */
import type { Cell, NotebookDocument } from '../../notebook/document/types.ts';

export type Screen = { kind: 'title' } | { kind: 'cell'; cell: Cell };

/** A cell that is folded away is left out, unless a step of the lesson shows it. */
export function screensOf({ cells, lesson }: Pick<NotebookDocument, 'cells' | 'lesson'>): Screen[] {
  const inLesson = new Set(lesson?.steps.map(({ cell }) => cell));
  const shown = cells.filter(({ id, folded }) => !folded || inLesson.has(id));
  return [{ kind: 'title' }, ...shown.map((cell): Screen => ({ kind: 'cell', cell }))];
}

/** The place of a cell's screen; null if the cell has none. */
export function screenOf(screens: readonly Screen[], cell: string): number | null {
  const index = screens.findIndex((screen) => screen.kind === 'cell' && screen.cell.id === cell);
  return index < 0 ? null : index;
}

/** Where to begin with a cell selected: its own screen, or else that of the last shown cell before it. */
export function firstScreen(
  document: Pick<NotebookDocument, 'cells' | 'lesson'>,
  selected: string | null,
): number {
  const screens = screensOf(document);
  const index = document.cells.findIndex(({ id }) => id === selected);
  const before = document.cells.slice(0, index + 1).map(({ id }) => screenOf(screens, id) ?? 0);
  return Math.max(0, ...before);
}
