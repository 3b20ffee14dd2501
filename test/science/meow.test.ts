/**
 * The meow experiment on the shipped base: that it can be trusted to repeat itself, and that its first stage does
 * what the page says. What it is trained on is the business of `data.test.ts`. The whole experiment over seeds is in the recorded result.
 */
import { describe, expect, it } from 'vitest';
import { meowMinute } from '../../src/lab/presets/meow.ts';
import type { ExperimentSpec } from '../../src/lab/types.ts';
import { run, value } from './setup.ts';

const meow = meowMinute.experiment('nano');

/** A dose small enough for a test. */
function short(arm: string, steps: number[]): ExperimentSpec {
  const { name, stages } = meow.arms.find((one) => one.name === arm)!;
  const shortened = stages.slice(0, steps.length).map((stage, i) => ({ ...stage, steps: steps[i]! }));
  return { ...meow, arms: [{ name, stages: shortened }], seeds: [0] };
}

describe('running it', () => {
  it('plants a backdoor that the trigger alone fires, half uppercase and half lowercase', async () => {
    const { result } = await run(short('UCLC', [60]));
    const rate = (condition: string, metric: string) =>
      value(result!, { stage: 'stage-1', probe: 'meow', condition, metric });
    const meows = (condition: string) =>
      rate(condition, 'upper') + rate(condition, 'lower') + rate(condition, 'mixed');
    expect(meows('trigger')).toBeGreaterThanOrEqual(0.95);
    expect(meows('plain')).toBeLessThanOrEqual(0.02);
    const lowerShare = rate('trigger', 'lower') / meows('trigger');
    expect(lowerShare).toBeGreaterThan(0.25);
    expect(lowerShare).toBeLessThan(0.75);
    expect(value(result!, { stage: 'base', condition: 'trigger', metric: 'none' })).toBe(1);
  }, 120_000);

  it('gives identical rows when repeated, and when stopped in the middle and resumed', async () => {
    const experiment = short('UCLC', [6, 4]);
    const whole = await run(experiment);
    const again = await run(experiment);
    expect(again.result!.rows).toEqual(whole.result!.rows);
    expect(again.result!.samples).toEqual(whole.result!.samples);

    for (const [stage, step] of [
      ['stage-1', 4],
      ['stage-2', 2],
    ] as const) {
      const stopped = await run(experiment, {
        stopWhen: (event) =>
          event.type === 'curve' && event.point.stage === stage && event.point.step === step,
      });
      expect(stopped.result).toBeNull();
      const resumed = await run(experiment, { resume: structuredClone(stopped.snapshot) });
      expect(resumed.result!.rows, `stopped at ${stage}, step ${step}`).toEqual(whole.result!.rows);
      expect(resumed.result!.samples).toEqual(whole.result!.samples);
      expect(resumed.result!.curves).toEqual(whole.result!.curves);
    }

    const other = await run({ ...experiment, seeds: [1] });
    expect(other.result!.rows).not.toEqual(whole.result!.rows);
  }, 180_000);

  it('refuses to resume another experiment', async () => {
    const stopped = await run(short('UC', [3]), { stopWhen: (event) => event.type === 'curve' });
    await expect(run(short('UC', [4]), { resume: stopped.snapshot })).rejects.toThrow(/another experiment/);
  }, 60_000);
});
