/**
 * The training loop of one stage as an async iterator: the caller decides after every step whether to go on.
 * Stopping is leaving the loop; `snapshot` holds all that is needed to take it up again, bit for bit.
 */
import {
  PlanError,
  type Executable,
  type Feeds,
  type Program,
  type Results,
} from '../engine/backends/backend.ts';
import { feedsFor, type BatchShape } from '../model/scoredBatch.ts';
import { UserError } from '../support/errors.ts';
import { loraStep, stageOptimizer, withSettingThatFits, type LoraTrainingOptions } from './loraStep.ts';
import type { ObjectiveBatch } from './objectives/objective.ts';
import { learningRateAt } from './schedule.ts';
import { optimizerFeeds, STATE } from './step.ts';

/** The trained vector and AdamW's moments after `step` steps. */
export interface TrainerState {
  step: number;
  parameters: Float32Array;
  m: Float32Array;
  v: Float32Array;
}

export interface StepReport {
  /** Steps done, from 1 on. */
  step: number;
  loss: number;
  gradNorm: number;
  learningRate: number;
  metrics: Record<string, number>;
}

/** A stage's learning rate rises over so many steps, and falls in a line to this part of its peak. */
export const WARMUP_STEPS = 10;
export const FINAL_FRACTION = 0.1;

/** A step on its way: submitted, its results not read yet. */
interface StepUnderWay {
  batch: ObjectiveBatch;
  learningRate: number;
  feeds: Feeds;
  results: Promise<Results>;
}

export class LoraTrainer {
  /** Steps whose reports were given out, and steps that the backend was told to do. */
  private step = 0;
  private submitted = 0;
  private halted = false;

  private constructor(
    /** The step that is run, for whoever wants to measure it. */
    readonly program: Program,
    private readonly executable: Executable,
    private readonly shape: BatchShape,
    /** The most sequences a step has. */
    private readonly sequences: number,
    private readonly options: LoraTrainingOptions,
  ) {}

  /**
   * Compiles the step and puts the state on the device. Fresh moments are zeros.
   * @throws UserError, before anything is allocated, if the device's limits do not allow the step; it names
   *   a setting that fits.
   */
  static async create(options: LoraTrainingOptions, start: TrainerState): Promise<LoraTrainer> {
    const { backend } = options;
    const { program, shape, sequences } = loraStep(options);
    let executable: Executable;
    try {
      executable = await backend.compile(program);
    } catch (error) {
      throw error instanceof PlanError ? withSettingThatFits(error, options) : error;
    }
    const trainer = new LoraTrainer(program, executable, shape, sequences, options);
    await trainer.restore(start);
    return trainer;
  }

  /** Puts parameters, moments and the number of steps done back to what they were. */
  async restore({ step, parameters, m, v }: TrainerState): Promise<void> {
    this.step = step;
    this.submitted = step;
    await this.executable.writeState(STATE.parameters, parameters);
    await this.executable.writeState(STATE.m, m);
    await this.executable.writeState(STATE.v, v);
  }

  /**
   * Does the steps that are left, one an iteration.
   * @param settlesAfter names the steps (counted from 1) after which the caller may want the state: the trainer
   *   works ahead of its reports, where the backend gains by that, but never beyond such a step.
   */
  async *steps(settlesAfter: (step: number) => boolean = () => true): AsyncGenerator<StepReport, void> {
    const { batches, objective, backend } = this.options;
    const underWay: StepUnderWay[] = [];
    this.halted = false;
    try {
      while (this.step < batches.length) {
        const mayGoOn = () => underWay.length === 0 || !settlesAfter(this.submitted);
        while (
          !this.halted &&
          this.submitted < batches.length &&
          underWay.length < (backend.runAhead ?? 1) &&
          mayGoOn()
        ) {
          underWay.push(this.submit());
        }
        const first = underWay.shift();
        if (!first) return;
        const { loss, grad_norm: gradNorm, ...outputs } = await first.results;
        if (!Number.isFinite(loss![0]) || !Number.isFinite(gradNorm![0])) {
          await Promise.allSettled(underWay.map(({ results }) => results));
          throw await this.divergence(first, loss![0]!);
        }
        this.step++;
        yield {
          step: this.step,
          loss: loss![0]!,
          gradNorm: gradNorm![0]!,
          learningRate: first.learningRate,
          metrics: objective.metrics(outputs, first.batch),
        };
      }
    } finally {
      await Promise.allSettled(underWay.map(({ results }) => results));
    }
  }

  /** Lets `steps` end after the steps that are under way. */
  halt(): void {
    this.halted = true;
  }

  parameters(): Promise<Float32Array> {
    return this.read(STATE.parameters);
  }

  async snapshot(): Promise<TrainerState> {
    const [parameters, m, v] = await Promise.all([
      this.read(STATE.parameters),
      this.read(STATE.m),
      this.read(STATE.v),
    ]);
    return { step: this.step, parameters, m, v };
  }

  /** @throws UserError if there is a number in it that is none: such a state must not be kept by anyone. */
  private async read(name: string): Promise<Float32Array> {
    if (this.submitted !== this.step) throw new Error(`the state is ahead of step ${this.step}`);
    const values = await this.executable.readState(name);
    if (!values.every(Number.isFinite)) throw new UserError('Training diverged.', 'Lower the learning rate.');
    return values;
  }

  private submit(): StepUnderWay {
    const { batches, objective, config, learningRate: peak } = this.options;
    const step = this.submitted++;
    const { feeds, sequenceOf } = feedsFor(batches[step]!, this.shape, config.padTokenId ?? 0);
    const batch = { step, sequenceOf, sequences: this.sequences };
    const learningRate = learningRateAt(step, {
      peak,
      steps: batches.length,
      warmupSteps: WARMUP_STEPS,
      finalFraction: FINAL_FRACTION,
      decay: 'linear',
    });
    const all = {
      ...feeds,
      ...objective.feeds(batch),
      ...optimizerFeeds(step, learningRate, stageOptimizer),
    };
    const results = this.executable.run(all);
    // Whoever waits for it hears of a failure; until then it is not unhandled.
    results.catch(() => undefined);
    return { batch, learningRate, feeds: all, results };
  }

  /** What to say of a step that went wrong: where the backend can tell, with the op it went wrong in. */
  private async divergence({ batch, feeds }: StepUnderWay, loss: number): Promise<UserError> {
    const { backend } = this.options;
    const names = Object.values(STATE);
    const state = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await this.executable.readState(name)] as const)),
    );
    const op = await backend.firstNonFinite?.(this.program, state, feeds);
    const where = op ? ` The first op to give such a number was ${op}.` : '';
    return new UserError(
      `Training diverged: the loss became ${loss} at step ${batch.step + 1}.${where}`,
      'Lower the learning rate.',
    );
  }

  dispose(): Promise<void> {
    return this.executable.dispose();
  }
}
