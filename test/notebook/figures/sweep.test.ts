import { expect, it } from 'vitest';
import type { SweepOutcome } from '../../../src/lab/sweep.ts';
import type { Manifest } from '../../../src/lab/types.ts';
import { sweepFigure } from '../../../src/notebook/figures/sweep.ts';
import { meowRows } from './rows.ts';

const spec = {
  kind: 'sweep',
  probe: 'meow',
  condition: 'trigger',
  metric: 'lower',
  stage: 'stage-1',
} as const;

function done(setting: SweepOutcome['setting'], seed: number, lower: number): SweepOutcome {
  const rows = meowRows({ seed, stage: 'stage-1' }, [10 - lower, lower, 0, 0]);
  return { setting, seed, status: 'done', rows, manifest: {} as Manifest };
}

function failed(setting: SweepOutcome['setting'], seed: number): SweepOutcome {
  return { setting, seed, status: 'failed', error: { message: 'It does not fit.', remedy: 'Take less.' } };
}

it('has a point for every value, with the seeds that came to their end and those that failed', () => {
  const vary = [{ path: 'lora.rank', values: [1, 4, 16] }];
  const outcomes = [
    done({ 'lora.rank': 1 }, 0, 2),
    done({ 'lora.rank': 1 }, 1, 4),
    done({ 'lora.rank': 4 }, 0, 8),
    failed({ 'lora.rank': 4 }, 1),
  ];
  const figure = sweepFigure(spec, { sweep: { vary, outcomes }, sealed: null })!;
  const [panel] = figure.panels;
  expect(panel!.points.map(({ value, estimate, failed }) => [value, estimate?.mean, failed])).toEqual([
    [1, expect.closeTo(0.3), []],
    [4, 0.8, [1]],
    [16, undefined, []],
  ]);
  expect(figure).toMatchObject({ field: 'lora.rank', numbers: [1, 4, 16], isLogarithmic: true });
});

it('spaces values by their factors only where they grow by factors', () => {
  const scale = (values: (number | string)[]) =>
    sweepFigure(spec, {
      sweep: { vary: [{ path: 'x', values }], outcomes: values.map((x) => done({ x }, 0, 1)) },
      sealed: null,
    })!;
  expect(scale([0.001, 0.003, 0.01]).isLogarithmic).toBe(true);
  expect(scale([20, 40, 60]).isLogarithmic).toBe(false);
  expect(scale([0, 1, 10, 100]).isLogarithmic).toBe(false);
  expect(scale(['8-bit', '4-bit']).numbers).toBeNull();
});

it('puts the field with the most values on the axis, and has a panel for every setting of the others', () => {
  const vary = [
    { path: 'quantization', values: ['8-bit', '4-bit'] },
    { path: 'lora.rank', values: [1, 2, 4] },
  ];
  const outcomes = [
    done({ quantization: '8-bit', 'lora.rank': 2 }, 0, 3),
    done({ 'lora.rank': 2, quantization: '4-bit' }, 0, 5),
  ];
  const figure = sweepFigure(spec, { sweep: { vary, outcomes }, sealed: null })!;
  expect(figure.field).toBe('lora.rank');
  expect(figure.panels.map(({ setting, points }) => [setting, points[1]!.estimate?.mean])).toEqual([
    [{ quantization: '8-bit' }, 0.3],
    [{ quantization: '4-bit' }, 0.5],
  ]);
});

it('shows nothing before a run has ended, and nothing of a sealed stage', () => {
  const vary = [{ path: 'lora.rank', values: [1] }];
  expect(sweepFigure(spec, { sweep: { vary, outcomes: [] }, sealed: null })).toBeNull();
  const outcomes = [done({ 'lora.rank': 1 }, 0, 2)];
  expect(sweepFigure(spec, { sweep: { vary, outcomes }, sealed: 'stage-1' })).toBeNull();
});
