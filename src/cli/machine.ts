/** What Node offers to compute on. */
import { existsSync } from 'node:fs';
import { onnxBackend } from '../engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../engine/backends/onnx/runtimeNode.ts';
import type { ShaderSources } from '../engine/backends/webgpu/device.ts';
import { findCard, type FoundCard, type Machine } from '../lab/backends/open.ts';
import { describeError } from '../support/errors.ts';
import { processorKind } from './processor.ts';

/** Experiments run on one thread: at these sizes a second one gains little, and loses much on a busy machine. */
const THREADS = 1;

/** On Linux, one of these is there where there is a graphics card or a program that imitates one. */
const signsOfCards = [
  '/dev/dri',
  '/dev/dxg',
  '/dev/nvidiactl',
  '/usr/share/vulkan/icd.d',
  '/etc/vulkan/icd.d',
  process.env.VK_DRIVER_FILES ?? '',
];

/** Dawn is a native library, which some platforms lack: it is loaded only when a graphics card is looked for. */
export function nodeMachine(): Machine {
  let shaders: (() => ShaderSources) | undefined;
  return {
    kind: processorKind(),
    async findCard(): Promise<FoundCard> {
      // Not for Dawn to find out, which complains at length when there is not even a driver.
      if (process.platform === 'linux' && !signsOfCards.some(existsSync)) return noCard;
      try {
        const dawn = await import('../engine/backends/webgpu/runtimeNode.ts');
        shaders = dawn.nodeShaders;
        return await findCard(dawn.nodeGpu());
      } catch (error) {
        const [detail] = describeError(error).split('\n');
        return {
          card: { found: false, why: 'unusable', detail: `Dawn, which offers WebGPU here, says "${detail}"` },
          adapter: null,
        };
      }
    },
    shaders: () => shaders?.() ?? {},
    processor: async () => onnxBackend(nodeRuntime({ threads: THREADS })),
  };
}

const noCard: FoundCard = { card: { found: false, why: 'no-adapter' }, adapter: null };
