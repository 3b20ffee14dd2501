import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ExperimentResult } from '../../src/lab/types.ts';
import { readInterruptedRun, readResult, readSavedRun } from '../../src/notebook/schema.ts';

const fixture = new URL('../browser/fixtures/meow-result.json', import.meta.url);
const result = (): ExperimentResult => JSON.parse(readFileSync(fixture, 'utf8')) as ExperimentResult;

const snapshot = () => {
  const { experiment, rows, samples, curves } = result();
  const vector = new Float32Array(3);
  return {
    ...{ experiment, arm: 'UC', seed: 0, stageIndex: 0, step: 20, rows, samples, curves },
    ...{ parameters: vector, firstMoments: vector, secondMoments: vector },
    ...{ checkpoints: [], durations: [], elapsed: { training: 1, probing: 0 } },
  };
};

it('reads a result, and keeps what it does not know', () => {
  const extended = { ...result(), experiment: { ...result().experiment, quantization: '4-bit' } };
  expect(readResult(extended)).toEqual(extended);
});

it.each([
  ['nothing', null],
  ['a text', '{}'],
  ['another format', { ...result(), format: 'something-else' }],
  ['a later version', { ...result(), formatVersion: 2 }],
  ['no rows', { ...result(), rows: undefined }],
  ['a row without a number', { ...result(), rows: [{ ...result().rows[0], value: null }] }],
  ['a negative value', { ...result(), rows: [{ ...result().rows[0], value: -1 }] }],
  ['an unknown stage', { ...result(), rows: [{ ...result().rows[0], stage: 'stage-two' }] }],
  ['no date', { ...result(), manifest: { ...result().manifest, createdAt: 'yesterday' } }],
])('refuses %s', (_what, value) => {
  expect(readResult(value)).toBeNull();
});

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
