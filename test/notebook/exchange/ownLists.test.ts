/** Results on own examples in the file of their notebook, which has each list once. */
import { describe, expect, it } from 'vitest';
import type { ExperimentSpec, OwnExample } from '../../../src/lab/types.ts';
import { updateCell } from '../../../src/notebook/document/edit.ts';
import { exportNotebook, importNotebook } from '../../../src/notebook/exchange/files.ts';
import { withOwnExamples } from '../../../src/lab/ownExamples.ts';
import type { DatasetCell } from '../../../src/notebook/document/types.ts';
import { meowNotebook, probeCell, recorded, sweepCell, sweptMeow } from './fixture.ts';

const examplesOf = (word: string, count: number): OwnExample[] =>
  Array.from({ length: count }, (_, index) => ({
    prompt: `${word} ${index}? ${'Why? '.repeat(20)}`,
    chosen: `Because of ${index}.`,
  }));

/** As a run has it: what is drawn for every stage is the reader's own. */
function onOwn(experiment: ExperimentSpec, examples: OwnExample[]): ExperimentSpec {
  const arms = experiment.arms.map((arm) => ({
    ...arm,
    stages: arm.stages.map((stage) => ({
      ...stage,
      objective: { kind: 'sft' as const },
      data: { kind: 'own' as const, name: 'mine', examples },
    })),
  }));
  return { ...experiment, arms };
}

const examples = examplesOf('Cats', 10_000);
const cell = meowNotebook.cells.find((one) => one.kind === 'dataset') as DatasetCell;
const document = updateCell(meowNotebook, { ...cell, data: { kind: 'own', name: 'mine', examples } });
const result = { ...recorded(), experiment: onOwn(recorded().experiment, examples) };

describe('a result on own examples in the file of its notebook', () => {
  const text = exportNotebook(document, { results: [{ cell: probeCell.id, result }] });

  it('is there whatever they take, with each example once', () => {
    expect(text.split('Cats 9999?').length).toBe(2);
    expect(JSON.parse(text)).toMatchObject({ formatVersion: 3, examples: {} });
  });

  it('comes back with them, all stages with one list', () => {
    const { document: read, results } = importNotebook(text, 'mine.json');
    expect(read).toEqual(document);
    expect(results[0]!.result.experiment).toEqual(result.experiment);
    const lists = new Set<unknown>();
    withOwnExamples(results[0]!.result.experiment, (list) => lists.add(list));
    expect(lists.size).toBe(1);
  });

  it('comes back where the notebook has other examples by now', () => {
    const since = exportNotebook(meowNotebook, { results: [{ cell: probeCell.id, result }] });
    expect(since.split('Cats 9999?').length).toBe(2);
    expect(importNotebook(since, 'mine.json').results[0]!.result.experiment).toEqual(result.experiment);
  });

  it('is refused where the list is not there, or is none', () => {
    const file = JSON.parse(exportNotebook(meowNotebook, { results: [{ cell: probeCell.id, result }] })) as {
      examples: Record<string, unknown>;
    };
    const [hash] = Object.keys(file.examples);
    for (const lists of [{}, { [hash!]: [] }, { [hash!]: [{ prompt: 1 }] }, { [hash!]: 'mine' }]) {
      const broken = JSON.stringify({ ...file, examples: lists });
      expect(() => importNotebook(broken, 'mine.json')).toThrow(
        /damaged \(own examples are (missing|not whole)\)/,
      );
    }
  });

  it('comes back with them and all its answers where the compact form would leave some out', () => {
    const { kept: _kept, ...rest } = result;
    const ofAnother = rest.samples.map((sample) => ({ ...sample, seed: sample.seed + 1 }));
    const ran = { ...rest, samples: [...rest.samples, ...ofAnother] };
    const whole = exportNotebook(document, { results: [{ cell: probeCell.id, result: ran }] });
    expect(whole.split('Cats 9999?').length).toBe(2);
    expect(importNotebook(whole, 'mine.json').results[0]!.result).toEqual(ran);
  });

  it('is read from files that have them in every stage', () => {
    const few = examples.slice(0, 3);
    const file = JSON.parse(exportNotebook(document, { results: [{ cell: probeCell.id, result }] })) as {
      formatVersion: number;
      examples?: unknown;
      results: [{ result: { experiment: unknown } }];
    };
    file.formatVersion = 2;
    delete file.examples;
    file.results[0].result.experiment = onOwn(recorded().experiment, few);
    const read = importNotebook(JSON.stringify(file), 'old.json').results[0]!.result.experiment;
    expect(read).toEqual(onOwn(recorded().experiment, few));
  });
});

it('a sweep over own examples comes back with them', () => {
  const { sweep, outcomes } = sweptMeow();
  const own = { ...sweep, experiment: onOwn(sweep.experiment, examples) };
  const text = exportNotebook(document, { sweeps: [{ cell: sweepCell.id, sweep: own, outcomes }] });
  expect(text.split('Cats 9999?').length).toBe(2);
  expect(importNotebook(text, 'mine.json').sweeps[0]).toEqual({ cell: sweepCell.id, sweep: own, outcomes });
});
