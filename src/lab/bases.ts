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
}

/** The seed of the world that all bases grow up in and all experiments take place in. */
export const WORLD_SEED = 0;

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
    training: {
      rows: 22,
      time: 80,
      steps: 4400,
      learningRate: 8e-3,
      warmupSteps: 100,
      finalFraction: 0.02,
      beta1: 0.9,
      beta2: 0.98,
      weightDecay: 0.05,
      maxGradNorm: 1,
      embeddingDeviation: 0.1,
    },
  },
};
