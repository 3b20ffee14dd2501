/** Rows as tables that one reads. */
import { inlineCode, markdownTable } from '../../../lab/exports/markdown.ts';
import type { SweepRow } from '../../../lab/exports/sweepRows.ts';
import { formatInterval, formatValue, NOTHING } from '../../../lab/numberText.ts';
import { summarize, type Summary } from '../../../lab/summary.ts';
import { formatJson, type Setting } from '../../../lab/sweep.ts';
import type { Row } from '../../../lab/types.ts';
import { distinct, groupBy } from '../../../support/group.ts';
import { canonicalJson } from '../../../support/hash.ts';
import type { IpynbTexts } from './texts.ts';

/** Lines of a table. */
const MOST_LINES = 200;
/** Shares of single scores are for histograms, and too many for a table. */
const isShown = ({ metric }: Summary): boolean => !metric.startsWith('recipe-words-');

/** A summary, and what the fields that a sweep varies were. */
type Summarized = Summary & { setting: Setting };

/** For every probe a table: a line for an arm, stage and condition, a column for a metric, each called as in the rows. */
export function resultTables(rows: readonly Row[], texts: IpynbTexts): string {
  return tables(
    rows,
    summarize(rows).map((summary) => ({ ...summary, setting: {} })),
    texts,
  );
}

/** The same with a column in front for every field that is varied. */
export function sweepTables(rows: readonly SweepRow[], texts: IpynbTexts): string {
  const settings = groupBy(rows, ({ setting }) => canonicalJson(setting));
  const summaries = [...settings.values()].flatMap((of) =>
    summarize(of).map((summary) => ({ ...summary, setting: of[0]!.setting })),
  );
  return tables(rows, summaries, texts);
}

function tables(rows: readonly Row[], all: readonly Summarized[], texts: IpynbTexts): string {
  const seeds = distinct(rows.map(({ seed }) => seed)).sort((one, other) => one - other);
  const probes = groupBy(all.filter(isShown), ({ probe }) => probe);
  const told = [...probes].map(([probe, summaries]) => probeTable(probe, summaries, texts));
  return [texts.recorded(seeds.join(', ')), ...told].join('\n\n');
}

function probeTable(probe: string, summaries: readonly Summarized[], texts: IpynbTexts): string {
  const metrics = distinct(summaries.map(({ metric }) => metric));
  const fields = Object.keys(summaries[0]?.setting ?? {});
  const lines = groupBy(summaries, ({ setting, arm, stage, condition }) =>
    canonicalJson([setting, arm, stage, condition]),
  );
  const cells = [...lines.values()].map((line) => {
    const { setting, arm, stage, condition, n } = line[0]!;
    const values = metrics.map((metric) =>
      valueText(
        line.find((summary) => summary.metric === metric),
        texts,
      ),
    );
    const place = [...fields.map((field) => formatJson(setting[field]!)), arm, stage, condition];
    return [...place.map(inlineCode), String(n), ...values];
  });
  const place = [...fields.map(inlineCode), texts.arm, texts.stage, texts.condition];
  const left = cells.length - MOST_LINES;
  return [
    `**${inlineCode(probe)}**`,
    markdownTable([...place, 'n', ...metrics.map(inlineCode)], cells.slice(0, MOST_LINES)),
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
