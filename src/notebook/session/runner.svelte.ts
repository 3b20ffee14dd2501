/**
 * Runs cells, one after the other. A cell's experiment holds all that it depends on, and what is known of it already
 * is not computed again, so running a cell runs what is missing before it, and nothing else.
 */
import { WorkKeys } from '../../lab/known.ts';
import { runKey, runsOf, stepsOf, type SweepSpec } from '../../lab/sweep.ts';
import type { ExperimentSpec, PayloadProbe, Snapshot } from '../../lab/types.ts';
import { keyOfExperiment } from '../document/compile.ts';
import type { ResultCell } from '../document/types.ts';
import type { Lab } from './lab.svelte.ts';
import { describeProblem, type Problem } from '../problem.ts';
import type { InterruptedRun, InterruptedRuns } from '../storage/interruptedRuns.ts';
import { newId } from '../storage/newId.ts';
import type { WorkCache } from '../storage/workCache.ts';
import type { BackendWish } from '../../lab/backends/choice.ts';
import { holdRunLock } from '../runLock.ts';
import { LiveRun } from './liveRun.svelte.ts';
import type { Results } from './results.svelte.ts';
import { stepsAfter, type Spent, type SweepProgress } from './sweepProgress.ts';
import { Twin } from './twin.svelte.ts';

/** A cell to be run. */
export interface Job {
  cell: string;
  key: string;
  work: { kind: 'experiment'; experiment: ExperimentSpec } | { kind: 'sweep'; sweep: SweepSpec };
}

interface Task {
  cell: string;
  work: () => Promise<void>;
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
  /** A run that was not finished, in an earlier visit or because it was begun anew. */
  left = $state.raw<InterruptedRun | null>(null);
  /** What went wrong at a cell, but for what a run says of itself. */
  problems = $state.raw<ReadonlyMap<string, Problem>>(new Map());
  /** What stands in for a run that takes too long or comes to no end. */
  readonly twin: Twin;

  /** From the first job to the end of the last, until what they come to is kept. */
  private working = $state(false);
  /** Settles when nothing is being done any more; never rejects. */
  private ended: Promise<unknown> = Promise.resolve();
  /** Aborted when the reader wants no more of a sweep. */
  private stopping = new AbortController();
  private lastSnapshotWrite = 0;
  /** The run that has taken the place of those before it in the store. */
  private superseding: string | null = null;

  constructor(private readonly context: RunnerContext) {
    this.twin = new Twin(
      () => this.run,
      () => this.job,
      context.results,
    );
  }

  get active(): boolean {
    return this.working;
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
      if (!entry || 'problem' in entry.compiled || results.problemOf(cell)) return [];
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

  /** Runs these, after what is being run. A cell that waits already is run as it is now. */
  async start(jobs: readonly Job[]): Promise<void> {
    const isSweeping = this.sweep !== null && !this.stopping.signal.aborted;
    const isRunning = this.run?.active === true && this.run.status !== 'stopping';
    const isComputing = this.working && (isRunning || isSweeping);
    const isBeingDone = ({ cell, key }: Job) =>
      isComputing && this.job?.cell === cell && this.job.key === key;
    const wanted = new Map(jobs.filter((job) => !isBeingDone(job)).map((job) => [job.cell, job]));
    const waiting = this.queue.map((job) => wanted.get(job.cell) ?? job);
    const added = [...wanted.values()].filter(({ cell }) => !this.isWaiting(cell));
    this.queue = [...waiting, ...added];
    await this.work(this.nextInQueue());
  }

  /** Stops what is being run, and runs nothing after it. */
  interrupt(): void {
    this.stopping.abort();
    this.queue = [];
    this.run?.stop();
  }

  /** Ends the worker, so that the next run starts in a fresh one. */
  restart(): void {
    this.interrupt();
    this.context.lab.client.restart();
    this.drop();
  }

  /** Goes on with what was stopped, failed or lost: as it was, or changed. */
  async goOn({ wish, halved = false }: { wish?: BackendWish; halved?: boolean } = {}): Promise<void> {
    const { run, job } = this;
    if (!run || !job || run.active) return;
    await this.ended;
    if (wish) this.context.lab.choose(wish);
    if (halved) run.halve();
    const isSweep = job.work.kind === 'sweep';
    await this.work({
      cell: job.cell,
      work: () => (isSweep ? this.begin(job) : this.follow(run, job, run.snapshot)),
    });
  }

  /** Goes on with the run that an earlier visit did not finish. */
  async goOnLeft(): Promise<void> {
    const { left } = this;
    if (!left || this.active) return;
    this.left = null;
    const { id, cell, experiment, snapshot } = left;
    // What is gone on with is what was begun, whatever has become of the cell.
    const job: Job = { cell, key: keyOfExperiment(experiment), work: { kind: 'experiment', experiment } };
    await this.work({ cell, work: () => this.follow(this.liveRun(id, experiment, cell), job, snapshot) });
  }

  async discardLeft(): Promise<void> {
    const { left } = this;
    this.left = null;
    if (left) await this.context.interrupted.forget(left.id);
  }

  /** Drops the run that came to no end, and what was kept of it. */
  async discard(): Promise<void> {
    const { run } = this;
    if (!run || run.active) return;
    await this.ended;
    if (run !== this.run || run.active) return;
    if (run.status !== 'done') void this.context.interrupted.forget(run.id);
    this.drop();
  }

  private drop(): void {
    this.run = null;
    this.job = null;
    this.sweep = null;
    this.twin.standDown();
  }

  async open(): Promise<void> {
    const [newest, ...older] = await this.context.interrupted.of(this.context.notebook());
    if (newest && !this.run) this.left = newest;
    for (const run of older) await this.context.interrupted.forget(run.id);
  }

  /** Writes the snapshot of what is being run now, as before the page is hidden; a sweep goes on run by run. */
  keepNow(): void {
    const { run, job } = this;
    if (job?.work.kind !== 'experiment') return;
    if (run?.active && run.snapshot) void this.writeSnapshot(run.id, job.cell, run.snapshot);
  }

  /** Does this, and then what waits in the queue; nothing where something is being done, which sees to the queue. */
  private async work(first: Task | null): Promise<void> {
    if (this.working) return;
    this.working = true;
    this.twin.standDown();
    const all = this.workThrough(first);
    this.ended = all.catch(() => undefined);
    await all;
  }

  private async workThrough(first: Task | null): Promise<void> {
    try {
      for (let task = first; task; task = this.nextInQueue())
        await this.twin.during(() => this.attempt(task));
    } finally {
      // In one go with the last look at the queue, or what is put there in between would wait for ever.
      this.working = false;
    }
  }

  /** What is thrown is said at the cell. Whatever comes after it is done all the same: each job has all it needs. */
  private async attempt({ cell, work }: Task): Promise<void> {
    this.forgive(cell);
    try {
      await work();
    } catch (error) {
      this.sweep = null;
      this.problems = new Map([...this.problems, [cell, describeProblem(error)]]);
    }
  }

  /** Says no more of what went wrong at a cell. */
  forgive(cell: string): void {
    this.problems = new Map([...this.problems].filter(([other]) => other !== cell));
  }

  /** The first job in the queue, which it leaves once it is begun. */
  private nextInQueue(): Task | null {
    const [job] = this.queue;
    if (!job) return null;
    const work = () => {
      this.queue = this.queue.slice(1);
      return this.begin(job);
    };
    return { cell: job.cell, work };
  }

  private begin(job: Job): Promise<void> {
    this.leaveBehind(job);
    if (job.work.kind === 'sweep') return this.runSweep(job, job.work.sweep);
    return this.follow(this.liveRun(newId(), job.work.experiment, job.cell), job, null);
  }

  /** What a run takes the place of can be gone on with for as long as the new one has nothing of its own. */
  private leaveBehind({ cell }: Job): void {
    const { run, job } = this;
    if (!run?.snapshot || run.status === 'done' || job?.cell !== cell) return;
    if (job.work.kind === 'sweep') return;
    const { id, experiment, snapshot } = run;
    const place = { notebook: this.context.notebook(), cell };
    this.left = { ...place, id, updatedAt: new Date().toISOString(), experiment, snapshot };
  }

  private async follow(run: LiveRun, job: Job, resume: Snapshot | null): Promise<void> {
    this.run = run;
    this.job = job;
    this.sweep = null;
    // Until its snapshot is gone or is to be found, so that no other tab takes a run that has just ended for its own.
    const release = holdRunLock(run.id);
    try {
      let kept: Promise<void> | undefined;
      await run.start(resume, (result) => {
        kept = this.context.results.keep(job.cell, job.key, result);
      });
      this.dropQueueIfBroken(run);
      if (run.result) {
        await kept;
        await this.context.interrupted.forget(run.id);
        await this.supersede({ id: run.id, cell: job.cell, experiment: run.experiment });
      } else if (run.snapshot) {
        await this.writeSnapshot(run.id, job.cell, run.snapshot);
      }
    } finally {
      release();
    }
  }

  /** What is further on may well depend on what broke off. Where a run was stopped, the queue was dropped at that time. */
  private dropQueueIfBroken({ status }: LiveRun): void {
    if (status !== 'done' && status !== 'stopped') this.queue = [];
  }

  /** A sweep goes on with the runs that have not been done, here, in an earlier state of it or in another notebook. */
  private async runSweep(job: Job, sweep: SweepSpec): Promise<void> {
    this.job = job;
    // Nothing of it may be left to do.
    this.run = null;
    const stopping = new AbortController();
    this.stopping = stopping;
    const { results } = this.context;
    const all = runsOf(sweep);
    const outcomes = await results.openSweep(job.cell, job.key, all);
    const known = new Set(outcomes.filter(({ status }) => status === 'done').map(runKey));
    const before = known.size;
    let spent: Spent = { seconds: 0, steps: 0 };
    for (const current of all) {
      if (known.has(runKey(current))) continue;
      if (stopping.signal.aborted) break;
      const counts = { done: known.size, of: all.length };
      const steps = stepsOf(current.experiment);
      const runs = { of: counts.of, after: counts.of - counts.done - 1, before };
      const after = stepsAfter(results.stepsOfSweep(job.key, sweep), runs, { steps, spent });
      this.sweep = { ...counts, current, steps, stepsAfter: after, spent };
      const run = this.liveRun(newId(), current.experiment, job.cell, { snapshots: false });
      this.run = run;
      await run.start(null);
      const { setting, seed } = current;
      if (run.result) {
        const { rows, manifest } = run.result;
        spent = { seconds: spent.seconds + run.seconds, steps: spent.steps + steps };
        await results.keepSweepRun(job.cell, job.key, { setting, seed, status: 'done', rows, manifest });
      } else if (run.status === 'failed' && run.problem && !run.couldNotStart) {
        await results.keepSweepRun(job.cell, job.key, {
          setting,
          seed,
          status: 'failed',
          error: run.problem,
        });
      } else {
        // One that failed says nothing about what comes after the sweep. What breaks it off may, and is no outcome:
        // what cannot be fetched now would be kept as what became of all the runs that are left.
        this.dropQueueIfBroken(run);
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
    if (this.superseding !== id) await this.supersede({ id, cell, experiment: snapshot.experiment });
  }

  /** Earlier runs of the same cell or experiment are forgotten: this one has a result, or something to go on from. */
  private async supersede({ id, cell, experiment }: Pick<InterruptedRun, 'id' | 'cell' | 'experiment'>) {
    this.superseding = id;
    const key = keyOfExperiment(experiment);
    const isEarlier = (one: InterruptedRun) => one.cell === cell || keyOfExperiment(one.experiment) === key;
    if (this.left && isEarlier(this.left)) this.left = null;
    await this.context.interrupted.forgetOthers({ id, notebook: this.context.notebook() }, isEarlier);
  }
}
