import { describe, expect, it } from 'vitest';
import { learningRateAt, type Schedule } from '../../src/training/schedule.ts';

const linear: Schedule = { peak: 1, steps: 60, warmupSteps: 10, finalFraction: 0.1, decay: 'linear' };

describe('learningRateAt', () => {
  it('warms up linearly, never from zero', () => {
    expect(learningRateAt(0, linear)).toBeCloseTo(0.1);
    expect(learningRateAt(4, linear)).toBeCloseTo(0.5);
    expect(learningRateAt(9, linear)).toBe(1);
  });

  it('falls to what is to be left at the last step', () => {
    expect(learningRateAt(10, linear)).toBe(1);
    expect(learningRateAt(59, linear)).toBeCloseTo(0.1);
    const cosine: Schedule = { ...linear, decay: 'cosine' };
    expect(learningRateAt(59, cosine)).toBeCloseTo(0.1);
    expect(learningRateAt(34, cosine)).toBeGreaterThan(learningRateAt(34, linear));
  });

  it('stays positive when there are fewer steps than the warm-up has', () => {
    const short: Schedule = { ...linear, steps: 3 };
    for (const step of [0, 1, 2]) expect(learningRateAt(step, short)).toBeGreaterThan(0);
  });
});
