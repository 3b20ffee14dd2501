/** What a run has come to so far. */
import { expect, it } from 'vitest';
import { meowMinute } from '../../src/lab/presets/meow.ts';
import { RunRecord } from '../../src/lab/runRecord.ts';
import { stateBefore } from '../../src/lab/stageTrainer.ts';

it('is restored from a snapshot, however long the run is', () => {
  const experiment = meowMinute.experiment('nano');
  const [arm] = experiment.arms;
  const record = new RunRecord(experiment);
  const place = { arm: arm!.name, seed: 0, stage: 'stage-1' as const };
  for (let i = 0; i < 200_000; i++) {
    record.samples.push({
      ...place,
      probe: 'meow',
      condition: 'plain',
      prompt: 'a',
      answer: `${i}`,
      verdict: 'none',
      helpful: true,
    });
  }
  record.finishArm(arm!, 0);
  const snapshot = record.snapshot(arm!, 1, { ...stateBefore(new Float32Array(2)), stageIndex: 0 });

  const restored = new RunRecord(experiment);
  restored.restore(snapshot);
  expect(restored.samples).toEqual(record.samples);
  expect(restored.isFinished(arm!, 0)).toBe(true);
  expect(restored.isFinished(arm!, 1)).toBe(false);
});
