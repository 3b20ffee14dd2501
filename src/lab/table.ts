import type { Interval } from './statistics/interval.ts';
import type { MetricKind } from './statistics/metrics.ts';
import type { Summary } from './summary.ts';

const header = [
  'stage',
  'probe',
  'condition',
  'metric',
  'value',
  '95 % (answers)',
  'n',
  'seeds',
  '95 % (seeds)',
  'min … max',
];
/** Columns of words are aligned left, columns of numbers right. */
const wordColumns = 4;

/** The summaries as plain text for a terminal: a table an arm, its stages apart from each other. */
export function formatTable(summaries: readonly Summary[]): string {
  const arms = [...new Set(summaries.map((summary) => summary.arm))];
  // Widths over all arms, so that their tables line up with each other.
  const widths = columnWidths([header, ...summaries.map(cells)]);
  return arms
    .map((arm) =>
      formatArm(
        arm,
        summaries.filter((summary) => summary.arm === arm),
        widths,
      ),
    )
    .join('\n\n');
}

function formatArm(arm: string, summaries: readonly Summary[], widths: readonly number[]): string {
  const lines = [arm, line(header, widths), widths.map((width) => '─'.repeat(width)).join('  ')];
  const stages = [...new Set(summaries.map((summary) => summary.stage))];
  for (const [index, stage] of stages.entries()) {
    if (index > 0) lines.push('');
    const inStage = summaries.filter((summary) => summary.stage === stage);
    // Derived metrics come last in the summary; here they belong beside those they are derived from.
    const cellsOfProbe = new Map<string, Summary[]>();
    for (const summary of inStage) {
      const key = `${summary.probe} ${summary.condition}`;
      cellsOfProbe.set(key, [...(cellsOfProbe.get(key) ?? []), summary]);
    }
    for (const summary of [...cellsOfProbe.values()].flat()) lines.push(line(cells(summary), widths));
  }
  return lines.join('\n');
}

function cells({ stage, probe, condition, metric, kind, value, interval, n, seeds }: Summary): string[] {
  return [
    stage,
    probe,
    condition,
    metric,
    formatValue(value, kind),
    formatInterval(interval, kind),
    String(n),
    String(seeds.count),
    formatInterval(seeds.interval, kind),
    seeds.count > 1 ? `${formatNumber(seeds.min, kind)} … ${formatNumber(seeds.max, kind)}` : '–',
  ];
}

function line(texts: readonly string[], widths: readonly number[]): string {
  return texts
    .map((text, column) =>
      column < wordColumns ? text.padEnd(widths[column]!) : text.padStart(widths[column]!),
    )
    .join('  ')
    .trimEnd();
}

function columnWidths(rows: readonly string[][]): number[] {
  return header.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
}

/** Shares in percent, everything else as a number. */
function formatValue(value: number, kind: MetricKind): string {
  return kind === 'number' ? formatNumber(value, kind) : `${formatNumber(value, kind)} %`;
}

function formatNumber(value: number, kind: MetricKind): string {
  return kind === 'number' ? value.toFixed(2) : (100 * value).toFixed(1);
}

function formatInterval(interval: Interval | null, kind: MetricKind): string {
  return interval ? `${formatNumber(interval.low, kind)} … ${formatNumber(interval.high, kind)}` : '–';
}
