/** What a run has yielded so far: all that its result, and a snapshot to go on from, are made of. */
import type { TrainerState } from '../training/trainer.ts';
import type {
  ArmSpec,
  Checkpoint,
  ComputedOn,
  CurvePoint,
  ExperimentSpec,
  Manifest,
  PayloadProbe,
  Place,
  Placeless,
  Reused,
  Row,
  Sample,
  Snapshot,
  StageName,
  Watched,
} from './types.ts';
import { canonicalJson } from '../support/hash.ts';
import { watchedBy, watchedIn, withoutPayload } from './known.ts';
import { mergedBefore, probesOf, sharedWith } from './sharing.ts';

/** `base` is stage −1. */
export const stageName = (stageIndex: number): StageName =>
  stageIndex < 0 ? 'base' : `stage-${stageIndex + 1}`;

export const placeOf = ({ name }: ArmSpec, seed: number, stageIndex: number): Place => ({
  arm: name,
  seed,
  stage: stageName(stageIndex),
});

/** Where in an arm a run is: the state before step `step` of stage `stageIndex`. */
export interface Position extends TrainerState {
  stageIndex: number;
}

export class RunRecord {
  readonly rows: Row[] = [];
  readonly samples: Sample[] = [];
  readonly curves: CurvePoint[] = [];
  readonly checkpoints: Checkpoint[] = [];
  readonly durations: Manifest['durations'] = [];
  readonly computedOn: ComputedOn[] = [];
  readonly reused: Reused[] = [];
  /** Seconds spent on the unfinished (arm, seed). */
  elapsed = { training: 0, probing: 0 };

  /** What is watched beside probes; null: nothing. */
  readonly watched: Watched | null;
  /** Arms without a payload probe, in whose curves that is. */
  private readonly beside: string[];

  constructor(
    private readonly experiment: ExperimentSpec,
    watch: PayloadProbe | null = null,
  ) {
    const isBeside = (arm: ArmSpec) => watchedBy(probesOf(experiment, arm), null) === null;
    this.beside = experiment.arms.filter(isBeside).map(({ name }) => name);
    this.watched = watch && this.beside.length > 0 ? watchedIn(watch) : null;
  }

  isFinished(arm: ArmSpec, seed: number): boolean {
    return this.durations.some((done) => done.arm === arm.name && done.seed === seed);
  }

  isMeasured(place: Place): boolean {
    return this.checkpoints.some(at(place));
  }

  finishArm(arm: ArmSpec, seed: number): void {
    const { training, probing } = this.elapsed;
    this.durations.push({ arm: arm.name, seed, training, probing, total: training + probing });
    this.elapsed = { training: 0, probing: 0 };
  }

  /** The parameters at the end of a stage that was measured. */
  parametersAfter(place: Place): Float32Array {
    const found = this.checkpoints.find(at(place));
    if (!found) throw new Error(`there is no checkpoint of ${place.arm}, seed ${place.seed}, ${place.stage}`);
    return found.parameters;
  }

  /** The adapters that are part of the base by the time of a stage. */
  mergedBefore(arm: ArmSpec, seed: number, stageIndex: number): Float32Array[] {
    return mergedBefore(arm, stageIndex).map((before) => this.parametersAfter(placeOf(arm, seed, before)));
  }

  /**
   * Whether part of an arm, or of what it has from an earlier one, was computed on another backend than the one that
   * computes now. That is no work of either.
   */
  isMixed(arm: ArmSpec, seed: number): boolean {
    const { computedOn } = this;
    const now = computedOn.at(-1)?.backend;
    const changed = computedOn[computedOn.findLastIndex(({ backend }) => backend !== now) + 1]!;
    if (changed === computedOn[0]) return false;
    const { seeds, arms } = this.experiment;
    const turnOf = (name: string, of: number) =>
      seeds.indexOf(of) * arms.length + arms.findIndex((one) => one.name === name);
    const first = sharedWith(this.experiment, arm, 0) ?? arm;
    return turnOf(first.name, seed) <= turnOf(changed.arm, changed.seed);
  }

  /** The curve of a stage so far, whoever it is of. */
  curvesOf(place: Place): Placeless<CurvePoint>[] {
    return this.curves.filter(at(place)).map(({ arm: _arm, seed: _seed, stage: _stage, ...point }) => point);
  }

  /** What one arm yielded at a stage, under the name of another that shares it. */
  copiedFrom(twin: ArmSpec, place: Place): { rows: Row[]; samples: Sample[]; curves: CurvePoint[] } {
    const copy = <T extends Place>(entries: readonly T[]): T[] =>
      entries.filter(at({ ...place, arm: twin.name })).map((entry) => ({ ...entry, arm: place.arm }));
    return { rows: copy(this.rows), samples: copy(this.samples), curves: copy(this.curves) };
  }

  /** Everything so far, and where to go on; later changes to the record do not reach it. */
  snapshot(arm: ArmSpec, seed: number, { stageIndex, step, parameters, m, v }: Position): Snapshot {
    const { experiment, rows, samples, curves, checkpoints, durations, computedOn, reused, elapsed } = this;
    const { watched } = this;
    return {
      experiment,
      watched,
      arm: arm.name,
      seed,
      stageIndex,
      step,
      parameters,
      firstMoments: m,
      secondMoments: v,
      rows: [...rows],
      samples: [...samples],
      curves: [...curves],
      checkpoints: [...checkpoints],
      durations: [...durations],
      computedOn: [...computedOn],
      reused: [...reused],
      elapsed: { ...elapsed },
    };
  }

  /** Without payload probabilities of something else than is watched from here on. */
  private curvesIn({ curves, watched }: Snapshot): CurvePoint[] {
    if (watched === undefined || canonicalJson(watched) === canonicalJson(this.watched)) return curves;
    return curves.map((point) => (this.beside.includes(point.arm) ? withoutPayload(point) : point));
  }

  restore(snapshot: Snapshot): void {
    append(this.rows, snapshot.rows);
    append(this.samples, snapshot.samples);
    append(this.curves, this.curvesIn(snapshot));
    append(this.checkpoints, snapshot.checkpoints);
    append(this.durations, snapshot.durations);
    append(this.computedOn, snapshot.computedOn);
    append(this.reused, snapshot.reused ?? []);
    this.elapsed = { ...snapshot.elapsed };
  }
}

/** Long runs have more samples than `push(...items)` could take as arguments. */
function append<T>(list: T[], items: readonly T[]): void {
  for (const item of items) list.push(item);
}

const at =
  ({ arm, seed, stage }: Place) =>
  (entry: Place): boolean =>
    entry.arm === arm && entry.seed === seed && entry.stage === stage;

export function positionOf(snapshot: Snapshot): Position {
  const { stageIndex, step, parameters, firstMoments: m, secondMoments: v } = snapshot;
  return { stageIndex, step, parameters, m, v };
}
