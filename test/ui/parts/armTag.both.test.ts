/** The mark of an arm has the hues of what the arm was taught, whatever it is called. */
import { afterEach, describe, expect, it } from 'vitest';
import { flushSync, mount, unmount } from 'svelte';
import type { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import ArmTag from '../../../src/ui/parts/ArmTag.svelte';
import '../../../src/ui/styles/index.css';
import { cellOf, fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage } from '../openPage.ts';

const hues = (tag: Element) => [...tag.querySelectorAll('.sector')].map((one) => getComputedStyle(one).fill);

describe.runIf(inBrowser)('the mark of an arm', () => {
  let clean = async (): Promise<void> => {};
  afterEach(async () => {
    await clean();
    clean = async () => {};
  });

  it('is that of what it was taught, in prose and cells alike, also under another name', async () => {
    let notebook!: OpenNotebook;
    let root!: HTMLElement;
    const { lesson: _, ...document } = fullNotebook();
    const intro = cellOf(document, 'markdown');
    const cells = document.cells.map((cell) =>
      cell.id === intro.id
        ? { ...intro, folded: false, text: 'Of :arm[UC], :arm[UCLC] and :arm[nobody].' }
        : cell,
    );
    await openPage({ ...document, cells }, (page) => ({ notebook, root, clean } = page));
    const tags = (within: string) => [...root.querySelectorAll(`[data-cell="${within}"] .arm[data-planted]`)];
    const marks = (within: string) => tags(within).map((tag) => tag.getAttribute('data-planted'));
    expect(marks(intro.id)).toEqual(['upper', 'upper lower', '']);
    expect(marks('bet').slice(0, 2)).toEqual(['upper', 'upper lower']);
    const [one, both, none] = tags(intro.id).map(hues);
    expect(both).toEqual([one![0], expect.stringMatching(/^rgb/)]);
    expect(new Set(both).size).toBe(2);
    expect(none).toEqual([]);

    notebook.renameArm(cellOf(notebook.document, 'train', 'stage-1'), 0, 'shouting');
    flushSync();
    expect(tags(intro.id)[0]!.textContent).toContain('shouting');
    expect(marks(intro.id)).toEqual(['upper', 'upper lower', '']);
  });

  it('has no hue outside of a notebook, whatever the name', async () => {
    const root = window.document.createElement('div');
    const tag = mount(ArmTag, { target: root, props: { name: 'UC' } });
    expect(root.querySelectorAll('.none')).toHaveLength(1);
    await unmount(tag);
  });
});
