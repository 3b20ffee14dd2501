/** `bench step`: a whole training step, planned and timed. */
import type { Backend } from '../../engine/backends/backend.ts';
import { onnxBackend } from '../../engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../../engine/backends/onnx/runtimeNode.ts';
import { webGpuBackend } from '../../engine/backends/webgpu/backend.ts';
import type { WebGpuDevice } from '../../engine/backends/webgpu/device.ts';
import { describeAdapter, openDevice, openTunedDevice, type GpuSource } from '../../lab/bench/adapter.ts';
import { measureStep } from '../../lab/bench/measureStep.ts';
import { benchModels, type BenchModelName } from '../../lab/bench/models.ts';
import { adapterLines, planTable, stepTable } from '../../lab/bench/report.ts';
import { checkStepShape, planStep } from '../../lab/bench/step.ts';
import { markdown } from '../../lab/bench/table.ts';
import type { PlanReport, StepShape } from '../../lab/bench/types.ts';
import { clearProgress, nodeGpuSource, showProgress, type BenchIo } from './node.ts';

export interface StepOptions extends BenchIo {
  model: BenchModelName;
  shape: StepShape;
  backend: 'webgpu' | 'onnx';
  repetitions: number;
}

export async function benchStep(options: StepOptions): Promise<void> {
  const { model, shape, repetitions, signal, stdout, stderr } = options;
  const opened = await openBackend(options);
  try {
    const measured = await measureStep({
      backend: opened.backend,
      model,
      config: benchModels[model],
      shape,
      repetitions,
      signal,
      progress: (what) => showProgress(stderr, what),
    });
    clearProgress(stderr);
    if (opened.about) stdout.write(`${opened.about}\n\n`);
    if (measured.plan) {
      const plan = { model, shape, limits: 'this device', plan: measured.plan };
      stdout.write(`${markdown(planTable('Plan', [plan]))}\n`);
    }
    stdout.write(markdown(stepTable(`Training step, ${repetitions} repetitions`, [measured])));
  } finally {
    opened.device?.dispose();
  }
}

async function openBackend({ backend }: StepOptions): Promise<{
  backend: Backend;
  about: string;
  device?: WebGpuDevice;
}> {
  if (backend === 'onnx') return { backend: onnxBackend(nodeRuntime({ threads: 1 })), about: '' };
  const gpu = await nodeGpuSource();
  const { device, reason } = await openTunedDevice(gpu);
  const about = [...adapterLines(await describeAdapter(gpu)), reason].join('\n');
  return { backend: webGpuBackend(device), about, device };
}

/** The plan at the limits that every device has and, where there is an adapter, at those of this one. */
export async function benchPlan({ model, shape, stdout }: StepOptions): Promise<void> {
  checkStepShape(benchModels[model], shape);
  const floor = await planOn(await nodeGpuSource(['backend=null']), true, model, shape);
  const plans = [{ model, shape, limits: 'every device', plan: floor }];
  const gpu = await nodeGpuSource();
  if (await gpu.requestAdapter()) {
    plans.push({ model, shape, limits: 'this device', plan: await planOn(gpu, false, model, shape) });
  }
  stdout.write(markdown(planTable('Plan; nothing was allocated', plans)));
}

async function planOn(
  gpu: GpuSource,
  floorLimits: boolean,
  model: BenchModelName,
  shape: StepShape,
): Promise<PlanReport> {
  const device = await openDevice(gpu, { floorLimits });
  try {
    return planStep(webGpuBackend(device), benchModels[model], shape);
  } finally {
    device.dispose();
  }
}
