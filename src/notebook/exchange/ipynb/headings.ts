/** Titles of cells as the headings that Jupyter's cells begin with, and back. */
import type { Inline } from '../../markdown/inlines.ts';
import { parseMarkdown } from '../../markdown/markdown.ts';

/** What would be markup in a heading, or end it. */
const MARKUP = /[\\`*_[\]<>&~$#|]/g;

export function headingOf(title: string, level: 1 | 2): string {
  return `${'#'.repeat(level)} ${oneLine(title).replace(MARKUP, '\\$&')}`;
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

export interface Headed {
  /** Empty where the text begins with no heading. */
  title: string;
  text: string;
}

/**
 * Parts the heading that a text begins with from the rest. A title is plain text: one that has a link stays where it
 * is, and so does one that is longer than titles may be.
 */
export function partHeading(source: string, longest: number): Headed {
  const whole = { title: '', text: source };
  const lines = source.split(/\r\n?|\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  // One line with signs in front, or one that is underlined.
  for (const height of [1, 2]) {
    const head = first < 0 ? '' : lines.slice(first, first + height).join('\n');
    // Marks may make a title longer, but not by any amount.
    const [block, another] = head.length > 4 * longest ? [] : parseMarkdown(head);
    if (block?.kind !== 'heading' || another) continue;
    const title = plainText(block.inlines);
    if (title === null || title === '' || title.length > longest) return whole;
    return {
      title,
      text: lines
        .slice(first + height)
        .join('\n')
        .replace(/^\s*\n/, ''),
    };
  }
  return whole;
}

/** Null where more than looks would be lost. */
function plainText(inlines: readonly Inline[]): string | null {
  let text = '';
  for (const inline of inlines) {
    if (inline.kind === 'link') return null;
    const part = 'text' in inline ? inline.text : plainText(inline.inlines);
    if (part === null) return null;
    text += part;
  }
  return oneLine(text);
}
