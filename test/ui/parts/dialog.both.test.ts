/** What closes a dialog, in a real page. */
import { createRawSnippet, flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Dialog from '../../../src/ui/parts/Dialog.svelte';
import { inBrowser } from '../../notebook/storage/entries.ts';

describe.runIf(inBrowser)('a dialog', () => {
  let root: HTMLElement;
  let mounted: Record<string, unknown>;

  beforeEach(() => {
    root = document.createElement('div');
    document.body.append(root);
    const children = createRawSnippet(() => ({ render: () => '<textarea>codes</textarea>' }));
    mounted = mount(Dialog, { target: root, props: { open: true, title: 'Codes', children } });
    flushSync();
  });
  afterEach(async () => {
    await unmount(mounted);
    root.remove();
  });

  const dialog = () => root.querySelector('dialog')!;

  /** The pointer goes down here and up there; the click is that of what both are in. */
  function drag(from: Element, to: Element): void {
    from.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    to.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    (from === to ? from : dialog()).dispatchEvent(new MouseEvent('click', { bubbles: true }));
    flushSync();
  }

  it('stays while text is selected out of it, and closes with a click beside it', () => {
    const field = dialog().querySelector('textarea')!;
    drag(field, dialog());
    expect(dialog().open).toBe(true);
    drag(field, field);
    expect(dialog().open).toBe(true);
    drag(dialog(), dialog());
    expect(dialog().open).toBe(false);
  });
});
