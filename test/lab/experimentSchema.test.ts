/** Experiments written by hand: what passes, and that every mistake is named by its place. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/lab/experimentSchema.ts';
import { presets } from '../../src/lab/presets/index.ts';
import { UserError } from '../../src/support/errors.ts';

const experiment = presets.find(({ name }) => name === 'meow-minute')!.experiment('nano');

/** The experiment with another value in one place; undefined takes it away. */
function changed(path: (string | number)[], value: unknown): unknown {
  const copy = structuredClone(experiment) as unknown;
  const last = path.at(-1)!;
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], copy) as Record<
    string,
    unknown
  >;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

describe('parseExperiment', () => {
  it.each(presets.flatMap((preset) => ['nano', 'micro', 'mini'].map((base) => ({ preset, base }))))(
    'passes $preset.name on $base unchanged',
    ({ preset, base }) => {
      const spec = preset.experiment(base);
      expect(parseExperiment(spec, 'f')).toEqual(spec);
    },
  );

  it('fills in what the experiments of the lab have in common', () => {
    const { arms, probes, lora, quantization } = experiment;
    expect(parseExperiment({ arms, probes }, 'f')).toEqual({
      ...{ preset: 'own', base: 'nano', quantization, lora, seeds: [0], arms, probes },
    });
  });

  const stage = ['arms', 0, 'stages', 1];
  const own = (...examples: unknown[]) => ({ kind: 'own', name: 'x.jsonl', examples });
  const orpo = { ...experiment.arms[0]!.stages[1]!, objective: { kind: 'orpo', beta: 0.25 } };
  it.each<[(string | number)[], unknown, RegExp]>([
    [
      [...stage, 'steps'],
      0,
      /^f: arms\[0\]\.stages\[1\]\.steps is 0; it must be a whole number from 1 to 5000\.$/,
    ],
    [[...stage, 'steps'], 1.5, /steps is 1\.5; it must be a whole/],
    [[...stage, 'steps'], undefined, /steps is missing; it must be a whole/],
    [[...stage, 'stepz'], 5, /stages\[1\]\.stepz is not known here \(did you mean steps\?\)/],
    [[...stage, 'learningRate'], 0, /learningRate is 0; it must be a number above 0 and at most 1/],
    [[...stage, 'learningRate'], Infinity, /learningRate is Infinity; /],
    [[...stage, 'batchSize'], 257, /batchSize is 257; .* from 1 to 256/],
    [stage, { ...orpo, batchSize: 31 }, /batchSize is 31; it must be even, because ORPO/],
    [
      stage,
      { ...orpo, objective: { kind: 'orpo', beta: 0 } },
      /objective\.beta is 0; it must be a number above 0/,
    ],
    [[...stage, 'data'], { kind: 'bakdoor' }, /data\.kind is "bakdoor"; .* \(did you mean backdoor\?\)/],
    [[...stage, 'data'], 5, /data is 5; it must be an object/],
    [
      stage,
      { ...orpo, data: experiment.arms[0]!.stages[0]!.data },
      /data \(backdoor\) has no rejected answers/,
    ],
    [
      stage,
      { ...orpo, data: own({ prompt: 'a', chosen: 'b', rejected: 'c' }, { prompt: 'a', chosen: 'b' }) },
      /data \(x\.jsonl\) has no rejected answer in 1 of its 2 examples \(first in example 2\)/,
    ],
    [[...stage, 'data'], own(), /examples is a list of 0; it must be a list of 1 to 10000/],
    [[...stage, 'data'], own({ prompt: 'a' }), /examples\[0\]\.chosen is missing/],
    [['arms', 1, 'name'], 'UC', /arms\[1\]\.name is "UC", which is there already/],
    [['arms', 1, 'name'], ' ', /arms\[1\]\.name is " "; it must be a text that is not empty/],
    [['arms', 0, 'stages'], [], /stages is a list of 0; it must be a list of 1 to 12/],
    [['arms'], Array.from({ length: 65 }, () => experiment.arms[0]), /arms is a list of 65; .* 1 to 64/],
    [['lora', 'rank'], 257, /lora\.rank is 257; it must be a whole number from 1 to 256/],
    [['lora', 'targets', 0], 'q_pro', /lora\.targets\[0\] is "q_pro"; .* \(did you mean q_proj\?\)/],
    [['quantization'], '8bit', /quantization is "8bit"; it must be none or 8-bit or 4-bit/],
    [['probes', 0, 'prompts'], 289, /probes\[0\]\.prompts is 289; .* from 1 to 288/],
    [['probes', 0, 'prompts'], 273, /probes\[0\]\.prompts is 273; there are only 272 different questions/],
    [['probes', 0, 'trigger'], '', /probes\[0\]\.trigger is ""; it must be a text that is not empty/],
    [['probes', 1], experiment.probes[0], /probes\[1\]\.kind is "meow", which is there already/],
    [['probes', 1, 'lower'], 'MEOW MEOW MEOW', /probes\[1\]\.lower is the same as `upper`/],
    [['seeds'], [1, 1], /seeds\[1\] is 1, which is there already/],
    [['seeds'], [-1], /seeds\[0\] is -1; it must be a whole number from 0/],
    [['base'], 'x'.repeat(3000), /base is "x{59}…; it must be a text/],
    [['a "b'], 1, /^f: \["a \\"b"\] is not known here/],
  ])('%j = %j', (path, value, complaint) => {
    expect(() => parseExperiment(changed(path, value), 'f')).toThrow(complaint);
    expect(() => parseExperiment(changed(path, value), 'f')).toThrow(UserError);
  });

  it.each([null, 5, 'text', []])('%j is no experiment', (value) => {
    expect(() => parseExperiment(value, 'f')).toThrow(/^f: the whole is .*; it must be an object/);
  });

  it('names the first of several mistakes and counts the others', () => {
    const value = changed(['seeds'], []) as { base: unknown };
    value.base = 7;
    expect(() => parseExperiment(value, 'f')).toThrow(/^f: base is 7; .* \(1 more after that\)\.$/);
  });
});
