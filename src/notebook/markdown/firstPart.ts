/** The beginning of a text that is too much to be drawn at once, such as ten thousand links. */
import type { Inline } from './inlines.ts';
import { parseMarkdown, type Block } from './markdown.ts';

/** Lines that are read for each element: a paragraph takes one and a blank one. */
const LINES_EACH = 2;
/** And characters, since all of a text may be in one line. People write more for each than that of nothing but prose. */
const CHARACTERS_EACH = 50;

/**
 * @param most of blocks, items, cells of tables, and whatever in a line is more than text
 * @returns what comes before that number is reached, and whether something was left out
 */
export function firstPart(source: string, most: number): { blocks: Block[]; isCut: boolean } {
  const lines = source.split('\n').slice(0, most * LINES_EACH);
  const read = beginning(lines.join('\n'), most * CHARACTERS_EACH);
  let left = most;
  let isFull = false;

  /** The entries that there is room for. The last of them may itself be cut. */
  function take<T>(entries: readonly T[], cut: (entry: T) => T, isFree = (_entry: T) => false): T[] {
    const taken: T[] = [];
    for (const entry of entries) {
      if (!isFree(entry) && left-- <= 0) isFull = true;
      if (isFull) break;
      taken.push(cut(entry));
    }
    return taken;
  }

  const inlinesOf = (inlines: readonly Inline[]) => take(inlines, inlineOf, ({ kind }) => kind === 'text');
  const inlineOf = (inline: Inline): Inline =>
    'inlines' in inline ? { ...inline, inlines: inlinesOf(inline.inlines) } : inline;
  const rowOf = (row: Inline[][]) => take(row, inlinesOf);
  const blocksOf = (some: readonly Block[]) => take(some, blockOf);

  function blockOf(block: Block): Block {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        return { ...block, inlines: inlinesOf(block.inlines) };
      case 'quote':
        return { ...block, blocks: blocksOf(block.blocks) };
      case 'list':
        return { ...block, items: take(block.items, blocksOf) };
      case 'table':
        return { ...block, head: rowOf(block.head), rows: take(block.rows, rowOf) };
      case 'code':
      case 'rule':
        return block;
    }
  }

  const blocks = blocksOf(parseMarkdown(read));
  return { blocks, isCut: isFull || read.length < source.length };
}

/** Of a longer text, whole words where it has any. */
function beginning(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = Math.max(text.lastIndexOf(' ', longest), text.lastIndexOf('\n', longest));
  return text.slice(0, end > 0 ? end : longest);
}
