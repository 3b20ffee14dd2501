/** What the reader has not predicted yet: not told by what is saved to be read, and complete in what is to be computed with. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import { importNotebook } from '../../../src/notebook/exchange/files.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices } from '../../../src/notebook/session/services.ts';
import { keyOfResult } from '../../../src/notebook/session/standing.ts';
import { coveredCells } from '../../../src/ui/share/covered.ts';
import { NotebookFiles } from '../../../src/ui/share/files.ts';
import { meowNotebook, probeCell, recorded } from '../../notebook/exchange/fixture.ts';

// There is no page to draw on.
vi.mock('../../../src/ui/share/pictures.ts', () => ({ picturesOf: () => new Map() }));

const result = recorded();
/** Another notebook in each test: a question that has been settled once stays open. */
let document: NotebookDocument;
const services = createServices(() => {});
const QUESTION = 'the question `Your turn` had not been answered';

let notebook: OpenNotebook;
beforeEach(async ({ task }) => {
  document = {
    ...meowNotebook,
    id: `covered-${task.id.replaceAll(/\W|_/g, '')}`,
    recorded: [],
    setup: { ...meowNotebook.setup, seeds: result.experiment.seeds },
  };
  const key = keyOfResult(document, probeCell)!;
  const { createdAt } = result.manifest;
  await services.results.saveResult({ key, cell: probeCell.id, notebook: document.id, createdAt, result });
  notebook = new OpenNotebook({ document, shelved: null }, services, () => {});
  await notebook.results.open();
});

const files = () => NotebookFiles.of(notebook, services);

interface Saved {
  cells: { id: string; source: string[] }[];
}
async function jupyter(): Promise<Map<string, string>> {
  const { cells } = JSON.parse((await (await files()).jupyter()).content as string) as Saved;
  return new Map(cells.map(({ id, source }) => [id, source.join('')]));
}

describe('a stage that is covered on the page', () => {
  it('is not in the tables for Jupyter, nor in the rows behind them, which say so', async () => {
    const cells = await jupyter();
    expect(cells.get('answers-covered')).toContain(QUESTION);
    const table = cells.get('answers-results')!;
    expect(table).toContain('`stage-1`');
    expect(table).not.toContain('`stage-2`');
    const before = result.rows.filter(({ stage }) => stage !== 'stage-2').length;
    expect(cells.get('answers-rows')).toContain(`# ${before} rows as CSV`);
    // What is drawn of it says so as well.
    for (const id of ['result', 'source', 'stage-2', 'ranks'])
      expect(cells.get(`${id}-covered`)).toContain(QUESTION);
    for (const id of ['stage-1', 'secret']) expect(cells.has(`${id}-covered`)).toBe(false);
  });

  it('is in them once it has been predicted, or the question was skipped', async () => {
    notebook.predictions.skip('predict');
    const cells = await jupyter();
    expect(cells.get('answers-results')).toContain('`stage-2`');
    expect([...cells.keys()].filter((id) => id.endsWith('-covered'))).toEqual([]);
    expect((await files()).covered).toBe(0);
  });

  it('is in numbers to compute with, of which the dialog speaks, and covered again where they are imported', async () => {
    const made = await files();
    // The measurement, and the sweep that varies it.
    expect(made.covered).toBe(2);
    const csv = (await made.rowsAsCsv('yours')).content as string;
    expect(csv.trim().split('\r\n')).toHaveLength(result.rows.length + 1);
    const { results } = importNotebook(made.notebookFile({ withResults: true }).content as string, 'a.json');
    expect(results[0]!.result.rows).toEqual(result.rows);

    const copy = { ...document, id: 'elsewhere' };
    const from = 'a.json';
    await services.results.saveImported({ notebook: copy.id, cell: probeCell.id }, results[0]!.result, from);
    const there = new OpenNotebook(
      { document: { ...copy, setup: { ...copy.setup, seeds: [9] } }, shelved: null },
      services,
      () => {},
    );
    await there.results.open();
    expect(there.results.viewOf(probeCell)).toMatchObject({ source: 'imported' });
    expect(coveredCells(there).get(probeCell.id)).toMatchObject({ stage: 'stage-2' });
  });
});
