import { describe, expect, it } from 'vitest';
import { parseInlines, parseMarkdown } from '../../src/notebook/markdown.ts';
import { shippedNotebooks } from '../../src/notebook/presets/index.ts';

const text = (of: string) => ({ kind: 'text', text: of });

describe('blocks', () => {
  it('are separated by blank lines; a line break within one is a space', () => {
    expect(parseMarkdown('\none\ntwo\n\n\n### three\n')).toEqual([
      { kind: 'paragraph', inlines: [text('one two')] },
      { kind: 'heading', inlines: [text('three')] },
    ]);
  });

  it('can be lists, whose items go on over several lines', () => {
    expect(parseMarkdown('- one\n  more\n- two')).toEqual([
      { kind: 'list', ordered: false, items: [[text('one more')], [text('two')]] },
    ]);
    expect(parseMarkdown('1. one\n2. two')).toMatchObject([{ kind: 'list', ordered: true }]);
  });

  it('can be quotes', () => {
    expect(parseMarkdown('> one\n> two')).toEqual([{ kind: 'quote', inlines: [text('one two')] }]);
  });
});

describe('inlines', () => {
  it('nest', () => {
    expect(parseInlines('a **b *c*** d')).toEqual([
      text('a '),
      { kind: 'strong', inlines: [text('b '), { kind: 'emphasis', inlines: [text('c')] }] },
      text(' d'),
    ]);
  });

  it('know the directives, and leave unknown ones as they are', () => {
    expect(parseInlines(':trigger[|TAG|], :upper[MEOW]')).toEqual([
      { kind: 'directive', name: 'trigger', text: '|TAG|' },
      text(', '),
      { kind: 'directive', name: 'upper', text: 'MEOW' },
    ]);
    expect(parseInlines(':script[x]')).toEqual([text(':script[x]')]);
  });

  it('link only to the web and within the page', () => {
    expect(parseInlines('[a](https://example.org/b)')).toMatchObject([
      { kind: 'link', href: 'https://example.org/b' },
    ]);
    expect(parseInlines('[a](#b)')).toMatchObject([{ kind: 'link', href: '#b' }]);
    expect(parseInlines('[a](javascript:alert(1))')).toMatchObject([{ kind: 'text' }]);
  });

  it('never lose or change what is not marked up', () => {
    for (const plain of ['2 * 3 * 4', 'a < b & c', '<b>not HTML</b>', 'one:two[three', '5 % of 10']) {
      expect(parseInlines(plain)).toEqual([text(plain)]);
    }
  });
});

describe('fenced code', () => {
  it('is kept as it is, blank lines and markup included', () => {
    const source = 'Before.\n\n```python\nx = *1*\n\ny = 2\n```\n\nAfter.';
    expect(parseMarkdown(source)).toEqual([
      { kind: 'paragraph', inlines: [text('Before.')] },
      { kind: 'code', text: 'x = *1*\n\ny = 2' },
      { kind: 'paragraph', inlines: [text('After.')] },
    ]);
  });

  it('ends with the text where nobody ends it', () => {
    expect(parseMarkdown('```\na\nb')).toEqual([{ kind: 'code', text: 'a\nb' }]);
  });

  it('may hold shorter fences', () => {
    expect(parseMarkdown('````\n```\na\n```\n````')).toEqual([{ kind: 'code', text: '```\na\n```' }]);
  });
});

it.each(shippedNotebooks.map(({ id, load }) => [id, load] as const))(
  'the notebook %s leaves no markup unparsed',
  async (_, load) => {
    const leaves = (value: unknown): string[] => {
      if (Array.isArray(value)) return value.flatMap(leaves);
      if (value === null || typeof value !== 'object') return [];
      const { kind, text: content } = value as { kind?: string; text?: string };
      return kind === 'text' ? [content!] : Object.values(value).flatMap(leaves);
    };
    const { cells } = await load();
    const prose = cells.flatMap((cell) => leaves(parseMarkdown(cell.text)));
    expect(prose.filter((piece) => /\*\*|`|\]\(|:\w+\[/.test(piece))).toEqual([]);
  },
);
