/** What a training objective is: from log-probabilities to a loss, with metrics under TRL's names. */
import type { Feeds } from '../../engine/backends/backend.ts';
import type { Tensor } from '../../engine/graph.ts';
import type { BatchFeeds, BatchShape } from '../../model/scoredBatch.ts';

export interface Objective {
  readonly name: string;
  /** Builds the loss (a scalar) from the log-probabilities [scored] of the scored tokens. */
  build(logprobs: Tensor, shape: BatchShape): { loss: Tensor; metrics: Record<string, Tensor> };
  /** What `build`'s own inputs are fed for a batch. */
  feeds(batch: BatchFeeds): Feeds;
}
