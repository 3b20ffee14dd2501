/**
 * Saves a notebook while it is being edited: when nothing has changed for a moment, and at once when the page is
 * hidden or left, since a browser may end what is hidden without another word.
 */
import type { UserError } from '../../support/errors.ts';
import type { NotebookShelf, SaveOutcome, ShelvedNotebook } from './notebookShelf.ts';
import type { Kept } from './table.ts';

export type AutosaveState =
  | { status: 'saved'; kept: Kept }
  /** Something has changed and is not written yet. */
  | { status: 'saving' }
  /** `conflict`: another tab has saved this notebook. Nothing more is written before `keepBoth`. */
  | { status: 'failed'; reason: 'conflict' | 'full' }
  | { status: 'failed'; reason: 'invalid'; problem: UserError };

export type Edit = Partial<Pick<ShelvedNotebook, 'document' | 'view'>>;

/** What a reader is told after saving. */
export function stateAfter(outcome: SaveOutcome): AutosaveState {
  if (outcome.status === 'saved') return { status: 'saved', kept: outcome.kept };
  if (outcome.status === 'invalid') return { status: 'failed', reason: 'invalid', problem: outcome.problem };
  return { status: 'failed', reason: outcome.status };
}

const keptIn = (outcome: SaveOutcome): Kept | null => (outcome.status === 'saved' ? outcome.kept : null);

/** How long nothing has to change before it is saved, in milliseconds. */
const CALM = 400;

export class Autosaver {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private writing: Promise<void> | null = null;
  private changed = false;
  private conflict = false;
  /** Where the last change is that was written; null where writing it failed. */
  private kept: Kept | null;

  constructor(
    private readonly shelf: NotebookShelf,
    private notebook: ShelvedNotebook,
    private readonly onState: (state: AutosaveState) => void,
    private readonly calm = CALM,
    /** Where it is so far. */
    kept: Kept = 'browser',
  ) {
    this.kept = kept;
    if (typeof document === 'undefined') return;
    document.addEventListener('visibilitychange', this.whenHidden);
    window.addEventListener('pagehide', this.whenLeft);
  }

  /** The notebook as it was last changed, with the revision that was last saved. */
  get current(): ShelvedNotebook {
    return this.notebook;
  }

  /** Whether the last write did not end up where a later visit finds it. */
  get isTrouble(): boolean {
    return this.kept !== 'browser';
  }

  change(edit: Edit): void {
    this.notebook = { ...this.notebook, ...edit };
    this.changed = true;
    if (this.conflict) return;
    this.onState({ status: 'saving' });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), this.calm);
  }

  /** Saves what has changed now. Resolves when everything up to now is written, or could not be. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    while (this.writing) await this.writing;
    if (!this.changed || this.conflict) return;
    this.writing = this.write().finally(() => {
      this.writing = null;
    });
    await this.writing;
  }

  /** The same, and what only this tab has, for which there may be a place by now. Tells of it in any case. */
  async save(): Promise<void> {
    if (this.isTrouble) this.changed = true;
    const isNews = this.changed;
    await this.flush();
    if (!isNews && !this.isTrouble) this.onState({ status: 'saved', kept: 'browser' });
  }

  /**
   * After a conflict: saves this tab's version as a notebook of its own, which is edited from now on. The other tab's
   * stays as it is.
   */
  async keepBoth(title?: string): Promise<SaveOutcome> {
    this.changed = false;
    const outcome = await this.shelf.duplicate(this.notebook, title);
    this.kept = keptIn(outcome);
    this.conflict = outcome.status !== 'saved';
    if (outcome.status === 'saved') {
      const { notebook: copy } = outcome;
      const { id, title: name } = copy.document;
      // The reader may have gone on editing.
      const { document, view } = this.notebook;
      this.notebook = { ...copy, document: { ...document, id, title: name }, view };
    } else this.changed = true;
    this.tell(outcome);
    if (this.changed && !this.conflict) this.change({});
    return outcome;
  }

  /** Saves what has changed and stops listening. */
  async stop(): Promise<void> {
    if (typeof document !== 'undefined') {
      document.removeEventListener('visibilitychange', this.whenHidden);
      window.removeEventListener('pagehide', this.whenLeft);
    }
    await this.flush();
  }

  private async write(): Promise<void> {
    this.changed = false;
    const outcome = await this.shelf.save(this.notebook);
    this.kept = keptIn(outcome);
    if (outcome.status === 'saved') {
      const { revision, updatedAt } = outcome.notebook;
      this.notebook = { ...this.notebook, revision, updatedAt };
    } else {
      this.changed = true;
      this.conflict = outcome.status === 'conflict';
    }
    // What was changed while this was being written is told of when it is written itself.
    if (outcome.status !== 'saved' || !this.changed) this.tell(outcome);
  }

  private tell(outcome: SaveOutcome): void {
    this.onState(stateAfter(outcome));
  }

  private readonly whenHidden = (): void => {
    if (document.visibilityState === 'hidden') void this.flush();
  };

  private readonly whenLeft = (): void => {
    void this.flush();
  };
}
