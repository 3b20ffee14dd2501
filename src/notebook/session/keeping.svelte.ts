/**
 * Where an open notebook is kept, and whether all of it is. An original, or one that came by a link, is kept nowhere
 * until it is changed or the reader says so.
 */
import type { Json } from '../../lab/experimentField.ts';
import { canonicalJson } from '../../support/hash.ts';
import type { NotebookDocument } from '../document/types.ts';
import { Autosaver, stateAfter, type AutosaveState, type Edit } from '../storage/autosaver.ts';
import { newId } from '../storage/newId.ts';
import type { ShelvedNotebook } from '../storage/notebookShelf.ts';
import type { Kept } from '../storage/table.ts';
import type { LabServices } from './services.ts';

/** The notebook, as far as keeping it goes. */
export interface KeptNotebook {
  document(): NotebookDocument;
  predictions(): Json;
  /** Takes into the document what only the page knew of it. */
  adopt(): void;
  /** Gives it another id, also in what undoing goes back to; with a title, that too. */
  become(id: string, title?: string): void;
  /** It has become one of the reader's own. */
  onKept(id: string): void;
}

export class Keeping {
  /** The entry it is kept under; null as long as there is none. */
  shelved = $state.raw<ShelvedNotebook | null>(null);
  /** What became of the last change; null where there was none. */
  state = $state.raw<AutosaveState | null>(null);

  private autosaver: Autosaver | null = null;
  /** It is being kept for the first time. Never rejects. */
  private beginning: Promise<void> | null = null;

  constructor(
    private readonly notebook: KeptNotebook,
    private readonly services: Pick<LabServices, 'shelf' | 'storage'>,
    shelved: ShelvedNotebook | null,
  ) {
    if (!shelved) return;
    const isInTab = services.storage.memory.keys('notebooks').includes(shelved.id);
    if (isInTab) this.state = { status: 'saved', kept: 'tab' };
    this.autosaverFor(shelved, isInTab ? 'tab' : 'browser');
  }

  /** Whether it is just becoming one of the reader's own. */
  get isBeginning(): boolean {
    return this.beginning !== null;
  }

  /**
   * Where the last change is: in this tab, which forgets it when it is closed, or nowhere but on the page. Null where
   * it is kept, or only waits for the moment of calm that it is written in.
   */
  get unsaved(): 'tab' | 'nowhere' | null {
    const { state } = this;
    if (state === null) return null;
    if (state.status === 'saved') return state.kept === 'tab' ? 'tab' : null;
    // A page that is being left hands over what it has, where the last time went well.
    return state.status === 'saving' && this.autosaver?.isTrouble === false ? null : 'nowhere';
  }

  /** Keeps a change of what is kept; the first one of an original keeps all of it. */
  change(edit: Edit): void {
    if (this.autosaver) this.autosaver.change(edit);
    // While it is written for the first time, what has changed is seen to afterwards.
    else void this.keep();
  }

  /** Keeps it among the reader's notebooks. */
  keep(): Promise<void> {
    if (this.autosaver) return this.save();
    this.beginning ??= this.begin().finally(() => {
      this.beginning = null;
    });
    return this.beginning;
  }

  /** What the reader does to be sure: writes what is not where a later visit finds it, also where that failed before. */
  save(): Promise<void> {
    return this.autosaver ? this.autosaver.save() : this.keep();
  }

  /** Writes what has changed and is not written, as far as that is possible. */
  async settle(): Promise<void> {
    await this.beginning;
    if (this.autosaver) await this.autosaver.flush();
    else if (this.state !== null) await this.keep();
  }

  /** After another tab has saved this notebook: goes on with a copy. */
  async keepBoth(): Promise<void> {
    const outcome = await this.autosaver?.keepBoth();
    if (outcome?.status !== 'saved') return;
    this.shelved = outcome.notebook;
    const { id, title } = outcome.notebook.document;
    this.notebook.become(id, title);
    this.notebook.onKept(id);
  }

  /** Writes what can be written, and then nothing more. */
  async close(): Promise<void> {
    await this.settle();
    await this.autosaver?.stop();
  }

  private async begin(): Promise<void> {
    const { notebook, services } = this;
    this.state = { status: 'saving' };
    notebook.adopt();
    const view = { predictions: notebook.predictions() };
    let outcome = await services.shelf.add(notebook.document(), view);
    if (outcome.status === 'conflict') {
      // It was kept before, under the name that it came with.
      notebook.become(newId());
      outcome = await services.shelf.add(notebook.document(), view);
    }
    this.state = stateAfter(outcome);
    if (outcome.status !== 'saved') return;
    const autosaver = this.autosaverFor(outcome.notebook, outcome.kept);
    // What was typed or predicted while it was being written.
    const predictions = notebook.predictions();
    if (
      notebook.document() !== outcome.notebook.document ||
      canonicalJson(predictions) !== canonicalJson(view.predictions)
    ) {
      autosaver.change({ document: notebook.document(), view: { predictions } });
    }
    notebook.onKept(notebook.document().id);
  }

  private autosaverFor(shelved: ShelvedNotebook, kept: Kept): Autosaver {
    this.shelved = shelved;
    const onState = (state: AutosaveState): void => {
      this.state = state;
    };
    this.autosaver = new Autosaver(this.services.shelf, shelved, onState, undefined, kept);
    return this.autosaver;
  }
}
