/**
 * The recorded result as a stand-in for a run: shown, and labelled, when the run takes twice the time that was to be
 * expected or comes to no end. The reader's own result takes its place again when there is one, when the run goes on,
 * and when the reader says so.
 */
import type { LiveRun } from './liveRun.svelte.ts';
import type { Results } from './results.svelte.ts';

/** How often it is looked whether a run takes too long, in milliseconds. */
const INTERVAL = 1_000;

export class Twin {
  /** Why it stands in; null where it does not. */
  why = $state<'slow' | 'lost' | null>(null);

  constructor(
    private readonly run: () => LiveRun | null,
    private readonly results: Results,
  ) {}

  /** Whoever begins or drops a run has the reader's own results shown again. */
  standDown(): void {
    this.why = null;
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
    if (!this.results.hasRecorded) return;
    this.why = why;
    // A reader who has asked for their own result goes on seeing it.
    if (this.results.preferred !== 'yours') this.results.preferred = 'recorded';
  }
}
