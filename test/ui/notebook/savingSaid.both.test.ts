/** That a notebook cannot be saved any more is also said to those who do not see the bar, in a real page. */
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AutosaveState } from '../../../src/notebook/storage/autosaver.ts';
import { UserError } from '../../../src/support/errors.ts';
import { shell } from '../../../src/ui/texts/index.ts';
import { fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage, type OpenPage, soon } from '../openPage.ts';

const conflict = { status: 'failed', reason: 'conflict' } as const;
const invalid = { status: 'failed', reason: 'invalid', problem: new UserError('Too long.', '') } as const;
const saved = { status: 'saved', kept: 'browser' } as const;
const saving = { status: 'saving' } as const;

describe.runIf(inBrowser)('trouble with saving', () => {
  let page: OpenPage;
  let sentences: (string | null)[];
  let observer: MutationObserver;

  beforeEach(async () => {
    await openPage({ ...fullNotebook(), recorded: [] }, (opened) => (page = opened));
    sentences = [];
    observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const { textContent } of addedNodes) if (textContent) sentences.push(textContent);
    });
    observer.observe(page.root.querySelector('[role="status"][data-said]')!, {
      childList: true,
      subtree: true,
    });
  });
  afterEach(async () => {
    observer.disconnect();
    await page.clean();
  });

  async function become(...states: AutosaveState[]): Promise<void> {
    for (const state of states) {
      page.notebook.keeping.state = state;
      flushSync();
      // Changes are told after the task that made them.
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  it('is said when it begins, and not after every try', async () => {
    await become(saving, saved, saving);
    expect(sentences).toEqual([]);
    await become(conflict, saving, { ...conflict });
    expect(sentences).toEqual([shell.saving(conflict)]);
  });

  it('is said again when it comes back, or is another', async () => {
    await become(conflict, saving, saved, saving, conflict);
    expect(sentences).toEqual([shell.saving(conflict), shell.saving(conflict)]);
    await become(invalid);
    expect(page.root.querySelector('[data-said]')!.textContent).toBe(shell.saving(invalid));
  });

  it('is said once to whoever has asked for it to be saved', async () => {
    vi.spyOn(page.notebook.keeping, 'save').mockImplementation(() => become(saving, conflict));
    const init = { key: 's', ctrlKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', init));
    await soon(() => expect(sentences).toEqual([shell.saving(conflict)]));
    await become(conflict);
    expect(sentences).toEqual([shell.saving(conflict)]);
  });
});
