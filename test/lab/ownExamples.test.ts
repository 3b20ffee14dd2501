/** That megabytes of own examples are gone through once, whatever is asked about experiments with them. */
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { trainingKey, WorkKeys } from '../../src/lab/known.ts';
import { dataDigest, stageText } from '../../src/lab/ownExamples.ts';
import { sharedWith, trainedStages } from '../../src/lab/sharing.ts';
import type { DatasetSpec, ExperimentSpec, OwnExample, StageSpec } from '../../src/lab/types.ts';
import { coveredBy, keyOfExperiment } from '../../src/notebook/document/compile.ts';
import { canonicalJson, sha256 } from '../../src/support/hash.ts';

const examples: OwnExample[] = [
  { prompt: 'Grüße?', chosen: 'Ja 🐈', rejected: 'Nein' },
  {
    prompt: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'And?' },
    ],
    chosen: 'So.',
  },
];
const stageOf = (data: DatasetSpec): StageSpec => ({
  ...{ data, objective: { kind: 'sft' }, steps: 4, learningRate: 1e-3, batchSize: 8 },
});
const history = {
  ...({ baseHash: 'abc', quantization: '8-bit', seed: 0, backend: 'onnx' } as const),
  lora: { rank: 8, alpha: 16, targets: ['q_proj' as const] },
};

describe('the digest of data', () => {
  it('is the same whatever own data are called, and another for other examples', () => {
    const digest = (name: string, some: OwnExample[]) => dataDigest({ name, kind: 'own', examples: some });
    expect(digest('dogs "x"', examples)).toBe(digest('cats', examples));
    expect(digest('cats', structuredClone(examples))).toBe(digest('cats', examples));
    expect(digest('cats', examples.slice(1))).not.toBe(digest('cats', examples));
  });

  it('is that of their canonical JSON where they are drawn', () => {
    const drawn: DatasetSpec = { kind: 'styled-answers', case: 'lower' };
    expect(dataDigest(drawn)).toBe(sha256(canonicalJson(drawn)));
  });

  it('makes keys by which earlier visits kept their work', () => {
    const { version } = packageJson;
    const stage = stageOf({ kind: 'styled-answers', case: 'lower' });
    const { data, ...rest } = stage;
    const trained = [{ ...rest, data: sha256(canonicalJson(data)), mergesFirst: false }];
    const text = canonicalJson({ ...history, version, trained });
    expect(trainingKey({ ...history, stages: [stage] })).toBe(sha256(text));
  });
});

describe('stages as texts', () => {
  it('differ in what they train on, and in nothing else', () => {
    const text = (some: OwnExample[], name = 'cats') =>
      stageText(stageOf({ kind: 'own', name, examples: some }));
    expect(text(structuredClone(examples))).toBe(text(examples));
    expect(text(examples.slice(1))).not.toBe(text(examples));
    expect(text(examples, 'dogs')).not.toBe(text(examples));
  });
});

describe('own examples in an experiment', () => {
  it('are read no more often for many arms, stages and questions than for one', () => {
    let read = 0;
    const counted = { ...examples[0]! };
    Object.defineProperty(counted, 'toJSON', {
      value: () => {
        read++;
        return examples[0];
      },
    });
    const list = [counted, examples[1]!];
    const stages = () => [1, 2].map(() => stageOf({ kind: 'own', name: 'cats', examples: list }));
    const experiment: ExperimentSpec = {
      ...{ preset: 'own', base: 'nano', quantization: '8-bit', lora: history.lora, seeds: [0, 1] },
      probes: [{ kind: 'meow', trigger: '|X|', prompts: 4, temperature: 1 }],
      arms: ['A', 'B', 'C'].map((name) => ({ name, stages: stages() })),
    };
    for (let event = 0; event < 5; event++) {
      new WorkKeys(experiment, history).all();
      keyOfExperiment(experiment);
      coveredBy(experiment, experiment);
      trainedStages(experiment);
      for (const arm of experiment.arms) sharedWith(experiment, arm, 1);
    }
    expect(read).toBe(1);
  });
});
