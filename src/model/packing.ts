/**
 * Packing: several short sequences share a row of the batch, told apart by their segment, so that little
 * work is spent on padding. A sequence's positions start at 0 wherever it lies.
 */
import { UserError } from '../support/errors.ts';

export interface PackedTokens {
  /** All [rows·time]. */
  tokens: Int32Array;
  positions: Int32Array;
  /** 1, 2, … in the order of the sequences of a row; 0 for padding. */
  segments: Int32Array;
  /** Where in the packed arrays each sequence starts, in the order given. */
  starts: number[];
}

/** How many rows of `time` positions the sequences need. */
export function rowsNeeded(lengths: readonly number[], time: number): number {
  return assignRows(lengths, time).rows;
}

/**
 * Packs sequences into exactly `rows` rows of `time` positions.
 * @throws UserError if one is longer than a row or they don't fit.
 */
export function pack(
  sequences: readonly (readonly number[])[],
  rows: number,
  time: number,
  padToken: number,
): PackedTokens {
  const size = rows * time;
  const packed: PackedTokens = {
    tokens: new Int32Array(size).fill(padToken),
    positions: new Int32Array(size),
    segments: new Int32Array(size),
    starts: new Array<number>(sequences.length).fill(0),
  };
  const assigned = assignRows(
    sequences.map(({ length }) => length),
    time,
  );
  if (assigned.rows > rows) {
    throw new UserError(
      `${sequences.length} sequences need ${assigned.rows} rows of ${time} tokens, not ${rows}.`,
    );
  }
  const filled = new Array<number>(rows).fill(0);
  const segments = new Array<number>(rows).fill(0);
  sequences.forEach((sequence, i) => {
    const row = assigned.rowOf[i]!;
    const start = row * time + filled[row]!;
    packed.starts[i] = start;
    packed.tokens.set(sequence, start);
    packed.positions.set(
      sequence.map((_, position) => position),
      start,
    );
    packed.segments.fill(++segments[row]!, start, start + sequence.length);
    filled[row]! += sequence.length;
  });
  return packed;
}

/** First-fit decreasing (Johnson 1973): the longest first, each into the first row with room for it. */
function assignRows(lengths: readonly number[], time: number): { rows: number; rowOf: number[] } {
  const longest = Math.max(0, ...lengths);
  if (longest > time) {
    throw new UserError(
      `A sequence of ${longest} tokens does not fit into rows of ${time}.`,
      'Shorten the text, or choose a larger row.',
    );
  }
  const free: number[] = [];
  const rowOf = new Array<number>(lengths.length).fill(0);
  const order = lengths.map((_, i) => i).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
  for (const i of order) {
    let row = free.findIndex((room) => room >= lengths[i]!);
    if (row < 0) row = free.push(time) - 1;
    free[row]! -= lengths[i]!;
    rowOf[i] = row;
  }
  return { rows: free.length, rowOf };
}
