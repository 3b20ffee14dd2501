/** Forgetting all results asks first, and says what is lost. */
import { deleteDB } from 'idb';
import { flushSync, mount, unmount } from 'svelte';
import { expect, it } from 'vitest';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { InterruptedRuns } from '../../../src/notebook/storage/interruptedRuns.ts';
import { NotebookShelf } from '../../../src/notebook/storage/notebookShelf.ts';
import { ResultStore } from '../../../src/notebook/storage/resultStore.ts';
import { WorkCache } from '../../../src/notebook/storage/workCache.ts';
import ForgetDialog from '../../../src/ui/notebook/ForgetDialog.svelte';
import { shell } from '../../../src/ui/texts/index.ts';
import { fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser, newName, openStorage } from '../../notebook/storage/entries.ts';

it.runIf(inBrowser)('forgets nothing before it is told to', async () => {
  const name = newName();
  const { storage } = openStorage(name);
  const services = {
    storage,
    shelf: new NotebookShelf(storage),
    results: new ResultStore(storage),
    interrupted: new InterruptedRuns(storage),
    cache: new WorkCache(storage),
  };
  const notebook = new OpenNotebook({ document: fullNotebook(), shelved: null }, services, () => {});
  const failed = { message: 'No.', remedy: '' };
  const outcome = { setting: { 'lora.rank': 2 }, seed: 0, status: 'failed' as const, error: failed };
  await notebook.results.keepSweepRun('ranks', 'a'.repeat(64), outcome);
  const root = document.createElement('div');
  document.body.append(root);
  const dialog = mount(ForgetDialog, { target: root, props: { open: true, notebook, services } });
  flushSync();
  expect(root.textContent).toContain(shell.forget.lost({ results: 0, runs: 1, imported: 0 }));
  expect(notebook.results.kept.runs).toBe(1);
  root.querySelector<HTMLButtonElement>('[data-forget]')!.click();
  flushSync();
  await expect.poll(() => services.results.sweepsOf(notebook.document.id)).toEqual([]);
  expect(notebook.results.kept).toEqual({ results: 0, runs: 0, imported: 0 });
  await unmount(dialog);
  root.remove();
  await notebook.close();
  await storage.close();
  await deleteDB(name);
});
