/** A figure of what has not been measured, in a real page: it leads to the measurement, and can start it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cells } from '../../../src/ui/texts/index.ts';
import { cellOf, fullNotebook, withCell } from '../../notebook/document/fixture.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage, type OpenPage } from '../openPage.ts';

describe.runIf(inBrowser)('a figure without results', () => {
  const TITLE = 'What did it say?';
  let page: OpenPage;
  let source: string;
  beforeEach(async () => {
    const document = { ...fullNotebook(), recorded: [] };
    source = cellOf(document, 'probe', 'answers').id;
    await openPage(withCell(document, source, { title: TITLE }), (opened) => (page = opened));
    await page.notebook.results.openRecorded();
  });
  afterEach(() => page.clean());

  const figure = () => page.root.querySelector('[data-cell="figure"] [data-figure]')!;
  const runs = () => figure().querySelector<HTMLElement>('[data-run-source]');

  it('names the measurement that it shows, leads there, and runs it', async () => {
    await expect.poll(() => figure().querySelector('a')?.textContent).toBe(TITLE);
    expect(figure().querySelector('a')!.getAttribute('href')).toBe(`#${source}`);
    expect(figure().textContent).toContain(cells.nothing.text);
    const run = vi.spyOn(page.notebook, 'run').mockResolvedValue();
    runs()!.click();
    expect(run).toHaveBeenCalledWith(source);
  });

  it('offers no run where a link hides running, or where the measurement cannot be run', async () => {
    await expect.poll(runs).not.toBeNull();
    const { notebook } = page;
    notebook.view = { ...notebook.view, hide: ['run'] };
    await expect.poll(runs).toBeNull();
    notebook.view = { ...notebook.view, hide: [] };
    await expect.poll(runs).not.toBeNull();
    notebook.update({ ...cellOf(notebook.document, 'probe', 'answers'), of: 'nowhere' });
    await expect.poll(runs).toBeNull();
    expect(figure().querySelector('a')!.textContent).toBe(TITLE);
  });
});
