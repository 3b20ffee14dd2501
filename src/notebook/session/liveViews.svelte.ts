/**
 * What the run that is going on yields for each cell, its own and those it has on the way. Every figure asks for it
 * ten times a second: what has not changed since is the same object as before, and nothing is drawn again for it.
 */
import { watchedIn } from '../../lab/known.ts';
import type { CurvePoint, ExperimentSpec, Preview, Row, Sample, StageName } from '../../lab/types.ts';
import { Same } from '../../support/same.ts';
import { countedRows, type Counted } from '../corrections.ts';
import type { Correction, ProbeCell, TrainCell } from '../document/types.ts';
import { coveredBy, rowsFor } from '../document/compile.ts';
import type { LiveRun } from './liveRun.svelte.ts';
import type { Results } from './results.svelte.ts';
import type { Runner } from './runner.svelte.ts';
import { correctionsIn, type ResultView } from './standing.ts';
import { watchedArms, type WatchedArms } from './watched.ts';

export class LiveViews {
  /** Cells whose experiments are part of the run's. */
  private readonly covered = $derived.by(() => {
    const { run } = this.runner;
    return run ? this.results.cellsWithin(run.experiment).map(({ id }) => id) : [];
  });
  private readonly made = new Map<string, LiveView>();

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
    const made = this.made.get(cell.id) ?? new LiveView();
    this.made.set(cell.id, made);
    return made.of(run, entry.compiled.spec, correctionsIn(cell));
  }

  /**
   * What the model that a cell trains, as this stage, answers by now. Null where it is another's, which a question may
   * cover at that one's cell, or where a sweep trains it, which may do so with other settings.
   */
  previewOf(cell: TrainCell, stage: StageName): Preview | null {
    const { active, run, job } = this.runner;
    const preview = run?.preview;
    if (!active || !preview || job?.work.kind !== 'experiment' || preview.place.stage !== stage) return null;
    const entry = this.results.cells.get(cell.id);
    if (entry?.kind !== 'experiment' || !('spec' in entry.compiled)) return null;
    const { spec } = entry.compiled;
    if (!spec.seeds.includes(preview.place.seed)) return null;
    // What is run may be for some of the cell's arms only. Of arms that begin alike, one is trained for all of them,
    // whatever its name.
    const trained = run.experiment.arms.filter(({ name }) => name === preview.place.arm);
    const isOfCell = spec.arms.some((arm) =>
      coveredBy({ ...run.experiment, arms: trained }, { ...spec, arms: [{ ...arm, probes: [] }] }),
    );
    return isOfCell ? preview : null;
  }
}

/** What a run yields for one cell, in parts that are made anew each by itself. */
class LiveView {
  private readonly rows = new Same<Row[]>();
  private readonly samples = new Same<Sample[]>();
  private readonly curves = new Same<CurvePoint[]>();
  private readonly watched = new Same<WatchedArms>();
  private readonly counted = new Same<Counted>();
  private readonly view = new Same<ResultView>();

  of(run: LiveRun, asked: ExperimentSpec, corrections: readonly Correction[] | undefined): ResultView {
    const { experiment, checkpoints, watch } = run;
    const part = (of: Partial<Parameters<typeof rowsFor>[0]>) =>
      rowsFor({ experiment, rows: [], samples: [], curves: [], ...of }, asked);
    const rows = this.rows.as([experiment, asked, run.rows], () => part({ rows: run.rows }).rows);
    const samples = this.samples.as(
      [experiment, asked, run.samples],
      () => part({ samples: run.samples }).samples,
    );
    const curves = this.curves.as([experiment, asked, run.curves], () => part({ curves: run.curves }).curves);
    const watched = this.watched.as([experiment, asked, watch], () =>
      watchedArms({ experiment, watched: watch ? watchedIn(watch) : undefined }, asked),
    );
    const counted = this.counted.as([rows, samples, corrections], () =>
      countedRows({ rows, samples }, corrections),
    );
    return this.view.as([asked, samples, curves, watched, checkpoints, counted], () => ({
      ...{ source: 'yours', live: true, stale: false, manifest: null, checkpoints },
      ...{ experiment: asked, samples, curves, watched, ...counted },
    }));
  }
}
