/** Which of the results in a file are those of a notebook's cells as they are now. */
import { coveredBy, keyOfSweep } from '../document/compile.ts';
import { nameOf } from '../document/graph.ts';
import type { NotebookDocument, ResultCell } from '../document/types.ts';
import type { CellResult, CellSweep } from '../exchange/files.ts';
import type { ResultsFile } from '../exchange/resultsFile.ts';
import { compiled, compiledSweep, isResultCell } from './standing.ts';

export interface Fitting {
  results: CellResult[];
  sweeps: CellSweep[];
  /** The ids of the cells that they are of: a long result can be that of several. */
  cells: string[];
  /** How many results are of no cell. */
  unfit: number;
}

/** A result is put with the cell that it was run for, if it still fits that one, or else with one that measures. */
export function fittingResults(document: NotebookDocument, file: ResultsFile): Fitting {
  const fitting: Fitting = { results: [], sweeps: [], cells: [], unfit: 0 };
  const covered = new Set<string>();
  const asked = document.cells
    .filter(isResultCell)
    .map((cell) => ({ cell, covers: coverOf(document, cell) }));
  const place = (of: string | null, fits: (one: (typeof asked)[number]) => boolean): string | null => {
    const cells = asked.filter(fits).map(({ cell }) => cell);
    cells.forEach(({ id }) => covered.add(id));
    const itsOwn = cells.find((one) => of !== null && (nameOf(one) === of || one.id === of));
    const cell = itsOwn ?? cells.find(({ kind }) => kind !== 'train') ?? cells[0];
    if (!cell) fitting.unfit++;
    return cell?.id ?? null;
  };
  for (const { cell: of, result, ...origin } of file.results) {
    const cell = place(of, ({ covers }) => covers.result?.(result.experiment) ?? false);
    if (cell !== null) fitting.results.push({ ...origin, cell, result });
  }
  for (const { cell: of, sweep, ...rest } of file.sweeps) {
    const key = keyOfSweep(sweep);
    const cell = place(of, ({ covers }) => covers.sweep === key);
    if (cell !== null) fitting.sweeps.push({ ...rest, cell, sweep });
  }
  return { ...fitting, cells: [...covered] };
}

/** What a cell asks for; neither, where it cannot be run. */
function coverOf(document: NotebookDocument, cell: ResultCell) {
  if (cell.kind === 'sweep') {
    const asked = compiledSweep(document, cell);
    return { sweep: 'key' in asked ? asked.key : null };
  }
  const asked = compiled(document, cell);
  return {
    result: (experiment: CellResult['result']['experiment']) =>
      'spec' in asked && coveredBy(experiment, asked.spec),
  };
}
