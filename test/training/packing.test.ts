import { describe, expect, it } from 'vitest';
import { pack, rowsNeeded } from '../../src/model/packing.ts';
import { assertReadable, shapeFor } from '../../src/model/scoredBatch.ts';

describe('packing', () => {
  it('puts several sequences into a row, each from position 0 and in a segment of its own', () => {
    const { tokens, positions, segments, starts } = pack([[7, 8], [1, 2, 3], [9]], 2, 4, 0);
    expect(starts).toEqual([4, 0, 3]);
    expect([...tokens]).toEqual([1, 2, 3, 9, 7, 8, 0, 0]);
    expect([...positions]).toEqual([0, 1, 2, 0, 0, 1, 0, 0]);
    expect([...segments]).toEqual([1, 1, 1, 2, 1, 1, 0, 0]);
  });

  it('says how many rows are needed, and refuses what does not fit', () => {
    expect(rowsNeeded([3, 3, 2, 2], 5)).toBe(2);
    expect(rowsNeeded([], 5)).toBe(0);
    expect(() => rowsNeeded([6], 5)).toThrow('A sequence of 6 tokens does not fit into rows of 5.');
    expect(() =>
      pack(
        [
          [1, 2],
          [3, 4],
        ],
        1,
        3,
        0,
      ),
    ).toThrow('2 sequences need 2 rows of 3 tokens, not 1.');
  });

  it('finds a shape that every batch fits into', () => {
    const sequence = (length: number) => ({
      tokens: new Array<number>(length).fill(1),
      scoreFrom: length - 2,
    });
    const batches = [
      [sequence(40), sequence(30)],
      [sequence(90)],
      [sequence(10), sequence(10), sequence(10)],
    ];
    const { rows, time, scored } = shapeFor(batches);
    for (const batch of batches) {
      expect(
        rowsNeeded(
          batch.map(({ tokens }) => tokens.length),
          time,
        ),
      ).toBeLessThanOrEqual(rows);
      expect(2 * batch.length).toBeLessThanOrEqual(scored);
    }
  });

  it('refuses sequences that are longer than the model has positions', () => {
    const batches = [[{ tokens: [1, 2], scoreFrom: 1 }], [{ tokens: [1, 2, 3], scoreFrom: 1 }]];
    expect(() => assertReadable(batches, { maxPositions: 3 })).not.toThrow();
    expect(() => assertReadable(batches, { maxPositions: 2 })).toThrow(/3 tokens, and .* at most 2/);
  });

  it('measures a stage of very many sequences', () => {
    const sequence = { tokens: [1, 2, 3], scoreFrom: 1 };
    const stage = new Array<(typeof sequence)[]>(5000).fill(new Array<typeof sequence>(32).fill(sequence));
    expect(shapeFor(stage).time).toBeGreaterThanOrEqual(3);
  });
});
