/** Measures whole training steps: forward, backward, clipping and AdamW. */
import type { Backend, Executable, Feeds } from '../../engine/backends/backend.ts';
import type { ModelConfig } from '../../model/files/config.ts';
import { loraSize } from '../../model/lora.ts';
import { describeError, UserError } from '../../support/errors.ts';
import { stageOptimizer } from '../../training/loraStep.ts';
import { optimizerFeeds, STATE } from '../../training/step.ts';
import { benchLora, parameterCount } from './models.ts';
import { batchFeeds, checkStepShape, planStep, stepFlops, stepProgram } from './step.ts';
import { milliseconds, spread } from './timing.ts';
import type { PlanReport, StepMeasurement, StepShape } from './types.ts';
import { benchWeights, randomValues } from './weights.ts';
import { bestProductRate } from './yardsticks.ts';

export interface StepBenchOptions {
  backend: Backend;
  /** What the network is called in reports. */
  model: string;
  config: ModelConfig;
  shape: StepShape;
  repetitions: number;
  signal: AbortSignal;
  progress(what: string): void;
}

const LEARNING_RATE = 1e-3;
/** Seconds that a step may be expected to take, before it is not even begun. */
const MOST_SECONDS = 120;
/** A model file cannot hold more, and the ONNX backend's has the weights in f32. */
const MOST_ONNX_BYTES = 2 ** 31;

/**
 * Plans the step, compares it with what the device can do, and times it. What the device does not allow, or
 * what would take minutes, is not allocated: the measurement says why.
 */
export async function measureStep(options: StepBenchOptions): Promise<StepMeasurement> {
  const { backend, config, model, shape, repetitions, signal } = options;
  checkStepShape(config, shape);
  options.progress('planning');
  const plan = backend.plan ? planStep(backend, config, shape) : null;
  const described = {
    ...{ model, shape, backend: backend.description, plan },
    parameters: parameterCount(config),
    positions: shape.batch * shape.time,
    flops: stepFlops(config, shape),
  };
  const refused = refusal(options, plan, described.parameters);
  if (refused) return { ...described, timing: null, productRate: null, failure: refused };

  options.progress('measuring the best matrix product');
  const productRate = await bestProductRate(backend, repetitions, signal);
  // Small products are not at their best: a step takes longer than this, not less.
  const seconds = described.flops / productRate;
  if (seconds > MOST_SECONDS) {
    const failure = `A step would take more than ${Math.round(seconds / 60)} minutes here.`;
    return { ...described, timing: null, productRate, failure };
  }
  try {
    return { ...described, timing: await timeStep(options), productRate, failure: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...described, timing: null, productRate, failure: describeError(error) };
  }
}

function refusal({ backend }: StepBenchOptions, plan: PlanReport | null, parameters: number): string | null {
  if (plan && 'refusal' in plan) return plan.refusal;
  if (backend.name === 'onnx' && 4 * parameters > MOST_ONNX_BYTES) {
    return 'The ONNX backend computes in f32, and so large a model does not fit into one ONNX file.';
  }
  return null;
}

async function timeStep(options: StepBenchOptions): Promise<NonNullable<StepMeasurement['timing']>> {
  const { backend, config, shape, repetitions, signal } = options;
  options.progress('compiling');
  const step = await RunningStep.create(backend, config, shape);
  try {
    options.progress('the first step');
    const first = await step.run();
    const times: number[] = [];
    for (let repetition = 0; repetition < repetitions; repetition++) {
      signal.throwIfAborted();
      options.progress(`step ${repetition + 1} of ${repetitions}`);
      times.push(await step.run());
    }
    const each = spread(times);
    const atOnce = backend.runAhead ?? 1;
    // Worth knowing only where waiting is a good part of a step.
    const underWay = atOnce > 1 && each.median < SHORT ? await step.several(atOnce) : null;
    return { compile: step.compile, first, step: each, underWay };
  } finally {
    await step.dispose();
  }
}

/** In milliseconds. */
const SHORT = 500;

/** A step on a device, ready to be run again and again. */
export class RunningStep {
  private done = 0;

  private constructor(
    /** Milliseconds that it took to get it ready. */
    readonly compile: number,
    private readonly executable: Executable,
    private readonly feeds: Feeds,
  ) {}

  /** Makes the weights, compiles the step and puts everything on the device. */
  static async create(backend: Backend, config: ModelConfig, shape: StepShape): Promise<RunningStep> {
    const program = stepProgram(config, benchWeights(config, shape.bits), shape);
    const began = performance.now();
    const executable = await backend.compile(program);
    const size = loraSize(config, benchLora(shape.rank));
    await executable.writeState(STATE.parameters, randomValues(size, 0.02, 1));
    for (const moments of [STATE.m, STATE.v]) await executable.writeState(moments, new Float32Array(size));
    return new RunningStep(performance.now() - began, executable, batchFeeds(config, shape));
  }

  /** Milliseconds of one step. @throws UserError if the loss is not finite: a wrong step has no speed. */
  run(): Promise<number> {
    return milliseconds(() => this.start());
  }

  /** Milliseconds of each of so many steps, of which none waits until the loss of the one before is back. */
  async several(count: number): Promise<number> {
    const all = await milliseconds(() => Promise.all(Array.from({ length: count }, () => this.start())));
    return all / count;
  }

  dispose(): Promise<void> {
    return this.executable.dispose();
  }

  private async start(): Promise<void> {
    const optimizer = optimizerFeeds(this.done++, LEARNING_RATE, stageOptimizer);
    const { loss } = await this.executable.run({ ...this.feeds, ...optimizer });
    if (!Number.isFinite(loss![0])) throw new UserError(`The loss of a step is ${loss![0]}.`);
  }
}
