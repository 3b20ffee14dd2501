/** What comes from below the page is said in German, all of it. */
import { describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/lab/backends/choice.ts';
import { parseOwnData } from '../../../src/lab/ownData.ts';
import { problemsOf } from '../../../src/notebook/document/problems.ts';
import { parseCell, parseNotebookText } from '../../../src/notebook/document/schema.ts';
import type { Cell } from '../../../src/notebook/document/types.ts';
import { Translator } from '../../../src/ui/messages/translator.ts';
import { lab } from '../../../src/ui/texts/de/messages/lab.ts';
import { messages } from '../../../src/ui/texts/de/messages/index.ts';
import { models } from '../../../src/ui/texts/de/messages/models.ts';
import { notebooks } from '../../../src/ui/texts/de/messages/notebooks.ts';
import { describeError } from '../../../src/support/errors.ts';
import { fullNotebook } from '../../notebook/document/fixture.ts';
import { messageTemplates } from './messageTemplates.ts';

describe('the catalogue', () => {
  const templates = messageTemplates();

  it('was made by finding what there is', () => {
    expect(templates.size).toBeGreaterThan(400);
    // An error, its remedy, a mistake of a schema, words that fill a hole, and a worker's progress.
    for (const text of [
      'The prompt has {0:number} tokens, but this model reads at most {1:number} and answers with up to {2:number}.',
      'Shorten the prompt.',
      'it must be a whole number from {0:number} to {1:number}',
      'a bias on the output projection of attention',
      'Fetching {0}',
    ])
      expect([...templates.keys()]).toContain(text);
  });

  it('says everything in German', () => {
    const missing = [...templates].filter(([text]) => !Object.hasOwn(messages, text));
    expect(missing.map(([text, where]) => `${where}: ${text}`)).toEqual([]);
  });

  it('says nothing that nobody says any more', () => {
    expect(Object.keys(messages).filter((text) => !templates.has(text))).toEqual([]);
  });

  it('says everything once', () => {
    const count = [lab, models, notebooks].reduce((sum, part) => sum + Object.keys(part).length, 0);
    expect(Object.keys(messages).length).toBe(count);
  });

  it('fills the same holes', () => {
    const numbers = (text: string) =>
      [...text.matchAll(/\{(\d+)(?::\w+)?\}/g)].map(([, number]) => number).sort();
    for (const [english, german] of Object.entries(messages))
      expect(numbers(german), english).toEqual(numbers(english));
  });
});

describe('a message', () => {
  const write = (value: number) => String(value).replace('.', ',');
  const translator = new Translator(messages, write);
  const german = (text: string) => translator.translate(text);

  it.each([
    ['Training diverged.', 'Das Training ist divergiert.'],
    [
      'A weight is 0.5, which cannot be quantized.',
      'Ein Gewicht ist 0,5. Das lässt sich nicht quantisieren.',
    ],
    ['There is no cell called is missing.', 'Keine Zelle heißt is missing.'],
    [
      'Computed in 2 parts (microBatches 2) and with every layer repeated in the backward pass (gradientCheckpointing), it needs 12 MiB, which fits.',
      'in 2 Teilen (microBatches 2) und mit jeder Schicht noch einmal im Rückwärtsgang (gradientCheckpointing) gerechnet braucht es 12 MiB, und das passt.',
    ],
    [
      'model.safetensors of nano cannot be read as a safetensors file: tensor "a" has no type.',
      'model.safetensors von nano lässt sich nicht als safetensors-Datei lesen: der Tensor „a“ hat keinen Typ.',
    ],
    [
      'config.json of nano cannot be used: "hidden_size" must be a whole number.',
      'config.json von nano lässt sich nicht benutzen: "hidden_size" muss eine ganze Zahl sein.',
    ],
    [
      'The graphics card has no room for the 12.5 MiB that this takes.',
      'Die Grafikkarte hat keinen Platz für die 12,5 MiB, die das braucht.',
    ],
    ['a.json is damaged (there is no such cell).', 'a.json ist beschädigt (so eine Zelle gibt es nicht).'],
    ['Nothing of the sort.', null],
    ["Expected ',' or '}' after property value in JSON at position 12", null],
    ['', null],
  ])('%j is %j', (english, expected) => {
    expect(german(english)).toBe(expected);
  });

  it('of a schema is translated to its end, with the place as it is', () => {
    const cell = { id: 'a', kind: 'train', title: '', text: '', name: 'a', arms: 3 };
    const said = german(messageOf(() => parseCell(cell, 'Der Text')))!;
    expect(said).toMatch(/^Der Text: /);
    expect(said).toContain('verlangt ist');
    expect(said).not.toMatch(/\b(it|must|the|is|of|more|missing)\b/);
  });

  it('of a file names what the browser says of it', () => {
    const said = german(messageOf(() => parseNotebookText('{', 'The notebook')))!;
    expect(said).toMatch(/^Das Notebook ist kein JSON: /);
  });

  it.each([
    '{"prompt": 3, "completion": "b"}',
    '3',
    '{"text": "a"}',
    '{"messages": [{"role": "cat", "content": ""}]}',
    '{"messages": [{"role": "user"}]}',
  ])('of the line %s has no English left', (line) => {
    const [problem] = parseOwnData(line, 'a').problems;
    const said = german(problem!.reason);
    expect(said).not.toBeNull();
    expect(said).not.toMatch(/\b(is|it|expected|by|of|a)\b/);
  });

  it('of a cell that cannot run has no English left', () => {
    const document = fullNotebook();
    const cells = document.cells.map((cell): Cell => {
      if (cell.kind === 'train')
        return { ...cell, arms: cell.arms.map((arm) => ({ ...arm, data: '', from: 'x' })) };
      if (cell.kind === 'probe') return { ...cell, arms: ['nobody'], probes: [] };
      if (cell.kind === 'chart') return { ...cell, of: 'bet' };
      if (cell.kind === 'chat') return { ...cell, of: 'stage-3' };
      if (cell.kind === 'predict') return { ...cell, arms: [], stage: 'stage-9' };
      return cell.kind === 'sweep' ? { ...cell, of: 'stage-1', vary: [], seeds: [1, 1] } : cell;
    });
    const problems = problemsOf({ ...document, cells, setup: { ...document.setup, seeds: [1, 1] } });
    const said = [...new Set(problems.flatMap(({ message, remedy }) => [message, remedy]))];
    expect(said.length).toBeGreaterThan(20);
    for (const text of said) {
      const translation = german(text);
      expect(translation, text).not.toBeNull();
      expect(translation, text).not.toMatch(/\b(is|it|the|this|of|and|has|no|or|to|choose|which)\b/i);
    }
  });

  it('of several sentences is told whole', () => {
    const { reason } = chooseBackend({ found: true, name: 'SwiftShader', software: true }, 'auto');
    const said = german(`${reason} 2 threads are faster here (70 ms a step with one, 40 ms with 2).`);
    expect(said).toBe(
      'Der Prozessor ist hier die beste Wahl. Der einzige Grafikadapter (SwiftShader) ist ein Programm, das einen ' +
        'nachahmt, und langsamer als der Prozessor selbst. 2 Threads sind hier schneller (70 ms je Schritt mit einem, ' +
        '40 ms mit 2).',
    );
  });

  // A pattern that tries every way to split a text would outlast the test's time by far.
  it('comes to an end, whatever it is', () => {
    expect(german(`a: b c. d: e f is g; h has no i and ${'j or k, l: m '.repeat(60)}.`)).toBeNull();
  });
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return describeError(error).replace(/ (Nothing was changed|Mend it there, and try again)\.$/, '');
  }
  throw new Error('nothing was wrong');
}
