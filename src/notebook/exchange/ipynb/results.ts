/** What was measured for a cell: tables that one reads, and a table that Python computes with. */
import { rowsCsv, sweepCsv } from '../../../lab/exports/rowsCsv.ts';
import { sweepRows } from '../../../lab/exports/sweepRows.ts';
import { pythonLiteral } from '../../../lab/exports/python.ts';
import { runCount, type SweepGrid, type SweepOutcome } from '../../../lab/sweep.ts';
import type { CorrectedRow, StageName } from '../../../lab/types.ts';
import { isSealed } from '../../figures/stages.ts';
import { linesOf, type CellMaker } from './format.ts';
import { resultTables, sweepTables } from './tables.ts';
import type { IpynbTexts } from './texts.ts';
import { packed } from './trlCells.ts';

/** What there is to show of a probe cell, or of a sweep cell, and whose numbers they are. */
export type Measured = { source: keyof IpynbTexts['sources'] } & (
  { rows: readonly CorrectedRow[] } | { swept: Swept }
);

interface Swept {
  name: string;
  sweep: SweepGrid;
  outcomes: readonly SweepOutcome[];
}

/** @param sealed from which stage on nothing is told; null: everything is */
export function addResults(
  maker: CellMaker,
  cell: string,
  { sealed, ...measured }: Measured & { sealed: StageName | null },
  texts: IpynbTexts,
): void {
  const isTold = ({ stage }: { stage: StageName }) => !isSealed(stage, sealed);
  const told =
    'rows' in measured
      ? toldOfRows(measured.rows.filter(isTold), texts)
      : toldOfSweep(measured.swept, isTold, texts);
  if (!told) return;
  maker.markdown(`${cell}-results`, `${texts.sources[measured.source]}\n\n${told.tables}`);
  maker.markdown(`${cell}-rows-note`, told.note);
  addFrame(maker, cell, told, texts);
}

interface Frame {
  csv: string;
  /** The columns that all seeds of a row have in common. */
  by: readonly string[];
  /** Columns of numbers that not every row has one in. */
  optional: readonly string[];
}

interface Told extends Frame {
  tables: string;
  /** What to say of the table to compute with. */
  note: string;
}

function toldOfRows(rows: readonly CorrectedRow[], texts: IpynbTexts): Told | null {
  if (rows.length === 0) return null;
  const isCorrected = rows.some(({ judged }) => judged !== undefined);
  const note = isCorrected ? texts.correctedRows : texts.rows;
  return {
    tables: resultTables(rows, texts),
    note,
    csv: rowsCsv(rows),
    by: PLACE,
    optional: isCorrected ? ['judge_value'] : [],
  };
}

function toldOfSweep(
  { name, sweep, outcomes }: Swept,
  isTold: (row: { stage: StageName }) => boolean,
  texts: IpynbTexts,
): Told | null {
  const rows = sweepRows({ name }, outcomes).filter(isTold);
  if (rows.length === 0) return null;
  const done = outcomes.filter(({ status }) => status === 'done').length;
  const tables = `${texts.runs(done, runCount(sweep))}\n\n${sweepTables(rows, texts)}`;
  const by = [...sweep.vary.map(({ path }) => path), ...PLACE];
  return { tables, note: texts.rows, csv: sweepCsv(rows), by, optional: [] };
}

/** Of a row's columns those that all its seeds have in common, in their order. */
const PLACE = ['arm', 'stage', 'probe', 'condition', 'metric'];

/**
 * Python that makes a data frame of the rows, and shows it as it will look. Pandas would take arms that are called
 * "null" or "NA", and settings that are null, for values that are missing, and leave their rows out where it groups.
 */
function addFrame(maker: CellMaker, cell: string, { csv, by, optional }: Frame, texts: IpynbTexts): void {
  const name = `rows_${cell.replaceAll('-', '_')}`;
  const empty = Object.fromEntries(optional.map((column) => [column, ['']]));
  const missing = optional.length === 0 ? '' : `, na_values=${pythonLiteral(empty)}`;
  const source = `# ${texts.packedRows(linesOf(csv).length - 1)}
import base64
import gzip
import io

import pandas

${name} = pandas.read_csv(io.BytesIO(gzip.decompress(base64.b64decode("""
${packed(new TextEncoder().encode(csv))}
"""))), keep_default_na=False${missing})
${name}.groupby([${by.map(pythonLiteral).join(', ')}], sort=False)["value"].agg(["mean", "min", "max", "count"])
`;
  maker.code(`${cell}-rows`, source, { isFolded: true });
}
