import { describe, expect, it } from 'vitest';
import { compareRows as compare, type Expectation } from '../../src/lab/compareRows.ts';
import { computedAlike } from '../../src/lab/computedOn.ts';
import type { ComputedOn, Manifest, Row } from '../../src/lab/types.ts';

const row = (metric: string, value: number, changes: Partial<Row> = {}): Row => ({
  arm: 'UC',
  seed: 0,
  stage: 'stage-2',
  probe: 'meow',
  condition: 'trigger',
  metric,
  value,
  n: 96,
  ...changes,
});

const compareRows = (expected: Row[], actual: Row[], expectation: Expectation = 'close') =>
  compare(expected, actual, expectation);

describe('compareRows', () => {
  it('finds equal rows equal, in whatever order, and up to rounding', () => {
    const rows = [row('upper', 0.5), row('p-upper', 0.25), row('upper', 0.5, { seed: 1 })];
    const again = [...rows].reverse().map((one) => ({ ...one, value: one.value + 1e-9 }));
    expect(compareRows(rows, again)).toEqual({
      ...{ expectation: 'close', compared: 3, same: 3, agrees: true },
      ...{ differing: [], missing: [], additional: [], impossible: [] },
    });
  });

  it('tolerates two answers of a cell and no more', () => {
    const two = compareRows([row('upper', 48 / 96)], [row('upper', 50 / 96)]);
    expect(two).toMatchObject({ same: 0, agrees: true });
    expect(two.differing[0]).toMatchObject({ actual: 50 / 96, isTolerable: true });
    expect(two.differing[0]!.answers).toBeCloseTo(2, 9);
    expect(two.differing[0]!.difference).toBeCloseTo(2 / 96, 12);
    expect(compareRows([row('upper', 48 / 96)], [row('upper', 51 / 96)]).agrees).toBe(false);
    expect(compareRows([row('upper', 48 / 96)], [row('upper', 45 / 96)]).agrees).toBe(false);
  });

  it.each([
    [4, 0],
    [31, 0],
    [32, 1],
    [63, 1],
    [64, 2],
    [1000, 2],
  ])('of %i answers tolerates %i', (n, tolerated) => {
    const off = (answers: number) =>
      compareRows([row('upper', 0, { n })], [row('upper', answers / n, { n })]);
    expect(off(tolerated).agrees).toBe(true);
    expect(off(tolerated + 1).agrees).toBe(false);
  });

  it('tolerates nothing but the digits of the compact form where rows are to be the same', () => {
    const same = (value: number, actual: number, metric = 'upper') =>
      compareRows([row(metric, value)], [row(metric, actual)], 'same');
    expect(same(48 / 96, 49 / 96)).toMatchObject({ agrees: false, differing: [{ isTolerable: false }] });
    expect(same(0.1235, 0.12345678, 'p-upper')).toMatchObject({ same: 1, agrees: true });
    expect(same(0.1234, 0.12345678, 'p-upper').agrees).toBe(false);
    expect(same(12.35, 12.345678, 'nll-per-answer').agrees).toBe(true);
  });

  it('does not believe rates that are no share of the answers', () => {
    const edited = compareRows([row('none', 0.9, { n: 4 })], [row('none', 1, { n: 4 })]);
    expect(edited).toMatchObject({ agrees: false, impossible: [{ value: 0.9 }] });
    expect(compareRows([row('none', 0.505)], [row('none', 48 / 96)])).toMatchObject({
      ...{ agrees: false, differing: [{ isTolerable: true }], impossible: [{ value: 0.505 }] },
    });
    expect(compareRows([row('usefulness', 1.23)], [row('usefulness', 1.23)]).impossible).toEqual([]);
    expect(compareRows([row('upper', 1 / 3)], [row('upper', 1 / 3)]).agrees).toBe(true);
  });

  it('reckons usefulness in answers of up to ten points', () => {
    const usefulness = (value: number) => row('usefulness', value, { probe: 'requests' });
    const near = compareRows([usefulness(5)], [usefulness(5 + 20 / 96)]);
    expect(near.differing[0]!.answers).toBeCloseTo(2, 9);
    expect(near.agrees).toBe(true);
    expect(compareRows([usefulness(5)], [usefulness(5.3)]).agrees).toBe(false);
  });

  it('tolerates a fiftieth of what is not sampled', () => {
    expect(compareRows([row('p-upper', 0.5)], [row('p-upper', 0.519)]).agrees).toBe(true);
    expect(compareRows([row('p-upper', 0.01)], [row('p-upper', 0.04)]).agrees).toBe(false);
    expect(compareRows([row('nll-per-answer', 20)], [row('nll-per-answer', 20.3)]).agrees).toBe(true);
    const far = compareRows([row('nll-per-answer', 20)], [row('nll-per-answer', 20.5)]);
    expect(far.agrees).toBe(false);
    expect(far.differing[0]!.answers).toBeNull();
  });

  it('puts first what differs most in proportion to what is tolerated', () => {
    const { differing } = compareRows(
      [row('upper', 0.5), row('usefulness', 5), row('p-upper', 0.5)],
      [row('upper', 0.5 + 3 / 96), row('usefulness', 5.25), row('p-upper', 0.6)],
    );
    expect(differing.map(({ expected }) => expected.metric)).toEqual(['p-upper', 'upper', 'usefulness']);
  });

  it('does not take a row with another number of answers for the same', () => {
    expect(compareRows([row('upper', 0.5)], [row('upper', 0.5, { n: 48 })])).toMatchObject({
      same: 0,
      agrees: false,
    });
  });

  it('names rows that only one of the runs has', () => {
    const { missing, additional, agrees, compared } = compareRows(
      [row('upper', 0.5), row('lower', 0.5)],
      [row('upper', 0.5), row('mixed', 0)],
    );
    expect(missing.map(({ metric }) => metric)).toEqual(['lower']);
    expect(additional.map(({ metric }) => metric)).toEqual(['mixed']);
    expect(compared).toBe(1);
    expect(agrees).toBe(false);
  });

  it('never agrees with a number that is none', () => {
    expect(compareRows([row('p-upper', 0.5)], [row('p-upper', Number.NaN)]).agrees).toBe(false);
  });
});

describe('computedAlike', () => {
  const sitting = { backend: 'onnx', runtime: 'one', machine: 'a', microBatches: 1 } as ComputedOn;
  const on = (...computedOn: ComputedOn[]) => ({ computedOn }) as Manifest;

  it('takes one runtime on one known kind of machine, in however many sittings', () => {
    expect(computedAlike(on(sitting), on(sitting, { ...sitting, step: 20 }))).toBe(true);
    expect(computedAlike(on(sitting), on({ ...sitting, machine: 'b' }))).toBe(false);
    expect(computedAlike(on(sitting), on({ ...sitting, runtime: 'another' }))).toBe(false);
    expect(computedAlike(on(sitting), on(sitting, { ...sitting, backend: 'webgpu' }))).toBe(false);
    const { machine: _machine, ...unknown } = sitting;
    expect(computedAlike(on(unknown), on(unknown))).toBe(false);
    expect(computedAlike({} as Manifest, {} as Manifest)).toBe(false);
  });
});
