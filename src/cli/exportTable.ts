/** Results as tables: rows or samples of an experiment, a sweep or a notebook, as CSV or Parquet. */
import type { CellSample } from '../lab/exports/columns.ts';
import { sweepRows, type SweepRow, type SweepTitle } from '../lab/exports/sweepRows.ts';
import type { RecordedResult } from '../lab/recordedFile.ts';
import type { ExperimentResult } from '../lab/types.ts';
import { UsageError } from './arguments.ts';
import type { ResultsIn } from './readResults.ts';

export const tables = ['rows', 'samples'] as const;
export type Table = (typeof tables)[number];
export const tableFormats = ['csv', 'parquet'] as const;
export type TableFormat = (typeof tableFormats)[number];

export interface ExportedTable {
  content: string | Uint8Array;
  /** How many rows or samples there are in it. */
  entries: number;
  /** For the user: what of the results is not in it; empty if nothing is missing. */
  lacks: string;
}

/** @throws UsageError if answers of what keeps none are asked for */
export async function exportedTable(
  what: Table,
  format: TableFormat,
  results: ResultsIn,
): Promise<ExportedTable> {
  if (results.kind === 'result') return resultTable(what, format, results.result);
  if (results.kind === 'sweep') {
    if (what === 'samples') throw new UsageError('A sweep keeps no answers.', 'Export its rows.');
    return sweptTable(format, sweepRows(results.sweep, results.outcomes), 'sweep');
  }
  const { cells, sweeps } = results;
  if (what === 'rows') {
    const measured = cells.flatMap(({ cell, result }) =>
      result.rows.map((row) => ({ ...row, sweep: cell, setting: {} })),
    );
    const swept = sweeps.flatMap(({ cell, outcomes }) => sweepRows({ name: cell }, outcomes));
    return sweptTable(format, [...measured, ...swept], 'cell');
  }
  const samples = cells.flatMap(({ cell, result }) => result.samples.map((one) => ({ ...one, cell })));
  const lacks =
    sweeps.length > 0 ? `Of sweeps (${sweeps.map(({ cell }) => cell).join(', ')}) no answers are kept.` : '';
  return { content: await cellSamples(format, samples), entries: samples.length, lacks };
}

async function resultTable(
  what: Table,
  format: TableFormat,
  result: ExperimentResult,
): Promise<ExportedTable> {
  const { kept } = result as Partial<RecordedResult>;
  const lacks =
    what === 'samples' && kept
      ? `A recorded result keeps ${kept.samples} of ${kept.of} answers a cell, and those of seed ${kept.seed} only.`
      : '';
  return { content: await plainTable(what, format, result), entries: result[what].length, lacks };
}

async function plainTable(
  what: Table,
  format: TableFormat,
  { rows, samples, manifest }: ExperimentResult,
): Promise<string | Uint8Array> {
  if (format === 'csv') {
    const { rowsCsv, samplesCsv } = await import('../lab/exports/rowsCsv.ts');
    return what === 'rows' ? rowsCsv(rows) : samplesCsv(samples);
  }
  const { rowsParquet, samplesParquet } = await import('../lab/exports/rowsParquet.ts');
  return what === 'rows' ? rowsParquet(rows, manifest) : samplesParquet(samples, manifest);
}

async function sweptTable(
  format: TableFormat,
  rows: readonly SweepRow[],
  title: SweepTitle,
): Promise<ExportedTable> {
  const content =
    format === 'csv'
      ? (await import('../lab/exports/rowsCsv.ts')).sweepCsv(rows, title)
      : (await import('../lab/exports/rowsParquet.ts')).sweepParquet(rows, title);
  return { content, entries: rows.length, lacks: '' };
}

async function cellSamples(
  format: TableFormat,
  samples: readonly CellSample[],
): Promise<string | Uint8Array> {
  if (format === 'csv') return (await import('../lab/exports/rowsCsv.ts')).cellSamplesCsv(samples);
  return (await import('../lab/exports/rowsParquet.ts')).cellSamplesParquet(samples);
}
