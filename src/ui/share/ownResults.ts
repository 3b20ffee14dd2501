/** The reader's own results of a notebook's cells as they are now; those of an earlier state are left out. */
import type { ExperimentResult, Row } from '../../lab/types.ts';
import { rowsFor } from '../../notebook/document/compile.ts';
import type { ProbeCell, TrainCell } from '../../notebook/document/types.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import { freshResult } from '../../notebook/session/standing.ts';
import type { ResultStore } from '../../notebook/storage/resultStore.ts';

export interface OwnCellResult {
  /** The cell that it is kept for; one result may be that of several cells. */
  cell: TrainCell | ProbeCell;
  result: ExperimentResult;
}

/** Every result once. */
export async function ownResults(notebook: OpenNotebook, store: ResultStore): Promise<OwnCellResult[]> {
  const own = await store.resultsOf(notebook.document.id);
  const found = new Map<string, OwnCellResult>();
  for (const entry of notebook.results.cells.values()) {
    if (entry.kind !== 'experiment' || !('spec' in entry.compiled)) continue;
    const elsewhere = await store.result(entry.compiled.key);
    const fresh = freshResult(elsewhere ? [...own, elsewhere] : own, entry.compiled);
    // A result has all that a shorter one has: it is better off with the cell that it was measured for.
    if (!fresh || (found.has(fresh.key) && entry.cell.id !== fresh.cell)) continue;
    found.set(fresh.key, { cell: entry.cell, result: fresh.result });
  }
  return [...found.values()];
}

/** What the reader's runs measured for the probe cells. */
export function ownRows(notebook: OpenNotebook, results: readonly OwnCellResult[]): Row[] {
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
      const fresh = freshResult(kept, { key, spec });
      return fresh ? rowsFor(fresh.result, spec).rows : [];
    }),
  );
}

/** What is recorded for the probe cells. */
export function recordedRows(notebook: OpenNotebook): Row[] {
  return distinctRows(probeCells(notebook).flatMap((cell) => notebook.results.recordedRowsOf(cell) ?? []));
}

const probeCells = ({ document }: OpenNotebook): ProbeCell[] =>
  document.cells.filter((cell) => cell.kind === 'probe');

/** Several cells may show the same numbers. */
function distinctRows(rows: readonly Row[]): Row[] {
  const seen = new Map<string, Row>();
  for (const row of rows) {
    const { arm, seed, stage, probe, condition, metric, value, n } = row;
    seen.set(JSON.stringify([arm, seed, stage, probe, condition, metric, value, n]), row);
  }
  return [...seen.values()];
}
