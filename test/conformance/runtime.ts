/** The runtimes of wherever the tests run: onnxruntime-node and Dawn in Node, onnxruntime-web and the browser's WebGPU in a browser. */
import type { Backend } from '../../src/engine/backends/backend.ts';
import { webGpuBackend, type WebGpuBackend } from '../../src/engine/backends/webgpu/backend.ts';
import { limitsOf, type DeviceLimits } from '../../src/engine/backends/webgpu/plan.ts';
import { direct, type Tuning } from '../../src/engine/backends/webgpu/tuning.ts';
import { WebGpuDevice, type ShaderSources } from '../../src/engine/backends/webgpu/device.ts';
import { onnxBackend } from '../../src/engine/backends/onnx/backend.ts';

export async function onnxHere(): Promise<Backend> {
  if (typeof window === 'undefined') {
    const { nodeRuntime } = await import('../../src/engine/backends/onnx/runtimeNode.ts');
    return onnxBackend(nodeRuntime());
  }
  const { webRuntime } = await import('../../src/engine/backends/onnx/runtimeWeb.ts');
  return onnxBackend(webRuntime());
}

/**
 * The WebGPU backend, at the limits and without the features that every device has.
 * @throws Error where there is no adapter: a suite that skipped instead would test nothing and look well.
 */
export async function webGpuHere(
  tuning: Tuning = direct,
  limits: Partial<DeviceLimits> = {},
): Promise<WebGpuBackend> {
  const { gpu, shaders } = await webGpuParts();
  const adapter = await gpu?.requestAdapter();
  if (!adapter) throw new Error('these tests need a WebGPU adapter, which may be a software one');
  const device = await WebGpuDevice.create(adapter, shaders, { floorLimits: true, tuning });
  return webGpuBackend(device, { ...limitsOf(device), ...limits });
}

async function webGpuParts(): Promise<{ gpu: GPU | null; shaders: ShaderSources }> {
  if (typeof window === 'undefined') {
    const { nodeGpu, nodeShaders } = await import('../../src/engine/backends/webgpu/runtimeNode.ts');
    return { gpu: nodeGpu(), shaders: nodeShaders() };
  }
  const { webGpu, webShaders } = await import('../../src/engine/backends/webgpu/runtimeWeb.ts');
  return { gpu: webGpu(), shaders: webShaders() };
}
