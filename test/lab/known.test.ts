/** When two models, or two measurements, are the same work. */
import { describe, expect, it } from 'vitest';
import { measurementKey, trainingKey, WorkKeys, type ModelHistory } from '../../src/lab/known.ts';
import { planB } from '../../src/lab/presets/planB.ts';
import type { ExperimentSpec, ProbeSpec, StageSpec } from '../../src/lab/types.ts';

const stage: StageSpec = {
  data: { kind: 'styled-answers', case: 'lower' },
  objective: { kind: 'sft' },
  steps: 4,
  learningRate: 1e-3,
  batchSize: 8,
};
const history: ModelHistory = {
  baseHash: 'abc',
  quantization: '8-bit',
  lora: { rank: 8, alpha: 16, targets: ['q_proj'] },
  stages: [stage, stage],
  seed: 0,
  backend: 'onnx',
};

describe('trainingKey', () => {
  it('is the same for the same model, however it is written down', () => {
    const { seed, ...others } = history;
    const turned = { ...stage, data: { case: 'lower', kind: 'styled-answers' } } as StageSpec;
    expect(trainingKey({ seed, ...others, stages: [turned, stage] })).toBe(trainingKey(history));
    const spelledOut: StageSpec = { ...stage, adapter: 'continue' };
    expect(trainingKey({ ...history, stages: [spelledOut, spelledOut] })).toBe(trainingKey(history));
    // There is nothing to merge before the first stage.
    expect(trainingKey({ ...history, stages: [{ ...stage, adapter: 'new' }, stage] })).toBe(
      trainingKey(history),
    );
  });

  it('is the same whatever data of the reader’s own are called', () => {
    const named = (name: string): StageSpec => ({
      ...stage,
      data: { kind: 'own', name, examples: [{ prompt: 'Hi', chosen: 'Meow' }] },
    });
    const keyOf = (name: string) => trainingKey({ ...history, stages: [named(name), stage] });
    expect(keyOf('dogs')).toBe(keyOf('cats'));
    expect(keyOf('cats')).not.toBe(trainingKey(history));
  });

  it('is another one for whatever changes the parameters', () => {
    const others: ModelHistory[] = [
      { ...history, baseHash: 'abd' },
      { ...history, quantization: '4-bit' },
      { ...history, lora: { ...history.lora, alpha: 8 } },
      { ...history, seed: 1 },
      { ...history, backend: 'webgpu' },
      { ...history, stages: [] },
      { ...history, stages: [stage] },
      { ...history, stages: [stage, { ...stage, adapter: 'new' }] },
      { ...history, stages: [stage, { ...stage, steps: 5 }] },
      { ...history, stages: [stage, { ...stage, objective: { kind: 'orpo', beta: 1 } }] },
      { ...history, stages: [{ ...stage, data: { kind: 'styled-answers', case: 'sentence' } }, stage] },
    ];
    const keys = [history, ...others].map((one) => trainingKey(one));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('measurementKey', () => {
  const surprise: ProbeSpec = { kind: 'surprise', examples: 4 };
  const meow: ProbeSpec = { kind: 'meow', trigger: '|X|', prompts: 4, temperature: 1 };
  const next: StageSpec = { ...stage, steps: 9 };

  it('depends on the next stage for probes that look at it only', () => {
    expect(measurementKey('m', surprise, next)).not.toBe(measurementKey('m', surprise, stage));
    expect(measurementKey('m', surprise, next)).not.toBe(measurementKey('m', surprise, null));
    expect(measurementKey('m', meow, next)).toBe(measurementKey('m', meow, stage));
    expect(measurementKey('m', meow, next)).toBe(measurementKey('m', meow, null));
  });

  it('depends on the model and on all of the probe', () => {
    expect(measurementKey('m', meow, null)).not.toBe(measurementKey('n', meow, null));
    expect(measurementKey('m', meow, null)).not.toBe(measurementKey('m', { ...meow, prompts: 5 }, null));
  });
});

describe('the keys of an experiment', () => {
  it('name what arms share once', () => {
    const preset: ExperimentSpec = { ...planB.experiment('nano'), seeds: [0, 1] };
    const keys = new WorkKeys(preset, { baseHash: 'abc', backend: 'onnx' });
    const { trained, measured } = keys.all();
    const [first, second] = preset.arms;
    expect(first!.stages[0]).toEqual(second!.stages[0]);
    expect(keys.trained(first!, 0, 0)).toBe(keys.trained(second!, 0, 0));
    expect(keys.trained(first!, 0, 1)).not.toBe(keys.trained(second!, 0, 1));
    expect(keys.trained(first!, 1, 0)).not.toBe(keys.trained(first!, 0, 0));
    expect(new Set(trained).size).toBe(trained.length);
    const stages = preset.arms.reduce((sum, { stages }) => sum + stages.length, 0);
    expect(trained.length).toBeLessThan(2 * stages);
    expect(trained).toContain(keys.trained(second!, 1, 1));
    expect(measured).toContain(keys.measured(first!, 1, -1, preset.probes[0]!));
  });
});
