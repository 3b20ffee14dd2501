/** Rows as tables that one reads, and as a table that Python computes with. */
import { inlineCode, markdownTable } from '../../../lab/exports/markdown.ts';
import { rowsCsv } from '../../../lab/exports/rowsCsv.ts';
import { formatInterval, formatValue, NOTHING } from '../../../lab/numberText.ts';
import { summarize, type Summary } from '../../../lab/summary.ts';
import type { CorrectedRow, Row } from '../../../lab/types.ts';
import { linesOf } from './format.ts';
import type { IpynbTexts } from './texts.ts';
import { packed } from './trlCells.ts';

/** Lines of a table. */
const MOST_LINES = 200;
/** Shares of single scores are for histograms, and too many for a table. */
const isShown = ({ metric }: Summary): boolean => !metric.startsWith('recipe-words-');

/** For every probe a table: a line for an arm, stage and condition, a column for a metric, each called as in the rows. */
export function resultTables(rows: readonly Row[], texts: IpynbTexts): string {
  const seeds = [...new Set(rows.map(({ seed }) => seed))].sort((one, other) => one - other);
  const summaries = summarize(rows).filter(isShown);
  const probes = [...new Set(summaries.map(({ probe }) => probe))];
  const tables = probes.map((probe) => probeTable(probe, summaries, texts));
  return [texts.recorded(seeds.join(', ')), ...tables].join('\n\n');
}

function probeTable(probe: string, all: readonly Summary[], texts: IpynbTexts): string {
  const summaries = all.filter((summary) => summary.probe === probe);
  const metrics = [...new Set(summaries.map(({ metric }) => metric))];
  const lines = new Map<string, Summary[]>();
  for (const summary of summaries) {
    const key = JSON.stringify([summary.arm, summary.stage, summary.condition]);
    const line = lines.get(key);
    if (line) line.push(summary);
    else lines.set(key, [summary]);
  }
  const cells = [...lines.values()].map((line) => {
    const { arm, stage, condition, n } = line[0]!;
    const values = metrics.map((metric) =>
      valueText(
        line.find((summary) => summary.metric === metric),
        texts,
      ),
    );
    return [inlineCode(arm), inlineCode(stage), inlineCode(condition), String(n), ...values];
  });
  const head = [texts.arm, texts.stage, texts.condition, 'n', ...metrics.map(inlineCode)];
  const left = cells.length - MOST_LINES;
  return [
    `**${inlineCode(probe)}**`,
    markdownTable(head, cells.slice(0, MOST_LINES)),
    ...(left > 0 ? [texts.cut(left)] : []),
  ].join('\n\n');
}

/** A value with its 95 % interval over answers. */
function valueText(summary: Summary | undefined, { decimalMark }: IpynbTexts): string {
  if (!summary) return NOTHING;
  const { value, kind, interval } = summary;
  const text = formatValue(value, kind);
  const all = interval ? `${text} (${formatInterval(interval, kind)})` : text;
  return all.replaceAll('.', decimalMark);
}

/** Python that makes a data frame of the rows, and shows it as it will look. */
export function rowsSource(name: string, rows: readonly CorrectedRow[], texts: IpynbTexts): string {
  return `# ${texts.packedRows(linesOf(rowsCsv(rows)).length - 1)}
import base64
import gzip
import io

import pandas

${name} = pandas.read_csv(io.BytesIO(gzip.decompress(base64.b64decode("""
${packed(new TextEncoder().encode(rowsCsv(rows)))}
"""))))
${name}.groupby(["arm", "stage", "probe", "condition", "metric"], sort=False)["value"].agg(["mean", "min", "max", "count"])
`;
}
