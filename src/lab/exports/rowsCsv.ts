/**
 * Rows and samples as CSV (RFC 4180): a header, lines that end in CRLF, quotes where they are needed. Numbers have all
 * their digits; what has no value is an empty field.
 *
 * A spreadsheet takes a text that begins like a formula for one, and a formula can read other cells and call other
 * programs. Such texts get an apostrophe in front, which spreadsheets take for the sign of a text
 * (https://owasp.org/www-community/attacks/CSV_Injection). Whoever wants texts exactly as they were takes Parquet.
 */
import type { CorrectedRow, Sample } from '../types.ts';
import {
  cellSampleColumns,
  columnsOfRows,
  sampleColumns,
  type CellSample,
  type CellValue,
  type TableColumn,
} from './columns.ts';
import { sweepColumns, type SweepRow, type SweepTitle } from './sweepRows.ts';

export const rowsCsv = (rows: readonly CorrectedRow[]): string => csv(columnsOfRows(rows), rows);

/** Rows of sweeps, or of the cells of a notebook. */
export const sweepCsv = (rows: readonly SweepRow[], title: SweepTitle = 'sweep'): string =>
  csv(sweepColumns(rows, title), rows);

export const samplesCsv = (samples: readonly Sample[]): string => csv(sampleColumns, samples);

export const cellSamplesCsv = (samples: readonly CellSample[]): string => csv(cellSampleColumns, samples);

function csv<Entry>(columns: readonly TableColumn<Entry>[], entries: readonly Entry[]): string {
  const header = columns.map(({ name }) => field(name));
  const lines = entries.map((entry) => columns.map((column) => field(column.value(entry))));
  return [header, ...lines].map((fields) => `${fields.join(',')}\r\n`).join('');
}

function field(value: CellValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = LOOKS_LIKE_A_FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spaces in front do not help, and some spreadsheets read the full-width signs as well. */
const LOOKS_LIKE_A_FORMULA = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/;

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
