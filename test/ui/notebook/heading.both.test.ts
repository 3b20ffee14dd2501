/** The title of a notebook, in a real browser. */
import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { forms, shell } from '../../../src/ui/texts/index.ts';
import { fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage, type OpenPage } from '../openPage.ts';

describe.runIf(inBrowser)('the title', () => {
  async function withPage(title: string, use: (page: OpenPage) => void): Promise<void> {
    let page: OpenPage | undefined;
    try {
      await openPage({ ...fullNotebook(), title }, (opened) => (page = opened));
      use(page!);
    } finally {
      await page?.clean();
    }
  }

  it('that is empty in a file is said to be', async () => {
    await withPage('', ({ root }) => {
      expect(root.querySelector('h1')!.textContent).toBe(shell.cell.untitled);
      expect(document.title).toBe(`${shell.cell.untitled} – ${shell.name}`);
    });
  });

  it('cannot be emptied, and the last one is kept', async () => {
    await withPage('Meow', ({ root, notebook }) => {
      const edit = root.querySelector<HTMLElement>('[data-edit-heading]')!;
      edit.click();
      flushSync();
      const field = root.querySelector<HTMLInputElement>('.heading .words input')!;
      const type = (text: string) => {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        flushSync();
      };
      type('Meow meow');
      expect(notebook.document.title).toBe('Meow meow');
      type(' ');
      expect(root.querySelector('.words [role=alert]')!.textContent).toBe(forms.problems.empty);
      expect(field.ariaInvalid).toBe('true');
      expect(notebook.document.title).toBe('Meow meow');
      edit.click();
      flushSync();
      expect(root.querySelector('h1')!.textContent).toBe('Meow meow');
      expect(notebook.unapplied).toBe(0);
    });
  });
});
