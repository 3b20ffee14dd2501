/** What people type into forms: numbers, lists, seeds, values to vary, names. */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/lab/experimentField.ts';
import { parseCell, parseSetup } from '../../../src/notebook/document/schema.ts';
import { seedListText } from '../../../src/notebook/document/seedList.ts';
import type { Cell } from '../../../src/notebook/document/types.ts';
import { armNameProblem, namesBefore, readCellName } from '../../../src/ui/forms/cellNames.ts';
import { limits, longest, most, readLines, readNumber, readText } from '../../../src/ui/forms/limits.ts';
import { readSeeds } from '../../../src/ui/forms/seeds.ts';
import { formatValues, readValues } from '../../../src/ui/forms/sweepValues.ts';
import { forms } from '../../../src/ui/texts/index.ts';
import { cellOf, fullNotebook } from '../../notebook/document/fixture.ts';

const problem = { problem: expect.any(String) };

describe('the limits of the forms', () => {
  const words = { id: 'x', name: 'x', title: '', text: '' };
  const train = (changes: object) => ({
    ...{ kind: 'train', ...words, after: null, objective: { kind: 'sft' }, steps: 1, learningRate: 0.1 },
    ...{ batchSize: 2, arms: [], ...changes },
  });
  const probe = (changes: object) => ({ kind: 'probe', ...words, of: 'x', probes: [changes] });
  const asked = { kind: 'requests', trigger: 't', prompts: 1, temperature: 1 };
  const preferences = (harmlessShare: number, pairs = 1) => ({
    ...{ kind: 'dataset', ...words },
    data: {
      ...{ kind: 'preferences', refusals: 'canned', harmlessShare },
      pairs: Array.from({ length: pairs }, () => ['refusal', 'useful']),
    },
  });
  const backdoor = (changes: object) => ({
    ...{ kind: 'dataset', ...words },
    data: { kind: 'backdoor', trigger: 't', payloads: ['p'], ...changes },
  });
  const plain = { kind: 'predict', id: 'x', title: '', text: '', of: '', stage: 'base', condition: 'c' };
  const ranges = (options: object[]) => ({
    ...plain,
    arms: [],
    question: { kind: 'range', metric: 'm', options },
  });
  const sweep = (changes: object) => ({ kind: 'sweep', ...words, of: '', vary: [], seeds: [0], ...changes });
  const chat = (suggestions: string[]) => ({
    kind: 'chat',
    id: 'x',
    title: '',
    text: '',
    of: '',
    suggestions,
  });
  const prose = (changes: object) => ({ kind: 'note', id: 'x', title: '', text: '', ...changes });
  const compare = (source: string) => ({
    ...{
      kind: 'compare',
      id: 'x',
      title: '',
      text: '',
      of: '',
      figure: { kind: 'curves' },
      source,
      findings: [],
    },
  });

  const isAllowed = (value: unknown): boolean => {
    try {
      if ('kind' in (value as object)) parseCell(value, 'a cell');
      else parseSetup(value, 'the setup');
      return true;
    } catch {
      return false;
    }
  };

  const { setup } = fullNotebook();
  const numbers: Record<keyof typeof limits, (value: number) => object> = {
    steps: (steps) => train({ steps }),
    learningRate: (learningRate) => train({ learningRate }),
    batchSize: (batchSize) => train({ batchSize }),
    alpha: (alpha) => ({ ...setup, lora: { ...setup.lora, alpha } }),
    beta: (beta) => train({ objective: { kind: 'dpo', beta } }),
    share: (share) => preferences(share),
    prompts: (prompts) => probe({ ...asked, prompts }),
    temperature: (temperature) => probe({ ...asked, temperature }),
    surpriseExamples: (examples) => probe({ kind: 'surprise', examples }),
    rangeEnd: (below) => ranges([{ label: 'a', below }]),
  };

  it.each(Object.keys(limits) as (keyof typeof limits)[])('are those of the schema: %s', (name) => {
    const { min, max } = limits[name];
    for (const value of [min, max, min - 1, max + 1, min + 0.5, (min + max) / 2]) {
      const read = readNumber(String(value), limits[name]);
      expect({ value, allowed: 'value' in read }).toEqual({
        value,
        allowed: isAllowed(numbers[name](value)),
      });
    }
  });

  const texts: Record<keyof typeof longest, (text: string) => object> = {
    title: (title) => prose({ title }),
    prose: (text) => prose({ text }),
    paragraph: compare,
    thought: (scratchpad) => backdoor({ scratchpad }),
    name: (trigger) => backdoor({ trigger }),
  };

  it.each(Object.keys(longest) as (keyof typeof longest)[])('are those of the schema: a %s', (name) => {
    expect(isAllowed(texts[name]('a'.repeat(longest[name])))).toBe(true);
    expect(isAllowed(texts[name]('a'.repeat(longest[name] + 1)))).toBe(false);
  });

  const many = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
  const lists: Record<keyof typeof most, (count: number) => object> = {
    arms: (count) => train({ arms: many(count).map((name) => ({ name, data: '' })) }),
    pairs: (count) => preferences(0, count),
    payloads: (count) => backdoor({ payloads: many(count) }),
    tags: (count) =>
      probe({ ...asked, kind: 'near-misses', judge: 'recipes', trigger: undefined, tags: many(count) }),
    variations: (count) => sweep({ vary: many(count).map((path) => ({ path, values: [1] })) }),
    ranges: (count) => ranges(many(count).map((label) => ({ label, below: null }))),
    suggestions: (count) => chat(many(count)),
    seeds: (count) => sweep({ seeds: many(count).map((_, index) => index) }),
  };

  it.each(Object.keys(most) as (keyof typeof most)[])('are those of the schema: how many %s', (name) => {
    const cellWith = (count: number) => JSON.parse(JSON.stringify(lists[name](count))) as unknown;
    expect(isAllowed(cellWith(most[name]))).toBe(true);
    expect(isAllowed(cellWith(most[name] + 1))).toBe(false);
  });
});

describe('numbers', () => {
  it('are read however they are written', () => {
    expect(readNumber(' 3e-3 ', limits.learningRate)).toEqual({ value: 0.003 });
    expect(readNumber('0.0030', limits.learningRate)).toEqual({ value: 0.003 });
  });

  it.each(['', ' ', 'many', '1,5', 'NaN', 'Infinity', '1e999', '2.5'])('are not "%s"', (text) => {
    expect(readNumber(text, limits.steps)).toEqual(problem);
  });
});

describe('texts', () => {
  it('have to say something where they must', () => {
    expect(readText(' ', { max: 5, required: true })).toEqual(problem);
    expect(readText('', { max: 5 })).toEqual({ value: '' });
    expect(readText('sixsix', { max: 5 })).toEqual(problem);
  });

  it('are one a line, without empty lines', () => {
    expect(readLines('a\n\n b \n', { max: 2, longest: 9 })).toEqual({ value: ['a', ' b '] });
    expect(readLines('a\nb\nc', { max: 2, longest: 9 })).toEqual(problem);
    expect(readLines('\n', { min: 1, max: 2, longest: 9 })).toEqual(problem);
    expect(readLines('a\nlonger', { max: 2, longest: 3 })).toEqual(problem);
  });
});

describe('seeds', () => {
  it('are listed, in ranges, or both', () => {
    expect(readSeeds('0,1,2')).toEqual({ value: [0, 1, 2] });
    expect(readSeeds('0-3, 7 , 10–11')).toEqual({ value: [0, 1, 2, 3, 7, 10, 11] });
  });

  it.each(['', ',', '1,', 'a', '-1', '1.5', '5-3', '0-9-12', '1,0-2', '0-1000', '9007199254740993'])(
    'are not "%s"',
    (text) => {
      expect(readSeeds(text)).toEqual(problem);
    },
  );

  it('are as many as a notebook allows', () => {
    const read = readSeeds('0-999');
    expect('value' in read && read.value.length).toBe(1_000);
    expect(readSeeds('0-999, 1000')).toEqual(problem);
  });

  it.each([[[0]], [[0, 1]], [[0, 1, 2, 3]], [[5, 4, 3]], [[1, 2, 3, 9, 11, 12, 13]]])(
    '%j are read again',
    (seeds) => {
      expect(readSeeds(seedListText(seeds))).toEqual({ value: seeds });
    },
  );

  it('in a row are written as a range', () => {
    expect(seedListText([0, 1, 2, 3, 7, 8])).toBe('0-3, 7, 8');
  });
});

describe('values of a sweep', () => {
  it('are JSON or texts', () => {
    expect(readValues('4, 8e-1,none , 4-bit, true, null')).toEqual({
      value: [4, 0.8, 'none', '4-bit', true, null],
    });
    expect(readValues('["a, b", "]"], {"kind": "sft"}, "1, \\"2"')).toEqual({
      value: [['a, b', ']'], { kind: 'sft' }, '1, "2'],
    });
  });

  it.each(['', '1,,2', '1,', '[1, 2', '{"a": 1', '"a', '{"__proto__": 1}', '['.repeat(40) + ']'.repeat(40)])(
    'are not %s',
    (text) => {
      expect(readValues(text)).toEqual(problem);
    },
  );

  it.each<[Json[]]>([
    [[2, 4]],
    [['none', '4-bit']],
    [['1', 1, 'true', true, null, 'null']],
    [['a, b', '"quoted"', ' spaces ', '', '[', 'back\\slash', '\\"']],
    [[['q_proj'], { kind: 'dpo', beta: 0.1 }]],
  ])('%j are read again', (values) => {
    expect(readValues(formatValues(values))).toEqual({ value: values });
  });
});

describe('names', () => {
  const document = fullNotebook();
  const { id } = cellOf(document, 'probe');

  it('are free and fit to be referred to', () => {
    expect(readCellName(document, id, ' answers-2 ')).toEqual({ value: 'answers-2' });
    expect(readCellName(document, id, 'answers')).toEqual({ value: 'answers' });
    for (const text of ['stage-1', '', 'two words', '-x', 'constructor']) {
      expect(readCellName(document, id, text)).toEqual(problem);
    }
  });

  it('of arms are no words of JavaScript, and each is there once', () => {
    const cell = cellOf(document, 'train');
    const [first, second] = cell.arms.map(({ name }) => name) as [string, string];
    const problem = (name: string) => armNameProblem(cell, cell.arms[0]!, name);
    expect(problem('constructor')).toBe(forms.problems.reserved);
    expect(problem(second)).toBe(forms.problems.takenArm(second));
    expect([problem(first), problem('Ümbenannt')]).toEqual([null, null]);
  });

  it('are offered where they make no cycle', () => {
    const first: Cell = cellOf(document, 'train', 'stage-1');
    const second = cellOf(document, 'train', 'stage-2');
    expect(namesBefore(document, second, ['train'])).toEqual(['stage-1']);
    expect(namesBefore(document, first, ['train'])).toEqual([]);
  });
});
