/**
 * All words of the page, in the reader's language. A language is a folder here, which has what the English one has;
 * only the one that is spoken is fetched, before anything is shown.
 */
import { language } from '../language.ts';
import type * as english from './en/index.ts';

/** What a language has to have. */
export type Texts = typeof english;

// The imports are awaited where they are written: a bundler then knows that what they need must not wait for this.
const texts: Texts = language === 'de' ? await import('./de/index.ts') : await import('./en/index.ts');

export const {
  cells,
  chat,
  classroom,
  dataset,
  figures,
  forms,
  jupyter,
  landing,
  present,
  probe,
  run,
  share,
  shell,
} = texts;
