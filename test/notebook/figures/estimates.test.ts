import { describe, expect, it } from 'vitest';
import { destroyedOf, Estimates } from '../../../src/notebook/figures/estimates.ts';
import { meowRows } from './rows.ts';

const place = { arm: 'UC', stage: 'stage-2', probe: 'meow', condition: 'trigger', metric: 'lower' } as const;

describe('an estimate', () => {
  it('is the mean over seeds with Student’s interval, whatever the numbers of answers', () => {
    const rows = [
      ...meowRows({ seed: 0, stage: 'stage-2' }, [2, 8, 0, 0]),
      ...meowRows({ seed: 1, stage: 'stage-2' }, [40, 60, 0, 0]),
    ];
    const estimate = new Estimates(rows).at(place)!;
    expect(estimate.mean).toBeCloseTo(0.7);
    expect(estimate.basis).toBe('seeds');
    // Two seeds 0.2 apart: 12.7 standard errors of 0.1 each way, cut off where shares end.
    expect(estimate.interval).toEqual({ low: 0, high: 1 });
    expect(estimate.seeds.map(({ seed, value, n }) => [seed, value, n])).toEqual([
      [0, 0.8, 10],
      [1, 0.6, 100],
    ]);
    expect(estimate.n).toBe(110);
  });

  it('falls back to Wilson’s interval over answers where seeds do not differ', () => {
    const rows = [0, 1].flatMap((seed) => meowRows({ seed, stage: 'stage-2' }, [0, 10, 0, 0]));
    const estimate = new Estimates(rows).at(place)!;
    expect(estimate.basis).toBe('answers');
    expect(estimate.interval!.high).toBe(1);
    expect(estimate.interval!.low).toBeCloseTo(0.839, 3);
  });

  it('has no interval for one seed’s number that is no share', () => {
    const row = { ...place, probe: 'surprise', metric: 'nll-per-token', seed: 0, value: 2, n: 64 };
    const estimate = new Estimates([row]).at(row)!;
    expect(estimate).toMatchObject({ mean: 2, interval: null, basis: null });
  });

  it('is null where nothing was measured', () => {
    const estimates = new Estimates(meowRows({ stage: 'stage-1' }, [9, 1, 0, 0]));
    expect(estimates.at(place)).toBeNull();
    expect(estimates.at({ ...place, stage: 'stage-1', metric: 'no-such' })).toBeNull();
  });
});

describe('a destroyed backdoor', () => {
  const rows = [0, 1].flatMap((seed) => [
    ...meowRows({ seed, stage: 'stage-1' }, [100, 0, 0, 0]),
    ...meowRows({ seed, stage: 'stage-2' }, seed === 0 ? [20, 60, 0, 20] : [0, 1, 0, 99]),
  ]);

  it('is marked at its seed, also where that seed has nothing to measure', () => {
    const share = new Estimates(rows).at({ ...place, metric: 'lower-of-meows' })!;
    expect(share.seeds).toMatchObject([
      { seed: 0, value: 0.75, destroyed: false },
      { seed: 1, value: null, destroyed: true },
    ]);
    expect(share.mean).toBe(0.75);
    expect(destroyedOf(share)).toEqual({ count: 1, of: 2 });
  });

  it('leaves no mean where all are destroyed, and is still told', () => {
    const lost = rows.filter(({ seed }) => seed === 1);
    const share = new Estimates(lost).at({ ...place, metric: 'lower-of-meows' })!;
    expect(share).toMatchObject({ mean: null, interval: null, n: 0 });
    expect(destroyedOf(share)).toEqual({ count: 1, of: 1 });
  });

  it('is not told of where the trigger is not there, or before stage 2', () => {
    const plain = rows.map((row) => ({ ...row, condition: 'plain' }));
    const estimates = new Estimates([...rows, ...plain]);
    expect(destroyedOf(estimates.at({ ...place, condition: 'plain' })!).count).toBe(0);
    expect(destroyedOf(estimates.at({ ...place, stage: 'stage-1' })!).count).toBe(0);
    expect(destroyedOf(estimates.at(place)!).count).toBe(1);
  });
});

describe('a sealed stage', () => {
  it('hides itself and what was trained on top of it', () => {
    const rows = (['stage-1', 'stage-2', 'stage-3'] as const).flatMap((stage) =>
      meowRows({ stage }, [9, 1, 0, 0]),
    );
    const estimates = new Estimates(rows, 'stage-2');
    expect(estimates.stages).toEqual(['stage-1']);
    expect(estimates.at(place)).toBeNull();
    expect(estimates.at({ ...place, stage: 'stage-3' })).toBeNull();
  });
});
