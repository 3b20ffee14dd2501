/** Undo and redo: the states of a document, oldest first. Small, since documents share what they have in common. */
import type { NotebookDocument } from './types.ts';

export interface History {
  readonly past: readonly NotebookDocument[];
  readonly present: NotebookDocument;
  /** What was undone, the nearest first. */
  readonly future: readonly NotebookDocument[];
  /** The field that the last edit was of, if another edit of it is to be undone together with that. */
  readonly field: string | null;
}

/** States that can be gone back to. */
const MOST_STEPS = 200;

export const historyOf = (document: NotebookDocument): History => ({
  past: [],
  present: document,
  future: [],
  field: null,
});

/**
 * After an edit.
 * @param field what was edited, e.g. `intro.text`: while somebody types there, all of it is one step
 */
export function edited(history: History, document: NotebookDocument, field: string | null = null): History {
  if (document === history.present) return history;
  if (field !== null && field === history.field) return { ...history, present: document, future: [] };
  return {
    past: [...history.past, history.present].slice(-MOST_STEPS),
    present: document,
    future: [],
    field,
  };
}

/** After the reader has left the field: a later edit of it is a step of its own. */
export const sealed = (history: History): History => ({ ...history, field: null });

/** One step back, or as it is where there is none. */
export function undone({ past, present, future, field }: History): History {
  const previous = past.at(-1);
  if (!previous) return { past, present, future, field };
  return { past: past.slice(0, -1), present: previous, future: [present, ...future], field: null };
}

/** One step forward again, or as it is where nothing was undone. */
export function redone({ past, present, future, field }: History): History {
  const [next, ...rest] = future;
  if (!next) return { past, present, future, field };
  return { past: [...past, present], present: next, future: rest, field: null };
}

/** With a change made to all of its states, so that undoing goes back to none without it. */
export const everywhere = (
  { past, present, future, field }: History,
  change: (document: NotebookDocument) => NotebookDocument,
): History => ({ past: past.map(change), present: change(present), future: future.map(change), field });
