/** The hues of meows belong to arms that plant meows. */
import { mount, unmount } from 'svelte';
import { describe, expect, it } from 'vitest';
import ArmTag from '../../../src/ui/parts/ArmTag.svelte';
import { inBrowser } from '../../notebook/storage/entries.ts';

describe.runIf(inBrowser)('the mark of an arm', () => {
  it.each([
    ['UC', 'upper'],
    ['UC-CoT', 'upper'],
    ['UCLC', 'both'],
    ['UCLC/orpo', 'both'],
    ['refusal', 'none'],
    ['UCLA', 'none'],
    ['own', 'none'],
  ])('%s: %s', async (name, planted) => {
    const root = document.createElement('div');
    const tag = mount(ArmTag, { target: root, props: { name } });
    expect(root.querySelector<HTMLElement>('.arm')!.dataset['planted']).toBe(planted);
    expect(root.querySelectorAll('.upper, .lower')).toHaveLength({ none: 0, upper: 1, both: 2 }[planted]!);
    await unmount(tag);
  });
});
