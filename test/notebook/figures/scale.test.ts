import { describe, expect, it } from 'vitest';
import { niceScale, position, positions, scaleFor } from '../../../src/notebook/figures/scale.ts';

describe('an axis', () => {
  it('covers what it is for with round marks', () => {
    expect(niceScale(0, 0.87)).toEqual({ low: 0, high: 1, ticks: [0, 0.5, 1] });
    expect(niceScale(0, 3.2).ticks).toEqual([0, 1, 2, 3, 4]);
    expect(niceScale(-0.3, 0.4)).toMatchObject({ low: -0.4, high: 0.4 });
    expect(niceScale(2, 2)).toEqual({ low: 2, high: 3, ticks: [2, 3] });
  });

  it('is the whole range of a metric that has one', () => {
    expect(scaleFor('lower', [])).toMatchObject({ low: 0, high: 1 });
    expect(scaleFor('usefulness', [])).toMatchObject({ low: 0, high: 10 });
    expect(scaleFor('retained', [])).toMatchObject({ low: 0, high: 1 });
  });

  it('ends values beyond it at its ends', () => {
    expect([-1, 2.5, 99].map((value) => position(value, { low: 0, high: 10 }))).toEqual([0, 0.25, 1]);
  });
});

describe('places along an axis', () => {
  it('are logarithmic, linear, or evenly spaced', () => {
    expect(positions(3, [1, 10, 100], true)).toEqual([0, 0.5, 1]);
    expect(positions(3, [0, 1, 4], false)).toEqual([0, 0.25, 1]);
    expect(positions(3, null, false)).toEqual([0, 0.5, 1]);
    expect(positions(1, [7], true)).toEqual([0.5]);
  });
});
