/** What was measured for a cell: tables that one reads, and a table that Python computes with. */
import { rowsCsv, sweepCsv } from '../../../lab/exports/rowsCsv.ts';
import { sweepRows, type SweepRow } from '../../../lab/exports/sweepRows.ts';
import { pythonLiteral } from '../../../lab/exports/python.ts';
import { runCount, type SweepGrid, type SweepOutcome } from '../../../lab/sweep.ts';
import type { CorrectedRow, StageName } from '../../../lab/types.ts';
import { isSealed } from '../../figures/stages.ts';
import { linesOf, type CellMaker } from './format.ts';
import { resultTables, sweepTables } from './tables.ts';
import type { IpynbTexts } from './texts.ts';
import { packed } from './trlCells.ts';

export interface Measured {
  /** Whose numbers they are. */
  source: keyof IpynbTexts['sources'];
  /** Of a probe cell. */
  rows?: readonly CorrectedRow[];
  /** Of a sweep cell. */
  swept?: Swept;
}

interface Swept {
  name: string;
  sweep: SweepGrid;
  outcomes: readonly SweepOutcome[];
}

/** @param sealed from which stage on nothing is told; null: everything is */
export function addResults(
  maker: CellMaker,
  cell: string,
  { source, sealed, ...measured }: Measured & { sealed: StageName | null },
  texts: IpynbTexts,
): void {
  const isTold = ({ stage }: { stage: StageName }) => !isSealed(stage, sealed);
  if (measured.rows) {
    const rows = measured.rows.filter(isTold);
    if (rows.length === 0) return;
    maker.markdown(`${cell}-results`, `${texts.sources[source]}\n\n${resultTables(rows, texts)}`);
    const isCorrected = rows.some(({ judged }) => judged !== undefined);
    maker.markdown(`${cell}-rows-note`, isCorrected ? texts.correctedRows : texts.rows);
    addFrame(maker, cell, { csv: rowsCsv(rows), by: PLACE }, texts);
  }
  if (measured.swept) {
    const { sweep, outcomes, name } = measured.swept;
    const rows: SweepRow[] = sweepRows({ name }, [...outcomes]).filter(isTold);
    if (rows.length === 0) return;
    const done = outcomes.filter(({ status }) => status === 'done').length;
    const parts = [texts.sources[source], texts.runs(done, runCount(sweep)), sweepTables(rows, texts)];
    maker.markdown(`${cell}-results`, parts.join('\n\n'));
    maker.markdown(`${cell}-rows-note`, texts.rows);
    const by = [...sweep.vary.map(({ path }) => path), ...PLACE];
    addFrame(maker, cell, { csv: sweepCsv(rows), by }, texts);
  }
}

/** What all seeds of a row have in common, in the order of the columns. */
const PLACE = ['arm', 'stage', 'probe', 'condition', 'metric'];

/** Python that makes a data frame of the rows, and shows it as it will look. */
function addFrame(
  maker: CellMaker,
  cell: string,
  { csv, by }: { csv: string; by: readonly string[] },
  texts: IpynbTexts,
): void {
  const name = `rows_${cell.replaceAll('-', '_')}`;
  const source = `# ${texts.packedRows(linesOf(csv).length - 1)}
import base64
import gzip
import io

import pandas

${name} = pandas.read_csv(io.BytesIO(gzip.decompress(base64.b64decode("""
${packed(new TextEncoder().encode(csv))}
"""))))
${name}.groupby([${by.map(pythonLiteral).join(', ')}], sort=False)["value"].agg(["mean", "min", "max", "count"])
`;
  maker.code(`${cell}-rows`, source, { isFolded: true });
}
