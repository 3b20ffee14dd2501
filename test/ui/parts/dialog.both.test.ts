/** What closes a dialog, in a real page. */
import { createRawSnippet, flushSync, mount, unmount } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Dialog from '../../../src/ui/parts/Dialog.svelte';
import { inBrowser } from '../../notebook/storage/entries.ts';

describe.runIf(inBrowser)('a dialog', () => {
  let root: HTMLElement;
  let mounted: Record<string, unknown>;
  /** As a component has it that binds `open`. */
  let state: { open: boolean };

  beforeEach(() => {
    root = document.createElement('div');
    document.body.append(root);
    const children = createRawSnippet(() => ({ render: () => '<textarea>codes</textarea>' }));
    let [isOpen, update] = [true, () => {}];
    const subscribe = createSubscriber((onChange) => {
      update = onChange;
    });
    state = {
      get open() {
        subscribe();
        return isOpen;
      },
      set open(now) {
        isOpen = now;
        update();
      },
    };
    const props = Object.assign(state, { title: 'Codes', children });
    mounted = mount(Dialog, { target: root, props });
    flushSync();
  });
  afterEach(async () => {
    await unmount(mounted);
    root.remove();
  });

  const dialog = () => root.querySelector('dialog')!;

  it('can be opened again as soon as Escape has closed it', async () => {
    dialog().requestClose();
    flushSync();
    expect(dialog().open).toBe(false);
    state.open = true;
    flushSync();
    expect(dialog().open).toBe(true);
    // What the browser has to say of the first time comes now.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(dialog().open).toBe(true);
  });

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
