/**
 * One student's result as a short code, such as `CAT1A-7K3QM-…`, and back. In the order of its characters:
 *
 *     CAT       so that codes are found among other words
 *     1         version of the format
 *     one       how many groups of five characters the code has
 *     …         notebook, setup, seed and numbers, as one number in mixed radix
 *     four      the first 20 bits of the SHA-256 of all characters before
 *
 * Rates are stored as counts of answers and come back exactly; other numbers have three digits.
 */
import { UserError } from '../../../support/errors.ts';
import { sha256 } from '../../../support/hash.ts';
import { metricKind } from '../../../lab/statistics/metrics.ts';
import type { Row } from '../../../lab/types.ts';
import { BITS_PER_CHARACTER, fromCrockford, toCrockford } from './crockford.ts';
import { DigitReader, DigitWriter } from './mixedRadix.ts';
import { metricGroups, type PooledCell, type PoolingPlan } from './plan.ts';

/** Before it, the version; none of its letters can be taken for a digit. */
export const MARK = 'CAT';
const VERSION = '1';
/** The mark, the version and the number of groups. */
export const HEAD = MARK.length + 2;
export const GROUP = 5;
const CHECKSUM = 4;
const MOST_GROUPS = 31;
const NOTEBOOKS = 2 ** 10;
const SETUPS = 2 ** 20;
/** More answers than any probe asks for. */
const MOST_ANSWERS = 1_000_000;

/** How a cell's numbers are given. */
const STATES = 4;
const MISSING = 0;
const AS_TWIN = 1;
const AS_MANY_ANSWERS = 2;
const OTHER_ANSWERS = 3;

export type Rejection = 'mistyped' | 'newer' | 'other-notebook' | 'other-setup';

export interface PooledRun {
  seed: number;
  rows: Row[];
}

/**
 * @param rows of the cell that the plan is for, possibly of several seeds
 * @returns canonical characters, with a hyphen after every five
 * @throws UserError if there is nothing of this seed, or too much for a code
 */
export function encode(plan: PoolingPlan, rows: readonly Row[], seed: number): string {
  const writer = new DigitWriter();
  writer.digit(plan.notebook, NOTEBOOKS);
  writer.digit(plan.setup, SETUPS);
  writer.number(seed);
  const values = new RowTable(rows.filter((row) => row.seed === seed));
  const found = plan.cells.filter((cell) => writeCell(writer, cell, values) !== MISSING);
  if (found.length === 0) {
    throw new UserError(
      `There is no result of seed ${seed} that the notebook's figures show.`,
      'Run the cell, and make the code then.',
    );
  }
  return characters(writer.value());
}

/** @param code in canonical characters, without hyphens, of the length that its head says */
export function decode(plan: PoolingPlan, code: string): PooledRun | Rejection {
  const end = code.length - CHECKSUM;
  if (end < HEAD || checksum(code.slice(0, end)) !== code.slice(end)) return 'mistyped';
  if (code[MARK.length] !== VERSION) return 'newer';
  const reader = new DigitReader(fromCrockford(code.slice(HEAD, end)));
  const notebook = reader.digit(NOTEBOOKS);
  const setup = reader.digit(SETUPS);
  if (setup !== plan.setup) return notebook === plan.notebook ? 'other-setup' : 'other-notebook';
  const seed = reader.number();
  const rows: Row[] = [];
  const values = new RowTable([]);
  for (const cell of plan.cells) {
    const own = readCell(reader, cell, values);
    if (!own) return 'mistyped';
    rows.push(...own.map((row) => ({ ...row, seed })));
    values.add(own);
  }
  return reader.isDone && Number.isSafeInteger(seed) ? { seed, rows } : 'mistyped';
}

/** How many characters a code has, which its head says. */
export const lengthOf = (head: string): number => GROUP * Number(fromCrockford(head[HEAD - 1]!));

function characters(value: bigint): string {
  const needed = Math.ceil(value.toString(2).length / BITS_PER_CHARACTER);
  const groups = Math.ceil((HEAD + needed + CHECKSUM) / GROUP);
  if (groups > MOST_GROUPS) {
    throw new UserError(
      'The figures show more numbers than a code can hold.',
      'Let the first chart show fewer arms or stages, and export rows as CSV for the rest.',
    );
  }
  const head = `${MARK}${VERSION}${toCrockford(BigInt(groups), 1)}`;
  const code = head + toCrockford(value, groups * GROUP - HEAD - CHECKSUM);
  return (code + checksum(code)).match(/.{5}/g)!.join('-');
}

function checksum(code: string): string {
  const bits = BITS_PER_CHARACTER * CHECKSUM;
  return toCrockford(BigInt(`0x${sha256(code).slice(0, 8)}`) >> BigInt(32 - bits), CHECKSUM);
}

type Numbers = Pick<Row, 'value' | 'n'>;

/** The numbers of one seed by their place, and how many answers the last cell of a probe and condition had. */
class RowTable {
  private readonly numbers = new Map<string, Numbers>();
  private readonly answers = new Map<string, number>();

  constructor(rows: readonly Row[]) {
    this.add(rows);
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) this.numbers.set(this.key(row, row.arm, row.metric), row);
  }

  of(cell: PooledCell, arm: string, metric: string): Numbers | undefined {
    return this.numbers.get(this.key(cell, arm, metric));
  }

  answersBefore({ probe, condition }: PooledCell): number | undefined {
    return this.answers.get(JSON.stringify([probe, condition]));
  }

  noteAnswers({ probe, condition }: PooledCell, n: number): void {
    this.answers.set(JSON.stringify([probe, condition]), n);
  }

  private key(
    { stage, probe, condition }: Omit<PooledCell, 'metrics' | 'twin'>,
    arm: string,
    metric: string,
  ) {
    return JSON.stringify([arm, stage, probe, condition, metric]);
  }
}

/** Returns the state it has written. */
function writeCell(writer: DigitWriter, cell: PooledCell, table: RowTable): number {
  const own = cell.metrics.map((metric) => table.of(cell, cell.arm, metric));
  const [first] = own;
  if (!first || own.some((numbers) => numbers?.n !== first.n) || first.n < 1) {
    writer.digit(MISSING, STATES);
    return MISSING;
  }
  const { twin, metrics } = cell;
  const asTwin = (numbers: Numbers | undefined, index: number): boolean => {
    const other = twin === null ? undefined : table.of(cell, twin, metrics[index]!);
    return other?.n === numbers?.n && other?.value === numbers?.value;
  };
  if (own.every(asTwin)) {
    writer.digit(AS_TWIN, STATES);
    return AS_TWIN;
  }
  const { n } = first;
  const state = table.answersBefore(cell) === n ? AS_MANY_ANSWERS : OTHER_ANSWERS;
  writer.digit(state, STATES);
  if (state === OTHER_ANSWERS) writer.number(n);
  table.noteAnswers(cell, n);
  for (const group of metricGroups(metrics)) {
    const values = group.metrics.map((metric) => own[metrics.indexOf(metric)]!.value);
    if (group.isPartition)
      writePartition(
        writer,
        values.map((value) => countOf(value, n)),
        n,
      );
    else if (metricKind(group.metrics[0]!) === 'rate') writer.digit(countOf(values[0]!, n), n + 1);
    else writeNumber(writer, values[0]!);
  }
  return state;
}

/** The rows of a cell, without their seed; null if no writer wrote that. */
function readCell(reader: DigitReader, cell: PooledCell, table: RowTable): Row[] | null {
  const { arm, stage, probe, condition, twin, metrics } = cell;
  const rows = (numbers: Numbers[]): Row[] =>
    metrics.map((metric, i) => ({ arm, seed: 0, stage, probe, condition, metric, ...numbers[i]! }));
  const state = reader.digit(STATES);
  if (state === MISSING) return [];
  if (state === AS_TWIN) {
    const others = metrics.flatMap((metric) => (twin === null ? [] : (table.of(cell, twin, metric) ?? [])));
    const numbers = others.map(({ value, n }) => ({ value, n }));
    return numbers.length === metrics.length ? rows(numbers) : null;
  }
  const n = state === OTHER_ANSWERS ? reader.number() : (table.answersBefore(cell) ?? 0);
  if (n < 1 || n > MOST_ANSWERS) return null;
  table.noteAnswers(cell, n);
  const values = new Map<string, number>();
  for (const group of metricGroups(metrics)) {
    const numbers = group.isPartition
      ? readPartition(reader, group.metrics.length, n).map((count) => count / n)
      : [metricKind(group.metrics[0]!) === 'rate' ? reader.digit(n + 1) / n : readNumber(reader)];
    group.metrics.forEach((metric, i) => values.set(metric, numbers[i]!));
  }
  return rows(metrics.map((metric) => ({ value: values.get(metric)!, n })));
}

/** How many of `n` answers a share stands for. */
function countOf(value: number, n: number): number {
  const count = Math.round(value * n);
  if (count / n !== value || count < 0 || count > n || n > MOST_ANSWERS)
    throw notMeasured(`${value} of ${n}`);
  return count;
}

/** Counts that add up to n: each is at most what those before leave, and the last is what all others leave. */
function writePartition(writer: DigitWriter, counts: readonly number[], n: number): void {
  let left = n;
  for (const count of counts.slice(0, -1)) {
    if (count > left) throw notMeasured(`classes of more than ${n}`);
    writer.digit(count, left + 1);
    left -= count;
  }
  if (counts.at(-1) !== left) throw notMeasured(`classes of other than ${n}`);
}

function readPartition(reader: DigitReader, length: number, n: number): number[] {
  const counts: number[] = [];
  let left = n;
  for (let i = 0; i < length - 1; i++) {
    const count = reader.digit(left + 1);
    counts.push(count);
    left -= count;
  }
  return [...counts, left];
}

/** The least power of ten that numbers are counted in, and how many powers there are. */
const LEAST_POWER = -12;
const POWERS = 16;

/** A number from 0 as m · 10ᵉ with m below 1,000. */
function writeNumber(writer: DigitWriter, value: number): void {
  if (!(value >= 0 && value < 999e3)) throw notMeasured(String(value));
  const [digits, exponent] = value.toExponential(2).split('e') as [string, string];
  const power = Number(exponent) - 2;
  const isTiny = power < LEAST_POWER;
  writer.digit(Math.round(isTiny ? value * 10 ** -LEAST_POWER : Number(digits) * 100), 1_000);
  writer.digit(isTiny ? 0 : power - LEAST_POWER, POWERS);
}

function readNumber(reader: DigitReader): number {
  const mantissa = reader.digit(1_000);
  return Number(`${mantissa}e${reader.digit(POWERS) + LEAST_POWER}`);
}

function notMeasured(what: string): UserError {
  return new UserError(
    `This result holds a number that is not one of answers (${what}), so that no code can be made of it.`,
    'Run the cell again.',
  );
}
