/**
 * The training loop of one stage as an async iterator: the caller decides after every step whether to go on.
 * Stopping is leaving the loop; `snapshot` holds all that is needed to take it up again, bit for bit.
 */
import type { Backend, Executable, Program } from '../engine/backends/backend.ts';
import { input } from '../engine/leaves.ts';
import type { AdamWAttributes } from '../engine/ops/optimizer.ts';
import type { ModelConfig } from '../model/files/config.ts';
import { frozenNetwork, type HostWeights } from '../model/llama.ts';
import { loraSize, type LoraSpec } from '../model/lora.ts';
import { feedsFor, shapeFor, type BatchShape, type ScoredSequence } from '../model/scoredBatch.ts';
import { UserError } from '../support/errors.ts';
import type { Objective } from './objectives/objective.ts';
import { learningRateAt } from './schedule.ts';
import { optimizerFeeds, STATE, trainingStep } from './step.ts';

export interface LoraTrainingOptions {
  backend: Backend;
  config: ModelConfig;
  weights: HostWeights;
  lora: LoraSpec;
  objective: Objective;
  learningRate: number;
  /** The sequences of every step, in order; as many steps as batches. */
  batches: readonly (readonly ScoredSequence[])[];
}

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

/** PyTorch's defaults but for β₂, which is lower because stages are short. */
export const stageOptimizer: AdamWAttributes = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0 };
const MAX_GRAD_NORM = 1;
const WARMUP_STEPS = 10;
const FINAL_FRACTION = 0.1;

export class LoraTrainer {
  private step = 0;

  private constructor(
    /** The step that is run, for whoever wants to measure it. */
    readonly program: Program,
    private readonly executable: Executable,
    private readonly shape: BatchShape,
    /** The most sequences a step has. */
    private readonly sequences: number,
    private readonly options: LoraTrainingOptions,
  ) {}

  /** Compiles the step and puts the state on the device. Fresh moments are zeros. */
  static async create(options: LoraTrainingOptions, start: TrainerState): Promise<LoraTrainer> {
    const { backend, config, weights, lora, objective, batches } = options;
    const shape = shapeFor(batches);
    const sequences = Math.max(1, ...batches.map(({ length }) => length));
    const flat = input(STATE.parameters, [loraSize(config, lora)]);
    const network = frozenNetwork(config, weights, { spec: lora, flat });
    const program = trainingStep(network, flat, network.adapterTensors, {
      shape,
      sequences,
      objective,
      optimizer: stageOptimizer,
      maxGradNorm: MAX_GRAD_NORM,
    });
    const trainer = new LoraTrainer(program, await backend.compile(program), shape, sequences, options);
    await trainer.restore(start);
    return trainer;
  }

  /** Puts parameters, moments and the number of steps done back to what they were. */
  async restore({ step, parameters, m, v }: TrainerState): Promise<void> {
    this.step = step;
    await this.executable.writeState(STATE.parameters, parameters);
    await this.executable.writeState(STATE.m, m);
    await this.executable.writeState(STATE.v, v);
  }

  /** Does the steps that are left, one an iteration. */
  async *steps(): AsyncGenerator<StepReport, void> {
    const { batches, objective, config, learningRate: peak } = this.options;
    const schedule = {
      peak,
      steps: batches.length,
      warmupSteps: WARMUP_STEPS,
      finalFraction: FINAL_FRACTION,
      decay: 'linear' as const,
    };
    while (this.step < batches.length) {
      const { feeds, sequenceOf } = feedsFor(batches[this.step]!, this.shape, config.padTokenId ?? 0);
      const batch = { step: this.step, sequenceOf, sequences: this.sequences };
      const learningRate = learningRateAt(this.step, schedule);
      const {
        loss,
        grad_norm: gradNorm,
        ...outputs
      } = await this.executable.run({
        ...feeds,
        ...objective.feeds(batch),
        ...optimizerFeeds(this.step, learningRate, stageOptimizer),
      });
      this.step++;
      if (!Number.isFinite(loss![0]) || !Number.isFinite(gradNorm![0])) {
        throw new UserError(
          `Training diverged: the loss became ${loss![0]} at step ${this.step}.`,
          'Lower the learning rate.',
        );
      }
      yield {
        step: this.step,
        loss: loss![0]!,
        gradNorm: gradNorm![0]!,
        learningRate,
        metrics: objective.metrics(outputs, batch),
      };
    }
  }

  parameters(): Promise<Float32Array> {
    return this.executable.readState(STATE.parameters);
  }

  async snapshot(): Promise<TrainerState> {
    const [parameters, m, v] = await Promise.all([
      this.executable.readState(STATE.parameters),
      this.executable.readState(STATE.m),
      this.executable.readState(STATE.v),
    ]);
    return { step: this.step, parameters, m, v };
  }

  dispose(): Promise<void> {
    return this.executable.dispose();
  }
}
