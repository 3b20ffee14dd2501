import { describe, expect, it } from 'vitest';
import { firstPart } from '../../src/notebook/markdown/firstPart.ts';
import { parseMarkdown } from '../../src/notebook/markdown/markdown.ts';

const most = 1_000;

/** How many elements a tree of blocks or inlines is drawn with. */
function elementsOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + elementsOf(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const isText = 'kind' in value && value.kind === 'text';
  return Object.values(value).reduce<number>((sum, one) => sum + elementsOf(one), isText ? 0 : 1);
}

describe('the first part of a text', () => {
  it('is all of what people write', () => {
    const text =
      '# A *title*\n\n- one\n  1. [two](https://a.b) and more\n\n> three\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n---\n';
    expect(firstPart(text, most)).toEqual({ blocks: parseMarkdown(text), isCut: false });
  });

  it.each([
    ['emphases', '**a*'.repeat(24_000)],
    ['signs that emphasise nothing and some that do', '*['.repeat(49_000)],
    ['links', '[a](http://x) '.repeat(7_000)],
    ['emphases in a link', `[${'*a* '.repeat(20_000)}](http://x)`],
    ['paragraphs', 'x\n\n'.repeat(33_000)],
    ['headings', '# x\n'.repeat(24_000)],
    ['items', '- x\n'.repeat(24_000)],
    [
      'items within items',
      Array.from({ length: 1_500 }, (_, line) => `${' '.repeat(line % 60)}- x`).join('\n'),
    ],
    ['quotes', '> > > x\n\n'.repeat(10_000)],
    ['cells of a table', `${'|a'.repeat(40)}|\n${'|-'.repeat(40)}|\n${`${'|b'.repeat(40)}|\n`.repeat(600)}`],
    ['tables', '|a|\n|-|\n|b|\n\n'.repeat(7_000)],
  ])('is bounded where there are thousands of %s', (_what, text) => {
    const { blocks, isCut } = firstPart(text, most);
    expect(isCut).toBe(true);
    expect(elementsOf(blocks)).toBeLessThanOrEqual(most + 50);
    expect(elementsOf(blocks)).toBeGreaterThan(0);
  });

  it('is bounded where all is one line of text, and ends with a word', () => {
    const text = 'word '.repeat(20_000);
    const { blocks, isCut } = firstPart(text, most);
    expect(isCut).toBe(true);
    expect(blocks).toEqual(parseMarkdown('word '.repeat(10_000)));
    expect(firstPart(text, 2 * most)).toEqual({ blocks: parseMarkdown(text), isCut: false });
  });

  it('grows to the whole', () => {
    const text = '[a](http://x) '.repeat(7_000);
    expect(firstPart(text, 8_000)).toEqual({ blocks: parseMarkdown(text), isCut: false });
  });

  it('ends where it is full, and not with what stands behind', () => {
    const { blocks } = firstPart('*a* *b* c *d* e\nf', 3);
    expect(blocks).toEqual(parseMarkdown('*a* *b* c').map(withSpace));
  });
});

/** The text before what was cut keeps the space at its end. */
function withSpace<T>(block: T): T {
  return JSON.parse(JSON.stringify(block).replace('" c"', '" c "')) as T;
}
