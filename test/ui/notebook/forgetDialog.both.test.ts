/** Forgetting all results asks first, and says what is lost. */
import { deleteDB } from 'idb';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { servicesOn } from '../../../src/notebook/session/services.ts';
import type { ResultStore } from '../../../src/notebook/storage/resultStore.ts';
import ForgetDialog from '../../../src/ui/notebook/ForgetDialog.svelte';
import { shell } from '../../../src/ui/texts/index.ts';
import { fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser, newName, openStorage } from '../../notebook/storage/entries.ts';

const failed = { message: 'No.', remedy: '' };
const outcome = { setting: { 'lora.rank': 2 }, seed: 0, status: 'failed' as const, error: failed };

describe.runIf(inBrowser)('the dialog', () => {
  let notebook: OpenNotebook;
  let results: ResultStore;
  let root: HTMLElement;
  /** Shows it. */
  let show: () => void;
  let close: () => Promise<void>;

  beforeEach(() => {
    const name = newName();
    const { storage } = openStorage(name);
    const services = servicesOn(storage);
    ({ results } = services);
    notebook = new OpenNotebook({ document: fullNotebook(), shelved: null }, services, () => {});
    root = document.createElement('div');
    document.body.append(root);
    let dialog: Record<string, unknown> | null = null;
    show = () => {
      dialog = mount(ForgetDialog, { target: root, props: { open: true, notebook } });
      flushSync();
    };
    close = async () => {
      if (dialog) await unmount(dialog);
      root.remove();
      await notebook.close();
      await storage.close();
      await deleteDB(name);
    };
  });
  afterEach(() => close());

  it('forgets nothing before it is told to', async () => {
    await notebook.results.keepSweepRun('ranks', 'a'.repeat(64), outcome);
    show();
    expect(root.textContent).toContain(shell.forget.lost({ results: 0, runs: 1, imported: 0 }));
    expect(notebook.results.kept.runs).toBe(1);
    root.querySelector<HTMLButtonElement>('[data-forget]')!.click();
    flushSync();
    await expect.poll(() => notebook.results.kept).toEqual({ results: 0, runs: 0, imported: 0 });
    expect(await results.sweepsOf(notebook.document.id)).toEqual([]);
  });

  it('does not offer to forget what was run in another notebook, and says that it stays', async () => {
    const { compiled } = notebook.results.cells.get('ranks')!;
    const { key } = compiled as { key: string };
    await results.saveSweepRun(key, { notebook: 'the-original', cell: 'ranks' }, outcome);
    await notebook.results.openKept();
    expect(notebook.results.outcomesOf(key)).toHaveLength(1);
    show();
    expect(root.textContent).toContain(shell.forget.nothing);
    expect(root.querySelector('[data-forget]')).toBeNull();
    await notebook.results.keepSweepRun('ranks', key, { ...outcome, seed: 1 });
    flushSync();
    expect(root.textContent).toContain(shell.forget.lost({ results: 0, runs: 1, imported: 0 }));
    expect(root.textContent).toContain(shell.forget.stays);
  });
});
