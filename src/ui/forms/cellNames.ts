/** Names of cells: what they may be, and which of them a cell can refer to. */
import { nameOf, NotebookGraph } from '../../notebook/document/graph.ts';
import { parseCell } from '../../notebook/document/schema.ts';
import type {
  Cell,
  CellKind,
  NotebookDocument,
  SweepCell,
  TrainArm,
  TrainCell,
} from '../../notebook/document/types.ts';
import { forms } from '../texts/index.ts';
import type { Reading } from './draft.svelte.ts';

/** A name that somebody typed for a cell. */
export function readCellName(document: NotebookDocument, id: string, text: string): Reading<string> {
  const value = text.trim();
  if (value in {}) return { problem: forms.problems.reserved };
  if (!isName(value)) return { problem: forms.problems.name };
  const isTaken = document.cells.some((cell) => cell.id !== id && nameOf(cell) === value);
  return isTaken ? { problem: forms.problems.taken(value) } : { value };
}

function isName(name: string): boolean {
  const cell: SweepCell = { kind: 'sweep', id: 'x', name, title: '', text: '', of: '', vary: [], seeds: [0] };
  try {
    parseCell(cell, '');
    return true;
  } catch {
    return false;
  }
}

/** Why a text cannot be the name of an arm, which ends up as a key and is one of its cell's; null if it can. */
export function armNameProblem({ arms }: TrainCell, arm: TrainArm, name: string): string | null {
  if (name in {}) return forms.problems.reserved;
  const isTaken = name !== arm.name && arms.some((other) => other.name === name);
  return isTaken ? forms.problems.takenArm(name) : null;
}

/** Names of the cells of some kinds, in the order of the document. */
export function namesOf({ cells }: NotebookDocument, kinds: readonly CellKind[]): string[] {
  const names = cells.flatMap((cell) => (kinds.includes(cell.kind) ? (nameOf(cell) ?? []) : []));
  return [...new Set(names)];
}

/** Those that do not depend on a cell, so that it may depend on them. */
export function namesBefore(document: NotebookDocument, cell: Cell, kinds: readonly CellKind[]): string[] {
  const behind = new Set([cell.id, ...new NotebookGraph(document).descendants(cell.id)]);
  const cells = document.cells.filter(({ id }) => !behind.has(id));
  return namesOf({ ...document, cells }, kinds);
}
