import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ExperimentResult } from '../../src/lab/types.ts';
import { readInterruptedRun, readSavedRun } from '../../src/notebook/schema.ts';

const fixture = new URL('../browser/fixtures/meow-result.json', import.meta.url);
const result = (): ExperimentResult => JSON.parse(readFileSync(fixture, 'utf8')) as ExperimentResult;

const snapshot = () => {
  const { experiment, rows, samples, curves } = result();
  const vector = new Float32Array(3);
  return {
    ...{ experiment, arm: 'UC', seed: 0, stageIndex: 0, step: 20, rows, samples, curves },
    ...{ parameters: vector, firstMoments: vector, secondMoments: vector },
    ...{ checkpoints: [], durations: [], computedOn: [], elapsed: { training: 1, probing: 0 } },
  };
};

it('reads an interrupted run, and refuses one whose parameters are gone', () => {
  const run = {
    ...{ id: 'a', notebook: 'meow', updatedAt: '2026-11-21T12:00:00Z', predictions: { UC: 'upper' } },
    snapshot: snapshot(),
  };
  expect(readInterruptedRun(run)).toEqual(run);
  expect(readInterruptedRun({ ...run, snapshot: { ...run.snapshot, parameters: [1, 2, 3] } })).toBeNull();
  expect(readInterruptedRun({ ...run, predictions: { UC: 'perhaps' } })).toBeNull();
});

it('reads a saved run with its checkpoints', () => {
  const { lora, base } = result().experiment;
  const checkpoint = { arm: 'UC', seed: 0, stage: 'stage-1', base, lora, parameters: new Float32Array(2) };
  const run = {
    ...{ id: 'a', notebook: 'meow', createdAt: '2026-11-21T12:00:00Z', predictions: null },
    ...{ result: result(), checkpoints: [checkpoint] },
  };
  expect(readSavedRun(run)).toEqual(run);
  expect(readSavedRun({ ...run, checkpoints: [{ ...checkpoint, parameters: null }] })).toBeNull();
});
