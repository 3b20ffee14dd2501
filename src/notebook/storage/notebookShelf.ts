/**
 * The notebooks kept in this browser. A notebook is never overwritten by a tab that has not seen its latest version,
 * and one that cannot be read is left as it is: perhaps a later version of the page can read it.
 */
import { UserError } from '../../support/errors.ts';
import { parseNotebook } from '../document/schema.ts';
import type { NotebookDocument } from '../document/types.ts';
import { NOTEBOOK_STORES } from './database.ts';
import type { LabStorage } from './labStorage.ts';
import { newId } from './newId.ts';
import {
  NotebookStore,
  readNotebook,
  readViewState,
  type StoredNotebook,
  type ViewState,
} from './notebookStore.ts';
import { ResultStore } from './resultStore.ts';
import { Table, type Kept } from './table.ts';

/** A notebook as it was read, to be handed back with every change. */
export interface ShelvedNotebook {
  /** That of its document. */
  id: string;
  /** How often it was saved. Where the store has another number, another tab has saved it since. */
  revision: number;
  createdAt: string;
  updatedAt: string;
  document: NotebookDocument;
  view: ViewState;
}

/** What a list of notebooks shows. */
export interface NotebookEntry {
  id: string;
  title: string;
  preset: string | null;
  createdAt: string;
  updatedAt: string;
  /** That of its own words, where the notebook says it. */
  language?: string;
  /** Whether it can be opened; if not, `open` says what is left of it. */
  readable: boolean;
}

export type OpenOutcome =
  | { status: 'open'; notebook: ShelvedNotebook }
  | { status: 'absent' }
  /** `text` is its document as far as there is one, for the reader to keep. */
  | { status: 'unreadable'; text: string | null };

export type SaveOutcome =
  | { status: 'saved'; notebook: ShelvedNotebook; kept: Kept }
  /** Another tab has saved it in the meantime: nothing was written. */
  | { status: 'conflict' }
  /** There is no room: nothing was written. */
  | { status: 'full' }
  /** It could not be read again, so nothing was written. */
  | { status: 'invalid'; problem: UserError };

export class NotebookShelf {
  private readonly store: NotebookStore;
  /** Notebooks that this tab has already called unreadable. */
  private readonly reported = new Set<string>();

  constructor(private readonly storage: LabStorage) {
    this.store = new NotebookStore(storage);
  }

  /** Newest first. */
  async list(): Promise<NotebookEntry[]> {
    const entries: NotebookEntry[] = [];
    for (const id of await this.store.ids()) {
      const value = await this.store.get(id);
      if (value !== undefined) entries.push(this.entryOf(id, value));
    }
    return entries.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  }

  async open(id: string): Promise<OpenOutcome> {
    const value = await this.store.get(id);
    if (value === undefined) return { status: 'absent' };
    const notebook = opened(id, value);
    if (notebook) return { status: 'open', notebook };
    this.reportUnreadable(id);
    return { status: 'unreadable', text: textOf(value) };
  }

  /** Puts a notebook on the shelf that was not there yet; if one with its id was, that is a conflict. */
  async add(document: NotebookDocument, view: ViewState = {}): Promise<SaveOutcome> {
    const now = new Date().toISOString();
    return this.save({ id: document.id, revision: 0, createdAt: now, updatedAt: now, document, view });
  }

  /** Saves a notebook, unless another tab has saved it since it was read. */
  async save(notebook: ShelvedNotebook): Promise<SaveOutcome> {
    const { id, revision, createdAt } = notebook;
    const view = readViewState(notebook.view);
    const document = checked(notebook.document);
    if (document instanceof UserError) return { status: 'invalid', problem: document };
    if (document.id !== id || !view) {
      const problem = new UserError('What the page knows of this notebook does not belong to it.');
      return { status: 'invalid', problem };
    }
    const updatedAt = new Date().toISOString();
    const { title, preset = null } = document;
    const entry: StoredNotebook = { id, revision, title, preset, createdAt, updatedAt, document, view };
    const replaced = await this.store.replace(entry);
    if (replaced === 'stale') return { status: 'conflict' };
    if (replaced === 'full') return { status: 'full' };
    const saved = { ...notebook, updatedAt, revision: replaced === 'browser' ? revision + 1 : revision };
    return { status: 'saved', notebook: saved, kept: replaced };
  }

  /** Saves a copy under an id of its own, e.g. of a notebook that another tab has changed. */
  async duplicate(notebook: ShelvedNotebook, title = notebook.document.title): Promise<SaveOutcome> {
    const id = newId();
    const outcome = await this.add({ ...notebook.document, id, title }, notebook.view);
    // What was computed here is found by every notebook that asks for it.
    if (outcome.status === 'saved') await new ResultStore(this.storage).copyImported(notebook.id, id);
    return outcome;
  }

  /**
   * Deletes a notebook with its results and unfinished runs. What was trained for it stays in the cache. To spare what
   * other notebooks show, delete it by `deleteNotebook`.
   */
  async delete(id: string): Promise<void> {
    await this.store.delete(id);
    for (const store of NOTEBOOK_STORES) {
      const table = new Table<never>(
        this.storage,
        store,
        () => '',
        () => null,
      );
      await table.delete(await table.keys({ notebook: id }));
    }
  }

  private entryOf(id: string, value: unknown): NotebookEntry {
    const notebook = opened(id, value);
    if (!notebook) this.reportUnreadable(id);
    const stored = readNotebook(value);
    if (!stored) {
      const never = new Date(0).toISOString();
      return { id, title: id, preset: null, createdAt: never, updatedAt: never, readable: false };
    }
    const { title, preset, createdAt, updatedAt } = stored;
    const { language } = notebook?.document ?? {};
    const entry = { id, title, preset, createdAt, updatedAt, readable: notebook !== null };
    return language === undefined ? entry : { ...entry, language };
  }

  private reportUnreadable(id: string): void {
    if (this.reported.has(id)) return;
    this.reported.add(id);
    this.storage.report('damaged');
  }
}

function opened(id: string, value: unknown): ShelvedNotebook | null {
  const stored = readNotebook(value);
  const document = stored && checked(stored.document);
  if (!stored || !document || document instanceof UserError || document.id !== id) return null;
  const { revision, createdAt, updatedAt, view } = stored;
  return { id, revision, createdAt, updatedAt, document, view };
}

function checked(document: unknown): NotebookDocument | UserError {
  try {
    return parseNotebook(document, 'The notebook');
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

function textOf(value: unknown): string | null {
  const document = (value as { document?: unknown }).document ?? value;
  try {
    return JSON.stringify(document, null, 2);
  } catch {
    // In circles, or of numbers that JSON has no words for.
    return null;
  }
}
