/** The results of a notebook: the reader's own, imported and recorded ones, and which of them each cell shows. */
import { runCount, stepsOf, type SweepOutcome, type SweepRun, type SweepSpec } from '../../lab/sweep.ts';
import type { CorrectedRow, ExperimentResult, ExperimentSpec } from '../../lab/types.ts';
import { Same } from '../../support/same.ts';
import type { Counted } from '../corrections.ts';
import { compileAlike, coveredBy } from '../document/compile.ts';
import type { NotebookDocument, ProbeCell, ResultCell, SweepCell, TrainCell } from '../document/types.ts';
import { describeProblem, type Problem } from '../problem.ts';
import type { ImportedSweep, ResultStore, StoredResult } from '../storage/resultStore.ts';
import { forgetResultsOf, forgetSweeps, type ResultStores } from './forgetting.ts';
import { readRecorded, recordedSweepFor, type RecordedEntry } from './recordedEntry.ts';
import { OwnResults } from './ownResults.svelte.ts';
import { OwnSweeps } from './ownSweeps.svelte.ts';
import { secondsPerStepIn } from './pace.ts';
import {
  compiledCells,
  freshResult,
  hasAllOf,
  standInResult,
  viewOfResult,
  type CompiledCell,
  type KeptResult,
  type ResultView,
  type Source,
  type Standing,
  type SweepView,
} from './standing.ts';
import { stageCost, type StageCost } from './stageCost.ts';
import { SweepCosts, type SweepCost } from './sweepCosts.svelte.ts';

export class Results {
  /** Which of its results a cell shows where it has several; null: the reader's own, unless it is stale. */
  preferred = $state<Source | null>(null);
  /** Cells whose recorded results stand in for a run of the reader's, unless the reader asks for something else. */
  standIns = $state.raw<readonly string[]>([]);
  recordedStatus = $state<'loading' | 'ready' | 'failed'>('loading');
  recordedProblem = $state.raw<Problem | null>(null);

  /** What came with the notebook's file, newest first. */
  private imported = $state.raw<StoredResult[]>([]);
  private importedSweeps = $state.raw<ImportedSweep[]>([]);
  private recorded = $state.raw<RecordedEntry[]>([]);
  private readonly sweepCosts = new SweepCosts();
  private readonly ownSweeps: OwnSweeps;
  private readonly ownResults: OwnResults;
  private readonly store: ResultStore;
  /** What there is of each cell. */
  private readonly views = new Map<string, Same<ResultView[]>>();
  private readonly recordedSweeps = new Map<string, Same<SweepView | null>>();

  /** What `cells` was worked out for last: whoever writes a text does not have every experiment compiled again. */
  private lastCompiled: { document: NotebookDocument; cells: ReadonlyMap<string, CompiledCell> } | null =
    null;

  /** Every cell that can be run, by id. */
  readonly cells = $derived.by(() => {
    const document = this.document();
    const last = this.lastCompiled;
    const cells = last && compileAlike(last.document, document) ? last.cells : compiledCells(document);
    this.lastCompiled = { document, cells };
    return cells;
  });

  readonly standings = $derived.by(() => {
    const standings = new Map<string, Standing>();
    for (const [id, entry] of this.cells) {
      const standing = this.standingOf(entry);
      standings.set(id, standing);
      if (standing === 'empty' || standing === 'stale') this.ownResults.ask(entry);
    }
    return standings;
  });

  constructor(
    private readonly document: () => NotebookDocument,
    private readonly stores: ResultStores,
    /** Whether what was recorded is not to be seen. How long a step takes is known from it all the same. */
    private readonly hidesRecorded: () => boolean = () => false,
  ) {
    this.store = stores.results;
    this.ownSweeps = new OwnSweeps(this.store);
    this.ownResults = new OwnResults(() => this.document().id, stores, this.ownSweeps);
  }

  /** What earlier visits and the recorded files have. Never rejects. */
  async open(): Promise<void> {
    await Promise.all([this.openRecorded(), this.openKept()]);
  }

  async openRecorded(): Promise<void> {
    this.recordedStatus = 'loading';
    this.recordedProblem = null;
    try {
      const entries = await Promise.all(this.document().recorded.map(readRecorded));
      this.recorded = entries.filter((entry) => entry !== null);
      this.recordedStatus = 'ready';
    } catch (error) {
      this.recordedProblem = describeProblem(error);
      this.recordedStatus = 'failed';
    }
  }

  /** What is kept in this browser; `again`, while nothing is run, drops what is not. What comes in the meantime stays. */
  async openKept({ again = false } = {}): Promise<void> {
    const { id } = this.document();
    this.imported = await this.ownResults.open(() => this.cells.values());
    const askedFor = new Map<string, string>();
    for (const { kind, cell, compiled } of this.cells.values()) {
      if (kind === 'sweep' && 'key' in compiled) askedFor.set(compiled.key, cell.id);
    }
    // They may have hundreds of runs: results need not wait for them, nor what is asked for now for what was before.
    this.importedSweeps = await this.store.importedSweepsOf(id);
    // Those that its cells do not ask for at the moment are what going back to earlier settings finds.
    const sweeps = new Set([...askedFor.keys(), ...(await this.store.sweepsOf(id))]);
    for (const sweep of sweeps) await this.ownSweeps.open(sweep, askedFor.get(sweep), { again });
    if (again) this.ownSweeps.keepOnly(sweeps);
  }

  /** Reads what is kept of a sweep that is about to be run, and takes over what need not be run again. */
  async openSweep(cell: string, key: string, runs: readonly SweepRun[]): Promise<SweepOutcome[]> {
    const place = { notebook: this.document().id, cell };
    await this.ownSweeps.open(key, cell);
    await this.ownSweeps.takeOver(key, place, runs);
    const surplus = this.ownSweeps.surplusOf(cell, key).filter((one) => !this.asked.includes(one));
    this.ownSweeps.drop(await forgetSweeps(surplus, place, this.stores));
    return this.outcomesOf(key);
  }

  async keep(cell: string, key: string, result: ExperimentResult): Promise<void> {
    const entry = { key, notebook: this.document().id, cell, createdAt: result.manifest.createdAt, result };
    await this.ownResults.keep(entry, () => this.asked);
  }

  private get own(): StoredResult[] {
    return this.ownResults.all;
  }

  /** The keys of all that cells ask for. */
  private get asked(): string[] {
    return [...this.cells.values()].flatMap(({ compiled }) => ('key' in compiled ? compiled.key : []));
  }

  async keepSweepRun(cell: string, key: string, outcome: SweepOutcome): Promise<void> {
    await this.ownSweeps.keep(key, { notebook: this.document().id, cell }, outcome);
  }

  /**
   * Forgets what the reader has run in this notebook, and what came with it. What was run in another is not this one's
   * to forget; what another shows as well is that one's from now on, and shown as such.
   */
  async forgetAll(): Promise<void> {
    const { id } = this.document();
    // First of all, since a page that is reloaded now must not show again what it no longer showed.
    await forgetResultsOf(id, this.stores);
    this.ownResults.forget(id);
    this.imported = [];
    this.importedSweeps = [];
    this.ownSweeps.forget(id);
    await this.openKept({ again: true });
  }

  /**
   * What `forgetAll` forgets: results of cells, runs of sweeps, and what came with files. What was run in another
   * notebook, such as the original of this one, is not this one's to forget.
   */
  get kept(): { results: number; runs: number; imported: number } {
    const { id } = this.document();
    return {
      results: this.own.filter(({ notebook }) => notebook === id).length,
      runs: this.ownSweeps.runsOf(id),
      imported: this.imported.length + this.importedSweeps.length,
    };
  }

  /** What a training step with its share of the probes took last time, here or, if nothing was run, when recording. */
  get secondsPerStep(): number | null {
    const recorded = this.recorded.flatMap((one) => (one.kind === 'result' ? [one.result] : []));
    return secondsPerStepIn([...this.own.map(({ result }) => result), ...recorded]);
  }

  /** What a sweep takes; null where it cannot be run, and while it is being counted. */
  sweepCostOf(cell: SweepCell): SweepCost | null {
    const entry = this.cells.get(cell.id);
    if (entry?.kind !== 'sweep' || !('spec' in entry.compiled)) return null;
    return this.sweepCosts.of(cell.id, entry.compiled.key, entry.compiled.spec);
  }

  /** Training steps of a sweep that may not be what its cell says any more; null while they are being counted. */
  stepsOfSweep(key: string, sweep: SweepSpec): number | null {
    const cost = this.sweepCosts.of(key, key, sweep);
    return cost && 'steps' in cost ? cost.steps : null;
  }

  /** What running a cell takes, if nothing of it is known; seconds as far as anything can be said. */
  costOf(cell: ResultCell): { steps: number; seconds: number | null; stage: StageCost | null } | null {
    const steps = this.stepsOf(cell);
    if (steps === null) return null;
    const { secondsPerStep } = this;
    const compiled = cell.kind === 'train' ? this.cells.get(cell.id)?.compiled : null;
    const stage = compiled && 'spec' in compiled && 'arms' in compiled.spec ? stageCost(compiled.spec) : null;
    return { steps, seconds: secondsPerStep === null ? null : steps * secondsPerStep, stage };
  }

  private stepsOf(cell: ResultCell): number | null {
    if (cell.kind === 'sweep') {
      const cost = this.sweepCostOf(cell);
      return cost && 'steps' in cost ? cost.steps : null;
    }
    const entry = this.cells.get(cell.id);
    return entry?.kind === 'experiment' && 'spec' in entry.compiled ? stepsOf(entry.compiled.spec) : null;
  }

  /** What has been done of a sweep. */
  outcomesOf(key: string): SweepOutcome[] {
    return this.ownSweeps.outcomesOf(key);
  }

  /** How much of a sweep has been done; null where it cannot be run. */
  runsDone(cell: SweepCell): { done: number; of: number } | null {
    const entry = this.cells.get(cell.id);
    if (entry?.kind !== 'sweep' || !('spec' in entry.compiled)) return null;
    return { done: this.outcomesOf(entry.compiled.key).length, of: runCount(entry.compiled.spec) };
  }

  standing(cell: ResultCell): Standing {
    return this.standings.get(cell.id) ?? 'empty';
  }

  /** What keeps a cell from being run; null if nothing does. */
  problemOf(cell: ResultCell): Problem | null {
    const entry = this.cells.get(cell.id);
    return entry ? this.sweepCosts.problemOf(entry) : null;
  }

  /** Which results a cell has. */
  sourcesOf(cell: ResultCell): Source[] {
    if (cell.kind === 'sweep') return this.sweepViewsOf(cell).map(({ source }) => source);
    return this.viewsOf(cell).map(({ source }) => source);
  }

  /** Which result of a cell is asked for; null: whichever says most. */
  preferredOf({ id }: ResultCell): Source | null {
    return this.preferred ?? (this.standIns.includes(id) ? 'recorded' : null);
  }

  /** Cells whose experiments are part of this one, with the same seeds. */
  cellsWithin(experiment: ExperimentSpec): (TrainCell | ProbeCell)[] {
    return [...this.cells.values()].flatMap((entry) =>
      entry.kind === 'experiment' && 'spec' in entry.compiled && hasAllOf(experiment, entry.compiled.spec)
        ? [entry.cell]
        : [],
    );
  }

  /** What a cell shows; null where nothing has been run or recorded. */
  viewOf(cell: TrainCell | ProbeCell): ResultView | null {
    const found = this.viewsOf(cell);
    const wanted = this.preferredOf(cell);
    const preferred = found.find(({ source }) => source === wanted);
    // What the reader changed is not what was recorded, but a stale result of theirs is not it either.
    return preferred ?? found.find(({ stale }) => !stale) ?? found[0] ?? null;
  }

  sweepViewOf(cell: SweepCell): SweepView | null {
    const found = this.sweepViewsOf(cell);
    const wanted = this.preferredOf(cell);
    const preferred = found.find(({ source }) => source === wanted);
    return preferred ?? found.find(({ stale }) => !stale) ?? found[0] ?? null;
  }

  /** The results of a sweep, the reader's own first. */
  sweepViewsOf(cell: SweepCell): SweepView[] {
    const views = [this.ownSweepView(cell), this.importedSweepView(cell), this.recordedSweepView(cell)];
    return views.filter((view) => view !== null);
  }

  /** Made once: every figure asks for them ten times a second while something is run. */
  private viewsOf(cell: TrainCell | ProbeCell): ResultView[] {
    const views = this.views.get(cell.id) ?? new Same<ResultView[]>();
    this.views.set(cell.id, views);
    const { own, imported, recorded } = this;
    return views.as([cell, this.cells.get(cell.id), own, imported, recorded, this.hidesRecorded()], () => {
      const all = [this.ownView(cell), this.importedView(cell), this.recordedView(cell)];
      return all.filter((view) => view !== null);
    });
  }

  private viewFrom(source: Source, cell: TrainCell | ProbeCell): ResultView | null {
    return this.viewsOf(cell).find((view) => view.source === source) ?? null;
  }

  /** The recorded rows of a cell, whatever else there is; null where nothing is recorded for it as it is. */
  recordedRowsOf(cell: ProbeCell): CorrectedRow[] | null {
    return this.viewFrom('recorded', cell)?.rows ?? null;
  }

  /** What stands in for a run of a cell as it is now: imported and recorded results. */
  standInsOf(cell: ProbeCell): ResultView[] {
    return this.viewsOf(cell).filter(({ source, stale }) => source !== 'yours' && !stale);
  }

  /** What the reader's own result of a cell as it is now comes to; null where there is none. */
  ownCountOf(cell: ProbeCell): Counted | null {
    const view = this.viewFrom('yours', cell);
    return view && !view.stale ? view : null;
  }

  private ownView(cell: TrainCell | ProbeCell): ResultView | null {
    return this.viewAmong(this.own, 'yours', cell);
  }

  /** Null once the reader has run the same: what was computed here needs nobody's word. */
  private importedView(cell: TrainCell | ProbeCell): ResultView | null {
    const entry = this.cells.get(cell.id);
    if (entry?.kind === 'experiment' && 'spec' in entry.compiled && freshResult(this.own, entry.compiled)) {
      return null;
    }
    return this.viewAmong(this.imported, 'imported', cell);
  }

  private viewAmong(
    kept: readonly KeptResult[],
    source: Source,
    cell: TrainCell | ProbeCell,
  ): ResultView | null {
    const entry = this.cells.get(cell.id);
    if (entry?.kind === 'experiment' && 'spec' in entry.compiled) {
      const find = source === 'imported' ? standInResult : freshResult;
      const fresh = find(kept, entry.compiled);
      if (fresh) return viewOfResult(source, cell, fresh, entry.compiled.spec);
    }
    const last = kept.find((one) => one.cell === cell.id);
    return last ? viewOfResult(source, cell, last, last.result.experiment, { stale: true }) : null;
  }

  private recordedView(cell: TrainCell | ProbeCell): ResultView | null {
    const entry = this.cells.get(cell.id);
    if (entry?.kind !== 'experiment' || !('spec' in entry.compiled)) return null;
    const { spec } = entry.compiled;
    for (const one of this.shownRecorded) {
      if (one.kind !== 'result' || !coveredBy(one.result.experiment, spec)) continue;
      return viewOfResult('recorded', cell, one, spec);
    }
    return null;
  }

  private get shownRecorded(): readonly RecordedEntry[] {
    return this.hidesRecorded() ? [] : this.recorded;
  }

  private ownSweepView(cell: SweepCell): SweepView | null {
    const entry = this.cells.get(cell.id);
    if (entry?.kind !== 'sweep') return null;
    if (!('spec' in entry.compiled)) return this.ownSweeps.lastOf(cell.id);
    const { key, spec } = entry.compiled;
    const outcomes = this.outcomesOf(key);
    if (outcomes.length === 0) return this.ownSweeps.lastOf(cell.id);
    return { source: 'yours', live: false, stale: false, sweep: spec, outcomes };
  }

  /** Null once the reader has done all of its runs. */
  private importedSweepView(cell: SweepCell): SweepView | null {
    const entry = this.cells.get(cell.id);
    if (entry?.kind !== 'sweep' || !('spec' in entry.compiled)) return null;
    const { key, spec } = entry.compiled;
    const found = this.importedSweeps.find(({ sweep }) => sweep === key);
    if (!found || this.outcomesOf(key).length >= runCount(spec)) return null;
    const { outcomes, importedFrom } = found;
    return { source: 'imported', live: false, stale: false, sweep: spec, outcomes, importedFrom };
  }

  private recordedSweepView(cell: SweepCell): SweepView | null {
    const entry = this.cells.get(cell.id);
    if (entry?.kind !== 'sweep' || !('spec' in entry.compiled)) return null;
    const { spec } = entry.compiled;
    const view = this.recordedSweeps.get(cell.id) ?? new Same<SweepView | null>();
    this.recordedSweeps.set(cell.id, view);
    return view.as([spec, this.recorded, this.hidesRecorded()], () => {
      const found = recordedSweepFor(spec, this.shownRecorded);
      return found && { source: 'recorded', live: false, stale: false, ...found };
    });
  }

  private standingOf(entry: CompiledCell): Standing {
    if ('problem' in entry.compiled || this.sweepCosts.problemOf(entry)) return 'blocked';
    if (entry.kind === 'sweep') {
      const { key, spec } = entry.compiled;
      const outcomes = this.outcomesOf(key);
      if (outcomes.length === 0) return this.ownSweeps.lastOf(entry.cell.id) ? 'stale' : 'empty';
      return outcomes.length < runCount(spec) ? 'partial' : 'fresh';
    }
    if (freshResult(this.own, entry.compiled)) return 'fresh';
    return this.own.some((one) => one.cell === entry.cell.id) ? 'stale' : 'empty';
  }
}
