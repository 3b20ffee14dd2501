/** Tables of text, as Markdown that is also readable in a terminal. */

export interface Table {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Heading and table, the columns padded to one width. */
export function markdown({ title, columns, rows }: Table): string {
  const escaped = rows.map((row) => row.map((cell) => cell.replaceAll('|', '/')));
  const widths = columns.map((column, i) => Math.max(column.length, ...escaped.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [`### ${title}`, '', line(columns), rule, ...escaped.map(line), ''].join('\n');
}

/** Three digits that count, and no exponents. */
export function digits(value: number): string {
  if (value === 0) return '0';
  const size = Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(6, Math.max(0, 2 - size)));
}

/** `median [least … most]` */
export const spreadText = ({
  median,
  least,
  most,
}: {
  median: number;
  least: number;
  most: number;
}): string => `${digits(median)} [${digits(least)} … ${digits(most)}]`;

export const percent = (share: number): string => `${digits(100 * share)} %`;
