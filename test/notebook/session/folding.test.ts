/** Folding cells is how one looks at a notebook, and no edit of it. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/notebook/document/types.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices, type LabServices } from '../../../src/notebook/session/services.ts';
import { screensOf } from '../../../src/ui/present/screens.ts';
import { notebook as documentOf } from '../storage/entries.ts';

const data: Cell = { kind: 'note', id: 'data', title: 'Data', text: '', folded: true };
const document = { ...documentOf('original'), cells: [...documentOf('original').cells, data] };

let services: LabServices;
let notebook: OpenNotebook;
let addresses: string[];
beforeEach(() => {
  services = createServices(() => {});
  addresses = [];
  notebook = new OpenNotebook({ document, shelved: null }, services, (id) => void addresses.push(id));
});

const isFolded = (id: string) => notebook.isFolded(notebook.cell(id)!);
const foldedIn = ({ cells }: typeof document) => cells.filter(({ folded }) => folded).map(({ id }) => id);
const rename = (title: string) => notebook.update({ ...notebook.cell('intro')!, title });
const kept = () => services.shelf.list();

describe('in an original', () => {
  it('makes no copy and no step to undo', async () => {
    notebook.fold('data');
    notebook.fold('intro');
    await notebook.keeping.settle();
    expect([isFolded('data'), isFolded('intro')]).toEqual([false, true]);
    expect(notebook.document).toBe(document);
    expect(notebook.canUndo).toBe(false);
    expect(notebook.isOriginal).toBe(true);
    expect(addresses).toEqual([]);
    expect(await kept()).toEqual([]);
    notebook.fold('data');
    expect(isFolded('data')).toBe(true);
  });

  it('is taken over by the copy that the first edit makes', async () => {
    notebook.fold('data');
    rename('Another');
    await notebook.keeping.settle();
    expect(isFolded('data')).toBe(false);
    expect(foldedIn(notebook.document)).toEqual([]);
    const opened = await services.shelf.open(notebook.document.id);
    expect(opened.status === 'open' && foldedIn(opened.notebook.document)).toEqual([]);
    expect(await kept()).toHaveLength(1);
  });

  it('is how it is presented', () => {
    notebook.fold('data');
    notebook.fold('intro');
    const shown = screensOf(notebook.asShown).flatMap((screen) =>
      screen.kind === 'cell' ? [screen.cell.id] : [],
    );
    expect(shown).toEqual(['data']);
  });
});

describe('in a notebook of one’s own', () => {
  beforeEach(async () => {
    rename('Mine');
    rename('Mine, really');
    await notebook.keeping.settle();
  });

  it('is remembered', async () => {
    notebook.fold('data');
    notebook.fold('intro');
    await notebook.keeping.settle();
    const opened = await services.shelf.open(notebook.document.id);
    expect(opened.status === 'open' && foldedIn(opened.notebook.document)).toEqual(['intro']);
  });

  it('is no step: undoing and redoing are of edits, and leave cells folded as they are', () => {
    notebook.undo();
    notebook.fold('data');
    expect(notebook.canRedo).toBe(true);
    notebook.redo();
    expect(notebook.cell('intro')!.title).toBe('Mine, really');
    expect(isFolded('data')).toBe(false);
    notebook.fold('intro');
    notebook.undo();
    expect(notebook.cell('intro')!.title).toBe('Mine');
    expect([isFolded('data'), isFolded('intro')]).toEqual([false, true]);
  });

  it('is for the moment where the notebook is locked', () => {
    notebook.view = { ...notebook.view, locked: true };
    const before = notebook.document;
    notebook.fold('data');
    expect(isFolded('data')).toBe(false);
    expect(notebook.document).toBe(before);
  });
});
