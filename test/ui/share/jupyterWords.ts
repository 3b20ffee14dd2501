/** What a notebook that is saved for Jupyter says, besides what its author wrote. */
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices } from '../../../src/notebook/session/services.ts';
import { keyOfResult } from '../../../src/notebook/session/standing.ts';
import { NotebookFiles } from '../../../src/ui/share/files.ts';
import { meowNotebook, probeCell, recorded } from '../../notebook/exchange/fixture.ts';

/** What Jupyter shows as text, without code and names; and the comments in front of what is packed. */
export async function wordsOf(document: NotebookDocument): Promise<string> {
  const services = createServices(() => {});
  const result = recorded();
  const { createdAt } = result.manifest;
  const key = keyOfResult(wordless, probeCell)!;
  await services.results.saveResult({ key, cell: probeCell.id, notebook: document.id, createdAt, result });
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
export const wordless: NotebookDocument = {
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

/** The same where a stage cannot be trained, which is said in a message from below the page. */
export const unfinished: NotebookDocument = {
  ...wordless,
  cells: wordless.cells.filter(({ id }) => id !== 'data-both-cases'),
};

const ENGLISH = /\b(the|of|and|are|is|what|with|all|by|no|there|not|its|steps)\b/i;
const GERMAN = /\b(der|das|und|ist|sind|mit|alle|kein|nicht|wurde|Zeilen|Schritte|Stufe)\b/;

const linesWith = (words: string, pattern: RegExp) => words.split('\n').filter((line) => pattern.test(line));
export const englishLines = (words: string): string[] => linesWith(words, ENGLISH);
export const germanLines = (words: string): string[] => linesWith(words, GERMAN);
