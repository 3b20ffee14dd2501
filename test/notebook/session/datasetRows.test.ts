/** Filtering and sorting a dataset's rows by what was found out about them. */
import { describe, expect, it } from 'vitest';
import { describeDataset } from '../../../src/lab/datasetReport.ts';
import { labWorld } from '../../../src/lab/labWorld.ts';
import type { OwnExample } from '../../../src/lab/types.ts';
import { areRead, placesOf, ranksOf, unreadablePlaces } from '../../../src/notebook/session/datasetRows.ts';
import { keyOfExample, type Reading } from '../../../src/notebook/session/perExample.ts';

const rows: OwnExample[] = ['a', '|TAG| b', 'a', 'c'].map((prompt, at) => ({
  prompt,
  chosen: at === 3 ? 'no' : 'yes',
}));
const report = describeDataset({ listed: rows }, '|TAG|', labWorld());
const byRow = <Found>(found: readonly (Found | undefined)[]) =>
  new Map(found.flatMap((one, at) => (one === undefined ? [] : [[keyOfExample(rows[at]!), one] as const])));
const fine: Reading = { tokens: 5, problem: null };
const long: Reading = { tokens: null, problem: 'too long' };

describe('a filter', () => {
  it('lets through what was found, in the order of the list', () => {
    const readings = byRow([fine, long, fine, fine]);
    const places = (filter: Parameters<typeof placesOf>[0]) => placesOf(filter, rows, report, readings);
    expect(places('all')).toEqual([0, 1, 2, 3]);
    expect(places('trigger')).toEqual([1]);
    expect(places('repeats')).toEqual([2]);
    expect(places('held-out')).toEqual([]);
    expect(places('unreadable')).toEqual([1]);
    expect(places('unpaired')).toEqual([0, 1, 2, 3]);
  });

  it('finds what has no rejected answer without anybody having looked', () => {
    const pairs = rows.map((row, at) => (at === 2 ? row : { ...row, rejected: 'maybe' }));
    expect(placesOf('unpaired', pairs, null, new Map())).toEqual([2]);
  });

  it('knows nothing before somebody has looked', () => {
    expect(placesOf('trigger', rows, null, new Map())).toBeNull();
    expect(placesOf('unreadable', rows, report, new Map())).toBeNull();
  });

  it('keeps a row that was changed until it is known what has become of it', () => {
    const readings = byRow([fine, long, fine, undefined]);
    expect(placesOf('unreadable', rows, report, readings)).toEqual([1, 3]);
    expect(areRead(rows, readings)).toBe(false);
    // Only what is known to be of no use is counted, and left out.
    expect(unreadablePlaces(rows, readings)).toEqual([1]);
    expect(areRead(rows.slice(0, 3), readings)).toBe(true);
  });
});

describe('an order', () => {
  const surprises = byRow([{ nats: 6, tokens: 3 }, { nats: 9, tokens: 9 }, undefined, null]);
  const order = (ranks: readonly number[]) => [...ranks.keys()].sort((a, b) => ranks[a]! - ranks[b]!);

  it('goes by surprise a token, and what is not known comes last', () => {
    expect(order(ranksOf('most', rows, surprises))).toEqual([0, 2, 1, 3]);
    expect(order(ranksOf('least', rows, surprises))).toEqual([1, 0, 2, 3]);
    expect(order(ranksOf('listed', rows, surprises))).toEqual([0, 1, 2, 3]);
    expect(order(ranksOf('most', rows, new Map()))).toEqual([0, 1, 2, 3]);
  });
});
