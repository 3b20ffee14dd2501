/** A notebook on its whole page, as a reader has it, in a real browser. */
import { deleteDB } from 'idb';
import { mount, unmount } from 'svelte';
import { expect, vi } from 'vitest';
import type { NotebookDocument } from '../../src/notebook/document/types.ts';
import { OpenNotebook } from '../../src/notebook/session/openNotebook.svelte.ts';
import { servicesOn } from '../../src/notebook/session/services.ts';
import NotebookPage from '../../src/ui/notebook/NotebookPage.svelte';
import { Pages } from '../../src/ui/pages.svelte.ts';
import { newName, openStorage } from '../notebook/storage/entries.ts';

/** What a page does soon, on a machine that may be busy. */
export const soon = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 10_000 });

export interface OpenPage {
  notebook: OpenNotebook;
  /** What it is drawn in. */
  root: HTMLElement;
  /** Leaves nothing of it. */
  clean: () => Promise<void>;
}

/** Resolves when all cells are drawn. The notebook can be closed also where that never happens. */
export async function openPage(shown: NotebookDocument, onOpen: (page: OpenPage) => void): Promise<void> {
  const name = newName();
  const { storage } = openStorage(name);
  const notebook = new OpenNotebook({ document: shown, shelved: null }, servicesOn(storage), () => {});
  const root = document.createElement('div');
  document.body.append(root);
  const page = mount(NotebookPage, { target: root, props: { notebook, pages: new Pages() } });
  const clean = async () => {
    await unmount(page);
    root.remove();
    await notebook.close();
    await storage.close();
    await deleteDB(name);
  };
  onOpen({ notebook, root, clean });
  await soon(() => expect(root.querySelector('main')!.ariaBusy).toBe('false'));
}
