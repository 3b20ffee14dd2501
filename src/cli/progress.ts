import type { RunProgress } from '../lab/types.ts';
import type { Output } from './command.ts';
import { printable, wipeLine } from './printable.ts';

const widestBar = 24;
/** Between two drawings of the bar, so that drawing costs nothing worth mentioning. */
const millisecondsBetween = 100;

/** Shows how far a run is: a bar that moves in a terminal, a line for each new activity elsewhere. */
export class ProgressBar {
  private lastDrawn = -Infinity;
  private lastHeading = '';

  constructor(private readonly output: Output) {}

  show(progress: RunProgress): void {
    const { arm, seed, stage, activity, fraction, secondsLeft } = progress;
    const heading = `${printable(arm)}, seed ${seed}, ${stage}: ${activity}`;
    const percent = `${Math.floor(100 * fraction)} %`.padStart(5);
    const left = secondsLeft === null ? '' : `, ${formatDuration(secondsLeft)} left`;

    if (!this.output.isTTY) {
      if (heading !== this.lastHeading) this.output.write(`${percent}  ${heading}${left}\n`);
    } else if (heading !== this.lastHeading || performance.now() - this.lastDrawn >= millisecondsBetween) {
      // A line longer than the terminal would wrap, and could not be wiped again.
      const columns = (this.output.columns || 80) - 1;
      const text = ` ${percent}  ${heading}${left}`;
      const width = Math.max(0, Math.min(widestBar, columns - text.length));
      const filled = Math.round(width * fraction);
      const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
      wipeLine(this.output);
      this.output.write((bar + text).slice(0, columns));
      this.lastDrawn = performance.now();
    }
    this.lastHeading = heading;
  }

  /** Takes the bar away, for whatever is printed next. */
  clear(): void {
    if (this.output.isTTY) wipeLine(this.output);
  }
}

/** 75 → `1 min 15 s` */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
