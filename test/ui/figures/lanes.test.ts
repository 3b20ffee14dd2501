import { expect, it } from 'vitest';
import { lanesOf } from '../../../src/ui/figures/lanes.ts';

const stretch = (from: number, to: number) => ({ from, to });

it('puts what is apart into one lane, and what is not into as many as it takes', () => {
  expect(lanesOf([stretch(0, 0.2), stretch(0.3, 0.5), stretch(0.6, 0.9)], 0.03)).toEqual([0, 0, 0]);
  expect(lanesOf([stretch(0.06, 1), stretch(0.35, 1), stretch(0.67, 1)], 0.03)).toEqual([0, 1, 2]);
});

it('goes back to a lane that is free again, also in front of what is in it', () => {
  expect(lanesOf([stretch(0, 0.4), stretch(0.3, 0.9), stretch(0.5, 0.8)], 0.03)).toEqual([0, 1, 0]);
  expect(lanesOf([stretch(0.5, 0.9), stretch(0, 0.4)], 0.03)).toEqual([0, 0]);
});

it('does not let two touch', () => {
  expect(lanesOf([stretch(0, 0.5), stretch(0.5, 0.9)], 0.03)).toEqual([0, 1]);
});
