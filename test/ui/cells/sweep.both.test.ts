/** The card of a sweep, in a real page: what is shown of it, and what running it would be, apart. */
import { afterEach, describe, expect, it } from 'vitest';
import { runsOf, type SweepSpec } from '../../../src/lab/sweep.ts';
import { cells } from '../../../src/ui/texts/index.ts';
import { cellOf, fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage, type OpenPage } from '../openPage.ts';

describe.runIf(inBrowser)('a sweep', () => {
  let page: OpenPage;
  afterEach(() => page.clean());

  it('tells its runs from those that it would have now', async () => {
    await openPage({ ...fullNotebook(), recorded: [] }, (opened) => (page = opened));
    const { notebook, root } = page;
    const ranks = () => cellOf(notebook.document, 'sweep', 'ranks');
    const part = (name: string) => root.querySelector(`[data-cell="ranks"] [data-${name}-runs]`);
    expect(part('shown')).toBeNull();
    const planned = () => part('planned')!.textContent;
    expect(planned()).toContain(cells.sweep.all(0, 4));
    expect(planned()).toMatch(/Seeds\s*0 and 1/);

    const { compiled } = notebook.results.cells.get('ranks')!;
    const { key, spec } = compiled as { key: string; spec: SweepSpec };
    const [{ setting, seed } = { setting: {}, seed: 0 }] = runsOf(spec);
    const error = { message: 'It was lost.', remedy: '' };
    await notebook.results.keepSweepRun('ranks', key, { setting, seed, status: 'failed', error });
    await expect.poll(() => part('shown')?.textContent).toContain(cells.sweep.all(1, 4));
    expect(part('shown')!.querySelector('h3')!.textContent).toBe(cells.sweep.shown.yours);
    expect(part('shown')!.textContent).toContain(cells.sweep.failed(1));

    // Of an earlier state there are the runs that were done, where it would have two others now.
    notebook.update({ ...ranks(), seeds: [7] });
    await expect.poll(planned).toMatch(/Seed\s*7/);
    expect(planned()).toContain(cells.sweep.runs(2, 640).slice(0, 6));
    expect(planned()).not.toMatch(/of \d+ runs/);
    expect(part('shown')!.textContent).toContain(cells.sweep.all(1, 1));
    expect(part('shown')!.textContent).toContain(cells.seeds([0]));
  });
});
