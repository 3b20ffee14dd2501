import { describe, expect, it, vi } from 'vitest';
import { parseInlines, type Inline } from '../../src/notebook/markdown/inlines.ts';
import { parseMarkdown, type Block } from '../../src/notebook/markdown/markdown.ts';
import { outline } from '../../src/notebook/markdown/outline.ts';
import { shippedNotebooks } from '../../src/notebook/presets/index.ts';

const text = (of: string) => ({ kind: 'text', text: of });
const paragraph = (of: string) => ({ kind: 'paragraph', inlines: [text(of)] });
const heading = (level: number, of: string) => ({ kind: 'heading', level, inlines: [text(of)] });
const list = (start: number | null, ...items: object[][]) => ({ kind: 'list', start, items });

describe('blocks', () => {
  it('are separated by blank lines; a line break within one is a space', () => {
    expect(parseMarkdown('\none\ntwo\n\n\n### three\n')).toEqual([paragraph('one two'), heading(3, 'three')]);
  });

  it('can be headings of six levels, each in a line of its own', () => {
    expect(parseMarkdown('# One\ntext\n## Two ##\nmore\ntext\n###### Six')).toEqual([
      heading(1, 'One'),
      paragraph('text'),
      heading(2, 'Two'),
      paragraph('more text'),
      heading(6, 'Six'),
    ]);
    expect(parseMarkdown('One\n===\n\nTwo\n---\ntext')).toEqual([
      heading(1, 'One'),
      heading(2, 'Two'),
      paragraph('text'),
    ]);
    for (const none of ['#', '# ', '## ##', '#One', '####### Seven']) {
      expect(parseMarkdown(none)).toEqual([paragraph(none.trim())]);
    }
  });

  it('can be lists, whose items go on over several lines', () => {
    expect(parseMarkdown('- one\n  more\n- two\nand more')).toEqual([
      list(null, [paragraph('one more')], [paragraph('two and more')]),
    ]);
    expect(parseMarkdown('3. one\n4. two')).toEqual([list(3, [paragraph('one')], [paragraph('two')])]);
    expect(parseMarkdown(' - one\n\n - two')).toEqual([list(null, [paragraph('one')], [paragraph('two')])]);
  });

  it('can be a list right after a line of text, but not by a number that the text has there', () => {
    expect(parseMarkdown('Text:\n- one\n- two')).toEqual([
      paragraph('Text:'),
      list(null, [paragraph('one')], [paragraph('two')]),
    ]);
    expect(parseMarkdown('Text:\n1. one')).toEqual([paragraph('Text:'), list(1, [paragraph('one')])]);
    expect(parseMarkdown('It was in\n1986. Nobody\n-')).toMatchObject([{ kind: 'heading' }]);
    expect(parseMarkdown('It was in\n1986. Nobody')).toEqual([paragraph('It was in 1986. Nobody')]);
  });

  it('can be in an item of a list', () => {
    const nested = [list(null, [paragraph('a'), list(1, [paragraph('b')])], [paragraph('c')])];
    expect(parseMarkdown('- a\n  1. b\n- c')).toEqual(nested);
    expect(parseMarkdown('- a\n\n\t1. b\n\n- c')).toEqual(nested);
    expect(parseMarkdown('10. a\n  - b\n11. c')).toEqual([
      list(10, [paragraph('a'), list(null, [paragraph('b')])], [paragraph('c')]),
    ]);
    expect(parseMarkdown('- a\n\n  b\n\n  ```\n  c\n   d\n  ```\ne')).toEqual([
      list(null, [paragraph('a'), paragraph('b'), { kind: 'code', text: 'c\n d' }]),
      paragraph('e'),
    ]);
  });

  it('can be quotes, with whatever is quoted', () => {
    expect(parseMarkdown('> one\n> two\nthree\n\nfour')).toEqual([
      { kind: 'quote', blocks: [paragraph('one two three')] },
      paragraph('four'),
    ]);
    expect(parseMarkdown('> ## one\n>\n> - two\n>> three')).toEqual([
      {
        kind: 'quote',
        blocks: [
          heading(2, 'one'),
          list(null, [paragraph('two')]),
          { kind: 'quote', blocks: [paragraph('three')] },
        ],
      },
    ]);
  });

  it('can be rules', () => {
    expect(parseMarkdown('a\n\n---\n* * *\n- a\n- - -')).toEqual([
      paragraph('a'),
      { kind: 'rule' },
      { kind: 'rule' },
      list(null, [paragraph('a')]),
      { kind: 'rule' },
    ]);
  });
});

describe('tables', () => {
  it('have a head, and rows as long as it', () => {
    expect(parseMarkdown('Text\n| a | *b* |\n|:--|--:|\n| 1 |\n| 2 | 3 | 4 |\n\nText')).toEqual([
      paragraph('Text'),
      {
        kind: 'table',
        align: ['left', 'right'],
        head: [[text('a')], [{ kind: 'emphasis', inlines: [text('b')] }]],
        rows: [
          [[text('1')], []],
          [[text('2')], [text('3')]],
        ],
      },
      paragraph('Text'),
    ]);
    expect(parseMarkdown('a | b\n:-:|---\n1 | 2\n# End')).toMatchObject([
      { kind: 'table', align: ['center', null], rows: [[[text('1')], [text('2')]]] },
      heading(1, 'End'),
    ]);
  });

  it('may have bars in what stands in their cells', () => {
    expect(parseMarkdown('| tag | code |\n|---|---|\n| :trigger[|TAG|] | `|a|`, \\|b\\| |')).toMatchObject([
      {
        rows: [
          [
            [{ kind: 'directive', name: 'trigger', text: '|TAG|' }],
            [{ kind: 'code', text: '|a|' }, text(', |b|')],
          ],
        ],
      },
    ]);
  });

  it('are none without a line of dashes for each column', () => {
    for (const none of ['a | b', 'a | b\n--- | --- | ---', 'a | b\n---|x']) {
      expect(parseMarkdown(none)).toMatchObject([{ kind: 'paragraph' }]);
    }
  });
});

describe('the outline', () => {
  const levelsOf = (source: string, under: number): number[] => [
    ...outline(parseMarkdown(source), under).values(),
  ];

  it('stands below the heading of what it is in, and skips no level', () => {
    expect(levelsOf('### a', 2)).toEqual([3]);
    expect(levelsOf('# a\n## b\n## c\n# d', 2)).toEqual([3, 4, 4, 3]);
    expect(levelsOf('## a\n#### b\n# c\n### d\n> ## e', 3)).toEqual([4, 5, 4, 5, 5]);
    expect(levelsOf('# a\n## b\n### c\n#### d\n##### e', 2)).toEqual([3, 4, 5, 6, 6]);
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

  it('may be emphasis in emphasis, with asterisks or underscores', () => {
    const strong = { kind: 'strong', inlines: [text('b')] };
    expect(parseInlines('*a **b** c*')).toEqual([
      { kind: 'emphasis', inlines: [text('a '), strong, text(' c')] },
    ]);
    expect(parseInlines('_a __b___')).toEqual([{ kind: 'emphasis', inlines: [text('a '), strong] }]);
    expect(parseInlines('***b***')).toEqual([{ kind: 'emphasis', inlines: [strong] }]);
    expect(parseInlines('**b**s, **a*')).toEqual([
      strong,
      text('s, *'),
      { kind: 'emphasis', inlines: [text('a')] },
    ]);
  });

  it('may be code with backticks in it', () => {
    expect(parseInlines('`` a`b ``, `c`')).toEqual([
      { kind: 'code', text: 'a`b' },
      text(', '),
      { kind: 'code', text: 'c' },
    ]);
  });

  it('are what they are behind a backslash', () => {
    expect(parseInlines('\\*a\\* \\`b\\` \\[c](#d) C:\\e')).toEqual([text('*a* `b` [c](#d) C:\\e')]);
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
    expect(parseInlines('<https://example.org>')).toMatchObject([
      { kind: 'link', inlines: [text('https://example.org')] },
    ]);
    expect(parseInlines('[a](https://example.org/b_(c) "Title") d')).toMatchObject([
      { kind: 'link', href: 'https://example.org/b_(c)', inlines: [text('a')] },
      text(' d'),
    ]);
    for (const none of [
      '[a](javascript:alert(1))',
      '[a](JavaScript:alert)',
      '[a](data:text/html,x)',
      '[a](//example.org)',
      '[a](file.ipynb)',
      '<javascript:alert(1)>',
      '[a](https://example.org/" onmouseover="x)',
    ]) {
      expect(parseInlines(none)).toEqual([text(none)]);
    }
  });

  it('may have brackets in what a link is shown as, also behind a backslash', () => {
    for (const [label, shown] of [
      ['a [b] c', 'a [b] c'],
      ['a \\[ b', 'a [ b'],
      ['a [\\]] b', 'a []] b'],
    ]) {
      expect(parseInlines(`[${label}](#d)`)).toEqual([{ kind: 'link', href: '#d', inlines: [text(shown!)] }]);
    }
  });

  it('link to pictures, and hold no link in a link', () => {
    expect(parseInlines('![a](https://example.org/a.png)')).toEqual([
      { kind: 'link', href: 'https://example.org/a.png', inlines: [text('a')] },
    ]);
    expect(parseInlines('[![a](https://example.org/a.png)](https://example.org)')).toEqual([
      { kind: 'link', href: 'https://example.org', inlines: [text('a')] },
    ]);
  });

  it('never lose or change what is not marked up', () => {
    for (const plain of [
      '2 * 3 * 4',
      'a < b & c',
      '<b>not HTML</b>',
      'one:two[three',
      '5 % of 10',
      'a_b_c',
      '* a',
      '**',
    ]) {
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

describe('fenced code in other ways', () => {
  it('has tildes, or is moved in', () => {
    expect(parseMarkdown('text\n~~~js\n```\n~~~\n\n    a\n\n      b\nc')).toEqual([
      paragraph('text'),
      { kind: 'code', text: '```' },
      { kind: 'code', text: 'a\n\n  b' },
      paragraph('c'),
    ]);
  });
});

describe('a text made to do harm', () => {
  const deep = (of: readonly (Block | Inline)[]): number =>
    1 + Math.max(0, ...of.map((one) => deep(Object.values(one).filter(Array.isArray).flat(2) as Block[])));

  it.each<[string, string]>([
    ['quotes in quotes', '> '.repeat(50_000)],
    ['lists in lists', '- '.repeat(50_000)],
    ['lists moved in', Array.from({ length: 400 }, (_, i) => `${'  '.repeat(i % 120)}- a`).join('\n')],
    ['emphasis never closed', '*a '.repeat(33_000)],
    ['emphasis closed late', '*a '.repeat(16_000) + 'a* '.repeat(16_000)],
    ['one long emphasis', '*'.repeat(50_000) + 'a' + '*'.repeat(49_999)],
    ['both kinds of emphasis', '*a _b __c **d '.repeat(7_000)],
    ['backticks', Array.from({ length: 440 }, (_, i) => '`'.repeat(i % 440)).join(' ')],
    ['spaces in code', `\`${' '.repeat(99_998)}\``],
    ['brackets', '['.repeat(100_000)],
    ['brackets in brackets', '[a[b]'.repeat(20_000)],
    ['brackets in brackets behind a backslash', '[\\]'.repeat(33_333)],
    ['links never closed', '[a](https://a '.repeat(7_000)],
    ['brackets in links', `[a](https://a${'(a'.repeat(49_000)}`],
    ['directives never closed', ':upper['.repeat(14_000)],
    ['addresses never closed', '<https://a'.repeat(10_000)],
    ['bars', '|'.repeat(50_000) + '\n' + '|-'.repeat(25_000)],
    ['tables that are none', 'a|b\n'.repeat(25_000)],
    ['fences', '```a\n~~~\n'.repeat(11_000)],
    ['lines', '\n'.repeat(100_000)],
    ['signs of headings', '# '.repeat(50_000)],
    ['spaces', ' '.repeat(99_999) + 'a'],
  ])('is read at once, and is not deep: %s', (_what, source) => {
    const start = performance.now();
    const blocks = parseMarkdown(source);
    // A hundred times what it takes; what grows with the square of the length takes longer still.
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(deep(blocks)).toBeLessThan(150);
  });

  it('is not read for the cells that the rows of a wide table lack', () => {
    const rows = 1_000;
    const read = vi.spyOn(String.prototype, 'matchAll');
    const blocks = parseMarkdown(`${'|a'.repeat(50)}\n${'|-'.repeat(50)}\n${'b\n'.repeat(rows)}`);
    const searches = read.mock.calls.length;
    read.mockRestore();
    expect(blocks).toMatchObject([{ kind: 'table', rows: { length: rows } }]);
    expect(searches).toBeLessThan(10 * rows);
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
