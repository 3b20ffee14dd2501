/** What the list of all commands offers: whatever there is to do here and now, with its keys, and all cells to go to. */
import { labelOf } from '../../notebook/document/compile.ts';
import { cellKinds, type Cell, type CellKind, type ResultCell } from '../../notebook/document/types.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import { classroom, shell } from '../texts/index.ts';
import { isAllowed, mayRun } from './allowed.ts';
import { keysOf, type Command } from './keyboard.ts';

export interface Entry {
  label: string;
  /** Empty where it has none. */
  keys: string;
  act: () => void;
}

/** What the page of a notebook does, on behalf of its bar and of this list. */
export interface Doings {
  /** Does what a key would do, with the cell that is selected. */
  command: (command: Command) => void;
  insert: (kind: CellKind, at: number) => void;
  duplicate: (id: string) => void;
  goTo: (id: string) => void;
  share: () => void;
  pool: () => void;
  present: () => void;
  /** Back to what it was made from. */
  toOriginal: () => void;
  /** Forgets what has been run. */
  forget: () => void;
}

export function paletteEntries(notebook: OpenNotebook, doings: Doings): Entry[] {
  const { cells } = notebook.document;
  const at = cells.findIndex(({ id }) => id === notebook.selected);
  return [
    ...wholeEntries(notebook, doings),
    ...commandEntries(notebook, at, doings),
    ...(at < 0 ? [] : cellEntries(notebook, at, doings)),
    ...(notebook.editable ? insertions(notebook, at, doings) : []),
    ...cells.map((cell) => entry(shell.palette.goTo(labelOf(cell)), () => doings.goTo(cell.id))),
  ];
}

const entry = (label: string, act: () => void, command?: Command): Entry => ({
  label,
  keys: (command && keysOf(command)[0]) ?? '',
  act,
});

/** Of the notebook as a whole, beyond the commands that have keys. */
function wholeEntries(notebook: OpenNotebook, doings: Doings): Entry[] {
  const { view, results, resultCells, document } = notebook;
  const canRun = mayRun(view);
  const isStale = resultCells.some((cell) => results.standing(cell) === 'stale');
  const hasOwn = resultCells.some((cell) => {
    const sources = results.sourcesOf(cell);
    return sources.includes('yours') || sources.includes('imported');
  });
  return [
    ...(canRun && isUnfinished(notebook, resultCells)
      ? [entry(shell.bar.runAll, () => void notebook.runAll())]
      : []),
    ...(canRun && isStale ? [entry(shell.bar.runStale, () => void notebook.runStale())] : []),
    ...(view.hide.includes('share') ? [] : [entry(shell.bar.share, doings.share)]),
    entry(shell.bar.present, doings.present),
    ...(document.cells.some(({ kind }) => kind === 'probe')
      ? [entry(classroom.pool.title, doings.pool)]
      : []),
    ...(notebook.editable && !notebook.isOriginal ? [entry(shell.bar.original, doings.toOriginal)] : []),
    ...(notebook.editable && hasOwn ? [entry(shell.bar.forget, doings.forget)] : []),
  ];
}

const isUnfinished = ({ results }: OpenNotebook, cells: readonly ResultCell[]): boolean =>
  cells.some((cell) => ['empty', 'stale', 'partial'].includes(results.standing(cell)));

function commandEntries(notebook: OpenNotebook, at: number, doings: Doings): Entry[] {
  return (Object.entries(shell.commands) as [Command, string][])
    .filter(([command]) => isAllowed(command, notebook.view) && hasEffect(command, notebook, at))
    .map(([command, label]) => entry(label, () => doings.command(command), command));
}

/** Whether a command does anything as things are. @param at the place of the selected cell, -1 where none is */
function hasEffect(command: Command, notebook: OpenNotebook, at: number): boolean {
  const { cells } = notebook.document;
  const cell: Cell | undefined = cells[at];
  switch (command) {
    case 'help':
    case 'restart':
      return true;
    case 'palette':
      // It is what the reader is looking at.
      return false;
    case 'insert-above':
    case 'insert-below':
      // They are there for every kind of cell.
      return false;
    case 'save':
      // Also where the last time did not go well.
      return notebook.isOriginal || notebook.keeping.unsaved !== null;
    case 'undo':
      return notebook.canUndo;
    case 'redo':
      return notebook.canRedo;
    case 'interrupt':
      return notebook.runner.active;
    case 'command-mode':
      return cell !== undefined && notebook.editing === cell.id;
    case 'edit':
      return cell !== undefined && notebook.editing !== cell.id;
    case 'run':
    case 'run-and-advance':
    case 'run-and-insert': {
      const source = cell ? notebook.sourceOf(cell) : null;
      return source !== null && notebook.results.standing(source) !== 'blocked';
    }
    case 'to-markdown':
      return cell?.kind === 'note';
    case 'previous':
    case 'move-up':
      return at > 0;
    case 'next':
    case 'move-down':
      return cell !== undefined && at < cells.length - 1;
    case 'remove':
    case 'fold':
      return cell !== undefined;
  }
}

/** Of the selected cell, beyond the commands that have keys. */
function cellEntries(notebook: OpenNotebook, at: number, doings: Doings): Entry[] {
  const { cells } = notebook.document;
  const above = notebook.resultCells.filter((cell) => cells.indexOf(cell) < at);
  const { id } = cells[at]!;
  return [
    ...(notebook.editable ? [entry(shell.palette.duplicate, () => doings.duplicate(id))] : []),
    ...(mayRun(notebook.view) && isUnfinished(notebook, above)
      ? [entry(shell.palette.runAbove, () => void notebook.runAbove(id))]
      : []),
  ];
}

/** A cell of every kind, around the selected one, or at the end where none is; the keys insert texts. */
function insertions({ document }: OpenNotebook, at: number, { insert }: Doings): Entry[] {
  const { at: atEnd } = shell.insert;
  const { insertAbove, insertBelow } = shell.palette;
  if (at < 0) {
    return cellKinds.map((kind) =>
      entry(atEnd(shell.kinds[kind]), () => insert(kind, document.cells.length)),
    );
  }
  const isText = (kind: CellKind) => kind === 'markdown';
  return cellKinds.flatMap((kind) => [
    entry(insertAbove(shell.kinds[kind]), () => insert(kind, at), isText(kind) ? 'insert-above' : undefined),
    entry(
      insertBelow(shell.kinds[kind]),
      () => insert(kind, at + 1),
      isText(kind) ? 'insert-below' : undefined,
    ),
  ]);
}
