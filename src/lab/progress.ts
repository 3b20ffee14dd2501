/**
 * How far a run is and how long it will take. Work is counted in training steps; a probe counts as so many
 * steps until one has been timed. What two arms share is work for the first of them only.
 */
import { sharedWith } from './sharing.ts';
import { stageName } from './runRecord.ts';
import type { ArmSpec, Checkpoint, ExperimentSpec, Snapshot } from './types.ts';

export type WorkKind = 'step' | 'probe';

/** What a round of all probes takes, in training steps, before any has been timed. */
const STEPS_PER_PROBING = 12;

export class WorkClock {
  private readonly left: Record<WorkKind, number>;
  private readonly total: Record<WorkKind, number>;
  private readonly seconds: Record<WorkKind, number> = { step: 0, probe: 0 };
  private readonly timed: Record<WorkKind, number> = { step: 0, probe: 0 };

  constructor(private readonly experiment: ExperimentSpec) {
    const { arms, seeds } = experiment;
    const each = arms.flatMap((arm) => this.ownWork(arm));
    this.total = {
      step: seeds.length * each.reduce((sum, { steps }) => sum + steps, 0),
      probe: seeds.length * each.length,
    };
    this.left = { ...this.total };
  }

  /** Records finished work. */
  done(kind: WorkKind, count: number, seconds?: number): void {
    this.left[kind] = Math.max(0, this.left[kind] - count);
    if (seconds === undefined) return;
    this.seconds[kind] += seconds;
    this.timed[kind] += count;
  }

  /** Records what was done before an interruption, which counts without its time. */
  skip(checkpoints: readonly Checkpoint[], { arm, seed, stageIndex, step }: Snapshot): void {
    for (const one of this.experiment.arms) {
      for (const work of this.ownWork(one)) {
        const stage = stageName(work.stageIndex);
        const times = checkpoints.filter((done) => done.arm === one.name && done.stage === stage).length;
        this.done('step', times * work.steps);
        this.done('probe', times);
        if (one.name !== arm || work.stageIndex !== stageIndex) continue;
        const isMeasured = checkpoints.some(
          (done) => done.arm === arm && done.seed === seed && done.stage === stage,
        );
        if (!isMeasured) this.done('step', step);
      }
    }
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

  /** The stages of an arm, the base among them, that no earlier arm has done for it. */
  private ownWork(arm: ArmSpec): { stageIndex: number; steps: number }[] {
    return [{ steps: 0 }, ...arm.stages]
      .map(({ steps }, i) => ({ stageIndex: i - 1, steps }))
      .filter(({ stageIndex }) => sharedWith(this.experiment, arm, stageIndex) === null);
  }

  private get secondsPerStep(): number {
    return this.seconds.step / this.timed.step;
  }

  private get probeWeight(): number {
    if (this.timed.probe === 0 || this.timed.step === 0) return STEPS_PER_PROBING;
    return this.seconds.probe / this.timed.probe / this.secondsPerStep;
  }
}
