/** Cells that cannot be drawn, or repeat what should differ, in a real page: the others are there all the same. */
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cell, NotebookDocument } from '../../../src/notebook/document/types.ts';
import { parseNotebook } from '../../../src/notebook/document/schema.ts';
import type { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { shell } from '../../../src/ui/texts/index.ts';
import { cellOf, fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage } from '../openPage.ts';

/** Text that no notebook can have, and that stands for a defect of a component. */
const undrawable = { toString: null } as never;

describe.runIf(inBrowser)('a notebook on its page', () => {
  let notebook: OpenNotebook;
  let root: HTMLElement;
  let clean: () => Promise<void>;
  /** What was reported as a defect. Whatever else goes wrong is none that is expected, and fails the run. */
  let reported: unknown[];

  beforeEach(() => {
    reported = [];
    vi.spyOn(window, 'reportError').mockImplementation((error) => void reported.push(error));
  });
  afterEach(async () => {
    await clean();
    vi.restoreAllMocks();
  });

  const open = (document: NotebookDocument) =>
    openPage(document, (page) => {
      ({ notebook, root, clean } = page);
    });

  const frame = (id: string) => root.querySelector<HTMLElement>(`[data-cell="${id}"]`)!;
  const drawn = () =>
    [...root.querySelectorAll<HTMLElement>('[data-cell]')].map(({ dataset }) => dataset['cell']);
  const broken = () => [...root.querySelectorAll('[data-broken]')];

  function press(label: string, within: ParentNode = root): void {
    const button = [...within.querySelectorAll('button')].find((one) => one.textContent.trim() === label);
    if (!button) throw new Error(`There is no button "${label}".`);
    button.focus();
    button.click();
    flushSync();
  }

  /** The notebook with everything repeated that a cell can repeat, as a link or a file may have it. */
  function repeating(): NotebookDocument {
    const { cells, ...rest } = fullNotebook();
    const thrice = <T>(list: readonly T[]): T[] => list.flatMap((one) => [one, one, one]);
    const repeated = cells.map((cell): Cell => {
      switch (cell.kind) {
        case 'train':
          return { ...cell, arms: thrice(cell.arms) };
        case 'dataset':
          return cell.data.kind === 'backdoor'
            ? { ...cell, data: { ...cell.data, payloads: thrice(cell.data.payloads) } }
            : cell;
        case 'probe':
          return { ...cell, arms: ['UC', 'UC'], probes: thrice(cell.probes) };
        case 'predict':
          return { ...cell, arms: thrice(cell.arms) };
        case 'sweep':
          return { ...cell, vary: thrice(cell.vary), seeds: [1, 1] };
        case 'chart':
          return { ...cell, figure: { ...cell.figure, arms: ['UC', 'UC'] } };
        case 'compare':
          return { ...cell, findings: thrice(cell.findings) };
        case 'chat':
          return {
            ...cell,
            models: thrice([{ stage: 'base' }, { arm: 'UC', stage: 'stage-2' }]),
            suggestions: thrice(cell.suggestions),
          };
        default:
          return cell;
      }
    });
    return parseNotebook({ ...rest, cells: repeated }, 'it');
  }

  it('draws whatever its cells repeat, in every form', async () => {
    const document = repeating();
    await open(document);
    expect(drawn()).toEqual(document.cells.map(({ id }) => id));
    for (const { id } of document.cells) {
      notebook.editing = id;
      await expect.poll(() => frame(id).querySelector('[data-editor] input')).not.toBeNull();
    }
    expect(broken()).toEqual([]);
    expect(reported).toEqual([]);
  });

  it('shows the others beside a cell that cannot be drawn, and that one as soon as it is mended', async () => {
    const { cells, ...rest } = fullNotebook();
    await open({ ...rest, cells });
    const compare = cellOf(notebook.document, 'compare');
    notebook.update({ ...compare, source: undrawable });
    await expect.poll(() => broken().length).toBe(1);
    expect(frame(compare.id).contains(broken()[0]!)).toBe(true);
    expect(drawn()).toEqual(cells.map(({ id }) => id));
    expect(broken()[0]!.textContent).toContain(shell.broken.title);
    expect(reported).toEqual([expect.any(TypeError)]);

    press(shell.broken.again, broken()[0]);
    await expect.poll(() => reported.length).toBe(2);
    press(shell.bar.undo, broken()[0]);
    await expect.poll(() => broken().length).toBe(0);
    // Its question has not been answered, so that nothing is told of it.
    for (const { id, kind } of notebook.document.cells) if (kind === 'predict') notebook.predictions.skip(id);
    flushSync();
    expect(frame(compare.id).textContent).toContain(compare.findings[0]!.text);
    await expect.poll(() => window.document.activeElement).toBe(frame(compare.id));

    notebook.update({ ...compare, source: undrawable });
    await expect.poll(() => broken().length).toBe(1);
    press(shell.cell.remove, broken()[0]);
    await expect.poll(() => drawn()).not.toContain(compare.id);
    expect(broken()).toEqual([]);
  });

  it('keeps a place for a cell of which nothing can be drawn', async () => {
    const { lesson: _, ...document } = fullNotebook();
    await open(document);
    const intro = cellOf(document, 'markdown');
    notebook.update({ ...intro, title: undrawable });
    await expect.poll(() => broken().length).toBeGreaterThan(0);
    expect(drawn()).toEqual(document.cells.map(({ id }) => id));
    press(shell.bar.undo, frame(intro.id));
    await expect.poll(() => broken().length).toBe(0);
    expect(frame(intro.id).querySelector('h2')!.textContent).toContain(intro.title);
  });
});
