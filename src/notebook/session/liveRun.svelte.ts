/**
 * A run in this tab, from its first step to its result, through stops, deaths of the worker and going
 * on. Its data only ever grow by whole arrays, at most ten times a second, so that drawing them is cheap.
 */
import { recover, untroubled } from '../../lab/backends/recovery.ts';
import type { KnownWork } from '../../lab/known.ts';
import type { PreviewRequest } from '../../lab/looks.ts';
import type {
  Checkpoint,
  CurvePoint,
  ExperimentResult,
  ExperimentSpec,
  PayloadProbe,
  Preview,
  Row,
  RunEvent,
  RunProgress,
  Sample,
  Snapshot,
  StageName,
} from '../../lab/types.ts';
import { inPersonOf } from '../../support/same.ts';
import type { RunHandle, RunOutcome } from '../../../workers/labClient.ts';
import type { LabInfo } from '../../../workers/protocol.ts';
import type { Lab } from './lab.svelte.ts';
import { describeProblem, type Problem } from '../problem.ts';
import { nextTask } from '../../support/nextTask.ts';

/**
 * `lost`: the graphics card was lost too often to go on without the reader; `died`: the worker is gone;
 * `failed`: it said why it cannot go on. All three can go on from a snapshot.
 */
export type RunStatus =
  'preparing' | 'running' | 'stopping' | 'stopped' | 'failed' | 'lost' | 'died' | 'done';

/** What one stage of one arm is doing. */
export type StageState = 'waiting' | 'training' | 'probing' | 'measured';

/** What a run needs beside its experiment, and who wants to hear of it. */
export interface RunContext {
  lab: Lab;
  watch: PayloadProbe | null;
  previews: PreviewRequest | null;
  /** What is known of the run's work, once it is clear what computes it. */
  knownFor(info: LabInfo): Promise<KnownWork>;
  /** Something that need not be computed again. */
  onWork(event: Extract<RunEvent, { type: 'trained' | 'measured' }>): void;
  onSnapshot(snapshot: Snapshot): void;
}

/** How often what has arrived is shown, in milliseconds. */
const FLUSH_INTERVAL = 100;

/** A run has just begun, or gone on, while it has not done more than this since, of the whole. */
const JUST_BEGUN = 0.1;

export class LiveRun {
  status = $state<RunStatus>('preparing');
  progress = $state.raw<RunProgress | null>(null);
  curves = $state.raw<CurvePoint[]>([]);
  rows = $state.raw<Row[]>([]);
  samples = $state.raw<Sample[]>([]);
  checkpoints = $state.raw<Checkpoint[]>([]);
  result = $state.raw<ExperimentResult | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** Whether it failed without having said so itself, as where something cannot be fetched: another time, it may not. */
  couldNotStart = $state(false);
  /** Whether what went wrong was memory, of which the run can do with less. */
  shortOfMemory = $state(false);
  /** How often the graphics card was lost on the way, and the run went on by itself. */
  survived = $state(0);
  /** Where the run can go on from; null before the first one arrives. */
  snapshot = $state.raw<Snapshot | null>(null);
  /** What the model that is being trained answers by now. */
  preview = $state.raw<Preview | null>(null);

  /**
   * The least that it was said to take while it had just begun or gone on, in seconds; null before that. What is said
   * first rests on a few steps, and is too much on a machine that had something else to do meanwhile.
   */
  expectedSeconds: number | null = null;
  /** How much was done when that was first said, 0..1. */
  private fractionAtFirst = 0;
  private began = 0;

  private recovery = $state.raw(untroubled);
  private handle: RunHandle | null = null;
  private queue: RunEvent[] = [];
  private flushTimer: ReturnType<typeof setTimeout> | undefined;
  /** Aborted when the reader wants the run to stop. */
  private stopping = new AbortController();

  constructor(
    /** Names the run in storage; stays the same when it goes on. */
    readonly id: string,
    readonly experiment: ExperimentSpec,
    private readonly context: RunContext,
  ) {}

  /** What is watched where an arm has no payload probe. */
  get watch(): PayloadProbe | null {
    return this.context.watch;
  }

  /** Since it began to compute. */
  get seconds(): number {
    return this.began === 0 ? 0 : (performance.now() - this.began) / 1000;
  }

  get active(): boolean {
    return this.status === 'preparing' || this.status === 'running' || this.status === 'stopping';
  }

  /** Whether steps are computed half a batch at a time, to spare memory. */
  get halved(): boolean {
    return this.recovery.microBatches > 1;
  }

  /** Computes half a batch at a time from now on. */
  halve(): void {
    this.recovery = recover(this.recovery, 'memory');
  }

  /**
   * Runs from the beginning, or from a snapshot, until the run ends in one way or another. A lost graphics card
   * ends it only if going on from the last snapshot does not help.
   * @param onResult is given the result before the run is done: it is shown as one, and not in between as nothing
   */
  async start(
    resume: Snapshot | null,
    onResult: (result: ExperimentResult) => void = () => {},
  ): Promise<void> {
    this.problem = null;
    this.couldNotStart = false;
    this.shortOfMemory = false;
    // What goes on has less to do, and perhaps something else to do it with.
    this.expectedSeconds = null;
    this.recovery = recover(this.recovery, 'restart');
    const stopping = new AbortController();
    this.stopping = stopping;
    try {
      let outcome = await this.attempt(resume, stopping.signal);
      while (outcome.kind === 'lost') {
        this.flush({ all: true });
        this.recovery = recover(this.recovery, 'loss');
        if (this.recovery.givenUp) break;
        this.survived++;
        outcome = await this.attempt(this.snapshot, stopping.signal);
      }
      // What came last is shown piece by piece, and then what all has come to: each makes every figure be drawn.
      do {
        this.flush();
        await nextTask();
      } while (this.queue.length > 0);
      this.settle(outcome, onResult);
    } catch (error) {
      if (stopping.signal.aborted) {
        this.status = 'stopped';
        return;
      }
      this.problem = describeProblem(error);
      this.couldNotStart = true;
      this.status = 'failed';
    } finally {
      this.handle = null;
    }
  }

  private async attempt(resume: Snapshot | null, stopping: AbortSignal): Promise<RunOutcome> {
    this.status = 'preparing';
    this.progress = null;
    this.showSnapshot(resume);
    // Loading goes on in the background when the reader does not want to wait for it.
    const { context } = this;
    const { lab, watch, previews } = context;
    const { experiment, recovery } = this;
    const info = await Promise.race([lab.ready(experiment.base), aborted(stopping)]);
    if (stopping.aborted || !info) return { kind: 'stopped', snapshot: null };
    // Said before it begins; what does not fit, the run itself will say.
    void lab.measureMemory(experiment);
    const known = await context.knownFor(info);
    // Whoever has left meanwhile wants no worker for it.
    if (stopping.aborted) return { kind: 'stopped', snapshot: null };
    const { microBatches } = recovery;
    const start = { experiment, resume, microBatches, known, watch, previews };
    this.handle = await lab.client.run(start, (event) => this.receive(event));
    if (stopping.aborted) this.handle.stop();
    else this.status = 'running';
    this.began = performance.now();
    return this.handle.outcome;
  }

  /** The run has stopped, or its worker has been ended, within two seconds. */
  stop(): void {
    if (!this.active) return;
    this.status = 'stopping';
    this.stopping.abort();
    this.handle?.stop();
  }

  stageState(arm: string, stage: StageName): StageState {
    if (this.rows.some((row) => row.arm === arm && row.stage === stage)) return 'measured';
    const { progress } = this;
    if (progress?.arm !== arm || progress.stage !== stage) return 'waiting';
    return progress.activity === 'probing' ? 'probing' : 'training';
  }

  private settle(outcome: RunOutcome, onResult: (result: ExperimentResult) => void): void {
    switch (outcome.kind) {
      case 'done':
        this.result = this.asShown(outcome.result);
        onResult(this.result);
        this.status = 'done';
        break;
      case 'stopped':
        if (outcome.snapshot) this.keepSnapshot(outcome.snapshot);
        this.status = 'stopped';
        break;
      case 'failed':
        this.problem = { message: outcome.message, remedy: outcome.remedy };
        this.shortOfMemory = outcome.shortOfMemory;
        this.status = 'failed';
        break;
      case 'lost':
        this.problem = { message: outcome.message, remedy: '' };
        this.status = 'lost';
        break;
      case 'died':
        this.problem = { message: outcome.message, remedy: '' };
        this.status = 'died';
    }
  }

  /** The result, with what has been shown of it already in the same objects. */
  private asShown(result: ExperimentResult): ExperimentResult {
    this.rows = inPersonOf(result.rows, this.rows);
    this.samples = inPersonOf(result.samples, this.samples);
    this.curves = inPersonOf(result.curves, this.curves);
    const { rows, samples, curves } = this;
    return { ...result, experiment: this.experiment, rows, samples, curves };
  }

  private receive(event: RunEvent): void {
    // What is to be kept does not wait: timers of a hidden tab may come late, or, if the tab is closed, never.
    if (event.type === 'snapshot') this.keepSnapshot(event.snapshot);
    else if (event.type === 'trained' || event.type === 'measured') this.context.onWork(event);
    else this.queue.push(event);
    if (this.queue.length > 0) this.flushTimer ??= setTimeout(() => this.flush(), FLUSH_INTERVAL);
  }

  /** Shows what has arrived; what was measured piece by piece, since every figure is drawn anew for each. */
  private flush({ all = false } = {}): void {
    clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
    const first = this.queue.findIndex(({ type }) => type === 'rows' || type === 'samples');
    const events = this.queue.splice(0, all || first < 0 ? this.queue.length : first + 1);
    if (this.queue.length > 0) this.flushTimer = setTimeout(() => this.flush());
    const points: CurvePoint[] = [];
    const rows: Row[] = [];
    const samples: Sample[] = [];
    const checkpoints: Checkpoint[] = [];
    for (const event of events) {
      if (event.type === 'curve') points.push(event.point);
      else if (event.type === 'rows') rows.push(...event.rows);
      else if (event.type === 'samples') samples.push(...event.samples);
      else if (event.type === 'checkpoint') checkpoints.push(event.checkpoint);
      else if (event.type === 'progress') this.showProgress(event.progress);
      else if (event.type === 'preview') this.preview = event.preview;
    }
    if (points.length > 0) this.curves = [...this.curves, ...points];
    if (rows.length > 0) this.rows = [...this.rows, ...rows];
    if (samples.length > 0) this.samples = [...this.samples, ...samples];
    if (checkpoints.length > 0) this.checkpoints = [...this.checkpoints, ...checkpoints];
  }

  private showProgress(progress: RunProgress): void {
    this.progress = progress;
    const { fraction, secondsLeft } = progress;
    if (secondsLeft === null) return;
    if (this.expectedSeconds === null) this.fractionAtFirst = fraction;
    else if (fraction > this.fractionAtFirst + JUST_BEGUN) return;
    this.expectedSeconds = Math.min(this.expectedSeconds ?? Infinity, this.seconds + secondsLeft);
  }

  private keepSnapshot(received: Snapshot): void {
    // What the worker sends is a copy, of which nothing would be known that is known of this one.
    const snapshot = { ...received, experiment: this.experiment };
    this.snapshot = snapshot;
    this.recovery = recover(this.recovery, 'snapshot');
    this.context.onSnapshot(snapshot);
  }

  /** Goes back to what was known at the snapshot; what came after it will come again. */
  private showSnapshot(snapshot: Snapshot | null): void {
    this.snapshot = snapshot;
    this.rows = snapshot?.rows ?? [];
    this.samples = snapshot?.samples ?? [];
    this.curves = snapshot?.curves ?? [];
    this.checkpoints = snapshot?.checkpoints ?? [];
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
