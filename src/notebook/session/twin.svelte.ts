/**
 * The recorded result as a stand-in for a run: shown, and labelled, when the run takes twice the time that was to be
 * expected or comes to no end. The reader's own result takes its place again when there is one, when the run goes on,
 * and when the reader says so. Cells that the run has nothing for go on showing what they showed.
 */
import type { LiveRun } from './liveRun.svelte.ts';
import type { Results } from './results.svelte.ts';
import type { Job } from './runner.svelte.ts';

/** How often it is looked whether a run takes too long, in milliseconds. */
const INTERVAL = 1_000;

export class Twin {
  /** Why it stands in; null where it does not. */
  why = $state<'slow' | 'lost' | null>(null);

  constructor(
    private readonly run: () => LiveRun | null,
    private readonly job: () => Job | null,
    private readonly results: Results,
  ) {}

  /** Why it stands in for what the run has for a cell; null where it does not. */
  whyFor(cell: { id: string }): 'slow' | 'lost' | null {
    return this.results.standIns.includes(cell.id) ? this.why : null;
  }

  /** Whoever begins or drops a run has the reader's own results shown again. */
  standDown(): void {
    this.why = null;
    this.results.standIns = [];
    this.results.preferred = null;
  }

  /** Follows what is run until it has come to an end, whichever. */
  async during(work: () => Promise<void>): Promise<void> {
    const timer = setInterval(() => this.watchTime(), INTERVAL);
    await work().finally(() => clearInterval(timer));
    const status = this.run()?.status;
    if (status === 'failed' || status === 'lost' || status === 'died') this.show('lost');
    else if (this.why === null) return;
    // What was slow and has been stopped is not waited for any more.
    else if (status === 'stopped') this.why = 'lost';
    else this.standDown();
  }

  private watchTime(): void {
    const run = this.run();
    if (!run?.active || this.why !== null) return;
    const { expectedSeconds, seconds } = run;
    if (expectedSeconds !== null && seconds > 2 * expectedSeconds) this.show('slow');
  }

  private show(why: 'slow' | 'lost'): void {
    const standIns = this.concerned().filter((cell) => this.results.sourcesOf(cell).includes('recorded'));
    if (standIns.length === 0) return;
    this.why = why;
    this.results.standIns = standIns.map(({ id }) => id);
  }

  /** The cells whose results the run was to give. */
  private concerned() {
    const [job, run] = [this.job(), this.run()];
    if (!job || !run) return [];
    if (job.work.kind === 'experiment') return this.results.cellsWithin(run.experiment);
    const sweep = this.results.cells.get(job.cell);
    return sweep ? [sweep.cell] : [];
  }
}
