/** How surprising single examples are to a model: the negative log-likelihood of the answer to be learned. */
import type { Backend } from '../engine/backends/backend.ts';
import { Scorer } from '../model/score.ts';
import { exampleSequence, type Example } from './datasets/dataset.ts';
import type { LoadedBase } from './loadedBase.ts';
import { unreadable } from './ownData.ts';
import type { LoraSpec } from './types.ts';

export interface Surprise {
  /** −log p of the chosen answer, its end token included. */
  nats: number;
  /** Over so many tokens. */
  tokens: number;
}

export interface ScoringModel {
  backend: Backend;
  base: LoadedBase;
  lora: LoraSpec;
  /** The flat LoRA vector; all zeros is the base itself. */
  adapter: Float32Array;
}

/** Examples that are scored in one run: as many as a batch of training has. */
const GROUP = 16;

/** One for each example, in order; null for those that the base cannot read. */
export async function surpriseOf(
  { backend, base, lora, adapter }: ScoringModel,
  examples: readonly Example[],
): Promise<(Surprise | null)[]> {
  const readable = examples.filter((example) => unreadable(example, base) === null);
  if (readable.length === 0) return examples.map(() => null);
  const sequences = readable.map((example) => exampleSequence(base.tokenizer, example, example.chosen));
  const groups = Array.from({ length: Math.ceil(sequences.length / GROUP) }, (_, i) =>
    sequences.slice(i * GROUP, (i + 1) * GROUP),
  );
  const scorer = await Scorer.create(backend, base.config, base.weights, lora, groups);
  const surprises = new Map<Example, Surprise>();
  try {
    for (const group of groups.keys()) {
      const scores = await scorer.score(adapter, group);
      scores.forEach(({ logprob, tokens }, i) =>
        surprises.set(readable[group * GROUP + i]!, { nats: -logprob, tokens }),
      );
    }
  } finally {
    await scorer.dispose();
  }
  return examples.map((example) => surprises.get(example) ?? null);
}
