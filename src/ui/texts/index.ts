/**
 * All words of the page, in the reader's language. A language is a folder here, which has what the English one has;
 * only the one that is spoken is fetched, before anything is shown.
 */
import { spoken, type Texts } from './spoken.ts';

/** All of them. */
export const texts: Texts = spoken();

// Bindings that can be exchanged for a moment, which whoever imports them sees.
export let { cells, chat, classroom, dataset, figures, forms, landing, present, probe, run, share, shell } =
  texts;

/**
 * What comes of `write` in other words than the page's. Whatever is drawn meanwhile is drawn in them, and keeps them: it
 * must be nothing that stays.
 */
export function inWordsOf<T>(other: Texts, write: () => T): T {
  use(other);
  try {
    return write();
  } finally {
    use(texts);
  }
}

function use(words: Texts): void {
  ({ cells, chat, classroom, dataset, figures, forms, landing, present, probe, run, share, shell } = words);
}
