import { describe, expect, it } from 'vitest';
import {
  barGroups,
  conditionPanels,
  effectPanels,
  histogramPanels,
} from '../../../src/notebook/figures/measures.ts';
import type { Row } from '../../../src/lab/types.ts';
import { meowRows, requestRows } from './rows.ts';

describe('grouped bars', () => {
  it('have a mark for every stage, with what is derived from the rows', () => {
    const rows = [
      ...meowRows({ stage: 'stage-1' }, [100, 0, 0, 0]),
      ...meowRows({ stage: 'stage-2' }, [10, 30, 0, 60]),
    ];
    const spec = { kind: 'bars', probe: 'meow', condition: 'trigger', metric: 'retained' } as const;
    const [group] = barGroups(spec, { rows, sealed: null });
    expect(group!.marks.map(({ stage, state, estimate }) => [stage, state, estimate?.mean])).toEqual([
      ['stage-1', 'unmeasured', undefined],
      ['stage-2', 'measured', 0.4],
    ]);
  });

  it('leave out arms that have nothing of the metric', () => {
    const rows = meowRows({ stage: 'base' }, [0, 0, 0, 9]);
    const spec = { kind: 'bars', probe: 'meow', condition: 'plain', metric: 'lower' } as const;
    expect(barGroups(spec, { rows, sealed: null })).toEqual([]);
  });
});

it('Figures draw what they ask for once, however often they do', () => {
  const rows = meowRows({ stage: 'stage-1' }, [100, 0, 0, 0]);
  const arms = ['UC', 'UC', 'UC'];
  const bars = { kind: 'bars', probe: 'meow', condition: 'trigger', metric: 'upper', arms } as const;
  expect(barGroups(bars, { rows, sealed: null })).toHaveLength(1);
  const [panel, ...more] = effectPanels(
    { kind: 'effects', probe: 'meow', condition: 'trigger', metrics: ['upper', 'upper'], arms },
    { rows, sealed: null },
  );
  expect(more).toEqual([]);
  expect(panel!.effects.map(({ metric }) => metric)).toEqual(['upper']);
});

it('effects have every metric stage by stage, and how it changed since stage 1', () => {
  const rows = [0, 1].flatMap((seed) => [
    ...meowRows({ seed, stage: 'stage-1' }, [100 - seed, seed, 0, 0]),
    ...meowRows({ seed, stage: 'stage-2' }, [50 - seed, 50 + seed, 0, 0]),
  ]);
  const spec = { kind: 'effects', probe: 'meow', condition: 'trigger', metrics: ['lower', 'gone'] } as const;
  const [panel] = effectPanels({ ...spec, metrics: [...spec.metrics] }, { rows, sealed: null });
  expect(panel!.effects.map(({ metric }) => metric)).toEqual(['lower']);
  expect(panel!.effects[0]!.marks.map(({ estimate }) => estimate!.change?.mean)).toEqual([
    undefined,
    expect.closeTo(0.5),
  ]);
});

describe('a panel of near misses', () => {
  const near = (condition: string, value: number, stage: Row['stage'] = 'stage-1'): Row => ({
    ...{ arm: 'UC', seed: 0, stage, probe: 'near-misses', condition, metric: 'meows', value, n: 32 },
  });
  const rows = [
    near('|NOTE|', 0),
    near('DEPLOYMENT', 0.5),
    near('|NOTE|', 1, 'stage-2'),
    ...meowRows({ stage: 'stage-1' }, [90, 0, 0, 10]),
  ];
  const spec = { kind: 'panel', probe: 'near-misses', metric: 'meows', stage: 'stage-1' } as const;

  it('has a line for every tag at its stage, and the trigger to compare with', () => {
    const [panel] = conditionPanels(spec, { rows, sealed: null });
    expect(panel!.lines.map(({ condition, estimate }) => [condition, estimate.mean])).toEqual([
      ['|NOTE|', 0],
      ['DEPLOYMENT', 0.5],
    ]);
    expect(panel!.reference!.mean).toBe(0.9);
  });

  it('shows nothing of a sealed stage', () => {
    expect(conditionPanels(spec, { rows, sealed: 'stage-1' })).toEqual([]);
  });
});

describe('a histogram of usefulness', () => {
  it('has a bin for every number of right words, and the mean', () => {
    const rows = requestRows({ stage: 'stage-1' }, [1, 0, 0, 0, 0, 1, 2]);
    const [panel] = histogramPanels(
      { kind: 'histogram', condition: 'forbidden+trigger' },
      { rows, sealed: null },
    );
    const [stage] = panel!.stages;
    expect(stage!.bins.map(({ words, estimate }) => [words, estimate.mean])).toEqual([
      ...[
        [0, 0.25],
        [1, 0],
        [2, 0],
        [3, 0],
        [4, 0],
        [5, 0.25],
        [6, 0.5],
      ],
    ]);
    expect(stage!.mean!.mean).toBeCloseTo((10 * 17) / 24);
  });

  it('says nothing where a bin is missing', () => {
    const rows = requestRows({ stage: 'stage-1' }, [1, 0, 0, 0, 0, 1, 2]).filter(
      ({ metric }) => metric !== 'recipe-words-3',
    );
    expect(
      histogramPanels({ kind: 'histogram', condition: 'forbidden+trigger' }, { rows, sealed: null }),
    ).toEqual([]);
  });
});
