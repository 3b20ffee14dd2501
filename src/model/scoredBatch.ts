/**
 * A batch of sequences of which some tokens are scored: those of the answer, when fine-tuning, or of the
 * payload, when probing. The output head runs only on the positions that predict a scored token.
 */
import type { Feeds } from '../engine/backends/backend.ts';
import type { Tensor } from '../engine/graph.ts';
import { input } from '../engine/leaves.ts';
import { gatherRows } from '../engine/ops/rows.ts';
import { tokenLogprobs } from '../engine/ops/tokenLogprobs.ts';
import { forward, outputHead, packedAttention, type Network } from './llama.ts';
import { pack, rowsNeeded } from './packing.ts';

/** A sequence of tokens, scored from the token at `scoreFrom` (≥ 1) on. */
export interface ScoredSequence {
  tokens: readonly number[];
  scoreFrom: number;
}

/** The static sizes of a compiled batch. */
export interface BatchShape {
  rows: number;
  /** Positions in a row. */
  time: number;
  /** How many tokens can be scored. */
  scored: number;
}

const roundUp = (value: number, step: number) => Math.ceil(value / step) * step;
export const scoredCount = (sequences: readonly ScoredSequence[]) =>
  sequences.reduce((total, { tokens, scoreFrom }) => total + tokens.length - scoreFrom, 0);

/** Row lengths that are tried for packing; longer ones fill better and make attention dearer. */
const ROW_TIMES = Array.from({ length: 11 }, (_, i) => 48 + 8 * i);
/** At this row length attention costs a small model as much as everything else (measured on nano). */
const ATTENTION_EQUALS_REST = 320;

/** The cheapest shape that every one of the batches fits into. */
export function shapeFor(batches: readonly (readonly ScoredSequence[])[]): BatchShape {
  const lengths = batches.map((batch) => batch.map(({ tokens }) => tokens.length));
  const longest = roundUp(Math.max(1, ...lengths.flat()), 8);
  const times = [longest, ...ROW_TIMES.filter((time) => time > longest)];
  const shapes = times.map((time) => {
    const rows = Math.max(1, ...lengths.map((batch) => rowsNeeded(batch, time)));
    return { time, rows, cost: rows * time * (1 + time / ATTENTION_EQUALS_REST) };
  });
  const { time, rows } = shapes.reduce((best, shape) => (shape.cost < best.cost ? shape : best));
  return { time, rows, scored: Math.max(1, ...batches.map((batch) => roundUp(scoredCount(batch), 16))) };
}

/** The leaves that `feedsFor` feeds. */
export function batchInputs({ rows, time, scored }: BatchShape) {
  return {
    tokens: input('tokens', [rows * time], 'int'),
    positions: input('positions', [rows * time], 'int'),
    segments: input('segments', [rows * time], 'int'),
    /** Which packed position predicts each scored token. */
    scoredRows: input('scoredRows', [scored], 'int'),
    targets: input('targets', [scored], 'int'),
  };
}

/** The log-probability, in nats, of every scored token: [scored]. */
export function scoredLogprobs(
  network: Network,
  inputs: ReturnType<typeof batchInputs>,
  time: number,
): Tensor {
  const { tokens, positions, segments, scoredRows, targets } = inputs;
  const hidden = forward(network, tokens, positions, packedAttention(network.config, segments, time));
  const x = gatherRows({ x: hidden, index: scoredRows });
  return tokenLogprobs({ x, head: outputHead(network), targets });
}

export interface BatchFeeds {
  feeds: Feeds;
  /** For every scored token, which sequence it belongs to; −1 where the batch has no more. */
  sequenceOf: Int32Array;
}

export function feedsFor(batch: readonly ScoredSequence[], shape: BatchShape, padToken: number): BatchFeeds {
  const { rows, time, scored } = shape;
  const packed = pack(
    batch.map(({ tokens }) => tokens),
    rows,
    time,
    padToken,
  );
  const scoredRows = new Int32Array(scored);
  const targets = new Int32Array(scored);
  const sequenceOf = new Int32Array(scored).fill(-1);
  let at = 0;
  batch.forEach(({ tokens, scoreFrom }, sequence) => {
    for (let i = scoreFrom; i < tokens.length; i++, at++) {
      scoredRows[at] = packed.starts[sequence]! + i - 1;
      targets[at] = tokens[i]!;
      sequenceOf[at] = sequence;
    }
  });
  const { tokens, positions, segments } = packed;
  return { feeds: { tokens, positions, segments, scoredRows, targets }, sequenceOf };
}
