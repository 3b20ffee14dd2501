/** The graphics card that is measured: how it is got, and what it says about itself. */
import { isSoftware, WebGpuDevice } from '../../engine/backends/webgpu/device.ts';
import type { DeviceOptions, ShaderSources } from '../../engine/backends/webgpu/device.ts';
import { tune } from '../../engine/backends/webgpu/tuner.ts';
import { UserError } from '../../support/errors.ts';
import type { AdapterReport } from './types.ts';

/** WebGPU as the place has it where the bench runs. */
export interface GpuSource {
  requestAdapter(): Promise<GPUAdapter | null>;
  shaders: ShaderSources;
}

/** Those that decide what fits and which kernels can run. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies (keyof GPUSupportedLimits)[];

/** @throws UserError if there is no adapter. */
async function findAdapter(source: GpuSource): Promise<GPUAdapter> {
  const adapter = await source.requestAdapter();
  if (adapter) return adapter;
  throw new UserError(
    'There is no WebGPU adapter here.',
    'Use a browser and a driver with WebGPU, or look at "bench runtimes" for the processor.',
  );
}

/** A device of its own; an adapter gives only one. */
export async function openDevice(source: GpuSource, options: DeviceOptions = {}): Promise<WebGpuDevice> {
  return WebGpuDevice.create(await findAdapter(source), source.shaders, options);
}

/** A device with the kernels that the lab would use on it, and why those. */
export async function openTunedDevice(source: GpuSource): Promise<{ device: WebGpuDevice; reason: string }> {
  const device = await openDevice(source);
  return { device, reason: await tune(device) };
}

export async function describeAdapter(source: GpuSource): Promise<AdapterReport> {
  const { info, features, limits } = await findAdapter(source);
  const { vendor, architecture, description, device } = info;
  return {
    name: [vendor, architecture, description || device].filter(Boolean).join(' ') || 'unnamed',
    software: isSoftware(info),
    features: [...features].map(String).sort(),
    limits: Object.fromEntries(LIMITS.map((name) => [name, limits[name]])),
  };
}
