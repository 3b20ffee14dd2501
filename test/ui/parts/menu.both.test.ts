/** Where the list of a menu opens, in a real page. */
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Menu from '../../../src/ui/parts/Menu.svelte';
import { inBrowser } from '../../notebook/storage/entries.ts';

describe.runIf(inBrowser)('a menu', () => {
  let root: HTMLElement;
  let menu: Record<string, unknown>;

  beforeEach(() => {
    root = document.createElement('div');
    root.style.cssText = 'position: absolute; top: 0; width: 40px';
    document.body.append(root);
    const actions = [{ label: 'Move up', act: () => {} }];
    menu = mount(Menu, { target: root, props: { label: 'Actions', actions } });
    flushSync();
  });
  afterEach(async () => {
    await unmount(menu);
    root.remove();
  });

  const button = () => root.querySelector('button')!;

  function open(): DOMRect {
    button().click();
    flushSync();
    return root.querySelector('[role=menu]')!.getBoundingClientRect();
  }

  it.each(['0px', '20px', '150px'])('opens within the page where its button is at %s', (left) => {
    root.style.left = left;
    const list = open();
    expect(list.left).toBeGreaterThanOrEqual(0);
    expect(list.right).toBeLessThanOrEqual(document.documentElement.clientWidth);
  });

  it('ends with its button where there is room', () => {
    root.style.left = '250px';
    expect(open().right).toBeCloseTo(290, 0);
    // Also after it has opened elsewhere.
    button().click();
    root.style.left = '0px';
    flushSync();
    expect(open().left).toBeGreaterThanOrEqual(0);
    button().click();
    root.style.left = '250px';
    flushSync();
    expect(open().right).toBeCloseTo(290, 0);
  });
});
