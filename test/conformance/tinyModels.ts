/** Tiny random Llama networks that differ in every way the architecture allows. */
import { initialLora, loraSize, loraTargets, type LoraSpec } from '../../src/model/lora.ts';
import { quantize, QuantizedWeight, type QuantizationBits } from '../../src/engine/quantized.ts';
import type { HostWeights } from '../../src/model/llama.ts';
import { parameterSpecs } from '../../src/model/parameters.ts';
import type { ModelConfig } from '../../src/model/files/config.ts';
import type { Random } from '../../src/support/random.ts';
import { sizeOf } from '../../src/engine/graph.ts';

const plain: ModelConfig = {
  modelType: 'llama',
  vocabularySize: 23,
  width: 12,
  layers: 2,
  heads: 2,
  keyValueHeads: 2,
  headDim: 6,
  feedForwardWidth: 18,
  ropeTheta: 10000,
  normEpsilon: 1e-5,
  tiedEmbeddings: true,
  attentionBias: false,
  maxPositions: 64,
  bosTokenId: 1,
  eosTokenId: 2,
  padTokenId: 0,
};

export const tinyModels: Record<string, ModelConfig> = {
  'tied head': plain,
  'grouped queries, biases, untied head': {
    ...plain,
    modelType: 'qwen2',
    heads: 4,
    keyValueHeads: 2,
    tiedEmbeddings: false,
    attentionBias: true,
  },
};

/** Every width is a multiple of 32, as blocks of weights need. */
export const blockModel: ModelConfig = {
  ...plain,
  width: 32,
  heads: 2,
  keyValueHeads: 1,
  headDim: 32,
  feedForwardWidth: 96,
};

export function inBlocks(weights: HostWeights, bits: QuantizationBits): HostWeights {
  return new Map(
    [...weights].map(([name, weight]) => {
      if (weight.shape.length !== 2) return [name, weight];
      return [name, new QuantizedWeight(quantize(weight.data, weight.shape as [number, number], bits))];
    }),
  );
}

export const tinyLora: LoraSpec = { rank: 2, alpha: 4, targets: loraTargets };

export function randomWeights(config: ModelConfig, random: Random): HostWeights {
  return new Map(
    parameterSpecs(config).map(({ name, shape, kind }) => {
      const data = Float32Array.from(
        { length: sizeOf(shape) },
        () => (kind === 'gain' ? 1 : 0) + 0.3 * random.normal(),
      );
      return [name, { shape, data }];
    }),
  );
}

/** An adapter whose B is not zero, so that every factor has a gradient. */
export function randomLora(config: ModelConfig, random: Random): Float32Array {
  const parameters = initialLora(config, tinyLora, random);
  return parameters.map((value) => (value === 0 ? 0.2 * random.normal() : value));
}

export const tinyLoraSize = (config: ModelConfig) => loraSize(config, tinyLora);
