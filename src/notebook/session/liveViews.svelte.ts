/** What the run that is going on yields for each cell, its own and those it has on the way. */
import { countedRows } from '../corrections.ts';
import type { ProbeCell, TrainCell } from '../document/types.ts';
import { rowsFor } from '../document/compile.ts';
import type { Results } from './results.svelte.ts';
import type { Runner } from './runner.svelte.ts';
import { correctionsIn, type ResultView } from './standing.ts';

export class LiveViews {
  /** Cells whose experiments are part of the run's. */
  private readonly covered = $derived.by(() => {
    const { run } = this.runner;
    return run ? this.results.cellsWithin(run.experiment).map(({ id }) => id) : [];
  });

  constructor(
    private readonly runner: Runner,
    private readonly results: Results,
  ) {}

  /** Null where the run has nothing for the cell, or has become its result. */
  of(cell: TrainCell | ProbeCell): ResultView | null {
    const { run } = this.runner;
    const entry = this.results.cells.get(cell.id);
    if (!run || run.status === 'done' || !this.covered.includes(cell.id)) return null;
    if (entry?.kind !== 'experiment' || !('spec' in entry.compiled)) return null;
    if (run.rows.length === 0 && run.curves.length === 0) return null;
    const { experiment, rows, samples, curves, checkpoints } = run;
    const { rows: measured, ...part } = rowsFor({ experiment, rows, samples, curves }, entry.compiled.spec);
    return {
      ...{ source: 'yours', live: true, stale: false, manifest: null, checkpoints },
      experiment: entry.compiled.spec,
      ...part,
      ...countedRows({ rows: measured, samples: part.samples }, correctionsIn(cell)),
    };
  }
}
