/** The list of contents, in a real page: every cell by its title, with how it stands, and the way there. */
import { afterEach, describe, expect, it } from 'vitest';
import { shell } from '../../../src/ui/texts/index.ts';
import { fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage, type OpenPage } from '../openPage.ts';

describe.runIf(inBrowser)('the contents of a notebook', () => {
  let page: OpenPage;
  afterEach(() => page.clean());

  it('lists no cell until it is opened, then every one, and follows the document', async () => {
    const document = fullNotebook();
    await openPage(document, (opened) => (page = opened));
    const contents = page.root.querySelector<HTMLDetailsElement>('[data-contents]')!;
    const listed = () => [...contents.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(listed()).toEqual([]);

    contents.open = true;
    const ids = document.cells.map(({ id }) => `#${id}`);
    await expect.poll(listed).toEqual(ids);
    const training = document.cells.findIndex(({ kind }) => kind === 'train');
    const entry = contents.querySelectorAll('li')[training]!;
    expect(entry.textContent).toContain(shell.kinds.train);
    expect(entry.textContent).toContain(shell.standingsShort.empty);

    page.notebook.remove(document.cells[0]!.id);
    await expect.poll(listed).toEqual(ids.slice(1));
  });

  it('leads to a cell, which has the focus then', async () => {
    const document = fullNotebook();
    await openPage(document, (opened) => (page = opened));
    const contents = page.root.querySelector<HTMLDetailsElement>('[data-contents]')!;
    contents.open = true;
    const last = document.cells.at(-1)!;
    await expect.poll(() => contents.querySelector(`a[href="#${last.id}"]`)).not.toBeNull();
    contents.querySelector<HTMLElement>(`a[href="#${last.id}"]`)!.click();
    await expect.poll(() => window.document.activeElement?.id).toBe(last.id);
    expect(page.notebook.selected).toBe(last.id);
  });
});
