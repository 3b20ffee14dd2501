/** Rows and samples as tables: which columns there are, and of what type. CSV and Parquet both follow this. */
import type { CorrectedRow, Row, Sample } from '../types.ts';

export type CellValue = string | number | boolean | null;

export interface TableColumn<Entry> {
  name: string;
  type: 'text' | 'integer' | 'number' | 'boolean';
  /** Whether there may be entries without a value. */
  optional?: boolean;
  value: (entry: Entry) => CellValue;
}

export const rowColumns: readonly TableColumn<Row>[] = [
  { name: 'arm', type: 'text', value: ({ arm }) => arm },
  { name: 'seed', type: 'integer', value: ({ seed }) => seed },
  { name: 'stage', type: 'text', value: ({ stage }) => stage },
  { name: 'probe', type: 'text', value: ({ probe }) => probe },
  { name: 'condition', type: 'text', value: ({ condition }) => condition },
  { name: 'metric', type: 'text', value: ({ metric }) => metric },
  { name: 'value', type: 'number', value: ({ value }) => value },
  { name: 'n', type: 'integer', value: ({ n }) => n },
];

/** With a column more where verdicts were put right by hand: what the judge's own make of the value. */
export function columnsOfRows(rows: readonly CorrectedRow[]): readonly TableColumn<CorrectedRow>[] {
  if (rows.every(({ judged }) => judged === undefined)) return rowColumns;
  const judged: TableColumn<CorrectedRow> = {
    ...{ name: 'judge_value', type: 'number', optional: true },
    value: (row) => row.judged ?? null,
  };
  return [...rowColumns, judged];
}

export const sampleColumns: readonly TableColumn<Sample>[] = [
  { name: 'arm', type: 'text', value: ({ arm }) => arm },
  { name: 'seed', type: 'integer', value: ({ seed }) => seed },
  { name: 'stage', type: 'text', value: ({ stage }) => stage },
  { name: 'probe', type: 'text', value: ({ probe }) => probe },
  { name: 'condition', type: 'text', value: ({ condition }) => condition },
  { name: 'prompt', type: 'text', value: ({ prompt }) => prompt },
  { name: 'answer', type: 'text', value: ({ answer }) => answer },
  { name: 'verdict', type: 'text', value: ({ verdict }) => verdict },
  { name: 'helpful', type: 'boolean', optional: true, value: ({ helpful }) => helpful },
  { name: 'usefulness', type: 'number', optional: true, value: ({ usefulness }) => usefulness ?? null },
];

/** An answer that was given in a cell of a notebook. */
export interface CellSample extends Sample {
  cell: string;
}

export const cellSampleColumns: readonly TableColumn<CellSample>[] = [
  { name: 'cell', type: 'text', value: ({ cell }) => cell },
  ...sampleColumns,
];
