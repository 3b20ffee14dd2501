/** The WebGPU backend: programs run on the graphics card through the kernels in `shaders/`. */
import type { Backend, Program } from '../backend.ts';
import type { WebGpuDevice } from './device.ts';
import { WebGpuExecutable } from './executable.ts';
import { makePlan, type PlanSummary } from './plan.ts';

export interface WebGpuBackend extends Backend {
  readonly name: 'webgpu';
  readonly device: WebGpuDevice;
  /** What compiling a program would take. @throws PlanError where the device's limits do not allow it. */
  plan(program: Program): PlanSummary;
}

export function webGpuBackend(device: WebGpuDevice): WebGpuBackend {
  const { maxBufferSize: bufferBytes, maxStorageBufferBindingSize: bindingBytes } = device.gpu.limits;
  const plan = (program: Program) =>
    makePlan(program, { bufferBytes, bindingBytes }, device.tuning, device.weights);
  // One program after the other, so that the second finds the weights that the first has uploaded.
  let last: Promise<unknown> = Promise.resolve();
  return {
    name: 'webgpu',
    description: describe(device.info),
    device,
    plan: (program) => plan(program).summary,
    compile(program) {
      const compiled = last.then(() => WebGpuExecutable.create(device, program, plan(program)));
      last = compiled.catch(() => undefined);
      return compiled;
    },
  };
}

function describe({ vendor, architecture, description, device }: GPUAdapterInfo): string {
  const name = description || [vendor, architecture, device].filter(Boolean).join(' ');
  return `WebGPU, ${name || 'a graphics card that does not name itself'}`;
}
