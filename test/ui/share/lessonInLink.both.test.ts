/** What a link for a class says of the lesson, in a real page: nothing of what is for the teacher, unless it is asked to. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LinkContent } from '../../../src/notebook/exchange/shareLink.ts';
import { readLink } from '../../../src/notebook/exchange/shareLink.ts';
import { share, shell } from '../../../src/ui/texts/index.ts';
import { fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage, type OpenPage } from '../openPage.ts';

const NOTES = 'No: the habit is still there.';

describe.runIf(inBrowser)('a lesson', () => {
  let page: OpenPage;
  beforeEach(async () => {
    const document = fullNotebook();
    const steps = document.lesson!.steps.map((step) => ({ ...step, notes: NOTES }));
    await openPage({ ...document, lesson: { ...document.lesson!, steps } }, (opened) => (page = opened));
  });
  afterEach(() => page.clean());

  /** From the menu, which has it on a page as narrow as that of a test. */
  async function openShare(): Promise<void> {
    page.root.querySelector<HTMLElement>('nav button[aria-haspopup="menu"]')!.click();
    const entry = () =>
      [...page.root.querySelectorAll<HTMLElement>('[role="menuitem"]')].find(
        (one) => one.textContent.trim() === shell.bar.share,
      );
    await expect.poll(entry).toBeDefined();
    entry()!.click();
  }

  const option = (name: string) => page.root.querySelector<HTMLInputElement>(`[data-option="${name}"]`)!;

  /** What the link is for that the dialog shows, once it is another one than before. */
  async function link(before = ''): Promise<{ address: string; content: LinkContent | null }> {
    const field = page.root.querySelector<HTMLInputElement>('[data-share-link] input.field')!;
    await expect.poll(() => field.value).toMatch(/#n=/);
    await expect.poll(() => field.value).not.toBe(before);
    const address = field.value;
    return { address, content: await readLink(address.slice(address.indexOf('#'))) };
  }

  it('is hidden, and its notes left out, where the link locks the notebook or gives a seed', async () => {
    await openShare();
    await expect.poll(() => option('lesson')).not.toBeNull();
    const plain = await link();
    expect(plain.content!.view.hide).toEqual([]);
    expect(JSON.stringify(plain.content)).toContain(NOTES);

    option('own-seed').click();
    await expect.poll(() => option('lesson').checked).toBe(true);
    const forClass = await link(plain.address);
    expect(forClass.content!.view).toMatchObject({ ownSeed: true, hide: ['lesson'] });
    expect(JSON.stringify(forClass.content)).not.toContain(NOTES);

    // Whoever wants it there is not overruled by the next option.
    option('lesson').click();
    option('locked').click();
    await expect.poll(() => option('locked').checked).toBe(true);
    expect(option('lesson').checked).toBe(false);
    expect(option('lesson').closest('label')!.textContent).toContain(share.link.hide.lesson);
    expect(JSON.stringify((await link(forClass.address)).content)).toContain(NOTES);
  });

  it('is neither in the page nor beside a presentation where a link hides it', async () => {
    const { notebook, root } = page;
    const plan = () => root.querySelector('[data-lesson-plan]');
    expect(plan()).not.toBeNull();
    notebook.view = { ...notebook.view, hide: ['lesson'] };
    await expect.poll(plan).toBeNull();

    notebook.view = { ...notebook.view, present: true };
    await expect.poll(() => root.querySelector('[data-presentation]')).not.toBeNull();
    expect(root.querySelector('[data-notes]')).toBeNull();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
    root.querySelector('.screen')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(root.querySelector('[data-teacher]')).toBeNull();
    notebook.view = { ...notebook.view, hide: [] };
    await expect.poll(() => root.querySelector('[data-notes]')).not.toBeNull();
  });
});
