/**
 * The recorded result as a stand-in for a run: shown, and labelled, when the run takes twice the time that was to be
 * expected or comes to no end. The reader's own result takes its place again when there is one.
 */
import type { Results } from './results.svelte.ts';
import type { Runner } from './runner.svelte.ts';

/** How often it is looked whether a run takes too long, in milliseconds. */
const INTERVAL = 1_000;

export class Twin {
  /** Why it stands in; null where it does not. */
  why = $state<'slow' | 'lost' | null>(null);

  /** @param isRecorded whether anything of the notebook is recorded */
  constructor(
    private readonly runner: Runner,
    private readonly results: Results,
    private readonly isRecorded: () => boolean,
  ) {}

  /** Follows what is run until it has come to an end, whichever. */
  async during(run: () => Promise<void>): Promise<void> {
    this.why = null;
    this.results.preferred = null;
    const timer = setInterval(() => this.watchTime(), INTERVAL);
    await run().finally(() => clearInterval(timer));
    const status = this.runner.run?.status;
    if (status === 'failed' || status === 'lost' || status === 'died') this.show('lost');
    else if (status === 'done' && this.why !== null) {
      this.why = null;
      this.results.preferred = null;
    }
  }

  private watchTime(): void {
    const { run } = this.runner;
    if (!run?.active || this.why !== null) return;
    const { expectedSeconds, seconds } = run;
    if (expectedSeconds !== null && seconds > 2 * expectedSeconds) this.show('slow');
  }

  private show(why: 'slow' | 'lost'): void {
    if (!this.isRecorded()) return;
    this.why = why;
    this.results.preferred = 'recorded';
  }
}
