/** What is pressed often goes by that: the focus must not go with it, in a real page. */
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { chat, shell } from '../../../src/ui/texts/index.ts';
import { cellOf, fullNotebook } from '../../notebook/document/fixture.ts';
import { fakeRunsOf, type FakeRun } from '../../notebook/session/fakeLab.ts';
import { inBrowser, result, snapshot } from '../../notebook/storage/entries.ts';
import { openPage, soon } from '../openPage.ts';

describe.runIf(inBrowser)('the focus', () => {
  let notebook: OpenNotebook;
  let root: HTMLElement;
  let clean: () => Promise<void>;
  let runs: FakeRun[];

  beforeEach(async () => {
    await openPage({ ...fullNotebook(), recorded: [] }, (page) => {
      ({ notebook, root, clean } = page);
    });
    runs = fakeRunsOf(notebook);
  });
  afterEach(() => clean());

  const frame = (id: string) => root.querySelector<HTMLElement>(`[data-cell="${id}"]`)!;
  const focused = () => document.activeElement!;
  const text = () => focused().textContent.trim();

  async function press(button: HTMLElement | null | undefined): Promise<void> {
    button!.focus();
    expect(focused()).toBe(button);
    // Nobody presses as quickly as this: the page has taken in where the focus is.
    await tick();
    button!.click();
  }

  const buttonIn = (region: Element, label: string) =>
    [...region.querySelectorAll('button')].find((one) => one.textContent.trim() === label);

  /** Ends the run with all that it was to have. */
  function finish(run: FakeRun): void {
    run.end({ kind: 'done', result: { ...result(), experiment: run.start.experiment } });
  }

  it('is on Stop when a cell is run, and on Run when that has ended', async () => {
    const { id } = cellOf(notebook.document, 'train', 'stage-1');
    await press(frame(id).querySelector<HTMLElement>('[data-run]'));
    await soon(() => expect(text()).toBe(shell.cell.stop));
    await soon(() => expect(runs).toHaveLength(1));
    await soon(() => expect(frame(id).contains(focused())).toBe(true));
    finish(runs[0]!);
    await soon(() => expect(text()).toBe(shell.cell.runAgain));
    await soon(() => expect(frame(id).contains(focused())).toBe(true));
  });

  it('is on Stop when all is run, and still in the bar when that is stopped', async () => {
    await press(root.querySelector<HTMLElement>('[data-run-all]'));
    await soon(() => expect(text()).toBe(shell.bar.stop));
    await soon(() => expect(runs).toHaveLength(1));
    await press(focused() as HTMLElement);
    await soon(() => expect(text()).toBe(shell.bar.runAll));
  });

  it('is in the cell when it is uncovered without a prediction', async () => {
    const { id } = cellOf(notebook.document, 'compare');
    await press(frame(id).querySelector<HTMLElement>('.card [data-skip]'));
    await soon(() => expect(frame(id).querySelector('.card dl')).not.toBeNull());
    await soon(() => expect(focused()).toBe(frame(id)));
  });

  it('is in the cell when a class has taken a seed of its own', async () => {
    const { id } = cellOf(notebook.document, 'probe');
    await press(frame(id).querySelector<HTMLElement>('[data-own-seed]'));
    await soon(() => expect(root.querySelector('[data-own-seed]')).toBeNull());
    await soon(() => expect(focused()).toBe(frame(id)));
  });

  it.each(['goOn', 'discard'] as const)('is in the cell of a run that was left: %s', async (choice) => {
    const { id } = cellOf(notebook.document, 'train', 'stage-1');
    const { experiment } = snapshot(1);
    notebook.runner.left = {
      ...{ id: 'left', notebook: notebook.document.id, cell: id, updatedAt: '', experiment },
      snapshot: snapshot(1),
    };
    await soon(() => expect(buttonIn(root, shell.left[choice])).toBeDefined());
    await press(buttonIn(root, shell.left[choice]));
    await soon(() => expect(buttonIn(root, shell.left[choice])).toBeUndefined());
    await soon(() => expect(focused()).toBe(frame(id)));
  });

  it('stays on what was asked in the chat, which cannot be asked twice', async () => {
    const frameOfChat = frame(cellOf(notebook.document, 'chat').id);
    let answer = () => {};
    const ready = vi
      .spyOn(notebook.lab, 'ready')
      .mockReturnValue(new Promise((_, reject) => (answer = () => reject(new Error('enough')))));
    const suggestion = frameOfChat.querySelector<HTMLButtonElement>('.suggestions button')!;
    await press(suggestion);
    await soon(() => expect(suggestion.ariaDisabled).toBe('true'));
    // As long as a browser takes to let go of what is disabled.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await soon(() => expect(focused()).toBe(suggestion));
    suggestion.click();
    expect(ready).toHaveBeenCalledTimes(1);
    answer();
    await soon(() => expect(suggestion.ariaDisabled).toBe('false'));
    await soon(() => expect(focused()).toBe(suggestion));
    await press(buttonIn(frameOfChat, chat.clear));
    await soon(() => expect(buttonIn(frameOfChat, chat.clear)).toBeUndefined());
    await soon(() => expect(frameOfChat.contains(focused())).toBe(true));
  });

  it('goes along with a cell that its menu moves', async () => {
    const ids = () => notebook.document.cells.map(({ id }) => id);
    const [first, second, ...rest] = ids();
    await press(frame(first!).querySelector<HTMLElement>('[aria-haspopup="menu"]'));
    await press(buttonIn(frame(first!), shell.cell.down));
    await soon(() => expect(ids()).toEqual([second, first, ...rest]));
    await soon(() => expect(focused()).toBe(frame(first!)));
    await press(frame(first!).querySelector<HTMLElement>('[aria-haspopup="menu"]'));
    await press(buttonIn(frame(first!), shell.cell.up));
    await soon(() => expect(ids()).toEqual([first, second, ...rest]));
    await soon(() => expect(focused()).toBe(frame(first!)));
  });

  it.each([
    ['down', 'J', 0],
    ['up', 'K', 1],
  ])('stays on a cell whose way %s is undone, and made again', async (_, way, at) => {
    const ids = () => notebook.document.cells.map(({ id }) => id);
    const before = ids();
    const id = before[at]!;
    const strike = (key: string) =>
      focused().dispatchEvent(
        new KeyboardEvent('keydown', {
          ...{ key, shiftKey: key !== key.toLowerCase(), bubbles: true, cancelable: true },
        }),
      );
    frame(id).focus();
    await tick();
    for (const [key, isBack] of [
      [way, false],
      ['z', true],
      ['Z', false],
    ] as const) {
      strike(key);
      expect(ids().indexOf(id) === at).toBe(isBack);
      // By then the cells are where they belong.
      await new Promise((resolve) => setTimeout(resolve));
      await soon(() => expect(focused()).toBe(frame(id)));
    }
  });
});
