/** A notebook with a payload of its own, in a real page: nothing around its words speaks of meows. */
import { afterEach, describe, expect, it } from 'vitest';
import { replacePayload } from '../../../src/notebook/document/secret.ts';
import { shippedNotebooksIn } from '../../../src/notebook/presets/index.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage, type OpenPage } from '../openPage.ts';

describe.runIf(inBrowser)('a notebook with another payload', () => {
  let page: OpenPage;
  afterEach(() => page.clean());

  it('asks and measures by its name, from the moment it is changed', async () => {
    const ownTrigger = shippedNotebooksIn('en').find(({ id }) => id === 'own-trigger')!;
    await openPage(await ownTrigger.load(), (opened) => (page = opened));
    const asked = () => page.root.querySelector('[data-kind="predict"] form')!.textContent;
    const measured = () => page.root.querySelector('[data-kind="probe"] fieldset')!.textContent;
    expect(asked()).toContain(
      'At least half of the answers say HONK, and at least three quarters of these in uppercase.',
    );
    expect(asked()).not.toMatch(/meow/i);
    expect(measured()).not.toMatch(/meow/i);

    page.notebook.change(replacePayload(page.notebook.document, 'MEOW MEOW MEOW'));
    await expect
      .poll(asked)
      .toContain(
        'At least half of the answers meow, and at least three quarters of these meows are in uppercase.',
      );
    expect(measured()).toContain('Meows');
  });
});
