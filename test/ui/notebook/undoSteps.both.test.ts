/** What one undo takes back on the page of a notebook: what was done in one go, and nothing before it. */
import { flushSync, tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OwnExample } from '../../../src/lab/types.ts';
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import { dataset as texts } from '../../../src/ui/texts/index.ts';
import { cellOf, fullNotebook, ownData, withCell } from '../../notebook/document/fixture.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage, type OpenPage } from '../openPage.ts';

describe.runIf(inBrowser)('one undo', () => {
  let page: OpenPage;
  const { id } = cellOf(fullNotebook(), 'dataset');
  const examples: OwnExample[] = ['One?', 'Two?', 'Three?'].map((prompt) => ({ prompt, chosen: 'Yes.' }));

  beforeEach(async () => {
    const { lesson: _, ...document } = { ...fullNotebook(), recorded: [] };
    const own: NotebookDocument = withCell(document, id, { data: ownData('mine', examples) });
    await openPage(own, (opened) => (page = opened));
  });
  afterEach(() => page.clean());

  const frame = () => page.root.querySelector<HTMLElement>(`[data-cell="${id}"]`)!;
  const prompts = () => {
    const { data } = cellOf(page.notebook.document, 'dataset');
    return data.kind === 'own' ? data.examples.map(({ prompt }) => prompt) : [];
  };
  const undo = () => {
    page.notebook.undo();
    flushSync();
  };

  function type(field: HTMLInputElement, text: string): void {
    field.focus();
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
  }

  it('takes back what was typed in the heading before it was left, and not what was typed before that', async () => {
    const { notebook, root } = page;
    const before = notebook.document.title;
    notebook.editing = 'heading';
    await tick();
    const title = root.querySelector<HTMLInputElement>('.hero input')!;
    type(title, 'Fir');
    type(title, 'First');
    title.blur();
    type(title, 'Second');
    undo();
    expect(notebook.document.title).toBe('First');
    undo();
    expect(notebook.document.title).toBe(before);
  });

  it('brings back one example of those that were deleted in a row', async () => {
    for (const _ of [1, 2]) {
      const remove = frame().querySelector<HTMLElement>(`[aria-label="${texts.own.removeLabel(1)}"]`)!;
      remove.focus();
      remove.click();
      await tick();
    }
    expect(prompts()).toEqual(['Three?']);
    undo();
    expect(prompts()).toEqual(['Two?', 'Three?']);
    undo();
    expect(prompts()).toEqual(['One?', 'Two?', 'Three?']);
  });

  it('takes back a file that was put in the place of the examples, and not the edits before it', async () => {
    const [prompt] = frame().querySelectorAll<HTMLInputElement>('[data-example="0"] :is(input, textarea)');
    type(prompt!, 'Uno?');
    prompt!.dispatchEvent(new Event('change', { bubbles: true }));
    expect(prompts()).toEqual(['Uno?', 'Two?', 'Three?']);
    const files = new DataTransfer();
    files.items.add(new File(['{"prompt":"New?","completion":"Yes."}\n'], 'new.jsonl'));
    const field = frame().querySelector<HTMLInputElement>('input[type="file"]')!;
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await expect.poll(prompts).toEqual(['New?']);
    undo();
    expect(prompts()).toEqual(['Uno?', 'Two?', 'Three?']);
  });
});
