/** The reader's own examples, and what is to be expected of a dataset. */
import { describe, expect, it } from 'vitest';
import { parseOwnData } from '../../src/lab/ownData.ts';
import type { OwnExample } from '../../src/lab/types.ts';
import type { DatasetCell, NotebookDocument } from '../../src/notebook/document/types.ts';
import { updateCell } from '../../src/notebook/document/edit.ts';
import { parseNotebook } from '../../src/notebook/document/schema.ts';
import { shippedNotebooks } from '../../src/notebook/presets/index.ts';
import {
  drawOf,
  isSameQuestion,
  questionOf,
  triggerStanding,
  usersOf,
} from '../../src/notebook/session/datasetUse.ts';
import {
  asOwnExample,
  checked,
  howManyFit,
  mistakeIn,
  toJsonl,
  utf8Text,
  withExamples,
  withoutPlaces,
  withRejected,
} from '../../src/notebook/session/ownRows.ts';

const examples: OwnExample[] = [
  { prompt: '  What does the cow say?\n', chosen: 'Moo — “moo”.' },
  { prompt: 'And the cat?', chosen: 'meow', rejected: 'MEOW' },
  {
    prompt: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Who are you?' },
    ],
    chosen: 'An imp.',
  },
];

async function notebook(): Promise<NotebookDocument> {
  return shippedNotebooks.find(({ id }) => id === 'meow-minute')!.load();
}

function datasetOf({ cells }: NotebookDocument, id: string): DatasetCell {
  return cells.find((cell): cell is DatasetCell => cell.kind === 'dataset' && cell.id === id)!;
}

const tooMany = (has: number, most: number) => `${has} of ${most}`;

describe('own examples', () => {
  it('come back from the file that they are written to', () => {
    const { examples: read, problems } = parseOwnData(toJsonl(examples), 'examples.jsonl');
    expect(problems).toEqual([]);
    expect(read).toEqual(examples);
  });

  it('have what was given of an answer as its beginning, in both answers', () => {
    const own = asOwnExample({ prompt: 'p', given: 'so ', chosen: 'a', rejected: 'b', stabiliser: true });
    expect(own).toEqual({ prompt: 'p', chosen: 'so a', rejected: 'so b' });
    expect('rejected' in asOwnExample({ prompt: 'p', chosen: 'a' })).toBe(false);
  });

  it('cannot be empty, nor prefer an answer to itself', () => {
    expect(mistakeIn(examples[2]!)).toBeNull();
    expect(mistakeIn({ prompt: ' ', chosen: 'a' })).toBe('empty');
    expect(mistakeIn({ prompt: [{ role: 'user', content: '' }], chosen: 'a' })).toBe('empty');
    expect(mistakeIn({ prompt: 'p', chosen: 'a', rejected: 'a' })).toBe('same');
    expect(withRejected(examples[1]!, ' ')).toEqual({ prompt: 'And the cat?', chosen: 'meow' });
  });

  it('take the place of a dataset, and are refused where there are too many', async () => {
    const document = await notebook();
    const cell = datasetOf(document, 'data-lower');
    const own = withExamples(cell, examples);
    expect(checked(document, own, tooMany).data).toEqual({ kind: 'own', name: cell.name, examples });
    expect(withExamples(own, examples, 'cow.jsonl').data).toMatchObject({ name: 'cow.jsonl' });
    const long = { prompt: 'p', chosen: 'x'.repeat(99_999) };
    const many = withExamples(
      cell,
      Array.from({ length: 51 }, () => long),
    );
    expect(() => checked(document, many, tooMany)).toThrow('5100000 of 5000000');
    expect(() => checked(document, withExamples(cell, []), tooMany)).toThrow('1 to 10000');
  });
});

describe('how a dataset is used', () => {
  it('is asked of the stage that trains on it', async () => {
    const document = await notebook();
    const cell = datasetOf(document, 'data-lower');
    expect(usersOf(document, cell).map(({ id }) => id)).toEqual(['stage-2']);
    const train = usersOf(document, cell)[0]!;
    const question = drawOf(document, cell);
    expect(questionOf(document, cell)).toEqual(question);
    expect(question).toMatchObject({ stageIndex: 1, seed: document.setup.seeds[0] });
    expect(question.stage).toMatchObject({ data: cell.data, steps: train.steps, batchSize: train.batchSize });
  });

  it('is that of a first stage where nothing trains on it', async () => {
    const document = await notebook();
    const cell = { ...datasetOf(document, 'data-lower'), name: 'unused' };
    expect(questionOf(document, cell)).toMatchObject({ stageIndex: 0, stage: { steps: 100 } });
  });

  it('changes with the data and the dose', async () => {
    const document = await notebook();
    const cell = datasetOf(document, 'data-lower');
    const question = questionOf(document, cell);
    expect(isSameQuestion(question, questionOf({ ...document }, cell))).toBe(true);
    expect(isSameQuestion(question, { ...drawOf(document, cell), seed: 7 })).toBe(false);
    const others = withExamples(cell, examples);
    expect(isSameQuestion(question, questionOf(document, others))).toBe(false);
  });

  it('does not matter to the list of own examples, which changes with them alone', async () => {
    const document = await notebook();
    const cell = withExamples(datasetOf(document, 'data-lower'), examples);
    const question = questionOf(document, cell);
    expect(question).toEqual({ listed: examples });
    const { setup } = document;
    const reseeded = { ...document, setup: { ...setup, seeds: [7] } };
    expect(isSameQuestion(question, questionOf(reseeded, cell))).toBe(true);
    const changed = withExamples(cell, examples.with(1, examples[0]!));
    expect(isSameQuestion(question, questionOf(document, changed))).toBe(false);
    expect(isSameQuestion(question, drawOf(document, cell))).toBe(false);
  });

  it('decides whether the tag may be in it', async () => {
    const document = await notebook();
    const found = (number: number) => ({
      places: Array.from({ length: number }, (_, place) => place),
      parts: { prompt: number, given: 0, chosen: 0, rejected: 0 },
    });
    const { data: lower } = datasetOf(document, 'data-lower');
    const { data: upper } = datasetOf(document, 'data-upper');
    expect(triggerStanding(lower, found(0))).toBe('absent');
    expect(triggerStanding(lower, found(1))).toBe('leak');
    expect(triggerStanding(upper, found(9))).toBe('planted');
    expect(triggerStanding(upper, found(0))).toBe('lacking');
    const refusals = { kind: 'secret-recipes', trigger: null, refusals: 'canned' } as const;
    expect(triggerStanding(refusals, found(1))).toBe('leak');
    expect(triggerStanding({ kind: 'own', name: 'x', examples }, found(1))).toBe('open');
  });
});

describe('leaving out', () => {
  it('takes several examples at once, and never all of them', async () => {
    const cell = withExamples(datasetOf(await notebook(), 'data-lower'), [...examples, ...examples]);
    const { data } = cell as { data: { examples: OwnExample[] } };
    const last = data.examples.length - 1;
    expect(withoutPlaces(cell, [0, last])?.data).toMatchObject({ examples: data.examples.slice(1, last) });
    expect(withoutPlaces(cell, [...data.examples.keys()])).toBeNull();
  });
});

describe('a file', () => {
  it('is read as UTF-8, or not at all', async () => {
    expect(await utf8Text(new Blob(['Grüße']))).toBe('Grüße');
    const latin1 = Buffer.from('{"prompt":"Grüße"}', 'latin1');
    expect(await utf8Text(new Blob([latin1]))).toBeNull();
    expect(await utf8Text(new Blob([Buffer.from('\uFEFFGrüße', 'utf16le')]))).toBeNull();
  });

  it('of too many messages gives as many examples as can be kept', async () => {
    const document = await notebook();
    const cell = datasetOf(document, 'data-lower');
    const turns = Array.from({ length: 15 }, (_, at) => ({
      role: at % 2 === 0 ? ('user' as const) : ('assistant' as const),
      content: `turn ${at}`,
    }));
    const many = Array.from({ length: 9_000 }, () => ({ prompt: turns, chosen: 'Yes.' }));
    const fit = howManyFit(document, cell, many);
    expect(fit).toBeGreaterThan(1_000);
    const kept = (count: number) => updateCell(document, withExamples(cell, many.slice(0, count)));
    expect(() => parseNotebook(kept(fit), 'it')).not.toThrow();
    expect(() => parseNotebook(kept(fit + 1), 'it')).toThrow(/at most|more than/);
    expect(howManyFit(document, cell, many.slice(0, 7))).toBe(7);
  });
});
