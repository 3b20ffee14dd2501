/** A text in Markdown as the page shows it. */
import { mount, unmount } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import Markdown from '../../../src/ui/parts/Markdown.svelte';
import { shell } from '../../../src/ui/texts/index.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';

describe.runIf(inBrowser)('a text', () => {
  let leave: () => Promise<void>;
  afterEach(() => leave());

  function show(text: string, under?: number): HTMLElement {
    const root = document.createElement('div');
    const shown = mount(Markdown, { target: root, props: { text, ...(under !== undefined && { under }) } });
    leave = () => unmount(shown);
    return root;
  }
  const headings = (root: HTMLElement) =>
    [...root.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => `${one.localName} ${one.textContent}`);

  it('has its headings below that of its cell', async () => {
    const root = show('# One\ntext\n### Three\n## Two');
    expect(headings(root)).toEqual(['h3 One', 'h4 Three', 'h4 Two']);
    expect(root.querySelector('p')!.textContent.trim()).toBe('text');
    await leave();
    expect(headings(show('## Two\n### Three', 3))).toEqual(['h4 Two', 'h5 Three']);
  });

  it('has tables with heads, lists in lists, quotes and code', () => {
    const root = show('|a|:trigger[|T|]|\n|---|--:|\n|b|c|\n\n3. a\n   - b\n\n> - c\n\n~~~\nd\n~~~\n\n---');
    const table = root.querySelector('table')!;
    expect([...table.querySelectorAll('th')].map(({ scope }) => scope)).toEqual(['col', 'col']);
    expect(table.querySelectorAll('tbody td')).toHaveLength(2);
    expect(table.parentElement!.getAttribute('aria-label')).toBe(shell.table('a, |T|'));
    expect(root.querySelector('ol')!.start).toBe(3);
    expect(root.querySelector('ol > li > ul > li')!.textContent.trim()).toBe('b');
    expect(root.querySelector('blockquote > ul > li')!.textContent.trim()).toBe('c');
    expect(root.querySelector('pre')!.textContent).toBe('d');
    expect(root.querySelectorAll('hr')).toHaveLength(1);
  });

  it('has no markup but its own', () => {
    const root = show(
      '# <img src=x>\n\n|<svg onload=x>|![p](https://example.org/p.png)|\n|---|---|\n|[a](javascript:b)|',
    );
    expect(root.querySelector('img, svg')).toBeNull();
    expect([...root.querySelectorAll('a')].map(({ href }) => href)).toEqual(['https://example.org/p.png']);
  });
});
