/**
 * How far a run is and how long it will take. Work is counted in training steps; a probe counts as so many
 * steps until one has been timed.
 */
import type { ExperimentSpec } from './types.ts';

export type WorkKind = 'step' | 'probe';

/** What a round of all probes takes, in training steps, before any has been timed. */
const STEPS_PER_PROBING = 12;

export class WorkClock {
  private readonly left: Record<WorkKind, number>;
  private readonly total: Record<WorkKind, number>;
  private readonly seconds: Record<WorkKind, number> = { step: 0, probe: 0 };
  private readonly timed: Record<WorkKind, number> = { step: 0, probe: 0 };

  constructor({ arms, seeds }: ExperimentSpec) {
    const stages = arms.flatMap((arm) => arm.stages);
    this.total = {
      step: seeds.length * stages.reduce((sum, { steps }) => sum + steps, 0),
      // The base is probed once a seed.
      probe: seeds.length * (stages.length + 1),
    };
    this.left = { ...this.total };
  }

  /** Records finished work; work done before an interruption is counted without its time. */
  done(kind: WorkKind, count: number, seconds?: number): void {
    this.left[kind] = Math.max(0, this.left[kind] - count);
    if (seconds === undefined) return;
    this.seconds[kind] += seconds;
    this.timed[kind] += count;
  }

  /** 0..1 */
  get fraction(): number {
    const weight = this.probeWeight;
    return 1 - (this.left.step + weight * this.left.probe) / (this.total.step + weight * this.total.probe);
  }

  /** Null until a few steps have been timed. */
  get secondsLeft(): number | null {
    if (this.timed.step < 3) return null;
    return this.secondsPerStep * (this.left.step + this.probeWeight * this.left.probe);
  }

  private get secondsPerStep(): number {
    return this.seconds.step / this.timed.step;
  }

  private get probeWeight(): number {
    if (this.timed.probe === 0 || this.timed.step === 0) return STEPS_PER_PROBING;
    return this.seconds.probe / this.timed.probe / this.secondsPerStep;
  }
}
