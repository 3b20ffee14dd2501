/** Seeded random models and batches: the same numbers for every contender and on every machine. */
import { sizeOf } from '../../src/engine/graph.ts';
import type { ModelConfig } from '../../src/model/files/config.ts';
import type { HostWeights } from '../../src/model/llama.ts';
import { initialLora, loraLayout, loraTargets, type LoraSpec } from '../../src/model/lora.ts';
import { parameterSpecs } from '../../src/model/parameters.ts';
import { feedsFor, shapeFor, type BatchShape, type ScoredSequence } from '../../src/model/scoredBatch.ts';
import { Random } from '../../src/support/random.ts';
import { sft } from '../../src/training/objectives/sft.ts';
import { stageOptimizer } from '../../src/training/loraStep.ts';
import type { Batch, Scenario } from './contender.ts';

interface Recipe {
  config: ModelConfig;
  rank: number;
  /** Sequences in a batch, and the bounds of their lengths in tokens. */
  sequences: number;
  lengths: readonly [number, number];
}

const llama = (
  sizes: Pick<ModelConfig, 'vocabularySize' | 'width' | 'layers' | 'heads' | 'feedForwardWidth'>,
): ModelConfig => ({
  modelType: 'llama',
  ...sizes,
  keyValueHeads: sizes.heads,
  headDim: sizes.width / sizes.heads,
  ropeTheta: 10000,
  normEpsilon: 1e-5,
  tiedEmbeddings: true,
  attentionBias: false,
  maxPositions: 64,
  bosTokenId: 1,
  eosTokenId: 2,
  padTokenId: 0,
});

const recipes = {
  /** The smallest shipped base, with about 2,000 tokens a step of which half are scored. */
  nano: {
    config: llama({ vocabularySize: 1280, width: 64, layers: 4, heads: 4, feedForwardWidth: 176 }),
    rank: 8,
    sequences: 64,
    lengths: [16, 48],
  },
  /** Just large enough to show a mistake; a software adapter does a step of it in a fraction of a second. */
  tiny: {
    config: llama({ vocabularySize: 96, width: 16, layers: 2, heads: 2, feedForwardWidth: 40 }),
    rank: 4,
    sequences: 8,
    lengths: [8, 24],
  },
} satisfies Record<string, Recipe>;

export type ModelName = keyof typeof recipes;
export const modelNames = Object.keys(recipes) as ModelName[];

const SEED = 0;
/** Few, so that the losses that are compared show what earlier steps have learned. */
const BATCHES = 2;

export function buildScenario(name: ModelName): Scenario {
  const { config, rank, sequences, lengths }: Recipe = recipes[name];
  const lora: LoraSpec = { rank, alpha: 2 * rank, targets: loraTargets };
  const drawn = Array.from({ length: BATCHES }, (_, step) =>
    randomSequences(config, sequences, lengths, Random.of(SEED, 'batch', step)),
  );
  const shape = shapeFor(drawn);
  return {
    name,
    config,
    weights: randomWeights(config, Random.of(SEED, 'weights')),
    lora,
    layout: loraLayout(config, lora),
    parameters: randomAdapter(config, lora, Random.of(SEED, 'adapter')),
    shape,
    batches: drawn.map((batch) => packed(batch, shape)),
    learningRate: 3e-3,
    optimizer: stageOptimizer,
    maxGradNorm: 1,
  };
}

/** Matrices N(0, 1/in), gains near 1, and embeddings small enough for a first loss not far above log(vocabulary). */
function randomWeights(config: ModelConfig, random: Random): HostWeights {
  return new Map(
    parameterSpecs(config).map(({ name, shape, kind }) => {
      const [mean, deviation] =
        kind === 'gain' ? [1, 0.1] : [0, kind === 'matrix' ? 1 / Math.sqrt(shape[1]!) : 0.2];
      const data = Float32Array.from({ length: sizeOf(shape) }, () => mean + deviation * random.normal());
      return [name, { shape, data }];
    }),
  );
}

/** Unlike a fresh adapter's, B is not zero, so that every factor has a gradient from the first step on. */
function randomAdapter(config: ModelConfig, lora: LoraSpec, random: Random): Float32Array {
  return initialLora(config, lora, random).map((value) => (value === 0 ? 0.1 * random.normal() : value));
}

/** Sequences of which the second half is scored. */
function randomSequences(
  config: ModelConfig,
  count: number,
  [shortest, longest]: readonly [number, number],
  random: Random,
): ScoredSequence[] {
  return Array.from({ length: count }, () => {
    const length = shortest + random.integer(longest - shortest + 1);
    const tokens = Array.from({ length }, () => random.integer(config.vocabularySize));
    return { tokens, scoreFrom: Math.floor(length / 2) };
  });
}

function packed(sequences: readonly ScoredSequence[], shape: BatchShape): Batch {
  const batch = feedsFor(sequences, shape, 0);
  return { ...batch.feeds, ...sft.feeds(batch) } as unknown as Batch;
}
