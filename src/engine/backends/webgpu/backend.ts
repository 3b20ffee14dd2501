/** The WebGPU backend: programs run on the graphics card through the kernels in `shaders/`. */
import type { Backend, PlanSummary, Program } from '../backend.ts';
import { WebGpuDevice, type ShaderSources } from './device.ts';
import { WebGpuExecutable } from './executable.ts';
import { limitsOf, makePlan } from './plan.ts';
import { tune } from './tuner.ts';
import { describeTuning } from './tuning.ts';

/** Enough to keep the device busy while results travel back; few enough that a bad step is noticed soon. */
const RUN_AHEAD = 8;

export interface WebGpuBackend extends Backend {
  readonly name: 'webgpu';
  readonly device: WebGpuDevice;
  plan(program: Program): PlanSummary;
}

/** @param limits what programs may use, if it is to be less than the device allows */
export function webGpuBackend(device: WebGpuDevice, limits = limitsOf(device)): WebGpuBackend {
  const plan = (program: Program, checkFinite = false) =>
    makePlan(program, { limits, tuning: device.tuning, store: device.weights, checkFinite });
  // One program after the other, so that the second finds the weights that the first has uploaded.
  let last: Promise<unknown> = Promise.resolve();
  return {
    name: 'webgpu',
    description: `${describe(device.info)}, ${describeTuning(device.tuning)}`,
    device,
    runAhead: RUN_AHEAD,
    plan: (program) => plan(program).summary,
    compile(program) {
      const compiled = last.then(() => WebGpuExecutable.create(device, program, plan(program)));
      last = compiled.catch(() => undefined);
      return compiled;
    },
    async firstNonFinite(program, state, feeds) {
      const executable = await WebGpuExecutable.create(device, program, plan(program, true));
      for (const [name, value] of Object.entries(state)) {
        await executable.writeState(name, value as Float32Array);
      }
      await executable.run(feeds);
      const op = await executable.firstNonFinite();
      await executable.dispose();
      return op;
    },
  };
}

/** A backend on a new device of the adapter, with the kernels that it is fastest with, and why those. */
export async function openWebGpu(adapter: GPUAdapter, sources: ShaderSources): Promise<WebGpuBackend> {
  const device = await WebGpuDevice.create(adapter, sources);
  const kernels = await tune(device);
  return { ...webGpuBackend(device), kernels };
}

function describe({ vendor, architecture, description, device }: GPUAdapterInfo): string {
  const name = description || [vendor, architecture, device].filter(Boolean).join(' ');
  return `WebGPU, ${name || 'a graphics card that does not name itself'}`;
}
