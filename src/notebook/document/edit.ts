/** Changes to a notebook, each from document to document; what does not change is shared between the two. */
import { FreshNames } from './freshNames.ts';
import { nameOf } from './graph.ts';
import type { Cell, NotebookDocument } from './types.ts';

/** The document with a cell at a place, from 0 to the number of cells. */
export function insertCell(document: NotebookDocument, cell: Cell, at: number): NotebookDocument {
  const { cells } = document;
  return { ...document, cells: [...cells.slice(0, at), cell, ...cells.slice(at)] };
}

/** Without the cell; what refers to it has a problem from then on, and steps of a lesson show no cell. */
export function removeCell(document: NotebookDocument, id: string): NotebookDocument {
  const cells = document.cells.filter((cell) => cell.id !== id);
  if (!document.lesson) return { ...document, cells };
  const steps = document.lesson.steps.map((step) => (step.cell === id ? { ...step, cell: null } : step));
  return { ...document, cells, lesson: { ...document.lesson, steps } };
}

/** With the cell so many places further down, or up; no further than to the end. */
export function moveCell(document: NotebookDocument, id: string, by: number): NotebookDocument {
  const from = document.cells.findIndex((cell) => cell.id === id);
  if (from < 0) return document;
  const to = Math.min(Math.max(from + by, 0), document.cells.length - 1);
  if (to === from) return document;
  const cells = document.cells.filter((_, index) => index !== from);
  return insertCell({ ...document, cells }, document.cells[from]!, to);
}

/** With a copy of the cell right after it, which has an id and a name of its own. Nothing refers to the copy. */
export function duplicateCell(document: NotebookDocument, id: string): NotebookDocument {
  const at = document.cells.findIndex((cell) => cell.id === id);
  const cell = document.cells[at];
  if (!cell) return document;
  return insertCell(document, copyOf(cell, document), at + 1);
}

/** The cell as it can stand in a document beside all that is there. */
function copyOf(cell: Cell, document: NotebookDocument): Cell {
  const names = newNames(document);
  const name = nameOf(cell);
  return name === null ? { ...cell, id: names.id(cell.kind) } : { ...cell, ...names.of(name) };
}

/**
 * Names for cells that come into a document. No id comes again when its cell has been deleted: what was predicted, run
 * or said in a cell is remembered by it, and would be taken for the new one's.
 */
export function newNames({ cells }: NotebookDocument): FreshNames {
  const taken = cells.flatMap((cell) => [cell.id, nameOf(cell) ?? []].flat());
  return new FreshNames(taken, true);
}

/** With another cell in the place of the one that has its id. */
export function updateCell(document: NotebookDocument, changed: Cell): NotebookDocument {
  return { ...document, cells: document.cells.map((cell) => (cell.id === changed.id ? changed : cell)) };
}

/** With a cell folded, or unfolded. */
export function foldCell(document: NotebookDocument, id: string, folded: boolean): NotebookDocument {
  const cells = document.cells.map((cell): Cell => {
    if (cell.id !== id || (cell.folded ?? false) === folded) return cell;
    const { folded: _before, ...rest } = cell;
    return folded ? { ...rest, folded } : rest;
  });
  return { ...document, cells };
}

/**
 * With another name for a cell; what refers to it follows. Where several cells have the old name, references mean the
 * first, and follow that one only.
 */
export function renameCell(document: NotebookDocument, id: string, name: string): NotebookDocument {
  const renamed = document.cells.find((cell) => cell.id === id);
  const old = renamed && nameOf(renamed);
  if (old == null || old === name) return document;
  const isMeant = document.cells.find((cell) => nameOf(cell) === old)?.id === id;
  const cells = document.cells.map((cell) => {
    const following = isMeant ? withReference(cell, old, name) : cell;
    return cell.id === id ? ({ ...following, name } as Cell) : following;
  });
  return { ...document, cells };
}

/** The cell with another name wherever it says the old one. */
function withReference(cell: Cell, old: string, name: string): Cell {
  const renamed = <T extends string | null>(reference: T) => (reference === old ? name : reference);
  switch (cell.kind) {
    case 'markdown':
    case 'note':
    case 'dataset':
      return cell;
    case 'train': {
      const arms = cell.arms.map((arm) => ({ ...arm, data: renamed(arm.data) }));
      return { ...cell, after: renamed(cell.after), arms };
    }
    case 'probe':
    case 'sweep':
    case 'predict':
    case 'chat':
    case 'chart':
    case 'compare':
      return cell.of === old ? { ...cell, of: name } : cell;
  }
}

/** The same notebook under an id of its own, which the reader may change. It remembers the preset it comes from. */
export function forkOf(document: NotebookDocument, id: string): NotebookDocument {
  return { ...document, id };
}
