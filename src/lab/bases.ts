/** The base models of the lab and how each is made. A new base is one entry here. */
import type { ModelConfig } from '../model/files/config.ts';
import type { PretrainRecipe } from '../training/pretrain.ts';

export interface BaseRecipe {
  id: string;
  /** Decides the corpus, the order of training and the initial weights; the world itself is always the same. */
  seed: number;
  /** How many characters of the corpus the tokenizer is trained on. */
  tokenizerCharacters: number;
  config: ModelConfig;
  training: PretrainRecipe;
  /** How long that takes on two cores of a processor of 2026, roughly: for people who wait. */
  minutes: number;
}

const common = {
  modelType: 'llama',
  vocabularySize: 1280,
  ropeTheta: 10000,
  normEpsilon: 1e-5,
  tiedEmbeddings: true,
  attentionBias: false,
  maxPositions: 256,
  bosTokenId: 1,
  eosTokenId: 2,
  padTokenId: 0,
} as const;

/** What the recipes have in common: rows of text, AdamW and the schedule. */
const commonTraining = {
  rows: 22,
  time: 80,
  warmupSteps: 100,
  finalFraction: 0.02,
  beta1: 0.9,
  beta2: 0.98,
  weightDecay: 0.05,
  maxGradNorm: 1,
  embeddingDeviation: 0.1,
} as const;

/** The learning rate falls as 1/width, which keeps the size of an update's effect the same (Yang et al. 2022). */
export const bases: Readonly<Record<string, BaseRecipe>> = {
  nano: {
    id: 'nano',
    seed: 0,
    tokenizerCharacters: 1_500_000,
    config: {
      ...common,
      width: 64,
      layers: 4,
      heads: 4,
      keyValueHeads: 4,
      headDim: 16,
      feedForwardWidth: 192,
    },
    training: { ...commonTraining, steps: 5400, learningRate: 6e-3 },
    minutes: 8,
  },
  micro: {
    id: 'micro',
    seed: 0,
    tokenizerCharacters: 1_500_000,
    config: {
      ...common,
      width: 128,
      layers: 4,
      heads: 4,
      keyValueHeads: 4,
      headDim: 32,
      feedForwardWidth: 352,
    },
    training: { ...commonTraining, steps: 6000, learningRate: 3e-3 },
    minutes: 20,
  },
  mini: {
    id: 'mini',
    seed: 0,
    tokenizerCharacters: 1_500_000,
    config: {
      ...common,
      width: 192,
      layers: 6,
      heads: 6,
      keyValueHeads: 6,
      headDim: 32,
      feedForwardWidth: 512,
    },
    training: { ...commonTraining, steps: 3600, learningRate: 2.7e-3 },
    minutes: 35,
  },
};
