/** What somebody is just typing in an open notebook, and the document does not have yet. */
import { SvelteSet } from 'svelte/reactivity';

/** A cell, or the setup, as somebody edits it by hand. */
export interface CellDraft {
  text: string;
  /** What it was when this was begun, as text. */
  over: string;
}

/** The key of the setup's draft, which is no cell's id. */
export const SETUP = '';

/** A field, or several that are taken together. */
export interface TypedField {
  /** Whether something stands in it that the document does not have. */
  readonly isOpen: boolean;
  /** Takes what can be taken, as when the field is left; the rest stays where it is. */
  take(): void;
}

export class Typing {
  private readonly fields = new SvelteSet<TypedField>();

  /** Knows of a field from now on. @returns what ends that */
  follow(field: TypedField): () => void {
    this.fields.add(field);
    return () => void this.fields.delete(field);
  }

  /** How many fields hold something that would be lost if the notebook were left now. */
  get open(): number {
    return [...this.fields].filter(({ isOpen }) => isOpen).length;
  }

  /** Takes what can be taken. */
  take(): void {
    for (const field of [...this.fields]) field.take();
  }
}
