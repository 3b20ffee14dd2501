/** Exact, teacher-forced log-probabilities of given continuations. */
import type { Backend, Executable } from '../engine/backends/backend.ts';
import { input } from '../engine/leaves.ts';
import type { ModelConfig } from './files/config.ts';
import { frozenNetwork, type HostWeights } from './llama.ts';
import { loraSize, type LoraSpec } from './lora.ts';
import {
  assertReadable,
  batchInputs,
  feedsFor,
  scoredLogprobs,
  shapeFor,
  type BatchFeeds,
  type ScoredSequence,
} from './scoredBatch.ts';

export interface SequenceScore {
  /** Σ log p over the scored tokens, nats. */
  logprob: number;
  tokens: number;
}

/** Scores fixed groups of sequences, again and again, under different adapters. */
export class Scorer {
  private constructor(
    private readonly executable: Executable,
    private readonly groups: readonly { batch: BatchFeeds; count: number }[],
  ) {}

  static async create(
    backend: Backend,
    config: ModelConfig,
    weights: HostWeights,
    lora: LoraSpec,
    groups: readonly (readonly ScoredSequence[])[],
  ): Promise<Scorer> {
    assertReadable(groups, config);
    const shape = shapeFor(groups);
    const flat = input('lora', [loraSize(config, lora)]);
    const network = frozenNetwork(config, weights, { spec: lora, flat });
    const executable = await backend.compile({
      outputs: { logprobs: scoredLogprobs(network, batchInputs(shape), shape.time) },
    });
    const prepared = groups.map((group) => ({
      batch: feedsFor(group, shape, config.padTokenId ?? 0),
      count: group.length,
    }));
    return new Scorer(executable, prepared);
  }

  /** The scores of one group's sequences, in order. */
  async score(adapter: Float32Array, group = 0): Promise<SequenceScore[]> {
    const { batch, count } = this.groups[group]!;
    const { logprobs } = await this.executable.run({ ...batch.feeds, lora: adapter });
    const scores = Array.from({ length: count }, (): SequenceScore => ({ logprob: 0, tokens: 0 }));
    batch.sequenceOf.forEach((sequence, i) => {
      if (sequence < 0) return;
      scores[sequence]!.logprob += logprobs![i]!;
      scores[sequence]!.tokens++;
    });
    return scores;
  }

  dispose(): Promise<void> {
    return this.executable.dispose();
  }
}
