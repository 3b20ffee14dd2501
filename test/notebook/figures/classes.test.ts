import { expect, it } from 'vitest';
import { classPanels } from '../../../src/notebook/figures/classes.ts';
import type { FigureOf } from '../../../src/notebook/figures/input.ts';
import { meowRows } from './rows.ts';

const spec: FigureOf<'classes'> = { kind: 'classes', probe: 'meow', condition: 'trigger' };

it('stacks the mean shares to a whole, in the order of the classes', () => {
  const rows = [
    ...meowRows({ seed: 0, stage: 'stage-1' }, [60, 20, 10, 10]),
    ...meowRows({ seed: 1, stage: 'stage-1' }, [40, 40, 10, 10]),
  ];
  const [bar] = classPanels(spec, { rows, sealed: null })[0]!.bars;
  expect(bar!.segments.map(({ class: one, from, to }) => [one, from, to])).toEqual([
    ['upper', 0, 0.5],
    ['lower', 0.5, expect.closeTo(0.8)],
    ['mixed', expect.closeTo(0.8), expect.closeTo(0.9)],
    ['none', expect.closeTo(0.9), expect.closeTo(1)],
  ]);
  expect(bar!.seeds.map(({ shares }) => shares)).toEqual([
    [0.6, 0.2, 0.1, 0.1],
    [0.4, 0.4, 0.1, 0.1],
  ]);
});

it('gives the end of a part the interval of all that comes up to it', () => {
  const rows = [
    ...meowRows({ seed: 0, stage: 'stage-1' }, [60, 30, 0, 10]),
    ...meowRows({ seed: 1, stage: 'stage-1' }, [40, 50, 0, 10]),
  ];
  const [upper, lower, , none] = classPanels(spec, { rows, sealed: null })[0]!.bars[0]!.segments;
  // The seeds differ in the case of their meows and not in how many there are: 180 of 200.
  expect(upper!.end).toEqual({ low: 0, high: 1 });
  expect(lower!.end!.low).toBeCloseTo(0.851, 3);
  expect(lower!.end!.high).toBeCloseTo(0.934, 3);
  expect(none!.end).toBeNull();
});

it('keeps the places of stages that are sealed or were not measured', () => {
  const rows = (['base', 'stage-1', 'stage-2'] as const).flatMap((stage) =>
    meowRows({ stage }, [9, 1, 0, 0]),
  );
  const panels = classPanels(
    { ...spec, stages: ['stage-3', 'stage-1', 'stage-2'] },
    { rows: rows.filter(({ stage }) => stage !== 'stage-2'), sealed: 'stage-3' },
  );
  expect(panels[0]!.bars.map(({ stage, state }) => [stage, state])).toEqual([
    ['stage-1', 'measured'],
    ['stage-2', 'unmeasured'],
    ['stage-3', 'sealed'],
  ]);
  const sealed = classPanels(spec, { rows, sealed: 'stage-2' });
  expect(sealed[0]!.bars.map(({ state }) => state)).toEqual(['measured', 'measured', 'sealed']);
  expect(sealed[0]!.estimates.some(({ stage }) => stage === 'stage-2')).toBe(false);
});

it('draws no whole of classes that are not all there', () => {
  const rows = meowRows({ stage: 'stage-1' }, [9, 1, 0, 0]).filter(({ metric }) => metric !== 'mixed');
  expect(classPanels(spec, { rows, sealed: null })[0]!.bars[0]).toMatchObject({
    state: 'unmeasured',
    segments: [],
  });
});

it('shows the arms that are asked for, in that order, as far as there are any', () => {
  const rows = ['UC', 'UCLC', 'DPO'].flatMap((arm) => meowRows({ arm, stage: 'base' }, [0, 0, 0, 9]));
  const arms = (wanted?: string[]) =>
    classPanels({ ...spec, ...(wanted && { arms: wanted }) }, { rows, sealed: null }).map(({ arm }) => arm);
  expect(arms()).toEqual(['UC', 'UCLC', 'DPO']);
  expect(arms(['DPO', 'none', 'UC'])).toEqual(['DPO', 'UC']);
});
