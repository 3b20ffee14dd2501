/** What the bench page measures: the kernels of nano's training step, and then the step itself. */
import { webGpuBackend } from '../../engine/backends/webgpu/backend.ts';
import { webGpu, webShaders } from '../../engine/backends/webgpu/runtimeWeb.ts';
import { UserError } from '../../support/errors.ts';
import { describeAdapter, openTunedDevice, type GpuSource } from './adapter.ts';
import { measureKernels, type KernelEvent } from './kernels.ts';
import { measureStep } from './measureStep.ts';
import { benchModels, usualRank, usualShape } from './models.ts';
import type { StepMeasurement } from './types.ts';

export type PageEvent = KernelEvent | { type: 'step'; measurement: StepMeasurement; kernels: string };

const MODEL = 'nano';
const REPETITIONS = 5;
/** Rows that a software adapter gets: enough to see that everything works. */
const SOFTWARE_BATCH = 4;

export async function* measurePage(): AsyncGenerator<PageEvent, void> {
  const gpu = browserGpu();
  const { software } = await describeAdapter(gpu);
  const usual = usualShape(MODEL);
  const shape = software ? { ...usual, batch: SOFTWARE_BATCH } : usual;
  const config = benchModels[MODEL];
  const common = { config, repetitions: REPETITIONS, signal: new AbortController().signal };
  yield* measureKernels({ ...common, gpu, shape });

  yield { type: 'progress', what: 'the whole training step', fraction: 1 };
  const { device, reason } = await openTunedDevice(gpu);
  try {
    const measurement = await measureStep({
      ...common,
      model: MODEL,
      backend: webGpuBackend(device),
      shape: { ...shape, bits: 8, rank: usualRank, microBatches: 1, gradientCheckpointing: false },
      progress: () => {},
    });
    yield { type: 'step', measurement, kernels: reason };
  } finally {
    device.dispose();
  }
}

/** @throws UserError where the browser has no WebGPU. */
function browserGpu(): GpuSource {
  const gpu = webGpu();
  if (!gpu) {
    throw new UserError(
      'This browser offers no WebGPU here.',
      'Chrome, Edge, Safari 26 and Firefox have it, on pages served by https or from this computer.',
    );
  }
  return {
    requestAdapter: () => gpu.requestAdapter({ powerPreference: 'high-performance' }),
    shaders: webShaders(),
  };
}
