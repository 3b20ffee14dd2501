/** From a wish to a backend that has been seen to compute, with the reason for it. */
import type { Backend } from '../../engine/backends/backend.ts';
import { referenceBackend } from '../../engine/backends/reference/backend.ts';
import { openWebGpu, type WebGpuBackend } from '../../engine/backends/webgpu/backend.ts';
import { DeviceLostError, isSoftware, type ShaderSources } from '../../engine/backends/webgpu/device.ts';
import { describeError } from '../../support/errors.ts';
import { startupProgram } from '../timing.ts';
import { chooseBackend, type BackendWish, type GraphicsCard } from './choice.ts';

/** A graphics card that was looked for, and the way to it if there is one. */
export interface FoundCard {
  card: GraphicsCard;
  adapter: GPUAdapter | null;
}

/** What a browser or Node offers to compute on. */
export interface Machine {
  /** Of what kind it is, as far as that decides how numbers are rounded; browsers do not tell. */
  kind?: string;
  /** Never rejects. */
  findCard(): Promise<FoundCard>;
  shaders(): ShaderSources;
  /** The ONNX backend, ready to be used. */
  processor(): Promise<Backend>;
}

export interface OpenedBackend {
  backend: Backend;
  reason: string;
}

/**
 * How long the news of a lost device may take longer than the failure that it causes, in milliseconds, and in how
 * many waits: a process that was kept busy finds a single wait over before it has heard any news.
 */
const NEWS_DELAY = 250;
const NEWS_WAITS = 10;

/**
 * Left to itself, the lab takes the processor where a graphics card turns out not to work.
 * @throws UserError where what was asked for by name cannot be had.
 */
export async function openBackend(wish: BackendWish, machine: Machine): Promise<OpenedBackend> {
  const asksForCard = wish === 'auto' || wish === 'webgpu';
  const { card, adapter } = asksForCard ? await machine.findCard() : notLookedFor;
  const choice = chooseBackend(card, wish);
  switch (choice.backend) {
    case 'reference':
      return { backend: referenceBackend, reason: choice.reason };
    case 'onnx':
      return { backend: await machine.processor(), reason: choice.reason };
    case 'webgpu':
      try {
        return { backend: await startCard(adapter!, machine.shaders()), reason: choice.reason };
      } catch (error) {
        const unusable = { found: false, why: 'unusable', detail: describeError(error) } as const;
        const { reason } = chooseBackend(unusable, wish);
        return { backend: await machine.processor(), reason };
      }
  }
}

const notLookedFor: FoundCard = { card: { found: false, why: 'no-adapter' }, adapter: null };

/** Asks WebGPU for an adapter; never rejects. */
export async function findCard(gpu: GPU): Promise<FoundCard> {
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return { card: { found: false, why: 'no-adapter' }, adapter };
    const { description, architecture, vendor } = adapter.info;
    const name = description || architecture || vendor || 'unnamed';
    return { card: { found: true, name, software: isSoftware(adapter.info) }, adapter };
  } catch (error) {
    return { card: { found: false, why: 'unusable', detail: describeError(error) }, adapter: null };
  }
}

/** A device that has computed something. */
async function startCard(adapter: GPUAdapter, shaders: ShaderSources): Promise<WebGpuBackend> {
  const backend = await openWebGpu(adapter, shaders);
  try {
    const executable = await backend.compile(startupProgram());
    const { y } = await executable.run({ x: Float32Array.of(1) });
    await executable.dispose();
    if (y?.[0] !== 1) throw new Error(`its driver computes 1 · 1 = ${y?.[0]}`);
    return backend;
  } catch (error) {
    backend.device.dispose();
    throw error;
  }
}

export const onGraphicsCard = (backend: Backend): backend is WebGpuBackend => backend.name === 'webgpu';

/** Gives back what the backend holds of the graphics card. */
export function closeBackend(backend: Backend): void {
  if (onGraphicsCard(backend)) backend.device.dispose();
}

/**
 * The loss of the device, if that is what is behind an error: what was going on when it happened may fail in
 * other words, and before the loss is known.
 */
export async function lossBehind(error: unknown, backend: Backend): Promise<DeviceLostError | null> {
  if (error instanceof DeviceLostError) return error;
  if (!onGraphicsCard(backend)) return null;
  return Promise.race([backend.device.lost, patience()]);
}

async function patience(): Promise<null> {
  for (let i = 0; i < NEWS_WAITS; i++) {
    await new Promise((resolve) => setTimeout(resolve, NEWS_DELAY / NEWS_WAITS));
  }
  return null;
}
