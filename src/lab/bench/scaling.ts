/** How the time of a training step grows with the batch, the length of its rows, the width and the layers. */
import type { Backend } from '../../engine/backends/backend.ts';
import type { ModelConfig } from '../../model/files/config.ts';
import { describeError, UserError } from '../../support/errors.ts';
import { RunningStep } from './measureStep.ts';
import { benchModels, usualRank, widened } from './models.ts';
import { stepFlops } from './step.ts';
import { spread } from './timing.ts';
import type { Spread, StepShape } from './types.ts';

export type ScaledBy = 'batch' | 'time' | 'width' | 'layers';

export interface ScalingPoint {
  /** What differs from the step in the middle of the grid; that one is in every group. */
  by: ScaledBy;
  value: number;
  flops: number;
  /** Milliseconds of a step on each backend, in their order, or why there are none. */
  times: (Spread | string)[];
}

export interface ScalingOptions {
  backends: readonly Backend[];
  repetitions: number;
  signal: AbortSignal;
  progress(what: string): void;
}

/** In the middle of the grid: nano, with so many rows and positions that a software adapter copes. */
export const scalingShape: StepShape = {
  bits: 8,
  rank: usualRank,
  batch: 8,
  time: 64,
  microBatches: 1,
  gradientCheckpointing: false,
};

const nano: ModelConfig = benchModels.nano;

export const scalingGrid: Readonly<Record<ScaledBy, readonly number[]>> = {
  batch: [2, 8, 32],
  time: [32, 64, 128],
  width: [32, 64, 128],
  layers: [2, 4, 8],
};

/** One thing is varied at a time; on every point the backends take turns. */
export async function* measureScaling(options: ScalingOptions): AsyncGenerator<ScalingPoint, void> {
  const measured = new Map<string, Pick<ScalingPoint, 'flops' | 'times'>>();
  for (const [by, values] of Object.entries(scalingGrid) as [ScaledBy, readonly number[]][]) {
    for (const value of values) {
      options.signal.throwIfAborted();
      const { config, shape } = scaled(by, value);
      const key = JSON.stringify([config, shape]);
      options.progress(`${by} ${value}`);
      const point = measured.get(key) ?? {
        flops: stepFlops(config, shape),
        times: await timesOf(config, shape, options),
      };
      measured.set(key, point);
      yield { by, value, ...point };
    }
  }
}

function scaled(by: ScaledBy, value: number): { config: ModelConfig; shape: StepShape } {
  switch (by) {
    case 'batch':
    case 'time':
      return { config: nano, shape: { ...scalingShape, [by]: value } };
    case 'width':
      return { config: widened(nano, value), shape: scalingShape };
    case 'layers':
      return { config: { ...nano, layers: value }, shape: scalingShape };
  }
}

async function timesOf(
  config: ModelConfig,
  shape: StepShape,
  { backends, repetitions, signal }: ScalingOptions,
): Promise<ScalingPoint['times']> {
  const entrants = await Promise.all(
    backends.map((backend) =>
      RunningStep.create(backend, config, shape).catch((error: unknown) => {
        if (error instanceof UserError) return describeError(error);
        throw error;
      }),
    ),
  );
  const times: number[][] = entrants.map(() => []);
  try {
    // The first turn warms up.
    for (let turn = 0; turn <= repetitions; turn++) {
      for (const [i, step] of entrants.entries()) {
        signal.throwIfAborted();
        if (typeof step === 'string') continue;
        const time = await step.run();
        if (turn > 0) times[i]!.push(time);
      }
    }
  } finally {
    for (const step of entrants) if (typeof step !== 'string') await step.dispose();
  }
  return entrants.map((step, i) => (typeof step === 'string' ? step : spread(times[i]!)));
}
