/**
 * A batch of sequences of which some tokens are scored: those of the answer, when fine-tuning, or of the
 * payload, when probing. The output head runs only on the positions that predict a scored token.
 */
import type { Feeds } from '../engine/backends/backend.ts';
import type { Tensor } from '../engine/graph.ts';
import { input } from '../engine/leaves.ts';
import { tokenLogprobs } from '../engine/ops/tokenLogprobs.ts';
import { UserError } from '../support/errors.ts';
import type { ModelConfig } from './files/config.ts';
import { forward, outputHead, packedAttention, type EnterLayer, type Network } from './llama.ts';
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
  /**
   * Into how many parts of equal size the batch is divided, each with its share of the rows and of the places
   * for scored tokens; 1 if it is left out.
   */
  parts?: number;
}

const roundUp = (value: number, step: number) => Math.ceil(value / step) * step;
export const scoredCount = (sequences: readonly ScoredSequence[]) =>
  sequences.reduce((total, { tokens, scoreFrom }) => total + tokens.length - scoreFrom, 0);

/** Row lengths that are tried for packing; longer ones fill better and make attention dearer. */
const ROW_TIMES = Array.from({ length: 11 }, (_, i) => 48 + 8 * i);
/** At this row length attention costs a small model as much as everything else (measured on nano). */
const ATTENTION_EQUALS_REST = 320;

/**
 * Makes sure that the model has a position for every token: beyond its last one a backend may read anything.
 * @throws UserError that says how long the longest sequence is
 */
export function assertReadable(
  batches: readonly (readonly ScoredSequence[])[],
  { maxPositions }: Pick<ModelConfig, 'maxPositions'>,
): void {
  const longest = longestOf(batches);
  if (longest <= maxPositions) return;
  throw new UserError(
    `A prompt and its answer are ${longest} tokens, and this model reads at most ${maxPositions}.`,
    'Shorten them, or choose another base.',
  );
}

/** The tokens of the longest sequence; a stage may have more sequences than a call can have arguments. */
function longestOf(batches: readonly (readonly ScoredSequence[])[]): number {
  let longest = 0;
  for (const batch of batches) {
    for (const { tokens } of batch) longest = Math.max(longest, tokens.length);
  }
  return longest;
}

/** The cheapest shape that every one of the batches fits into, divided into `parts`. */
export function shapeFor(batches: readonly (readonly ScoredSequence[])[], parts = 1): BatchShape {
  const lengths = batches.map((batch) => batch.map(({ tokens }) => tokens.length));
  const longest = roundUp(Math.max(1, longestOf(batches)), 8);
  const times = [longest, ...ROW_TIMES.filter((time) => time > longest)];
  const shapes = times.map((time) => {
    const rows = Math.max(1, ...lengths.map((batch) => rowsNeeded(batch, time)));
    return { time, rows: roundUp(rows, parts), cost: rows * time * (1 + time / ATTENTION_EQUALS_REST) };
  });
  const { time, rows } = shapes.reduce((best, shape) => (shape.cost < best.cost ? shape : best));
  const most = Math.max(1, ...batches.map((batch) => mostScored(batch, rows, time, parts)));
  return { time, rows, scored: parts * roundUp(most, 16), ...(parts > 1 && { parts }) };
}

/** How many tokens are scored in the part that has most of them. */
function mostScored(batch: readonly ScoredSequence[], rows: number, time: number, parts: number): number {
  if (parts === 1) return scoredCount(batch);
  const counts = new Array<number>(parts).fill(0);
  const { starts } = pack(
    batch.map(({ tokens }) => tokens),
    rows,
    time,
    0,
  );
  batch.forEach((sequence, i) => {
    counts[Math.floor((starts[i]! * parts) / (rows * time))]! += scoredCount([sequence]);
  });
  return Math.max(...counts);
}

/** The leaves that `feedsFor` feeds to one part of a batch. */
export function batchInputs({ rows, time, scored, parts = 1 }: BatchShape, part = 0) {
  const name = (what: string) => partName(what, part, parts);
  const positions = (rows * time) / parts;
  return {
    tokens: input(name('tokens'), [positions], 'int'),
    positions: input(name('positions'), [positions], 'int'),
    segments: input(name('segments'), [positions], 'int'),
    /** Which packed position of the part predicts each scored token. */
    scoredRows: input(name('scoredRows'), [scored / parts], 'int'),
    targets: input(name('targets'), [scored / parts], 'int'),
  };
}

const partName = (what: string, part: number, parts: number) => (parts === 1 ? what : `${what}.${part}`);

/** The log-probability, in nats, of every scored token of a part: [scored / parts]. */
export function scoredLogprobs(
  network: Network,
  inputs: ReturnType<typeof batchInputs>,
  time: number,
  enterLayer?: EnterLayer,
): Tensor {
  const { tokens, positions, segments, scoredRows, targets } = inputs;
  const attend = packedAttention(network.config, segments, time);
  const x = forward(network, tokens, positions, attend, {
    wanted: scoredRows,
    ...(enterLayer && { enterLayer }),
  });
  return tokenLogprobs({ x, head: outputHead(network), targets });
}

export interface BatchFeeds {
  feeds: Feeds;
  /** For every scored token, which sequence it belongs to; −1 where the batch has no more. */
  sequenceOf: Int32Array;
}

export function feedsFor(batch: readonly ScoredSequence[], shape: BatchShape, padToken: number): BatchFeeds {
  const { rows, time, scored, parts = 1 } = shape;
  const packed = pack(
    batch.map(({ tokens }) => tokens),
    rows,
    time,
    padToken,
  );
  const positions = (rows * time) / parts;
  const places = scored / parts;
  const scoredRows = new Int32Array(scored);
  const targets = new Int32Array(scored);
  const sequenceOf = new Int32Array(scored).fill(-1);
  const filled = new Array<number>(parts).fill(0);
  batch.forEach(({ tokens, scoreFrom }, sequence) => {
    const start = packed.starts[sequence]!;
    const part = Math.floor(start / positions);
    for (let i = scoreFrom; i < tokens.length; i++) {
      const at = part * places + filled[part]!++;
      scoredRows[at] = start - part * positions + i - 1;
      targets[at] = tokens[i]!;
      sequenceOf[at] = sequence;
    }
  });
  const feeds: Record<string, Int32Array> = {};
  for (let part = 0; part < parts; part++) {
    const share = (values: Int32Array, size: number) => values.subarray(part * size, (part + 1) * size);
    for (const what of ['tokens', 'positions', 'segments'] as const) {
      feeds[partName(what, part, parts)] = share(packed[what], positions);
    }
    feeds[partName('scoredRows', part, parts)] = share(scoredRows, places);
    feeds[partName('targets', part, parts)] = share(targets, places);
  }
  return { feeds, sequenceOf };
}
