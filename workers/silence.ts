/** How often it is looked at how long a worker has been silent, in milliseconds. */
const TICK = 1_000;

/**
 * Notices that a worker has said nothing for too long; a dead worker raises no event of its own. Only silence
 * that the page has been there to hear counts: timers of hidden tabs come late or not at all, frozen tabs and
 * sleeping computers take the worker along, and some browsers slow down the workers of hidden tabs.
 */
export class SilenceWatch {
  private heard = performance.now();
  private silence = 0;
  private readonly timer: ReturnType<typeof setInterval>;

  /** @param limit milliseconds of silence after which `onSilence` is called, once. */
  constructor(
    private readonly limit: number,
    private readonly onSilence: () => void,
    private readonly isHidden: () => boolean = () => document.hidden,
  ) {
    this.timer = setInterval(() => this.listen(), TICK);
  }

  /** To be called at every sign of life. */
  alive(): void {
    this.silence = 0;
  }

  end(): void {
    clearInterval(this.timer);
  }

  private listen(): void {
    const now = performance.now();
    const elapsed = now - this.heard;
    this.heard = now;
    if (this.isHidden()) return;
    // A tick that comes late says nothing about the time before it.
    this.silence += Math.min(elapsed, 2 * TICK);
    if (this.silence < this.limit) return;
    this.end();
    this.onSilence();
  }
}
