/** A notebook in the list of the reader's own, in a real page. */
import { deleteDB } from 'idb';
import { flushSync, mount, unmount } from 'svelte';
import { describe, expect, it } from 'vitest';
import { servicesOn } from '../../../src/notebook/session/services.ts';
import OwnNotebook from '../../../src/ui/landing/OwnNotebook.svelte';
import { landing, shell } from '../../../src/ui/texts/index.ts';
import { inBrowser, newName, openStorage } from '../../notebook/storage/entries.ts';

describe.runIf(inBrowser)('a notebook in the list', () => {
  it.each([
    ['', shell.cell.untitled, ''],
    ['  ', shell.cell.untitled, ''],
    ['Mieze', 'Mieze', 'de'],
  ])('called "%s" can be opened by a name', async (title, shown, lang) => {
    const name = newName();
    const { storage } = openStorage(name);
    const root = document.createElement('div');
    const updatedAt = new Date(0).toISOString();
    const entry = { id: 'x', title, language: 'de', preset: null, createdAt: updatedAt, updatedAt };
    const props = {
      entry: { ...entry, readable: true },
      services: servicesOn(storage),
      attempt: () => Promise.resolve(),
    };
    const drawn = mount(OwnNotebook, { target: root, props });
    flushSync();
    const link = root.querySelector('a')!;
    expect(link.textContent).toBe(shown);
    expect(link.lang).toBe(lang);
    expect(root.querySelector('[aria-haspopup]')!.ariaLabel).toBe(landing.own.actions(shown));
    await unmount(drawn);
    await storage.close();
    await deleteDB(name);
  });
});
