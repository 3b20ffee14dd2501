/** Tables as GitHub's Markdown has them: a head, a line of dashes, and rows, with bars between their cells. */
import { DIRECTIVE, parseInlines, type Inline } from './inlines.ts';

export type Align = 'left' | 'center' | 'right';

export interface Table {
  kind: 'table';
  /** Of each column, where it is said. */
  align: (Align | null)[];
  head: Inline[][];
  rows: Inline[][][];
}

/** In the cells that a row lacks: a table of a hundred thousand signs may lack millions. */
const NOTHING: Inline[] = [];

/** More columns are no table that anybody could read. */
const MOST_COLUMNS = 50;

/** Whether a line is the head of a table: the next has dashes for each of its cells. */
export function isTableHead(line: string, next: string | undefined): boolean {
  if (!line.includes('|') || next === undefined || !next.includes('|')) return false;
  const columns = alignOf(next)?.length;
  return columns !== undefined && columns <= MOST_COLUMNS && cellsOf(line).length === columns;
}

/** @param lines its head, its dashes and its rows */
export function parseTable([head = '', dashes = '', ...rows]: readonly string[]): Table {
  const align = alignOf(dashes) ?? [];
  const inlines = (line: string): Inline[][] => {
    const cells = cellsOf(line);
    return align.map((_, column) => (column < cells.length ? parseInlines(cells[column]!) : NOTHING));
  };
  return { kind: 'table', align, head: inlines(head), rows: rows.map(inlines) };
}

function alignOf(line: string): (Align | null)[] | null {
  const cells = cellsOf(line);
  if (!cells.every((cell) => /^:?-+:?$/.test(cell))) return null;
  return cells.map((cell) => {
    if (!cell.endsWith(':')) return cell.startsWith(':') ? 'left' : null;
    return cell.startsWith(':') ? 'center' : 'right';
  });
}

/** A bar in `code` or in a directive, as in :trigger[|TAG|], parts no cells; nor does \|. */
const WHOLE = new RegExp(`\\\\.|\`[^\`]*\`|${DIRECTIVE.source}|(?<bar>\\|)`, 'g');

function cellsOf(line: string): string[] {
  const trimmed = line.trim();
  const cells: string[] = [];
  let start = 0;
  for (const { index, groups } of trimmed.matchAll(WHOLE)) {
    if (groups?.['bar'] === undefined) continue;
    if (index > 0) cells.push(trimmed.slice(start, index));
    start = index + 1;
  }
  if (start < trimmed.length) cells.push(trimmed.slice(start));
  return cells.map((cell) => cell.trim().replaceAll('\\|', '|'));
}
