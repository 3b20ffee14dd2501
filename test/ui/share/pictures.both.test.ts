/** The figures of a notebook as pictures, however the page shows them at the moment. */
import { flushSync } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import type { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { picturesOf } from '../../../src/ui/share/pictures.ts';
import { speechIn } from '../../../src/ui/share/speech.ts';
import { figures as german } from '../../../src/ui/texts/de/figures.ts';
import { figures } from '../../../src/ui/texts/index.ts';
import { cellOf, fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage } from '../openPage.ts';

describe.runIf(inBrowser)('pictures of a notebook', () => {
  let notebook: OpenNotebook;
  let root: HTMLElement;
  let clean: () => Promise<void>;

  const open = (document: NotebookDocument) =>
    openPage(document, (page) => {
      ({ notebook, root, clean } = page);
    });
  afterEach(() => clean());

  /** What is written around the charts of a picture, but for how its lines are broken, and how many charts there are. */
  const contentOf = (picture: unknown): string => {
    const { svg } = picture as { svg: string };
    const parts = [...new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement.children];
    const words = parts.filter(({ tagName }) => tagName === 'text').map(({ textContent }) => textContent);
    const drawings = parts.filter(({ tagName, children }) => tagName === 'svg' && children.length > 0);
    return `${drawings.length}: ${words.join(' ')}`;
  };
  /** The notebook with the recorded result of the lowercase meow, which its cells show. */
  const withoutLesson = (): NotebookDocument => {
    const { lesson: _lesson, ...document } = fullNotebook();
    return document;
  };
  const charts = () => root.querySelectorAll('figure svg[data-chart]').length;

  /** What was recorded has to be fetched first. */
  async function drawn(): Promise<void> {
    await notebook.results.openRecorded();
    expect(notebook.results.recordedStatus).toBe('ready');
    await expect.poll(charts).toBeGreaterThan(3);
  }

  it('are the same where figures show their tables, and where cells are folded', async () => {
    const document = withoutLesson();
    await open(document);
    await drawn();
    const asCharts = picturesOf(notebook, await speechIn('en'));
    const ids = ['figure', 'source', cellOf(document, 'probe').id, cellOf(document, 'train').id];
    for (const id of ids) expect(contentOf(asCharts.get(id)), id).toMatch(/^[1-9]\d*: \S/);
    expect(asCharts.get('ranks')).toBeUndefined();

    for (const button of root.querySelectorAll<HTMLElement>('figure button, figure label')) {
      if (button.textContent.trim() === figures.table) button.click();
    }
    await expect.poll(charts).toBe(0);
    const asTables = picturesOf(notebook, await speechIn('en'));
    expect([...asTables.keys()]).toEqual([...asCharts.keys()]);

    for (const { id } of document.cells) if (asCharts.has(id)) notebook.fold(id);
    await expect.poll(() => root.querySelectorAll('figure').length).toBe(0);
    const folded = picturesOf(notebook, await speechIn('en'));
    expect([...folded.keys()]).toEqual([...asCharts.keys()]);

    for (const [id, picture] of asCharts) {
      expect(contentOf(asTables.get(id)), id).toBe(contentOf(picture));
      expect(contentOf(folded.get(id)), id).toBe(contentOf(picture));
    }
    // Nothing of it stays on the page.
    expect(window.document.querySelectorAll('figure')).toHaveLength(0);
  });

  it('speak another language, where that is the notebook’s, and the page goes on in its own', async () => {
    await open(withoutLesson());
    await drawn();
    const before = root.textContent;
    const pictures = picturesOf(notebook, await speechIn('de'));
    const words = [...pictures.values()].map(contentOf).join(' ');
    expect(words).toContain(german.classes.none);
    expect(words).toContain(german.overSeeds);
    for (const english of [figures.classes.none, figures.overSeeds, figures.legend.mean]) {
      expect(words).not.toContain(english);
    }
    expect(root.textContent).toBe(before);
    // What is drawn from now on is in the language of the page.
    notebook.fold('figure');
    flushSync();
    notebook.fold('figure');
    flushSync();
    expect(root.querySelector('[data-cell="figure"]')!.textContent).toContain(figures.classes.none);
  });

  it('leave out figures that have nothing to show yet', async () => {
    await open({ ...withoutLesson(), recorded: [] });
    expect([...picturesOf(notebook, await speechIn('en'))]).toEqual([]);
  });

  it('say which figure could not be drawn', async () => {
    await open(withoutLesson());
    await drawn();
    notebook.fold('figure');
    flushSync();
    const { style } = window.document.documentElement;
    // There is no room for it.
    style.setProperty('--wide', '0px');
    const pictures = picturesOf(notebook, await speechIn('en'));
    style.removeProperty('--wide');
    expect(pictures.get('figure')).toBe('undrawn');
  });
});
