import { describe, expect, it } from 'vitest';
import { WorkClock } from '../../src/lab/progress.ts';
import { meowMinute } from '../../src/lab/presets/meow.ts';
import type { Snapshot } from '../../src/lab/types.ts';

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

  it('counts what is known from the start, and tells the time that probes alone take', () => {
    const clock = new WorkClock(experiment, ({ stageIndex }) => ({
      trained: true,
      measured: stageIndex < 0,
    }));
    const before = clock.fraction;
    expect(before).toBeGreaterThan(0.5);
    expect(clock.secondsLeft).toBeNull();
    clock.done('probe', 1, 3);
    expect(clock.fraction).toBeGreaterThan(before);
    expect(clock.secondsLeft).toBe(3 * (stages.length - 1));
    clock.done('probe', stages.length - 1, 3);
    expect(clock.fraction).toBe(1);
  });

  it('does not count known work twice where a run is taken up again', () => {
    const [first] = experiment.arms;
    const clock = new WorkClock(experiment, ({ stageIndex }) => ({
      trained: stageIndex === 0,
      measured: false,
    }));
    const place = { arm: first!.name, seed: 0 };
    const model = { base: 'nano', lora: experiment.lora, parameters: new Float32Array(0) };
    const checkpoints = [
      { ...place, ...model, stage: 'base' as const },
      { ...place, ...model, stage: 'stage-1' as const },
    ];
    clock.skip(checkpoints, { ...place, stageIndex: 1, step: 0 } as Snapshot);
    for (let step = 0; step < stages[1]!.steps; step++) {
      expect(clock.fraction).toBeLessThan(1);
      clock.done('step', 1, 1);
    }
    expect(clock.fraction).toBeLessThan(1);
    clock.done('probe', 1, 1);
    expect(clock.fraction).toBe(1);
  });

  it('has nothing to probe where there are no probes', () => {
    const clock = new WorkClock({ ...experiment, probes: [] });
    for (let step = 0; step < steps; step++) clock.done('step', 1, 1);
    expect(clock.fraction).toBe(1);
    expect(clock.secondsLeft).toBe(0);
  });
});
