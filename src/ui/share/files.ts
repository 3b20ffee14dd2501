/** The files that a notebook can be saved as. What makes them is fetched when one is first wanted. */
import { readResult } from '../../lab/recordedFile.ts';
import type { CorrectedRow } from '../../lab/types.ts';
import { exportNotebook } from '../../notebook/exchange/files.ts';
import { WrittenLists } from '../../notebook/document/ownLists.ts';
import type { OpenNotebook } from '../../notebook/session/openNotebook.svelte.ts';
import { fetchText } from '../../notebook/session/fetchText.ts';
import type { LabServices } from '../../notebook/session/services.ts';
import { SOURCES, type Source } from '../../notebook/session/standing.ts';
import { pageError } from '../messages/messages.svelte.ts';
import { share } from '../texts/index.ts';
import { coveredCells } from './covered.ts';
import {
  keptResults,
  keptSweeps,
  recordedRows,
  rowsOf,
  rowsOfSweeps,
  type KeptCellResult,
} from './keptResults.ts';
import type { Program } from './scripts.ts';

export interface MadeFile {
  name: string;
  type: string;
  content: string | Uint8Array;
  /** What the reader should know of it; may be empty. */
  note: string;
}

const JSON_TYPE = 'application/json';
const ZIP_TYPE = 'application/zip';
const PARQUET_TYPE = 'application/vnd.apache.parquet';

/** Makes files of a notebook as it is, with what has been run by now. */
export class NotebookFiles {
  private constructor(
    private readonly notebook: OpenNotebook,
    private readonly services: LabServices,
    private readonly own: readonly KeptCellResult[],
    private readonly imported: readonly KeptCellResult[],
    private readonly rows: Readonly<Record<Source, readonly CorrectedRow[]>>,
  ) {}

  static async of(notebook: OpenNotebook, services: LabServices): Promise<NotebookFiles> {
    const kept = await keptResults(notebook, services.results);
    const own = kept.filter(({ importedFrom }) => importedFrom === undefined);
    const imported = kept.filter(({ importedFrom }) => importedFrom !== undefined);
    const rows = {
      yours: rowsOf(notebook, own),
      imported: rowsOf(notebook, imported),
      recorded: recordedRows(notebook),
    };
    return new NotebookFiles(notebook, services, own, imported, rows);
  }

  /** How many results there are that a file can carry: the reader's own, and imported ones. */
  get results(): number {
    return this.own.length + this.imported.length + keptSweeps(this.notebook).length;
  }

  /** Whether anything was trained here. */
  get hasModels(): boolean {
    return this.own.length > 0;
  }

  /** Whose numbers there are. */
  get sources(): Source[] {
    return SOURCES.toReversed().filter((source) => this.rows[source].length > 0);
  }

  /** Whose numbers of sweeps there are. */
  get sweepSources(): Source[] {
    return SOURCES.toReversed().filter((source) => rowsOfSweeps(this.notebook, source).length > 0);
  }

  /** How many results the reader has not predicted yet. */
  get covered(): number {
    const covered = coveredCells(this.notebook);
    return this.notebook.resultCells.filter(({ id, kind }) => kind !== 'train' && covered.has(id)).length;
  }

  notebookFile({ withResults }: { withResults: boolean }): MadeFile {
    const { document } = this.notebook;
    const kept = withResults ? [...this.own, ...this.imported] : [];
    const results = kept.map(({ cell, ...one }) => ({ ...one, cell: cell.id }));
    const sweeps = withResults ? keptSweeps(this.notebook) : [];
    return this.file('json', JSON_TYPE, exportNotebook(document, { results, sweeps }));
  }

  async jupyter(): Promise<MadeFile> {
    const { jupyterText, speechOf } = await fetched(import('./jupyterFile.ts'));
    const speech = await fetched(speechOf(this.notebook));
    const text = await jupyterText(this.notebook, speech);
    return this.file('ipynb', 'application/x-ipynb+json', text);
  }

  async rowsAsCsv(source: Source): Promise<MadeFile> {
    const { rowsCsv } = await fetched(import('../../lab/exports/rowsCsv.ts'));
    return this.file(`${source}.csv`, 'text/csv;charset=utf-8', rowsCsv(this.rows[source]));
  }

  async rowsAsParquet(source: Source): Promise<MadeFile> {
    const { rowsParquet } = await fetched(import('../../lab/exports/rowsParquet.ts'));
    return this.file(
      `${source}.parquet`,
      PARQUET_TYPE,
      rowsParquet(this.rows[source], this.onlyManifest(source)),
    );
  }

  async sweepsAsCsv(source: Source): Promise<MadeFile> {
    const { sweepCsv } = await fetched(import('../../lab/exports/rowsCsv.ts'));
    const rows = rowsOfSweeps(this.notebook, source);
    return this.file(`${source}.sweeps.csv`, 'text/csv;charset=utf-8', sweepCsv(rows));
  }

  async sweepsAsParquet(source: Source): Promise<MadeFile> {
    const { sweepParquet } = await fetched(import('../../lab/exports/rowsParquet.ts'));
    const rows = rowsOfSweeps(this.notebook, source);
    return this.file(`${source}.sweeps.parquet`, PARQUET_TYPE, sweepParquet(rows));
  }

  async adapters(): Promise<MadeFile> {
    const [{ trainedModels }, { zipFiles }] = await fetched(
      Promise.all([import('./models.ts'), import('../../lab/exports/zip.ts')]),
    );
    const { files, missing } = await trainedModels(this.own, this.services.cache);
    const note = missing > 0 ? share.files.adapters.missing(missing) : '';
    return { ...this.file('adapters.zip', ZIP_TYPE, await zipFiles(files)), note };
  }

  async training(program: Program): Promise<MadeFile> {
    const [{ trainingFiles }, { zipFiles }] = await fetched(
      Promise.all([import('./scripts.ts'), import('../../lab/exports/zip.ts')]),
    );
    const files = await trainingFiles(this.notebook.document, program);
    return this.file(`${program}.zip`, ZIP_TYPE, await zipFiles(files));
  }

  /** What the results of the cells were made of and on, the recorded ones too. */
  async manifest(): Promise<MadeFile> {
    const { document } = this.notebook;
    // Each list of own examples is there once, under the hash that stands in the experiments.
    const lists = new WrittenLists({ cells: [] });
    const entryOf = ({ cell, result: { experiment, manifest } }: KeptCellResult) => ({
      cell: cell.id,
      experiment: lists.referred(experiment),
      manifest,
    });
    const yours = this.own.map(entryOf);
    const imported = this.imported.map((one) => ({ importedFrom: one.importedFrom, ...entryOf(one) }));
    const recorded: object[] = [];
    const isHidden = this.notebook.view.hide.includes('recorded');
    for (const file of isHidden ? [] : document.recorded) {
      const text = file.includes('/sweeps/') ? null : await fetchText(file);
      if (text === null) continue;
      const { experiment, manifest } = readResult(text);
      recorded.push({ file, experiment, manifest });
    }
    const { isUsed, others: examples } = lists;
    const made = { yours, imported, recorded, ...(isUsed && { examples }) };
    const parts = { notebook: document.title, ...made, ...this.corrected() };
    const content = JSON.stringify(parts, null, 2);
    return this.file('manifest.json', JSON_TYPE, `${content}\n`);
  }

  /** Where verdicts were put right by hand, with what the judge's own come to: that is what another run confirms. */
  private corrected(): { corrected?: Partial<Record<Source, CorrectedRow[]>> } {
    const found = SOURCES.flatMap((source) => {
      const rows = this.rows[source].filter(({ judged }) => judged !== undefined);
      return rows.length > 0 ? [[source, rows] as const] : [];
    });
    return found.length > 0 ? { corrected: Object.fromEntries(found) } : {};
  }

  /** The manifest that all of the rows have in common, if there is one. */
  private onlyManifest(source: Source) {
    if (source === 'recorded') return undefined;
    const [only, another] = source === 'yours' ? this.own : this.imported;
    return another ? undefined : only?.result.manifest;
  }

  private file(ending: string, type: string, content: string | Uint8Array): MadeFile {
    return { name: `${slug(this.notebook.document.title)}.${ending}`, type, content, note: '' };
  }
}

/** Words of the title, as a name that every file system takes. */
function slug(title: string): string {
  const words =
    title
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 60).replace(/-$/, '') || 'notebook';
}

async function fetched<Module>(module: Promise<Module>): Promise<Module> {
  try {
    return await module;
  } catch (error) {
    const { message, remedy } = share.problems.offline;
    throw pageError(message, remedy, { cause: error });
  }
}
