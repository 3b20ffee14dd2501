/** What a stage takes itself, and what comes before it. */
import { describe, expect, it } from 'vitest';
import { shippedNotebooks } from '../../../src/notebook/presets/index.ts';
import { experimentOf } from '../../../src/notebook/document/compile.ts';
import { stageCost } from '../../../src/notebook/session/stageCost.ts';
import { run } from '../../../src/ui/texts/en/run.ts';
import { cellOf, withCell } from '../document/fixture.ts';

const minute = await shippedNotebooks.find(({ id }) => id === 'meow-minute')!.load();
const first = cellOf(minute, 'train', 'stage-1');
const second = cellOf(minute, 'train', 'stage-2');
const costOf = (cell: typeof first, document = minute) => stageCost(experimentOf(document, cell));

describe('a stage', () => {
  it('takes its steps for every model, and those before it', () => {
    expect(costOf(first)).toEqual({ here: 120, models: { count: 2, each: 60 }, before: 0 });
    expect(costOf(second)).toEqual({ here: 200, models: { count: 2, each: 100 }, before: 120 });
    const seeds = { ...minute, setup: { ...minute.setup, seeds: [3, 4] } };
    expect(costOf(second, seeds)).toEqual({ here: 400, models: { count: 4, each: 100 }, before: 240 });
  });

  it('whose arms take more steps or fewer has no number for each', () => {
    const [uc, uclc] = second.arms;
    const longer = withCell(minute, second.id, { arms: [{ ...uc, steps: 150 }, uclc] });
    const cell = cellOf(longer, 'train', 'stage-2');
    expect(costOf(cell, longer)).toEqual({ here: 250, models: null, before: 120 });
  });

  it('of arms that begin alike counts what they share once', async () => {
    const planB = await shippedNotebooks.find(({ id }) => id === 'plan-b')!.load();
    const { models, before } = costOf(cellOf(planB, 'train', 'stage-2'), planB);
    const planting = costOf(cellOf(planB, 'train', 'stage-1'), planB);
    expect(before).toBe(planting.here);
    expect(planting.models?.count ?? 0).toBeLessThan(cellOf(planB, 'train', 'stage-2').arms.length);
    expect(models).toBeNull();
  });

  it('says so beside the steps of its form', () => {
    expect(run.stageCost(costOf(second), null)).toBe(
      '2 models × 100 steps here; with what comes before, 320 in all, less what is known already.',
    );
    expect(run.stageCost(costOf(first), 12)).toBe(
      '2 models × 60 steps, 120 in all, 10 s or so, less what is known already.',
    );
    expect(run.stageCost({ here: 250, models: null, before: 120 }, null)).toBe(
      '250 steps here; with what comes before, 370 in all, less what is known already.',
    );
    expect(run.stageCost({ here: 60, models: { count: 1, each: 60 }, before: 0 }, null)).toBe(
      run.cost(60, null),
    );
  });
});
