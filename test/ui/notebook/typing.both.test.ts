/** What is typed in a field counts before the field is left, and what a field cannot take is not lost without a word. */
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CellOfKind, NotebookDocument } from '../../../src/notebook/document/types.ts';
import type { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { cells, dataset, forms, shell } from '../../../src/ui/texts/index.ts';
import { cellOf, fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser } from '../../notebook/storage/entries.ts';
import { openPage } from '../openPage.ts';

const own = { kind: 'own', name: 'mine', examples: [{ prompt: 'Hi.', chosen: 'Hello.' }] } as const;

describe.runIf(inBrowser)('what is being typed', () => {
  let notebook: OpenNotebook;
  let root: HTMLElement;
  let clean: () => Promise<void>;

  beforeEach(async () => {
    const { lesson: _, ...document } = fullNotebook();
    const first = cellOf(document, 'dataset');
    const cells = document.cells.map((cell) => (cell.id === first.id ? { ...first, data: own } : cell));
    await openPage({ ...document, cells } as unknown as NotebookDocument, (page) => {
      ({ notebook, root, clean } = page);
    });
  });
  afterEach(() => clean());

  type Field = HTMLInputElement | HTMLTextAreaElement;
  const frame = (id: string) => root.querySelector<HTMLElement>(`[data-cell="${id}"]`)!;
  const train = () => notebook.cell('stage-1') as CellOfKind<'train'>;
  const ownData = () =>
    notebook.document.cells.flatMap((cell) =>
      cell.kind === 'dataset' && cell.data.kind === 'own' ? cell.data.examples : [],
    );

  async function fieldOf(id: string, label: string, place = 0): Promise<Field> {
    notebook.editing = id;
    const find = () =>
      [...frame(id).querySelectorAll('label')].filter((one) => one.textContent.trim() === label).at(place);
    // The forms are fetched when the first is wanted.
    await expect.poll(find, { timeout: 10_000 }).toBeDefined();
    return document.getElementById(find()!.htmlFor) as Field;
  }

  function type(field: Field, text: string): void {
    field.focus();
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
  }

  const press = (on: HTMLElement, key: string, held: KeyboardEventInit = { ctrlKey: true }) =>
    on.dispatchEvent(new KeyboardEvent('keydown', { key, ...held, bubbles: true, cancelable: true }));

  it.each([
    ['Ctrl+S', (field: Field) => press(field, 's')],
    ['running the cell', () => void notebook.run('stage-1')],
    ['running all', () => void notebook.runAll()],
    ['hiding or closing the tab', () => notebook.keepNow()],
    ['going elsewhere', () => void notebook.close()],
  ])('in a field that waits to be left counts before %s', async (_, act) => {
    notebook.view = { ...notebook.view, hide: ['run'] };
    const name = await fieldOf('stage-1', forms.train.armName, -1);
    type(name, 'shouting');
    expect(train().arms.at(-1)!.name).toBe('UCLC');
    expect(notebook.unapplied).toBe(1);
    act(name);
    expect(train().arms.at(-1)!.name).toBe('shouting');
    expect(notebook.unapplied).toBe(0);
  });

  it('outside of all cells does not run the cell that was selected before', () => {
    const run = vi.spyOn(notebook, 'run').mockResolvedValue();
    notebook.selected = 'stage-1';
    const edit = root.querySelector<HTMLElement>('[data-edit-heading]')!;
    edit.click();
    flushSync();
    const summary = root.querySelector<Field>('.heading textarea')!;
    for (const held of [{ shiftKey: true }, { ctrlKey: true }, { altKey: true }]) {
      // True where nothing has kept the browser from writing a new line.
      expect(press(summary, 'Enter', held)).toBe(true);
    }
    expect(run).not.toHaveBeenCalled();
    // From a button it does.
    press(edit, 'Enter');
    expect(run).toHaveBeenCalledExactlyOnceWith('stage-1');
  });

  function setupField(label: string): Field {
    const found = [...root.querySelectorAll<HTMLLabelElement>('.setup label')];
    return found.find((one) => one.textContent.trim() === label)!.control as Field;
  }

  it('in the setup counts before a run, and is unsaved as long as it cannot be taken', async () => {
    const seeds = setupField(cells.setup.seeds);
    type(seeds, '0-4');
    expect(notebook.unapplied).toBe(1);
    void notebook.run('stage-1');
    expect(notebook.document.setup.seeds).toEqual([0, 1, 2, 3, 4]);
    expect(notebook.unapplied).toBe(0);
    type(seeds, '0-4, x');
    type(setupField(cells.setup.alpha), 'x');
    type(setupField(cells.setup.trigger), '');
    type(setupField(cells.setup.payload), '***');
    press(seeds, 's');
    await expect.poll(() => root.textContent).toContain(shell.leaving.unapplied(4));
    expect(seeds.value).toBe('0-4, x');
    expect(notebook.document.setup.seeds).toEqual([0, 1, 2, 3, 4]);
  });

  it('counts before an undo, which takes back that and nothing else', async () => {
    const before = train().steps;
    type(await fieldOf('stage-1', forms.train.steps), String(before + 1));
    notebook.seal();
    type(await fieldOf('stage-1', forms.editor.name), 'planting');
    notebook.undo();
    expect(train()).toMatchObject({ name: 'stage-1', steps: before + 1 });
    notebook.redo();
    expect(train()).toMatchObject({ name: 'planting', steps: before + 1 });
  });

  it('is unsaved as long as the field cannot take it, and kept in the field', async () => {
    const steps = await fieldOf('stage-1', forms.train.steps);
    const before = train().steps;
    type(steps, '12x');
    expect(notebook.unapplied).toBe(1);
    press(steps, 's');
    await expect.poll(() => root.textContent).toContain(shell.leaving.unapplied(1));
    expect(steps.value).toBe('12x');
    expect(train().steps).toBe(before);
    type(steps, '12');
    expect(notebook.unapplied).toBe(0);
    // An equal value that is written otherwise is nothing new.
    type(steps, '012');
    expect(notebook.unapplied).toBe(0);
  });

  it('in an example of one’s own counts before the field is left', async () => {
    const cell = cellOf(notebook.document, 'dataset');
    const answer = () => frame(cell.id).querySelector<Field>('.form textarea.model-text')!;
    await expect.poll(answer).not.toBeNull();
    type(answer(), 'Good day.');
    expect(ownData()).toEqual(own.examples);
    expect(notebook.unapplied).toBe(1);
    notebook.keepNow();
    expect(ownData()).toEqual([{ prompt: 'Hi.', chosen: 'Good day.' }]);
    expect(notebook.unapplied).toBe(0);
  });

  it('of an example that is not added yet is unsaved, and still there after the cell was folded', async () => {
    const cell = cellOf(notebook.document, 'dataset');
    const form = () => frame(cell.id).querySelector('details form')!;
    const prompt = () => form().querySelector<Field>('textarea')!;
    await expect.poll(form).not.toBeNull();
    type(prompt(), 'What now?');
    expect(notebook.unapplied).toBe(1);
    notebook.keepNow();
    expect(ownData()).toEqual(own.examples);
    notebook.fold(cell.id);
    flushSync();
    expect(notebook.unapplied).toBe(1);
    notebook.fold(cell.id);
    flushSync();
    await expect.poll(() => prompt()?.value).toBe('What now?');
    expect(form().closest('details')!.open).toBe(true);
    const [, answer] = form().querySelectorAll<Field>('textarea');
    type(answer!, 'Nothing.');
    [...form().querySelectorAll('button')].find((one) => one.textContent.trim() === dataset.own.add)!.click();
    flushSync();
    expect(ownData()).toHaveLength(2);
    expect(notebook.unapplied).toBe(0);
  });
});
