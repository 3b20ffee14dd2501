/**
 * Every kernel in every variant compiles at the limits that all WebGPU devices have: on Dawn's null backend, which
 * checks and translates everything and computes nothing, and which offers every optional feature.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { webGpuBackend } from '../../src/engine/backends/webgpu/backend.ts';
import { WebGpuDevice } from '../../src/engine/backends/webgpu/device.ts';
import { nodeGpu, nodeShaders } from '../../src/engine/backends/webgpu/runtimeNode.ts';
import { direct, tiled, tiledHalf, type Tuning } from '../../src/engine/backends/webgpu/tuning.ts';
import { input } from '../../src/engine/leaves.ts';
import { decoderProgram } from '../../src/model/decoder.ts';
import type { ModelConfig } from '../../src/model/files/config.ts';
import { frozenNetwork, type HostWeights } from '../../src/model/llama.ts';
import { loraSize, loraTargets } from '../../src/model/lora.ts';
import { Random } from '../../src/support/random.ts';
import { loraStep } from '../../src/training/loraStep.ts';
import { orpo } from '../../src/training/objectives/orpo.ts';
import { inBlocks, randomWeights } from '../conformance/tinyModels.ts';

const gpu = nodeGpu(['backend=null']);

/** Half precision is an optional feature, and comes with the adapter's limits, which here are the floor's too. */
async function nullDevice(tuning: Tuning): Promise<WebGpuDevice> {
  const adapter = await gpu.requestAdapter();
  return WebGpuDevice.create(adapter!, nodeShaders(), { floorLimits: !tuning.halfTiles, tuning });
}

/** The head widths of models that people use, at one layer and a small vocabulary. */
const headDims = [16, 32, 64, 80, 96, 128];
const tunings: Record<string, Tuning> = { tiled, 'tiled, half precision': tiledHalf, direct };

const model = (headDim: number): ModelConfig => ({
  ...{ modelType: 'qwen2', vocabularySize: 96, layers: 1, heads: 2, keyValueHeads: 1, headDim },
  ...{ width: 2 * headDim, feedForwardWidth: 64, ropeTheta: 10000, normEpsilon: 1e-5 },
  ...{ tiedEmbeddings: false, attentionBias: true, maxPositions: 64 },
  ...{ bosTokenId: 1, eosTokenId: 2, padTokenId: 0 },
});

for (const [name, tuning] of Object.entries(tunings)) {
  describe(`kernels of the tuning "${name}"`, () => {
    let device: WebGpuDevice;
    beforeAll(async () => {
      device = await nullDevice(tuning);
    });

    for (const headDim of headDims) {
      for (const bits of [32, 8, 4] as const) {
        it(`a training step and a decoder with heads of ${headDim}, weights of ${bits} bits`, async () => {
          const config = model(headDim);
          const plain = randomWeights(config, Random.of(1));
          const weights: HostWeights = bits === 32 ? plain : inBlocks(plain, bits);
          const backend = webGpuBackend(device);
          const lora = { rank: 4, alpha: 8, targets: loraTargets };
          const batches = [[0, 1].map(() => ({ tokens: [3, 4, 5, 6, 7], scoreFrom: 2 }))];
          const { program } = loraStep({
            ...{
              backend,
              config,
              weights,
              lora,
              objective: orpo({ beta: 0.1 }),
              learningRate: 1e-3,
              batches,
            },
            gradientCheckpointing: true,
          });
          const flat = input('lora', [loraSize(config, lora)]);
          const decoder = decoderProgram(frozenNetwork(config, weights, { spec: lora, flat }), {
            ...{ batch: 2, promptTime: 8, maxNewTokens: 4, topK: 3, endToken: 2 },
          });
          for (const compiled of [program, decoder]) await (await backend.compile(compiled)).dispose();
          device.check();
        });
      }
    }

    it('every entry point of every file, as it stands', async () => {
      const sources = nodeShaders();
      const entries = Object.entries(sources).flatMap(([kernel, source]) =>
        [...source.matchAll(/@compute[^{]*?fn (\w+)/g)].map(([, entry]) => ({ kernel, entry: entry! })),
      );
      expect(new Set(entries.map(({ kernel }) => kernel)).size).toBe(Object.keys(sources).length);
      await Promise.all(entries.map((entry) => device.pipeline({ ...entry, constants: {} })));
      device.check();
    });
  });
}

it('a kernel that needs more than every device has is refused', async () => {
  const sources = nodeShaders();
  const adapter = await gpu.requestAdapter();
  const greedy = {
    ...sources,
    attention: sources.attention!.replace('const QUERIES = 32u;', 'const QUERIES = 512u;'),
  };
  const device = await WebGpuDevice.create(adapter!, greedy, { floorLimits: true });
  await expect(device.pipeline({ kernel: 'attention', entry: 'forward', constants: {} })).rejects.toThrow();
});
