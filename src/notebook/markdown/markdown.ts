/**
 * The part of Markdown that notebooks are written in, parsed to a tree that components draw without ever making HTML
 * from text: paragraphs, headings, lists in lists, quotes, tables, code, rules. What a reader wrote elsewhere, such as
 * in Jupyter, looks as it did there; HTML in it is text. Blocks are found as CommonMark 0.31 has it, but for how far
 * what belongs to an item of a list is moved in: two spaces will do.
 */
import { parseInlines, type Inline } from './inlines.ts';
import { isTableHead, parseTable, type Table } from './table.ts';

export interface Heading {
  kind: 'heading';
  /** How many signs it is written with, from 1 to 6. */
  level: number;
  inlines: Inline[];
}

export type Block =
  | Heading
  | { kind: 'paragraph'; inlines: Inline[] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'code'; text: string }
  | { kind: 'rule' }
  /** `start`: the number of the first item; null for a list without numbers. */
  | { kind: 'list'; start: number | null; items: Block[][] }
  | Table;

/** How deep lists and quotes are in each other; what is deeper is text. */
const MAX_DEPTH = 8;

export function parseMarkdown(source: string): Block[] {
  return parseBlocks(source.split(/\r\n?|\n/).map(withoutTabs), 0);
}

/** Something that takes whole lines. */
interface Construct {
  /** @param interrupts whether a paragraph stands right before it, which not everything ends */
  starts: (line: string, next: string | undefined, interrupts: boolean) => boolean;
  read: (lines: readonly string[], at: number, depth: number) => { block: Block; end: number };
  nests?: boolean;
}

function parseBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', inlines: parseInlines(joined(paragraph)) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!;
    const underline = paragraph.length === 0 ? null : UNDERLINE.exec(line);
    const construct = constructAt(lines, at, depth, paragraph.length > 0);
    if (underline) {
      const level = underline[1]!.startsWith('=') ? 1 : 2;
      blocks.push({ kind: 'heading', level, inlines: parseInlines(joined(paragraph)) });
      paragraph = [];
      at++;
    } else if (construct) {
      endParagraph();
      const { block, end } = construct.read(lines, at, depth);
      blocks.push(block);
      at = end;
    } else {
      if (isBlank(line)) endParagraph();
      else paragraph.push(line);
      at++;
    }
  }
  endParagraph();
  return blocks;
}

/** What begins in a line; null where it is text, or nothing. */
function constructAt(lines: readonly string[], at: number, depth: number, interrupts: boolean) {
  const line = lines[at]!;
  if (isBlank(line)) return null;
  const isHere = ({ starts, nests = false }: Construct) =>
    (!nests || depth < MAX_DEPTH) && starts(line, lines[at + 1], interrupts);
  return CONSTRUCTS.find(isHere) ?? null;
}

const HEADING = /^ {0,3}(#{1,6}) +(?=\S)/;
const UNDERLINE = /^ {0,3}(=+|-+) *$/;

const heading: Construct = {
  starts: (line) => HEADING.test(line) && headingText(line) !== '',
  read: (lines, at) => {
    const level = HEADING.exec(lines[at]!)![1]!.length;
    return { block: { kind: 'heading', level, inlines: parseInlines(headingText(lines[at]!)) }, end: at + 1 };
  },
};

/** Signs at the end close it. */
const headingText = (line: string): string =>
  line
    .replace(HEADING, '')
    .trim()
    .replace(/(?:^| )#+$/, '')
    .trim();

const rule: Construct = {
  starts: (line) => /^ {0,3}[-*_]/.test(line) && /^([-*_])\1\1+$/.test(line.replaceAll(' ', '')),
  read: (_, at) => ({ block: { kind: 'rule' }, end: at + 1 }),
};

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;

/** Code between fences is kept as it is. Where nobody closes them it ends with what it is in. */
const fence: Construct = {
  starts: (line) => FENCE.test(line),
  read: (lines, at) => {
    const opening = FENCE.exec(lines[at]!)![1]!;
    const indent = indentOf(lines[at]!);
    const isClosing = (line: string) =>
      line.trim().length >= opening.length && line.trim() === opening.charAt(0).repeat(line.trim().length);
    let end = at + 1;
    while (end < lines.length && !isClosing(lines[end]!)) end++;
    const text = lines.slice(at + 1, end).map((line) => moveOut(line, indent));
    return { block: { kind: 'code', text: text.join('\n') }, end: Math.min(end + 1, lines.length) };
  },
};

const CODE_INDENT = 4;

const indentedCode: Construct = {
  starts: (line, _, interrupts) => !interrupts && indentOf(line) >= CODE_INDENT,
  read: (lines, at) => {
    let end = at + 1;
    for (let next = end; next < lines.length; next++) {
      if (isBlank(lines[next]!)) continue;
      if (indentOf(lines[next]!) < CODE_INDENT) break;
      end = next + 1;
    }
    const text = lines.slice(at, end).map((line) => moveOut(line, CODE_INDENT));
    return { block: { kind: 'code', text: text.join('\n') }, end };
  },
};

const QUOTE = /^ {0,3}> ?/;

const quote: Construct = {
  nests: true,
  starts: (line) => QUOTE.test(line),
  read: (lines, at, depth) => {
    const inner: string[] = [];
    let end = at;
    for (; end < lines.length; end++) {
      const line = lines[end]!;
      if (QUOTE.test(line)) inner.push(line.replace(QUOTE, ''));
      else if (goesOn(lines, end, depth, inner)) inner.push(line.trimStart());
      else break;
    }
    return { block: { kind: 'quote', blocks: parseBlocks(inner, depth + 1) }, end };
  },
};

const list: Construct = {
  nests: true,
  starts: (line, _, interrupts) => {
    const marker = markerOf(line);
    // A number at the beginning of a line of text is most likely one of its words.
    return marker !== null && !(interrupts && (marker.rest === '' || (marker.number ?? 1) !== 1));
  },
  read: (lines, at, depth) => {
    const { sign, number } = markerOf(lines[at]!)!;
    const items: Block[][] = [];
    let end = at;
    while (end < lines.length) {
      const marker = markerOf(lines[end]!);
      if (marker?.sign !== sign || rule.starts(lines[end]!, undefined, false)) break;
      const item = [marker.rest];
      for (end++; end < lines.length; end++) {
        const line = lines[end]!;
        const isInside = isBlank(line) || indentOf(line) >= marker.inside;
        if (!isInside && !goesOn(lines, end, depth, item)) break;
        item.push(isInside ? moveOut(line, marker.width) : line.trimStart());
      }
      items.push(parseBlocks(item, depth + 1));
    }
    return { block: { kind: 'list', start: number, items }, end };
  },
};

const table: Construct = {
  starts: isTableHead,
  read: (lines, at, depth) => {
    let end = at + 2;
    while (end < lines.length && !isBlank(lines[end]!) && !constructAt(lines, end, depth, true)) end++;
    return { block: parseTable(lines.slice(at, end)), end };
  },
};

/** The first that fits is what a line begins: `- - -` is a rule, and no list. */
const CONSTRUCTS: readonly Construct[] = [fence, heading, rule, quote, table, list, indentedCode];

/** Whether a line goes on with the paragraph of what stands before it, though it is not moved in as that is. */
function goesOn(lines: readonly string[], at: number, depth: number, before: readonly string[]): boolean {
  const last = before.at(-1)!;
  if (isBlank(lines[at]!) || isBlank(last)) return false;
  if ([fence, heading, rule].some(({ starts }) => starts(last, undefined, false))) return false;
  // In a list a number is the next item, whatever it is.
  const construct = constructAt(lines, at, depth, false);
  return construct === null || construct === indentedCode;
}

interface Marker {
  /** What it ends with: items of one list have the same. */
  sign: string;
  number: number | null;
  rest: string;
  /** How far its text is moved in, and how far what belongs to it has to be. */
  width: number;
  inside: number;
}

function markerOf(line: string): Marker | null {
  const match = /^( {0,3})(?:([-*+])|(\d{1,9})([.)]))( +|$)/.exec(line);
  if (!match) return null;
  const [whole, indent, bullet, digits, point, space] = match as unknown as string[];
  const width = whole!.length - (space!.length > CODE_INDENT ? space!.length - 1 : 0);
  return {
    sign: bullet ?? point!,
    number: digits === undefined ? null : Number(digits),
    rest: line.slice(whole!.length),
    width,
    inside: Math.min(width, indent!.length + 2),
  };
}

const isBlank = (line: string): boolean => line.trim() === '';

const joined = (lines: readonly string[]): string => lines.map((line) => line.trim()).join(' ');

const indentOf = (line: string): number => line.length - line.trimStart().length;

const moveOut = (line: string, by: number): string => line.slice(Math.min(by, indentOf(line)));

/** Tabs before the text stand for as many spaces as lead to the next stop. */
function withoutTabs(line: string): string {
  const [indent] = /^[ \t]*/.exec(line)!;
  if (!indent.includes('\t')) return line;
  let width = 0;
  for (const sign of indent) width += sign === '\t' ? CODE_INDENT - (width % CODE_INDENT) : 1;
  return ' '.repeat(width) + line.slice(indent.length);
}
