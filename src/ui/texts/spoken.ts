/**
 * The words of the page, between being fetched and being read. Whoever starts the page hands them over before it loads
 * anything that reads them. To await them at the top of the module that exports them would be simpler, and is what
 * WebKit's loader gets wrong: a module that is imported twice meanwhile is empty for the second.
 * https://bugs.webkit.org/show_bug.cgi?id=242740
 */
import type { Language } from '../language.ts';
import type * as english from './en/index.ts';

/** What a language has to have. */
export type Texts = typeof english;

/** Each with an import of its own: of two in one expression, the builder fetches the files of the other in advance. */
const languages: Record<Language, () => Promise<Texts>> = {
  en: () => import('./en/index.ts'),
  de: () => import('./de/index.ts'),
};

/** Fetches the words of a language. */
export const fetchTexts = (language: Language): Promise<Texts> => languages[language]();

let texts: Texts | null = null;

export function speak(words: Texts): void {
  texts = words;
}

/** @throws if nobody has handed over words yet */
export function spoken(): Texts {
  if (!texts) throw new Error('The words of the page are read before they are there: call speak() first.');
  return texts;
}
