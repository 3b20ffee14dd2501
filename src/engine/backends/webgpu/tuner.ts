/**
 * Finds out which kernels a device is fastest with, by trying: a few products of the size that a small model's
 * layers have, under each tuning that the device can run. It takes a fraction of a second, once a device.
 */
import { constant, input } from '../../leaves.ts';
import { linear } from '../../ops/linear.ts';
import type { Program } from '../backend.ts';
import { isSoftware, type WebGpuDevice } from './device.ts';
import { WebGpuExecutable } from './executable.ts';
import { limitsOf, makePlan } from './plan.ts';
import { describeTuning, direct, tiled, tiledHalf, type Tuning } from './tuning.ts';

const ROWS = 1024;
const WIDTH = 256;
const LAYERS = 12;
const RUNS = 4;
/** By this much another tuning has to be faster than the first to be taken. */
const WORTHWHILE = 1.15;
/** How far half-precision tiles may be off, in units of the largest result. */
const HALF_TOLERANCE = 5e-3;

/** One tuning that was tried. */
export interface Trial {
  tuning: Tuning;
  /** The fastest of several runs. */
  milliseconds: number;
  values: Float32Array;
}

/** Sets the device's tuning; returns in one sentence what was chosen and why. */
export async function tune(device: WebGpuDevice): Promise<string> {
  if (isSoftware(device.info)) {
    device.tuning = direct;
    return 'Direct kernels, which are faster than tiled ones on a software adapter.';
  }
  const candidates = [tiled, direct, ...(device.gpu.features.has('shader-f16') ? [tiledHalf] : [])];
  const trials: Trial[] = [];
  for (const tuning of candidates) trials.push(await trial(device, tuning));
  const chosen = choose(trials);
  device.tuning = chosen.tuning;
  const tried = trials.map(
    ({ tuning, milliseconds }) => `${describeTuning(tuning)} ${milliseconds.toFixed(2)} ms`,
  );
  return `Measured on this device: ${tried.join(', ')}; chosen: ${describeTuning(chosen.tuning)}.`;
}

/** The first trial, unless another is clearly faster and its results are right. */
export function choose(trials: readonly Trial[]): Trial {
  const [first, ...others] = trials as [Trial, ...Trial[]];
  const largest = first.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return others.reduce((best, other) => {
    const error = other.values.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - first.values[i]!)),
      0,
    );
    const isRight = error <= HALF_TOLERANCE * largest;
    return isRight && other.milliseconds * WORTHWHILE < best.milliseconds ? other : best;
  }, first);
}

async function trial(device: WebGpuDevice, tuning: Tuning): Promise<Trial> {
  const program = layersProgram();
  const plan = makePlan(program, { limits: limitsOf(device), tuning, store: device.weights });
  const executable = await WebGpuExecutable.create(device, program, plan);
  const x = Float32Array.from({ length: ROWS * WIDTH }, (_, i) => Math.sin(i));
  let milliseconds = Infinity;
  let values = new Float32Array();
  // The first run warms up.
  for (let run = 0; run <= RUNS; run++) {
    const began = performance.now();
    const { y } = await executable.run({ x });
    values = y as typeof values;
    if (run > 0) milliseconds = Math.min(milliseconds, performance.now() - began);
  }
  await executable.dispose();
  return { tuning, milliseconds, values };
}

/** Layers one after the other; only a few numbers of the last are read back. */
function layersProgram(): Program {
  let x = input('x', [ROWS, WIDTH]);
  for (let layer = 0; layer < LAYERS; layer++) {
    const outWidth = layer === LAYERS - 1 ? 4 : WIDTH;
    const values = Float32Array.from(
      { length: outWidth * WIDTH },
      (_, i) => Math.cos(i * (layer + 1)) / Math.sqrt(WIDTH / 2),
    );
    x = linear({ x, weight: constant(values, [outWidth, WIDTH]) }, { loraScale: 0 });
  }
  return { outputs: { y: x } };
}
