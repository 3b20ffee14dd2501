/** The networks that training steps are measured for: what the lab ships, and what it should be able to train. */
import { UserError } from '../../support/errors.ts';
import type { ModelConfig } from '../../model/files/config.ts';
import { parameterSpecs } from '../../model/parameters.ts';
import { sizeOf } from '../../engine/graph.ts';
import { loraTargets, type LoraSpec } from '../../model/lora.ts';
import { bases } from '../bases.ts';

const nano = bases['nano']!.config;

/** Published sizes are those of the `config.json` on the Hugging Face hub. */
export const benchModels = {
  nano,
  /** Twice as wide as nano. */
  micro: widened(nano, 128),
  /** HuggingFaceTB/SmolLM2-135M */
  'smollm2-135m': {
    modelType: 'llama',
    vocabularySize: 49_152,
    width: 576,
    layers: 30,
    heads: 9,
    keyValueHeads: 3,
    headDim: 64,
    feedForwardWidth: 1536,
    ropeTheta: 100_000,
    normEpsilon: 1e-5,
    tiedEmbeddings: true,
    attentionBias: false,
    maxPositions: 8192,
    bosTokenId: 0,
    eosTokenId: 0,
    padTokenId: null,
  },
  /** Qwen/Qwen2.5-0.5B */
  'qwen2.5-0.5b': {
    modelType: 'qwen2',
    vocabularySize: 151_936,
    width: 896,
    layers: 24,
    heads: 14,
    keyValueHeads: 2,
    headDim: 64,
    feedForwardWidth: 4864,
    ropeTheta: 1_000_000,
    normEpsilon: 1e-6,
    tiedEmbeddings: true,
    attentionBias: true,
    maxPositions: 32_768,
    bosTokenId: 151_643,
    eosTokenId: 151_643,
    padTokenId: null,
  },
} as const satisfies Record<string, ModelConfig>;

export const usualRank = 8;

/** An adapter on every projection, as the lab's experiments have it. */
export const benchLora = (rank = usualRank): LoraSpec => ({ rank, alpha: 2 * rank, targets: loraTargets });

export type BenchModelName = keyof typeof benchModels;
export const benchModelNames = Object.keys(benchModels) as BenchModelName[];

/** Rows and positions that a step has if nothing else is said: a batch of short chats, or of a few texts. */
export const usualShape = (model: BenchModelName): { batch: number; time: number } =>
  model === 'nano' || model === 'micro' ? { batch: 32, time: 64 } : { batch: 4, time: 128 };

/** Of the base, without adapters. */
export const parameterCount = (config: ModelConfig): number =>
  parameterSpecs(config).reduce((total, { shape }) => total + sizeOf(shape), 0);

/**
 * The same network of another width: heads as wide as before, and as many as that takes.
 * @throws UserError if `width` is not a multiple of the head's.
 */
export function widened(config: ModelConfig, width: number): ModelConfig {
  const { headDim, feedForwardWidth } = config;
  if (width % headDim !== 0) {
    throw new UserError(`Heads of ${headDim} do not divide a width of ${width}.`, 'Use a multiple of it.');
  }
  const heads = width / headDim;
  return {
    ...config,
    width,
    heads,
    keyValueHeads: heads,
    feedForwardWidth: (feedForwardWidth / config.width) * width,
  };
}
