/**
 * How far a run is and how long it will take. Work is counted in training steps; a probe counts as so many
 * steps until one has been timed. What two arms share is work for the first of them only.
 */
import type { KnownParts, ModelPlace } from './reuse.ts';
import { probesOf, sharedWith } from './sharing.ts';
import { stageName } from './runRecord.ts';
import type { ArmSpec, Checkpoint, ExperimentSpec, Snapshot } from './types.ts';

export type WorkKind = 'step' | 'probe';

/** What a round of all probes takes, in training steps, before any has been timed. */
const STEPS_PER_PROBING = 12;

/** The work that a stage of an arm is with one seed; the base is stage −1. */
interface StageWork {
  arm: string;
  seed: number;
  stageIndex: number;
  steps: number;
  /** Rounds of all probes: 1, or 0 where there are none. */
  probings: number;
}

export class WorkClock {
  private readonly left: Record<WorkKind, number>;
  private readonly total: Record<WorkKind, number>;
  /** What is not known from earlier runs. */
  private readonly work: StageWork[];
  private readonly seconds: Record<WorkKind, number> = { step: 0, probe: 0 };
  private readonly timed: Record<WorkKind, number> = { step: 0, probe: 0 };

  constructor(experiment: ExperimentSpec, known: (place: ModelPlace) => KnownParts = () => nothing) {
    const all = experiment.arms.flatMap((arm) =>
      ownWork(experiment, arm).flatMap((stage) =>
        experiment.seeds.map((seed) => {
          const work: StageWork = { ...stage, arm: arm.name, seed };
          const { trained, measured } = known({ arm, seed, stageIndex: stage.stageIndex });
          return { work, left: { ...work, ...(trained && { steps: 0 }), ...(measured && { probings: 0 }) } };
        }),
      ),
    );
    this.work = all.map(({ left }) => left);
    this.total = totalOf(all.map(({ work }) => work));
    this.left = totalOf(this.work);
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
    for (const work of this.work) {
      const isDone = checkpoints.some(
        (done) =>
          done.arm === work.arm && done.seed === work.seed && done.stage === stageName(work.stageIndex),
      );
      if (isDone) {
        this.done('step', work.steps);
        this.done('probe', work.probings);
      } else if (work.arm === arm && work.seed === seed && work.stageIndex === stageIndex) {
        this.done('step', Math.min(step, work.steps));
      }
    }
  }

  /** 0..1 */
  get fraction(): number {
    const weight = this.probeWeight;
    return 1 - (this.left.step + weight * this.left.probe) / (this.total.step + weight * this.total.probe);
  }

  /** Null until a few steps have been timed, or a round of probes where there is nothing else to do. */
  get secondsLeft(): number | null {
    if (this.left.step === 0 && this.timed.probe > 0) {
      return (this.left.probe * this.seconds.probe) / this.timed.probe;
    }
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

const nothing: KnownParts = { trained: false, measured: false };

/** The stages of an arm, the base among them, that no earlier arm has done for it. */
function ownWork(experiment: ExperimentSpec, arm: ArmSpec): Omit<StageWork, 'arm' | 'seed'>[] {
  const probings = probesOf(experiment, arm).length > 0 ? 1 : 0;
  return [{ steps: 0 }, ...arm.stages]
    .map(({ steps }, i) => ({ stageIndex: i - 1, steps, probings }))
    .filter(({ stageIndex }) => sharedWith(experiment, arm, stageIndex) === null);
}

function totalOf(work: readonly StageWork[]): Record<WorkKind, number> {
  return {
    step: work.reduce((sum, { steps }) => sum + steps, 0),
    probe: work.reduce((sum, { probings }) => sum + probings, 0),
  };
}
