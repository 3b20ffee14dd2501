import { describe, expect, it } from 'vitest';
import { WorkClock } from '../../src/lab/progress.ts';
import { meowMinute } from '../../src/lab/presets/meow.ts';

const meow = meowMinute.experiment('nano');

describe('WorkClock', () => {
  const experiment = { ...meow, arms: meow.arms.slice(0, 1) };
  const stages = experiment.arms[0]!.stages;
  const steps = stages.reduce((total, stage) => total + stage.steps, 0);

  it('goes from 0 to 1 with no noticeable step back, and ends with no time left', () => {
    const clock = new WorkClock(experiment);
    let last = clock.fraction;
    expect(last).toBe(0);
    expect(clock.secondsLeft).toBeNull();
    clock.done('probe', 1, 1);
    for (let step = 0; step < steps; step++) {
      clock.done('step', 1, 0.1);
      expect(clock.fraction).toBeGreaterThanOrEqual(last - 0.02);
      last = clock.fraction;
    }
    clock.done('probe', stages.length, stages.length);
    expect(clock.fraction).toBe(1);
    expect(clock.secondsLeft).toBe(0);
  });

  it('counts what was done before an interruption without its time', () => {
    const clock = new WorkClock(experiment);
    clock.done('step', steps / 2);
    expect(clock.fraction).toBeGreaterThan(0.2);
    expect(clock.secondsLeft).toBeNull();
    for (let step = 0; step < 4; step++) clock.done('step', 1, 0.5);
    expect(clock.secondsLeft).toBeGreaterThan(0.5 * (steps / 2 - 4));
  });
});
