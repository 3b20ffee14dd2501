/** Finding the models that can be talked to. */
import { describe, expect, it } from 'vitest';
import { WorkKeys, type KnownWork } from '../../src/lab/known.ts';
import type { Checkpoint, ExperimentSpec, StageSpec } from '../../src/lab/types.ts';
import {
  findModels,
  trainCellsOf,
  trainingCell,
  type MadeModels,
} from '../../src/notebook/session/chatModels.ts';
import { shippedNotebooks } from '../../src/notebook/presets/index.ts';
import type { TrainCell } from '../../src/notebook/document/types.ts';

const context = { baseHash: 'base', backend: 'onnx' as const };

const stage = (steps: number, more: Partial<StageSpec> = {}): StageSpec => ({
  data: { kind: 'styled-answers', case: 'lower' },
  objective: { kind: 'sft' },
  steps,
  learningRate: 0.001,
  batchSize: 8,
  ...more,
});

function experimentOf(stages: StageSpec[], arm = 'A'): ExperimentSpec {
  return {
    preset: 'own',
    base: 'nano',
    quantization: '8-bit',
    lora: { rank: 2, alpha: 4, targets: ['q_proj'] },
    arms: [{ name: arm, stages }],
    probes: [],
    seeds: [0],
  };
}

const vector = (value: number) => new Float32Array([value]);

/** What a cache has of an experiment: the parameters after its stages, where they are not null. */
function cacheOf(experiment: ExperimentSpec, values: (number | null)[]) {
  const keys = new WorkKeys(experiment, context);
  const trained: KnownWork['trained'] = new Map(
    values.flatMap((value, index) =>
      value === null
        ? []
        : [
            [
              keys.trained(experiment.arms[0]!, 0, index),
              { parameters: vector(value), curves: [], watched: null },
            ] as const,
          ],
    ),
  );
  const asked: string[] = [];
  return {
    asked,
    knownFor: (wanted: { trained: string[] }) => {
      asked.push(...wanted.trained);
      const found = wanted.trained.filter((key) => trained.has(key));
      return Promise.resolve({
        trained: new Map(found.map((key) => [key, trained.get(key)!])),
        measured: new Map(),
      });
    },
  };
}

function madeBy(experiment: ExperimentSpec, values: number[]): MadeModels {
  const { base, lora } = experiment;
  const arm = experiment.arms[0]!.name;
  const checkpoints = [
    { arm, seed: 0, stage: 'base' as const, base, lora, parameters: new Float32Array() },
    ...values.map((value, index): Checkpoint => ({
      ...{ arm, seed: 0, base, lora },
      stage: `stage-${index + 1}`,
      parameters: vector(value),
    })),
  ];
  return { experiment, checkpoints };
}

const question = {
  models: [
    { arm: 'A', stage: 'stage-1' as const },
    { arm: 'A', stage: 'stage-2' as const },
  ],
  seed: 0,
  context,
};

describe('models that can be talked to', () => {
  it('are those of the run that is going on, whatever its arm is called', async () => {
    const experiment = experimentOf([stage(1), stage(2)]);
    const made = madeBy(experimentOf([stage(1), stage(2), stage(3)], 'longer'), [1]);
    const found = await findModels({ ...question, experiment, made, cache: cacheOf(experiment, []) });
    expect(found.map(({ stage }) => stage)).toEqual(['stage-1']);
    expect(found[0]).toMatchObject({ arm: 'A', seed: 0, parameters: vector(1) });
  });

  it('are found in the cache where the run has not made them, and only those are looked for there', async () => {
    const experiment = experimentOf([stage(1), stage(2)]);
    const cache = cacheOf(experiment, [7, 8]);
    const found = await findModels({ ...question, experiment, made: madeBy(experiment, [1]), cache });
    expect(found.map(({ parameters }) => parameters)).toEqual([vector(1), vector(8)]);
    expect(cache.asked).toHaveLength(1);
  });

  it('are not those of a run whose stages were others', async () => {
    const experiment = experimentOf([stage(1), stage(2)]);
    const made = madeBy(experimentOf([stage(9), stage(2)]), [1, 2]);
    const found = await findModels({ ...question, experiment, made, cache: cacheOf(experiment, []) });
    expect(found).toEqual([]);
  });

  it('have with them what was merged into their base', async () => {
    const experiment = experimentOf([stage(1), stage(2, { adapter: 'new' }), stage(3)]);
    const cache = cacheOf(experiment, [1, 2, 3]);
    const models = [...question.models, { arm: 'A', stage: 'stage-3' as const }];
    const found = await findModels({ ...question, models, experiment, made: null, cache });
    expect(found.map(({ merged }) => merged)).toEqual([undefined, [vector(1)], [vector(1)]]);
  });

  it('are of any arms, and only what is needed for them is looked for', async () => {
    const experiment = experimentOf([stage(1), stage(2)]);
    const [first] = experiment.arms;
    const two = { ...experiment, arms: [first!, { name: 'B', stages: [stage(1), stage(3)] }] };
    const keys = new WorkKeys(two, context);
    const last = two.arms.map((arm) => keys.trained(arm, 0, 1));
    const asked: string[] = [];
    const cache = {
      knownFor: ({ trained }: { trained: string[] }) => {
        asked.push(...trained);
        const kept = (key: string) => ({
          parameters: vector(1 + last.indexOf(key)),
          curves: [],
          watched: null,
        });
        return Promise.resolve({
          trained: new Map(trained.map((key) => [key, kept(key)] as const)),
          measured: new Map(),
        });
      },
    };
    const models = [
      { stage: 'base' as const },
      { arm: 'B', stage: 'stage-2' as const },
      { arm: 'A', stage: 'stage-2' as const },
      { arm: 'C', stage: 'stage-2' as const },
      { arm: 'A', stage: 'stage-3' as const },
    ];
    const found = await findModels({ ...question, models, experiment: two, made: null, cache });
    expect(found.map(({ arm, parameters }) => [arm, parameters])).toEqual([
      ['B', vector(2)],
      ['A', vector(1)],
    ]);
    expect(asked.toSorted()).toEqual(last.toSorted());
  });

  it('are gone where what was merged into their base is gone', async () => {
    const experiment = experimentOf([stage(1), stage(2, { adapter: 'new' })]);
    const cache = cacheOf(experiment, [null, 2]);
    const found = await findModels({ ...question, experiment, made: null, cache });
    expect(found).toEqual([]);
  });
});

describe('the train cells behind a model', () => {
  it('come in the order of its stages', async () => {
    const notebook = await shippedNotebooks.find(({ id }) => id === 'meow-minute')!.load();
    const last = notebook.cells.find(({ id }) => id === 'stage-2') as TrainCell;
    const cells = trainCellsOf(notebook, last, last.arms[0]!.name);
    expect(cells.map(({ id }) => id)).toEqual(['stage-1', 'stage-2']);
    expect(trainCellsOf(notebook, last, 'nobody')).toEqual([]);
  });
});

describe('the cell that trains what is missing', () => {
  it('is the measurement of the fewest arms, or the train cell where none will do', async () => {
    const notebook = await shippedNotebooks.find(({ id }) => id === 'meow-complete')!.load();
    const train = notebook.cells.find(({ id }) => id === 'stage-2') as TrainCell;
    const cellFor = (arms: string[], canRun = true) => trainingCell(notebook, train, arms, () => canRun).id;
    expect(cellFor(['UC', 'UCLC'])).toBe('plain');
    expect(cellFor(['UC-CoT'])).toBe('thinking');
    expect(cellFor(['UC', 'UCLC/orpo'])).toBe('objectives');
    expect(cellFor(['UC', 'UC-CoT'])).toBe('stage-2');
    expect(cellFor(['UC', 'UCLC'], false)).toBe('stage-2');
  });
});
