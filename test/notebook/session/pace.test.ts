/** How long a training step takes, whatever of a result was taken over from earlier ones. */
import { describe, expect, it } from 'vitest';
import type { ExperimentResult, Reused } from '../../../src/lab/types.ts';
import { secondsPerStepIn } from '../../../src/notebook/session/pace.ts';
import { recorded } from '../exchange/fixture.ts';

const { kept: _kept, ...result } = recorded();
/** Both arms, one seed: 2 × (60 + 100) steps. */
const experiment = { ...result.experiment, seeds: [3] };
const trained = (arm: string, stage: Reused['stage']): Reused => ({ arm, seed: 3, stage, what: 'training' });

function took(seconds: number, ...reused: Reused[]): ExperimentResult {
  const durations = ['UC', 'UCLC'].map((arm) => ({
    ...{ arm, seed: 3, training: seconds / 2, probing: 0, total: seconds / 2 },
  }));
  return { ...result, experiment, manifest: { ...result.manifest, durations, reused } };
}

describe('the time of a step', () => {
  it('is that of the newest result', () => {
    expect(secondsPerStepIn([took(32), took(64)])).toBeCloseTo(0.1);
    expect(secondsPerStepIn([])).toBeNull();
  });

  it('counts no step that was taken over', () => {
    const first = [trained('UC', 'stage-1'), trained('UCLC', 'stage-1')];
    expect(secondsPerStepIn([took(40, ...first)])).toBeCloseTo(40 / 200);
    expect(secondsPerStepIn([took(40, first[0]!)])).toBeCloseTo(40 / 260);
    // Measurements that were taken over are no steps.
    expect(secondsPerStepIn([took(32, { ...first[0]!, what: 'meow' })])).toBeCloseTo(0.1);
  });

  it('is not taken from a result that trained nothing', () => {
    const all = ['UC', 'UCLC'].flatMap((arm) => [trained(arm, 'stage-1'), trained(arm, 'stage-2')]);
    expect(secondsPerStepIn([took(3, ...all), took(32)])).toBeCloseTo(0.1);
    expect(secondsPerStepIn([took(3, ...all)])).toBeNull();
  });
});
