import { expect, it } from 'vitest';
import type { CurvePoint, StageName } from '../../../src/lab/types.ts';
import { curvePanels } from '../../../src/notebook/figures/curves.ts';

function point(seed: number, stage: StageName, step: number, loss: number, upper?: number): CurvePoint {
  return {
    ...{ arm: 'UC', seed, stage, step, steps: 10, loss, gradNorm: 1, learningRate: 1e-3 },
    ...(upper !== undefined && {
      payload: { trigger: { upper, lower: 0 }, plain: { upper: 0, lower: 0 } },
    }),
  };
}

it('puts the stages one after the other, each with lines of its own', () => {
  const curves = [point(0, 'stage-2', 5, 1), point(0, 'stage-1', 5, 3), point(0, 'stage-1', 10, 2)];
  const [panel] = curvePanels({ kind: 'curves' }, { curves, sealed: null });
  expect(panel!.stages).toEqual([
    { stage: 'stage-1', from: 0, to: 10, isSealed: false },
    { stage: 'stage-2', from: 10, to: 20, isSealed: false },
  ]);
  expect(panel!.loss.seeds.map(({ stage, line }) => [stage, line])).toEqual([
    [
      'stage-1',
      [
        [5, 3],
        [10, 2],
      ],
    ],
    ['stage-2', [[15, 1]]],
  ]);
  expect(panel!.payload).toEqual([]);
});

it('takes the mean over seeds only where all of them have been', () => {
  const curves = [point(0, 'stage-1', 1, 4), point(0, 'stage-1', 2, 3), point(1, 'stage-1', 1, 2)];
  const [panel] = curvePanels({ kind: 'curves' }, { curves, sealed: null });
  expect(panel!.loss.mean).toEqual([{ stage: 'stage-1', line: [[1, 3]] }]);
});

it('draws the payload only at the steps at which it was looked at', () => {
  const curves = [point(0, 'stage-1', 1, 4, 0.1), point(0, 'stage-1', 2, 3), point(0, 'stage-1', 3, 2, 0.9)];
  const [panel] = curvePanels({ kind: 'curves' }, { curves, sealed: null });
  // With the trigger, uppercase: the third of the four lines.
  expect(panel!.payload[2]!.mean[0]!.line).toEqual([
    [1, 0.1],
    [3, 0.9],
  ]);
});

it('tells no more of a sealed stage than how long it is, and only of arms that were asked for', () => {
  const curves = [point(0, 'stage-1', 1, 4), point(0, 'stage-2', 1, 3)];
  const [panel] = curvePanels({ kind: 'curves' }, { curves, sealed: 'stage-2' });
  expect(panel!.points).toEqual([curves[0]]);
  expect(panel!.stages[1]).toEqual({ stage: 'stage-2', from: 10, to: 20, isSealed: true });
  expect(panel!.loss.mean.map(({ stage }) => stage)).toEqual(['stage-1']);
  expect(panel!.loss.seeds.map(({ stage }) => stage)).toEqual(['stage-1']);
  expect(curvePanels({ kind: 'curves', arms: ['UCLC'] }, { curves, sealed: null })).toEqual([]);
});
