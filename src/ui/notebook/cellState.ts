/** How the result of a cell stands, in a word or two: what its head says, and the list of contents. */
import type { Cell } from '../../notebook/document/types.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import { isResultCell } from '../../notebook/session/standing.ts';
import { shell } from '../texts/index.ts';

/** Null for cells that are not run. */
export function stateOf(cell: Cell, notebook: OpenNotebook): string | null {
  if (!isResultCell(cell)) return null;
  const { results, runner } = notebook;
  // Where another cell's run is training its models, they are watched here too.
  const isWatched = cell.kind !== 'sweep' && notebook.viewOf(cell)?.live === true;
  if (runner.activeCell === cell.id || isWatched) return shell.running;
  if (runner.isWaiting(cell.id)) return shell.waiting;
  const standing = results.standing(cell);
  if (standing === 'empty') {
    const standIn = (cell.kind === 'sweep' ? results.sweepViewOf(cell) : results.viewOf(cell))?.source;
    if (standIn && standIn !== 'yours') return shell.standIns[standIn];
  }
  const runsDone = standing === 'partial' && cell.kind === 'sweep' ? results.runsDone(cell) : null;
  return runsDone ? shell.runsDone(runsDone.done, runsDone.of) : shell.standingsShort[standing];
}

/** The id of a cell's heading. */
export const headingOf = (cell: string): string => `${cell}-title`;
