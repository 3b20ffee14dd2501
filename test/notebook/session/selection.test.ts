/** Which cell the keyboard acts on, whatever becomes of the one it acted on before. */
import { beforeEach, expect, it } from 'vitest';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices } from '../../../src/notebook/session/services.ts';
import { meowNotebook } from '../exchange/fixture.ts';

let notebook: OpenNotebook;
const ids = () => notebook.document.cells.map(({ id }) => id);

beforeEach(() => {
  notebook = new OpenNotebook(
    { document: meowNotebook, shelved: null },
    createServices(() => {}),
    () => {},
  );
});

it('is the next one after a deletion, and the one before at the end', () => {
  const [first, second, third] = ids();
  notebook.selected = second!;
  notebook.remove(second!);
  expect(notebook.selected).toBe(third);
  notebook.selected = ids().at(-1)!;
  notebook.remove(notebook.selected);
  expect(notebook.selected).toBe(ids().at(-1));
  notebook.remove(first!);
  expect(notebook.selected).toBe(ids().at(-1));
});

it('is a cell that is there after undoing and redoing, and after going back to the original', () => {
  const [first, second] = ids();
  const inserted = notebook.insert('markdown', 1);
  expect(notebook.selected).toBe(inserted.id);
  notebook.undo();
  expect(notebook.selected).toBe(second);
  notebook.redo();
  notebook.selected = first!;
  notebook.remove(first!);
  expect(notebook.selected).toBe(inserted.id);
  notebook.undo();
  notebook.selected = first!;
  notebook.redo();
  expect(notebook.selected).toBe(inserted.id);
  notebook.toOriginal();
  expect(ids()).toContain(notebook.selected);
});

it('is none in a notebook without cells', () => {
  for (const id of ids()) notebook.remove(id);
  expect(notebook.selected).toBeNull();
  const { id } = notebook.insert('note', 0);
  expect(notebook.selected).toBe(id);
  notebook.undo();
  expect(notebook.selected).toBeNull();
});
