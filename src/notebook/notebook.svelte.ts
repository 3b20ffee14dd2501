/**
 * The state of an open notebook: which results there are and which one is shown, the reader's choices
 * and predictions, the run in this tab, and what is kept between visits.
 */
import type { BackendWish } from '../lab/backends/choice.ts';
import type {
  Checkpoint,
  CurvePoint,
  ExperimentResult,
  Row,
  Sample,
  Snapshot,
  StageName,
} from '../lab/types.ts';
import { Chat } from './chat.svelte.ts';
import type { NotebookDocument } from './document.ts';
import { Lab } from './lab.svelte.ts';
import { describeProblem, type Problem } from './problem.ts';
import { fetchRecorded } from './recorded.ts';
import { LiveRun } from './run.svelte.ts';
import { heldRuns } from './runLock.ts';
import type { InterruptedRun, Predictions, SavedRun } from './schema.ts';
import { NotebookStorage, type StorageTrouble } from './storage.ts';

export type Source = 'recorded' | 'yours';

/** Whatever of a result there is to show. */
export interface ResultView {
  source: Source;
  /** A run of this tab that has not finished. */
  live: boolean;
  rows: Row[];
  samples: Sample[];
  curves: CurvePoint[];
  checkpoints: Checkpoint[];
  /** The finished result; null while a run is live. */
  result: ExperimentResult | null;
  /** What must not be shown before the reader has predicted it. */
  sealed: StageName | null;
}

export type RecordedState =
  | { status: 'loading' }
  | { status: 'ready'; result: ExperimentResult }
  | { status: 'absent' }
  | { status: 'failed'; problem: Problem };

/** Finished runs that are kept; older ones make room. */
const KEPT_RUNS = 8;
/** The least time between two writes of a snapshot, in milliseconds. */
const SNAPSHOT_INTERVAL = 1_000;
/** A tab that has just been closed may hold its locks a moment longer, in milliseconds. */
const LOCK_GRACE = 800;

/** Names a run, also beside those of other tabs. `crypto.randomUUID` is missing on pages served over plain HTTP. */
const newRunId = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('-');

export class Notebook {
  readonly lab: Lab;
  readonly chat: Chat;

  recorded = $state.raw<RecordedState>({ status: 'loading' });
  /** Newest first. */
  saved = $state.raw<SavedRun[]>([]);
  run = $state.raw<LiveRun | null>(null);
  /** A run that an earlier visit did not finish. */
  interrupted = $state.raw<InterruptedRun | null>(null);
  storageTrouble = $state<StorageTrouble | null>(null);

  /** Which result the figures show, and which of the saved runs is "yours". */
  source = $state<Source>('recorded');
  selectedRun = $state<string | null>(null);

  chosenArms = $state.raw<string[]>([]);
  seed = $state(0);

  /** The reader's predictions for the run to come, the run going on, or the run shown. */
  predictions = $state.raw<Predictions | null>(null);
  private predictionsSettled = false;
  predictionSkipped = $state(false);

  private readonly storage = new NotebookStorage((trouble) => {
    this.storageTrouble = trouble;
  });
  private lastSnapshotWrite = 0;

  constructor(readonly document: NotebookDocument) {
    this.lab = new Lab(document.experiment);
    this.chat = new Chat(this.lab, document.base.id, document.trigger);
    this.chosenArms = document.arms.map((arm) => arm.name);
    this.seed = document.defaultSeed;
  }

  /** Fetches the recorded result and what earlier visits left. Never rejects. */
  async open(): Promise<void> {
    this.keepWhenHidden();
    await Promise.all([this.openRecorded(), this.openStored()]);
  }

  get yours(): ResultView | null {
    const { run } = this;
    if (run && run.status !== 'done') {
      const sealed = run.revealed ? null : 'stage-2';
      const { rows, samples, curves, checkpoints } = run;
      return { source: 'yours', live: true, rows, samples, curves, checkpoints, result: null, sealed };
    }
    const saved = this.selectedSaved;
    if (!saved) return null;
    const { result, checkpoints } = saved;
    const sealed = run?.id === saved.id && !run.revealed ? 'stage-2' : null;
    return { source: 'yours', live: false, ...pick(result), checkpoints, result, sealed };
  }

  get selectedSaved(): SavedRun | null {
    return this.saved.find((run) => run.id === this.selectedRun) ?? this.saved[0] ?? null;
  }

  /** What the figures show. */
  get shown(): ResultView | null {
    const { yours } = this;
    if (this.recorded.status !== 'ready') return yours;
    // A live run takes over as soon as it has something to show.
    if (this.source === 'yours' && yours && yours.rows.length > 0) return yours;
    const { result } = this.recorded;
    return { source: 'recorded', live: false, ...pick(result), checkpoints: [], result, sealed: null };
  }

  /** Whether the run in this tab waits with its stage 2 for a prediction. */
  get awaitsPrediction(): boolean {
    return this.run !== null && !this.run.revealed;
  }

  /** Starts a new run with the chosen arms and seed. */
  async start(): Promise<void> {
    this.discard();
    if (this.predictionsSettled) {
      this.predictions = null;
      this.predictionsSettled = false;
      this.predictionSkipped = true;
    }
    const { experiment } = this.document;
    const arms = experiment.arms.filter((arm) => this.chosenArms.includes(arm.name));
    await this.go(this.createRun(newRunId(), { ...experiment, arms, seeds: [this.seed] }), null);
  }

  /** Goes on with the stopped, failed, lost or dead run of this tab: as it was, or changed. */
  async goOn({ wish, halved = false }: { wish?: BackendWish; halved?: boolean } = {}): Promise<void> {
    const { run } = this;
    if (!run || run.active) return;
    if (wish) this.lab.choose(wish);
    if (halved) run.halve();
    await this.go(run, run.snapshot);
  }

  /** Goes on with the run that an earlier visit did not finish. */
  async goOnInterrupted(): Promise<void> {
    const { interrupted } = this;
    if (!interrupted) return;
    this.interrupted = null;
    this.predictions = interrupted.predictions;
    this.predictionsSettled = false;
    const run = this.createRun(interrupted.id, interrupted.snapshot.experiment);
    await this.go(run, interrupted.snapshot);
  }

  async discardInterrupted(): Promise<void> {
    const { interrupted } = this;
    this.interrupted = null;
    if (interrupted) await this.storage.forgetSnapshot(interrupted.id);
  }

  /** Drops the run of this tab, unless it is finished, and what was kept of it. */
  discard(): void {
    const { run } = this;
    if (!run || run.active) return;
    if (run.status !== 'done') void this.storage.forgetSnapshot(run.id);
    this.run = null;
    if (this.saved.length === 0) this.source = 'recorded';
  }

  predict(predictions: Predictions): void {
    this.predictions = predictions;
    this.predictionsSettled = false;
    this.reveal();
  }

  /** Shows the live result to a reader who does not want to predict it. */
  skipPrediction(): void {
    this.predictionSkipped = true;
    this.reveal();
  }

  predictAgain(): void {
    this.predictions = null;
    this.predictionsSettled = false;
    this.predictionSkipped = false;
  }

  async forget(run: SavedRun): Promise<void> {
    this.saved = this.saved.filter((other) => other.id !== run.id);
    if (this.run?.id === run.id) this.run = null;
    this.showSaved(this.saved[0] ?? null);
    await this.storage.forgetRun(run.id);
  }

  /** Shows a saved run and what was predicted of it. */
  showSaved(run: SavedRun | null): void {
    this.selectedRun = run?.id ?? null;
    this.source = run ? 'yours' : 'recorded';
    this.predictions = run?.predictions ?? null;
    this.predictionsSettled = run !== null;
  }

  private createRun(id: string, experiment: LiveRun['experiment']): LiveRun {
    return new LiveRun(id, experiment, this.lab, (snapshot) => this.keepSnapshot(id, snapshot));
  }

  private async go(run: LiveRun, resume: Snapshot | null): Promise<void> {
    run.revealed ||= this.predictionSkipped || this.predictions !== null;
    this.run = run;
    this.source = 'yours';
    this.interrupted = null;
    await run.start(resume);
    if (run.result) await this.keepResult(run, run.result);
    else if (run.snapshot) await this.writeSnapshot(run.id, run.snapshot);
  }

  private reveal(): void {
    if (!this.run) return;
    this.run.revealed = true;
    if (this.run.status !== 'done') return;
    // The run was faster than the reader: what it was saved with is now complete.
    const saved = this.saved.find((other) => other.id === this.run?.id);
    if (!saved) return;
    const completed = { ...saved, predictions: this.predictions };
    this.saved = this.saved.map((other) => (other === saved ? completed : other));
    this.predictionsSettled = true;
    void this.storage.saveRun(completed);
  }

  private async keepResult(run: LiveRun, result: ExperimentResult): Promise<void> {
    const saved: SavedRun = {
      id: run.id,
      notebook: this.document.id,
      createdAt: result.manifest.createdAt,
      result,
      checkpoints: run.checkpoints,
      predictions: this.predictions,
    };
    const kept = [saved, ...this.saved];
    this.saved = kept.slice(0, KEPT_RUNS);
    this.selectedRun = run.id;
    this.predictionsSettled = this.predictions !== null;
    await this.storage.saveRun(saved);
    await this.storage.forgetSnapshot(run.id);
    for (const old of kept.slice(KEPT_RUNS)) await this.storage.forgetRun(old.id);
  }

  private keepSnapshot(id: string, snapshot: Snapshot): void {
    if (Date.now() - this.lastSnapshotWrite >= SNAPSHOT_INTERVAL) void this.writeSnapshot(id, snapshot);
  }

  /** What is hidden may be closed by the browser without another word. */
  private keepWhenHidden(): void {
    document.addEventListener('visibilitychange', () => {
      const { run } = this;
      if (document.hidden && run?.active && run.snapshot) void this.writeSnapshot(run.id, run.snapshot);
    });
  }

  private async writeSnapshot(id: string, snapshot: Snapshot): Promise<void> {
    this.lastSnapshotWrite = Date.now();
    const { predictions } = this;
    await this.storage.saveSnapshot({ id, notebook: this.document.id, snapshot, predictions });
  }

  async openRecorded(): Promise<void> {
    try {
      const result = await fetchRecorded(this.document.recorded);
      this.recorded = result ? { status: 'ready', result } : { status: 'absent' };
    } catch (error) {
      this.recorded = { status: 'failed', problem: describeProblem(error) };
    }
  }

  private async openStored(): Promise<void> {
    this.saved = await this.storage.savedRuns(this.document.id);
    if (this.saved[0]) this.showSaved(this.saved[0]);
    const unfinished = await this.storage.interruptedRuns(this.document.id);
    if (unfinished.length === 0) return;
    let held = await heldRuns();
    if (unfinished.some((run) => held.has(run.id))) {
      await new Promise((resolve) => setTimeout(resolve, LOCK_GRACE));
      held = await heldRuns();
    }
    const [newest, ...older] = unfinished.filter((run) => !held.has(run.id));
    if (newest && !this.run) this.interrupted = newest;
    for (const run of older) await this.storage.forgetSnapshot(run.id);
  }
}

function pick({ rows, samples, curves }: ExperimentResult): Pick<ResultView, 'rows' | 'samples' | 'curves'> {
  return { rows, samples, curves };
}
