/** The results that are kept of a notebook's cells as they are now; those of an earlier state are left out. */
import { sweepRows, type SweepRow } from '../../lab/exports/sweepRows.ts';
import type { CorrectedRow, ExperimentResult } from '../../lab/types.ts';
import { countedRows } from '../../notebook/corrections.ts';
import { rowsFor } from '../../notebook/document/compile.ts';
import type { CellSweep } from '../../notebook/exchange/files.ts';
import type { ProbeCell, TrainCell } from '../../notebook/document/types.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import { freshResult, standInResult, type Source } from '../../notebook/session/standing.ts';
import type { ResultStore } from '../../notebook/storage/resultStore.ts';

export interface KeptCellResult {
  /** The cell that it is kept for; one result may be that of several cells. */
  cell: TrainCell | ProbeCell;
  result: ExperimentResult;
  /** The file that it came with, where it was not computed here. */
  importedFrom?: string;
}

/** Every result once; an imported one only where the reader has not run the same. */
export async function keptResults(notebook: OpenNotebook, store: ResultStore): Promise<KeptCellResult[]> {
  const kept = await store.resultsOf(notebook.document.id);
  const isOwn = ({ importedFrom }: { importedFrom?: string }) => importedFrom === undefined;
  const own = kept.filter(isOwn);
  const imported = kept.filter((one) => !isOwn(one));
  const found = new Map<string, KeptCellResult>();
  for (const entry of notebook.results.cells.values()) {
    if (entry.kind !== 'experiment' || !('spec' in entry.compiled)) continue;
    const elsewhere = await store.result(entry.compiled.key);
    const fresh =
      freshResult(elsewhere ? [...own, elsewhere] : own, entry.compiled) ??
      standInResult(imported, entry.compiled);
    // A result has all that a shorter one has: it is better off with the cell that it was measured for.
    if (!fresh || (found.has(fresh.key) && entry.cell.id !== fresh.cell)) continue;
    const { result, importedFrom } = fresh;
    found.set(fresh.key, { cell: entry.cell, result, ...(importedFrom !== undefined && { importedFrom }) });
  }
  return [...found.values()];
}

/** What has been done of the sweeps; imported runs only where the reader has not done as many. */
export function keptSweeps({ document, results }: OpenNotebook): CellSweep[] {
  return document.cells.flatMap((cell) => {
    if (cell.kind !== 'sweep') return [];
    const entry = results.cells.get(cell.id);
    if (entry?.kind !== 'sweep' || !('spec' in entry.compiled)) return [];
    const views = results
      .sweepViewsOf(cell)
      .filter(({ source, stale }) => source !== 'recorded' && !stale)
      .sort((one, other) => other.outcomes.length - one.outcomes.length);
    const [most] = views;
    if (!most) return [];
    const { outcomes, importedFrom } = most;
    const { spec: sweep } = entry.compiled;
    return [{ cell: cell.id, sweep, outcomes, ...(importedFrom !== undefined && { importedFrom }) }];
  });
}

/** What these results say of the probe cells, as the cells show it. */
export function rowsOf(notebook: OpenNotebook, results: readonly KeptCellResult[]): CorrectedRow[] {
  return distinctRows(
    probeCells(notebook).flatMap((cell) => {
      const entry = notebook.results.cells.get(cell.id);
      if (entry?.kind !== 'experiment' || !('spec' in entry.compiled)) return [];
      const { key, spec } = entry.compiled;
      const kept = results.map(({ result }, index) => ({
        key: String(index),
        cell: '',
        createdAt: '',
        result,
      }));
      const fresh = standInResult(kept, { key, spec });
      return fresh ? countedRows(rowsFor(fresh.result, spec), cell.corrections).rows : [];
    }),
  );
}

/** What is recorded for the probe cells. */
export function recordedRows(notebook: OpenNotebook): CorrectedRow[] {
  return distinctRows(probeCells(notebook).flatMap((cell) => notebook.results.recordedRowsOf(cell) ?? []));
}

/** What the runs of the sweep cells measured, under the cells' names. */
export function rowsOfSweeps({ document, results }: OpenNotebook, source: Source): SweepRow[] {
  return document.cells.flatMap((cell) => {
    if (cell.kind !== 'sweep') return [];
    const view = results.sweepViewsOf(cell).find((one) => one.source === source && !one.stale);
    return view ? sweepRows(cell, view.outcomes) : [];
  });
}

const probeCells = ({ document }: OpenNotebook): ProbeCell[] =>
  document.cells.filter((cell) => cell.kind === 'probe');

/** Several cells may show the same numbers. Where verdicts were put right in one of them, its numbers count. */
export function distinctRows(rows: readonly CorrectedRow[]): CorrectedRow[] {
  const seen = new Map<string, CorrectedRow>();
  for (const row of rows) {
    const { arm, seed, stage, probe, condition, metric, value, n, judged = value } = row;
    const key = JSON.stringify([arm, seed, stage, probe, condition, metric, judged, n]);
    if (seen.get(key)?.judged === undefined) seen.set(key, row);
  }
  return [...seen.values()];
}
