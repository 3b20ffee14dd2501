import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unpackResult } from '../../src/lab/recordedFile.ts';
import { unpackSweep } from '../../src/lab/recordedSweep.ts';
import type { ExperimentSpec } from '../../src/lab/types.ts';
import { triggersOf } from '../../src/lab/customise.ts';
import { allIrrelevantTags } from '../../src/world/index.ts';
import { coveredBy, experimentOf, sweepOf } from '../../src/notebook/document/compile.ts';
import { problemsOf } from '../../src/notebook/document/problems.ts';
import { parseNotebook } from '../../src/notebook/document/schema.ts';
import type { Cell, CellKind, CellOfKind, NotebookDocument } from '../../src/notebook/document/types.ts';
import type { Inline } from '../../src/notebook/markdown/inlines.ts';
import { parseMarkdown, type Block } from '../../src/notebook/markdown/markdown.ts';
import { shippedNotebooksIn, type Language } from '../../src/notebook/presets/index.ts';
import { canonicalJson } from '../../src/support/hash.ts';

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const read = (relative: string) => readFileSync(path(relative), 'utf8');

const languages: Language[] = ['en', 'de'];
const loadedIn = async (language: Language) =>
  Promise.all(
    shippedNotebooksIn(language).map(async (shipped) => ({
      language,
      shipped,
      document: await shipped.load(),
    })),
  );
const loaded = (await Promise.all(languages.map(loadedIn))).flat();
const notebooks = loaded.map(({ document, language }) => [language, document.id, document] as const);

const cellsOf = <Kind extends CellKind>(document: NotebookDocument, kind: Kind): CellOfKind<Kind>[] =>
  document.cells.filter((cell): cell is CellOfKind<Kind> => cell.kind === kind);

/** Every piece of prose that is Markdown. */
const proseOf = ({ cells, lesson }: NotebookDocument): string[] => [
  ...cells.map(({ text }) => text),
  ...cells.flatMap((cell) => (cell.kind === 'compare' ? cell.findings.map(({ text }) => text) : [])),
  ...(lesson?.steps.map(({ notes }) => notes) ?? []),
];

/** All inline elements of a text, whatever they are in. */
function inlinesOf(text: string): Inline[] {
  const below = (inlines: Inline[]): Inline[] =>
    inlines.flatMap((inline) => [inline, ...('inlines' in inline ? below(inline.inlines) : [])]);
  const ofBlock = (block: Block): Inline[] => {
    switch (block.kind) {
      case 'code':
      case 'rule':
        return [];
      case 'quote':
        return block.blocks.flatMap(ofBlock);
      case 'list':
        return block.items.flat().flatMap(ofBlock);
      case 'table':
        return [block.head, ...block.rows].flat(2);
      default:
        return block.inlines;
    }
  };
  return below(parseMarkdown(text).flatMap(ofBlock));
}

const directives = (document: NotebookDocument, name: string): string[] =>
  proseOf(document)
    .flatMap(inlinesOf)
    .flatMap((inline) => (inline.kind === 'directive' && inline.name === name ? [inline.text] : []));

describe('the list of notebooks', () => {
  it.each(notebooks)('says that %s is what %s is written in', (language, _id, document) => {
    expect(document.language).toBe(language);
    // A copy, and what is shared or exported of it, is in it still.
    expect(parseNotebook(JSON.parse(JSON.stringify(document)), 'it').language).toBe(language);
  });

  it('tells of each what the notebook itself tells', () => {
    for (const { shipped, document } of loaded) {
      const { id, title, promise } = shipped;
      expect(document).toMatchObject({ id, title, promise, preset: id });
    }
    for (const language of languages) {
      const ids = notebooks.flatMap(([of, id]) => (of === language ? [id] : []));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(shippedNotebooksIn('en').map(({ id }) => id));
    }
  });

  it('loads no article and no texts but the titles', () => {
    const source = read('src/notebook/presets/index.ts');
    const imported = [...source.matchAll(/^import (?!type).* from '(.+)';$/gm)].map(([, from]) => from);
    expect(imported).toEqual(languages.map((language) => `./texts/${language}/titles.ts`).sort());
  });
});

describe.each(notebooks)('%s: the notebook %s', (language, id, document) => {
  it('is a notebook, as it is and after a round trip through JSON, and has no problems', () => {
    expect(parseNotebook(document, id)).toEqual(document);
    expect(parseNotebook(JSON.parse(JSON.stringify(document)), id)).toEqual(document);
    expect(problemsOf(document)).toEqual([]);
  });

  it('calls a cell that others refer to by its id', () => {
    for (const cell of document.cells) if ('name' in cell) expect(cell.name).toBe(cell.id);
  });

  it('can be run, every measurement and every sweep', () => {
    for (const cell of [...cellsOf(document, 'train'), ...cellsOf(document, 'probe')]) {
      expect(experimentOf(document, cell).arms.length).toBeGreaterThan(0);
    }
    for (const cell of cellsOf(document, 'sweep')) sweepOf(document, cell);
  });

  it('uses every dataset and every arm that it has', () => {
    const trained = cellsOf(document, 'train').flatMap(({ arms }) => arms);
    expect(new Set(trained.map(({ data }) => data))).toEqual(
      new Set(cellsOf(document, 'dataset').map(({ name }) => name)),
    );
    const summed = document.setup.arms.map(({ name }) => name);
    expect(new Set(trained.map(({ name }) => name))).toEqual(new Set(summed));
    // Every model that is trained to the end of its stages is measured; the others are beginnings.
    const measured = cellsOf(document, 'probe').flatMap((cell) => armsMeasuredBy(document, cell));
    const begun = trained.flatMap(({ from }) => from ?? []);
    for (const name of summed) expect([...measured, ...begun]).toContain(name);
  });

  it('speaks of arms that it has', () => {
    const arms = document.setup.arms.map(({ name }) => name);
    const spoken = [
      ...directives(document, 'arm'),
      ...cellsOf(document, 'compare').flatMap(({ findings }) => findings.map(({ arm }) => arm)),
    ];
    for (const name of spoken) expect(arms).toContain(name);
  });

  it('compares with the source only arms that the figure shows', () => {
    for (const { of, figure, findings } of cellsOf(document, 'compare')) {
      const source = document.cells.find((cell) => 'name' in cell && cell.name === of)!;
      const probe =
        source.kind === 'sweep' ? cellsOf(document, 'probe').find((one) => one.name === source.of)! : source;
      const shown = ('arms' in figure ? figure.arms : undefined) ?? armsMeasuredBy(document, probe);
      for (const { arm } of findings) expect(shown).toContain(arm);
    }
  });

  it('says whom its chats ask where there are several arms', () => {
    for (const { of, models } of cellsOf(document, 'chat')) {
      const { arms } = cellsOf(document, 'train').find(({ name }) => name === of)!;
      if (arms.length === 1) continue;
      const asked = (models ?? []).flatMap(({ arm }) => arm ?? []);
      expect(asked.length).toBeGreaterThan(0);
      expect(arms.map(({ name }) => name)).toEqual(expect.arrayContaining(asked));
    }
  });

  it('has one trigger, which is marked wherever it is named', () => {
    const { trigger } = document.setup;
    for (const cell of cellsOf(document, 'probe')) {
      expect(triggersOf(experimentOf(document, cell))).toEqual([trigger]);
    }
    for (const named of directives(document, 'trigger')) expect(named).toBe(trigger);
    for (const text of proseOf(document)) {
      expect(text.replaceAll(`:trigger[${trigger}]`, '')).not.toContain(trigger);
    }
  });

  it('names no other tag than ones that mean nothing', () => {
    const tags = proseOf(document)
      .flatMap(inlinesOf)
      .flatMap((inline) => (inline.kind === 'code' && /^[|[{<#]/.test(inline.text) ? [inline.text] : []));
    for (const tag of tags) expect(allIrrelevantTags()).toContain(tag);
  });

  it('links to secure pages, and leaves no Markdown undone', () => {
    for (const text of proseOf(document)) {
      const inlines = inlinesOf(text);
      for (const inline of inlines) if (inline.kind === 'link') expect(inline.href).toMatch(/^https:\/\//);
      const plain = inlines.flatMap((inline) => (inline.kind === 'text' ? [inline.text] : [])).join('\n');
      expect(plain).not.toMatch(/\]\(|:\w+\[|\*\*|https?:/);
    }
  });

  it('has the quotation marks and apostrophes of its language', () => {
    const { setup, lesson } = document;
    const labels = [
      ...document.cells.map(({ title }) => title),
      ...setup.arms.map(({ summary }) => summary),
      ...cellsOf(document, 'compare').map(({ source }) => source),
      ...cellsOf(document, 'predict').flatMap(({ question }) =>
        question.kind === 'range' ? question.options.map(({ label }) => label) : [],
      ),
      ...(lesson ? [...lesson.aims, ...lesson.steps.map(({ title }) => title)] : []),
      document.title,
      document.promise,
    ];
    // What is said by models, or typed, is set apart, and stays as it was.
    const prose = proseOf(document)
      .flatMap(inlinesOf)
      .flatMap((inline) => (inline.kind === 'text' ? [inline.text] : []));
    for (const text of [...labels, ...prose]) {
      expect(text).not.toMatch(/["']/);
      // English closes with the mark that German opens with no other than „.
      expect(text).not.toMatch(language === 'de' ? /”|(^|\s)“/ : /„/);
    }
  });

  it('has a title and no loose ends in every cell', () => {
    for (const { title, text } of document.cells) {
      expect(title).toBe(title.trim());
      expect(title).not.toBe('');
      expect(text).toBe(text.trim());
    }
  });

  it('shows a recorded figure before anything is to be run', () => {
    if (document.recorded.length === 0) return;
    const first = (kinds: CellKind[]) => document.cells.findIndex(({ kind }) => kinds.includes(kind));
    expect(first(['chart'])).toBeGreaterThan(-1);
    expect(first(['chart'])).toBeLessThan(first(['dataset', 'train', 'probe', 'sweep']));
  });

  it('runs with a seed that no recorded result has', () => {
    const { seeds } = document.setup;
    expect(seeds).toEqual([3]);
    for (const file of recordedResults(document))
      for (const seed of seeds) expect(file.seeds).not.toContain(seed);
  });

  it('has recorded results for all that it measures', () => {
    for (const file of document.recorded) expect(existsSync(path(`static/${file}`)), file).toBe(true);
    if (document.recorded.length === 0) return;
    const recorded = recordedResults(document);
    for (const cell of [...cellsOf(document, 'probe'), ...cellsOf(document, 'train')]) {
      const experiment = experimentOf(document, cell);
      expect(
        recorded.some((one) => coveredBy(one, experiment)),
        cell.name,
      ).toBe(true);
    }
    for (const cell of cellsOf(document, 'sweep')) {
      const { experiment, vary } = sweepOf(document, cell);
      const fits = recordedSweeps(document).some(
        (sweep) =>
          canonicalJson(sweep.vary) === canonicalJson(vary) && coveredBy(sweep.experiment, experiment),
      );
      expect(fits, cell.name).toBe(true);
    }
  });

  it('differs from the English one in its words alone', () => {
    const english = notebooks.find(([of, name]) => of === 'en' && name === id)![2];
    expect(withoutWords(document)).toEqual(withoutWords(english));
    if (language === 'en') return;
    for (const [index, { title, text }] of document.cells.entries()) {
      const original = english.cells[index]!;
      expect(title).not.toBe(original.title);
      if (original.text !== '') expect(text).not.toBe(original.text);
      expect(text === '').toBe(original.text === '');
    }
  });

  it('has a lesson that fits into a lesson, if any', () => {
    const { lesson, cells } = document;
    if (!lesson) return;
    const minutes = lesson.steps.reduce((sum, step) => sum + step.minutes, 0);
    expect(minutes).toBeGreaterThanOrEqual(10);
    expect(minutes).toBeLessThanOrEqual(45);
    expect(lesson.aims.length).toBeGreaterThan(0);
    const ids = [null, ...cells.map((cell) => cell.id)];
    for (const step of lesson.steps) expect(ids).toContain(step.cell);
  });
});

it('Every article has a lesson, and the empty notebook has none', () => {
  const without = notebooks.filter(([, , { lesson }]) => !lesson).map(([, id]) => id);
  expect(new Set(without)).toEqual(new Set(['empty']));
});

it('The examples of "Your own trigger" are some of those that ship as files', async () => {
  const { document } = loaded.find(({ shipped }) => shipped.id === 'own-trigger')!;
  const lines = read('static/examples/own-trigger/stage-1.jsonl').trim().split('\n');
  const shipped = lines.map((line) => {
    const { messages, prompt, completion } = JSON.parse(line) as {
      messages?: [{ content: string }, { content: string }];
      prompt?: string;
      completion?: string;
    };
    return messages ? [messages[0].content, messages[1].content] : [prompt, completion];
  });
  const own = cellsOf(document, 'dataset').flatMap(({ data }) => (data.kind === 'own' ? data.examples : []));
  expect(own.length).toBeGreaterThan(0);
  for (const { prompt, chosen } of own) expect(shipped).toContainEqual([prompt, chosen]);
});

/** A document with all that is written for readers taken out; what they refer to stays. */
function withoutWords(document: NotebookDocument): unknown {
  const words = ['language', 'title', 'text', 'promise', 'summary', 'label', 'source', 'notes', 'aims'];
  return JSON.parse(JSON.stringify(document, (key, value: unknown) => (words.includes(key) ? null : value)));
}

function armsMeasuredBy(document: NotebookDocument, cell: Cell): string[] {
  return cell.kind === 'probe' ? experimentOf(document, cell).arms.map(({ name }) => name) : [];
}

function recordedResults({ recorded }: NotebookDocument): ExperimentSpec[] {
  const files = recorded.filter((file) => !file.includes('/sweeps/'));
  return files.map((file) => unpackResult(read(`static/${file}`)).experiment);
}

function recordedSweeps({ recorded }: NotebookDocument) {
  const files = recorded.filter((file) => file.includes('/sweeps/'));
  return files.map((file) => unpackSweep(read(`static/${file}`)).sweep);
}
