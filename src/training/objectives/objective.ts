/**
 * What a training objective is: from log-probabilities to a loss, with metrics under TRL's names. The loss is
 * a graph; the metrics are computed on the host from the few numbers that are read back with it, so that they
 * cost the device nothing.
 */
import type { Feeds, Results } from '../../engine/backends/backend.ts';
import type { Tensor } from '../../engine/graph.ts';

/** The static sizes of a compiled batch, as far as an objective cares. */
export interface ObjectiveShape {
  /** How many tokens can be scored. */
  scored: number;
  /** How many sequences there can be. */
  sequences: number;
}

/** The batch of one step, as far as an objective cares. */
export interface ObjectiveBatch {
  /** The step it is for, from 0 on. */
  step: number;
  /** For every scored token [scored], which sequence it belongs to; −1 where the batch has no more. */
  sequenceOf: Int32Array;
  /** The shape's `sequences`. */
  sequences: number;
}

export interface Objective {
  readonly name: string;
  /**
   * Builds the loss (a scalar) from the log-probabilities [scored] of the scored tokens. `outputs` are read
   * back after every step for `metrics`.
   */
  build(logprobs: Tensor, shape: ObjectiveShape): { loss: Tensor; outputs: Record<string, Tensor> };
  /** What `build`'s own inputs are fed for a batch. */
  feeds(batch: ObjectiveBatch): Feeds;
  /** What is logged beside the loss, by name. */
  metrics(outputs: Results, batch: ObjectiveBatch): Record<string, number>;
}
