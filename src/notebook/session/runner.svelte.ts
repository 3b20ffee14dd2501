/**
 * Runs cells, one after the other. A cell's experiment holds all that it depends on, and what is known of it already
 * is not computed again, so running a cell runs what is missing before it, and nothing else.
 */
import { WorkKeys } from '../../lab/known.ts';
import { runKey, runsOf, type SweepRun, type SweepSpec } from '../../lab/sweep.ts';
import type { ExperimentSpec, PayloadProbe, Snapshot } from '../../lab/types.ts';
import type { ResultCell } from '../document/types.ts';
import type { Lab } from './lab.svelte.ts';
import type { InterruptedRun, InterruptedRuns } from '../storage/interruptedRuns.ts';
import { newId } from '../storage/newId.ts';
import type { WorkCache } from '../storage/workCache.ts';
import type { BackendWish } from '../../lab/backends/choice.ts';
import { holdRunLock } from '../runLock.ts';
import { LiveRun } from './liveRun.svelte.ts';
import type { Results } from './results.svelte.ts';

/** A cell to be run. */
export interface Job {
  cell: string;
  key: string;
  work: { kind: 'experiment'; experiment: ExperimentSpec } | { kind: 'sweep'; sweep: SweepSpec };
}

/** How far a sweep is. */
export interface SweepProgress {
  done: number;
  of: number;
  current: SweepRun;
}

export interface RunnerContext {
  notebook(): string;
  watch(): PayloadProbe | null;
  previews(): string[];
  lab: Lab;
  cache: WorkCache;
  interrupted: InterruptedRuns;
  results: Results;
}

/** The least time between two writes of a snapshot, in milliseconds. */
const SNAPSHOT_INTERVAL = 1_000;

export class Runner {
  /** What is run at the moment, or was last. */
  run = $state.raw<LiveRun | null>(null);
  job = $state.raw<Job | null>(null);
  sweep = $state.raw<SweepProgress | null>(null);
  /** What comes after it. */
  queue = $state.raw<Job[]>([]);
  /** A run that an earlier visit did not finish. */
  left = $state.raw<InterruptedRun | null>(null);

  private lastSnapshotWrite = 0;

  constructor(private readonly context: RunnerContext) {}

  get active(): boolean {
    return this.run?.active ?? false;
  }

  /** The cell that is being run. */
  get activeCell(): string | null {
    return this.active ? (this.job?.cell ?? null) : null;
  }

  isWaiting(cell: string): boolean {
    return this.queue.some((job) => job.cell === cell);
  }

  /** What the runs of these cells would be, without those that have their results. */
  jobsFor(cells: readonly ResultCell[], { again = false } = {}): Job[] {
    const { results } = this.context;
    return cells.flatMap((cell): Job[] => {
      const entry = results.cells.get(cell.id);
      if (!entry || 'problem' in entry.compiled) return [];
      if (!again && results.standing(cell) === 'fresh') return [];
      const { key } = entry.compiled;
      return entry.kind === 'sweep'
        ? [{ cell: cell.id, key, work: { kind: 'sweep', sweep: entry.compiled.spec } }]
        : [
            {
              cell: cell.id,
              key,
              work: { kind: 'experiment', experiment: entry.compiled.spec },
            },
          ];
    });
  }

  /** Runs these, after what is being run. */
  async start(jobs: readonly Job[]): Promise<void> {
    const isNew = (job: Job) => !this.isWaiting(job.cell) && this.activeCell !== job.cell;
    this.queue = [...this.queue, ...jobs.filter(isNew)];
    if (this.active) return;
    await this.next();
  }

  /** Stops what is being run, and runs nothing after it. */
  interrupt(): void {
    this.queue = [];
    this.run?.stop();
  }

  /** Ends the worker, so that the next run starts in a fresh one. */
  restart(): void {
    this.interrupt();
    this.context.lab.client.restart();
    this.run = null;
    this.job = null;
  }

  /** Goes on with what was stopped, failed or lost: as it was, or changed. */
  async goOn({ wish, halved = false }: { wish?: BackendWish; halved?: boolean } = {}): Promise<void> {
    const { run, job } = this;
    if (!run || !job || run.active) return;
    if (wish) this.context.lab.choose(wish);
    if (halved) run.halve();
    if (job.work.kind === 'sweep') await this.begin(job);
    else await this.follow(run, job, run.snapshot);
    await this.next();
  }

  /** Goes on with the run that an earlier visit did not finish. */
  async goOnLeft(): Promise<void> {
    const { left } = this;
    if (!left || this.active) return;
    this.left = null;
    const { results } = this.context;
    const key = [...results.cells.values()].find(({ cell }) => cell.id === left.cell);
    const compiledKey = key && 'key' in key.compiled ? key.compiled.key : left.id;
    const work = { kind: 'experiment', experiment: left.experiment } as const;
    const job: Job = { cell: left.cell, key: compiledKey, work };
    await this.follow(this.liveRun(left.id, left.experiment, left.cell), job, left.snapshot);
    await this.next();
  }

  async discardLeft(): Promise<void> {
    const { left } = this;
    this.left = null;
    if (left) await this.context.interrupted.forget(left.id);
  }

  /** Drops the run that came to no end, and what was kept of it. */
  discard(): void {
    const { run } = this;
    if (!run || run.active) return;
    if (run.status !== 'done') void this.context.interrupted.forget(run.id);
    this.run = null;
    this.job = null;
    this.sweep = null;
  }

  async open(): Promise<void> {
    const [newest, ...older] = await this.context.interrupted.of(this.context.notebook());
    if (newest && !this.run) this.left = newest;
    for (const run of older) await this.context.interrupted.forget(run.id);
  }

  /** Writes the snapshot of what is being run now, as before the page is hidden. */
  keepNow(): void {
    const { run, job } = this;
    if (run?.active && run.snapshot && job) void this.writeSnapshot(run.id, job.cell, run.snapshot);
  }

  private async next(): Promise<void> {
    for (;;) {
      const [job, ...rest] = this.queue;
      if (!job || this.active) return;
      this.queue = rest;
      await this.begin(job);
      // What is further on may well depend on what was not finished.
      if (this.run?.status !== 'done') this.queue = [];
    }
  }

  private async begin(job: Job): Promise<void> {
    this.left = null;
    if (job.work.kind === 'sweep') return this.runSweep(job, job.work.sweep);
    await this.follow(this.liveRun(newId(), job.work.experiment, job.cell), job, null);
  }

  private async follow(run: LiveRun, job: Job, resume: Snapshot | null): Promise<void> {
    this.run = run;
    this.job = job;
    this.sweep = null;
    // Until its snapshot is gone or is to be found, so that no other tab takes a run that has just ended for its own.
    const release = holdRunLock(run.id);
    try {
      await run.start(resume);
      if (run.result) {
        await this.context.results.keep(job.cell, job.key, run.result);
        await this.context.interrupted.forget(run.id);
      } else if (run.snapshot) {
        await this.writeSnapshot(run.id, job.cell, run.snapshot);
      }
    } finally {
      release();
    }
  }

  /** A sweep goes on with the runs that have not been done. */
  private async runSweep(job: Job, sweep: SweepSpec): Promise<void> {
    const { results } = this.context;
    const known = new Set(
      results
        .outcomesOf(job.key)
        .filter(({ status }) => status === 'done')
        .map(runKey),
    );
    const all = runsOf(sweep);
    this.job = job;
    for (const current of all) {
      if (known.has(runKey(current))) continue;
      this.sweep = { done: known.size, of: all.length, current };
      const run = this.liveRun(newId(), current.experiment, job.cell, { snapshots: false });
      this.run = run;
      await run.start(null);
      const { setting, seed } = current;
      if (run.result) {
        const { rows, manifest } = run.result;
        await results.keepSweepRun(job.cell, job.key, { setting, seed, status: 'done', rows, manifest });
      } else if (run.status === 'failed' && run.problem) {
        await results.keepSweepRun(job.cell, job.key, {
          setting,
          seed,
          status: 'failed',
          error: run.problem,
        });
      } else {
        return;
      }
      known.add(runKey(current));
    }
    this.sweep = null;
  }

  private liveRun(id: string, experiment: ExperimentSpec, cell: string, { snapshots = true } = {}): LiveRun {
    const { context } = this;
    const { lab, cache } = context;
    return new LiveRun(id, experiment, {
      lab,
      watch: context.watch(),
      previews: { prompts: context.previews() },
      knownFor: ({ baseHash, backend }) =>
        cache.knownFor(new WorkKeys(experiment, { baseHash, backend }).all()),
      onWork: (event) => void cache.keep(event),
      onSnapshot: (snapshot) => {
        if (!snapshots || Date.now() - this.lastSnapshotWrite < SNAPSHOT_INTERVAL) return;
        void this.writeSnapshot(id, cell, snapshot);
      },
    });
  }

  private async writeSnapshot(id: string, cell: string, snapshot: Snapshot): Promise<void> {
    this.lastSnapshotWrite = Date.now();
    await this.context.interrupted.save({ id, cell, snapshot, notebook: this.context.notebook() });
  }
}
