/** Summaries as plain text for a terminal of 120 characters a line. */
import { formatChange, formatInterval, formatSpread, formatValue, NOTHING } from './numberText.ts';
import type { Summary } from './summary.ts';
import { groupsBy } from '../support/group.ts';

/** A column of a table of text. */
export interface Column<T> {
  title: string;
  text: (row: T) => string;
  /** Columns of words are aligned left, columns of numbers right. */
  words?: boolean;
}

const columns: readonly Column<Summary>[] = [
  { title: 'condition', text: ({ condition }) => condition, words: true },
  { title: 'metric', text: ({ metric }) => metric, words: true },
  { title: 'value', text: ({ value, kind }) => formatValue(value, kind) },
  { title: '95 % answers', text: ({ interval, kind }) => formatInterval(interval, kind) },
  { title: 'n', text: ({ n }) => String(n) },
  { title: 'seeds', text: ({ seeds }) => String(seeds.count) },
  { title: '95 % seeds', text: ({ seeds, kind }) => formatInterval(seeds.interval, kind) },
  { title: 'min … max', text: ({ seeds, kind }) => formatSpread(seeds, kind) },
  { title: 'since stage-1', text: ({ change, kind }) => formatChange(change, kind) },
];

/**
 * A table an arm, its stages and probes apart from each other. The last column is what changed since the arm's own
 * stage 1, seed by seed, with its 95 % interval; shares change by percentage points. Columns that would say nothing
 * are left out.
 */
export function formatTable(summaries: readonly Summary[]): string {
  // Over all arms, so that their tables line up with each other.
  const layout = layOut(columns, summaries);
  return groupsBy(summaries, ({ arm }) => arm)
    .map((ofArm) => {
      const probes = groupsBy(ofArm, ({ stage, probe }) => `${stage} ${probe}`);
      return [ofArm[0]!.arm, ...layout.head, ...probes.map((ofProbe) => formatProbe(ofProbe, layout))].join(
        '\n',
      );
    })
    .join('\n\n');
}

function formatProbe(summaries: readonly Summary[], { line }: Layout<Summary>): string {
  const { stage, probe } = summaries[0]!;
  // Derived metrics come last in the summary; here they belong beside those they are derived from.
  const rows = groupsBy(summaries, ({ condition }) => condition).flat();
  return [`\n${stage}, ${probe}`, ...rows.map(line)].join('\n');
}

/** How rows become lines of equal columns. */
export interface Layout<T> {
  /** The line of titles, and a rule below it. */
  head: string[];
  line: (row: T) => string;
}

/** As wide as the rows need; a column that says nothing in any of them is left out. */
export function layOut<T>(all: readonly Column<T>[], rows: readonly T[]): Layout<T> {
  const used = all.filter(({ text }) => rows.some((row) => text(row) !== NOTHING));
  const widths = used.map(({ title, text }) =>
    Math.max(title.length, ...rows.map((row) => text(row).length)),
  );
  const align = (text: string, column: number) =>
    used[column]!.words ? text.padEnd(widths[column]!) : text.padStart(widths[column]!);
  const joined = (texts: readonly string[]) => `  ${texts.map(align).join('  ')}`;
  return {
    head: [joined(used.map(({ title }) => title)), joined(widths.map((width) => '─'.repeat(width)))],
    line: (row) => joined(used.map(({ text }) => text(row))),
  };
}
