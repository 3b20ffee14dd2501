/** What of an open notebook is kept, what is at risk, and what the reader can do about it. */
import { beforeEach, describe, expect, it, vi, type Mock } from 'vitest';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices, type LabServices } from '../../../src/notebook/session/services.ts';
import type { SaveOutcome, ShelvedNotebook } from '../../../src/notebook/storage/notebookShelf.ts';
import { notebook as document } from '../storage/entries.ts';

let services: LabServices;
let kept: string[];
/** What the shelf says to whoever saves; null: it is there. */
let refusal: 'full' | 'conflict' | null;
let saves: Mock<LabServices['shelf']['save']>;

beforeEach(() => {
  services = createServices(() => {});
  kept = [];
  refusal = null;
  // As in a browser: without its database, storage in Node has but the tab to keep things in.
  const save = services.shelf.save.bind(services.shelf);
  saves = vi.spyOn(services.shelf, 'save').mockImplementation(async (entry): Promise<SaveOutcome> => {
    if (refusal) return { status: refusal };
    const outcome = await save(entry);
    services.storage.memory.clear();
    return outcome.status === 'saved' ? { ...outcome, kept: 'browser' } : outcome;
  });
});

function opened(shelved: ShelvedNotebook | null = null): OpenNotebook {
  return new OpenNotebook({ document: document('original'), shelved }, services, (id) => void kept.push(id));
}

async function shelvedNotebook(): Promise<ShelvedNotebook> {
  const outcome = await services.shelf.add(document('original'));
  if (outcome.status !== 'saved') throw new Error('It is not there.');
  return outcome.notebook;
}

const intro = { kind: 'markdown', id: 'intro', title: 'Introduction' } as const;
const type = (notebook: OpenNotebook, text: string) => notebook.update({ ...intro, text }, 'text');
const settled = (notebook: OpenNotebook) => notebook.keeping.settle();

describe('keeping an original', () => {
  it('is not begun twice, however often it is asked for', async () => {
    const notebook = opened();
    await Promise.all([notebook.keeping.keep(), notebook.keeping.save(), notebook.keeping.keep()]);
    expect(saves).toHaveBeenCalledTimes(1);
    expect(kept).toEqual(['original']);
    expect(notebook.keeping.state).toEqual({ status: 'saved', kept: 'browser' });
  });

  it('that cannot be kept is no copy of a copy, and is kept when there is room', async () => {
    const notebook = opened();
    refusal = 'full';
    type(notebook, 'One');
    await settled(notebook);
    const { id } = notebook.document;
    expect(id).not.toBe('original');
    expect(notebook.keeping.unsaved).toBe('nowhere');
    await notebook.keeping.save();
    expect(notebook.keeping.state).toEqual({ status: 'failed', reason: 'full' });
    refusal = null;
    await notebook.keeping.save();
    expect(notebook.keeping.unsaved).toBeNull();
    expect(kept).toEqual([id]);
  });

  it('is tried once more when it is left', async () => {
    const notebook = opened();
    refusal = 'full';
    type(notebook, 'One');
    await settled(notebook);
    refusal = null;
    await notebook.close();
    expect(kept).toEqual([notebook.document.id]);
  });

  it('does not lose what is typed while it is written', async () => {
    const notebook = opened();
    type(notebook, 'One');
    expect(notebook.keeping.unsaved).toBe('nowhere');
    type(notebook, 'One, two');
    await settled(notebook);
    expect(notebook.keeping.unsaved).toBeNull();
    const last = saves.mock.calls.at(-1)![0];
    expect(last.document.cells[0]).toMatchObject({ text: 'One, two' });
  });
});

describe('what is unsaved', () => {
  it('is nothing in an original that is only read', async () => {
    const notebook = opened();
    await settled(notebook);
    expect(notebook.keeping.unsaved).toBeNull();
    expect(saves).not.toHaveBeenCalled();
  });

  it('is nothing that only waits to be written, where that went well so far', async () => {
    const notebook = opened(await shelvedNotebook());
    type(notebook, 'One');
    expect(notebook.keeping.state).toEqual({ status: 'saving' });
    expect(notebook.keeping.unsaved).toBeNull();
    refusal = 'full';
    await settled(notebook);
    expect(notebook.keeping.unsaved).toBe('nowhere');
    type(notebook, 'One, two');
    expect(notebook.keeping.state).toEqual({ status: 'saving' });
    expect(notebook.keeping.unsaved).toBe('nowhere');
  });

  it('is what another tab was quicker with', async () => {
    const notebook = opened(await shelvedNotebook());
    refusal = 'conflict';
    type(notebook, 'One');
    await notebook.keeping.save();
    expect(notebook.keeping.unsaved).toBe('nowhere');
    refusal = null;
    await notebook.keeping.keepBoth();
    expect(notebook.keeping.unsaved).toBeNull();
  });

  it('is what only this tab has, also when it is opened again there, and saving looks for a better place', async () => {
    saves.mockRestore();
    const notebook = opened(await shelvedNotebook());
    expect(notebook.keeping.unsaved).toBe('tab');
    const save = vi.spyOn(services.shelf, 'save').mockImplementation(async (entry) => {
      return { status: 'saved', notebook: entry, kept: 'browser' };
    });
    await notebook.keeping.save();
    expect(save).toHaveBeenCalledTimes(1);
    expect(notebook.keeping.unsaved).toBeNull();
  });

  it('is a text that is not applied, as long as its cell is there', () => {
    const notebook = opened();
    notebook.drafts.set('intro', { text: '{', over: '{}' });
    expect(notebook.unapplied).toBe(1);
    notebook.remove('intro');
    expect(notebook.unapplied).toBe(0);
  });
});

describe('saving once more', () => {
  it('says that all is saved, and writes nothing', async () => {
    const notebook = opened(await shelvedNotebook());
    saves.mockClear();
    await notebook.keeping.save();
    expect(notebook.keeping.state).toEqual({ status: 'saved', kept: 'browser' });
    expect(saves).not.toHaveBeenCalled();
  });
});
