/** The notebooks that ship with the lab. This is all that the landing page loads of them; an article comes when asked for. */
import type { NotebookDocument } from '../document/types.ts';
import type { Heading } from './article.ts';
import german from './texts/de/titles.ts';
import english from './texts/en/titles.ts';

export interface ShippedNotebook extends Heading {
  id: string;
  /** To read it and to run its first part, roughly. */
  minutes: number;
  load: () => Promise<NotebookDocument>;
}

type Id = keyof typeof english;

/** A language is a folder in `texts`, a set of titles here, and a line for each notebook below. */
const titles = { en: english, de: german } satisfies Record<string, Record<Id, Heading>>;
export type Language = keyof typeof titles;

type WordsIn<Words> = Record<Language, () => Promise<{ default: Words }>>;

interface Entry {
  id: Id;
  minutes: number;
  load: (heading: Heading, language: Language) => Promise<NotebookDocument>;
}

/** An entry whose article and whose words are fetched together, and only when it is opened. */
function entry<Words>(
  id: Id,
  minutes: number,
  article: () => Promise<(heading: Heading, words: Words) => NotebookDocument>,
  words: WordsIn<Words>,
): Entry {
  return {
    id,
    minutes,
    load: async (heading, language) => {
      const [write, { default: inLanguage }] = await Promise.all([article(), words[language]()]);
      return { ...write(heading, inLanguage), language };
    },
  };
}

const entries: readonly Entry[] = [
  entry('meow-minute', 5, async () => (await import('./meowMinute.ts')).meowMinute, {
    en: () => import('./texts/en/meowMinute.ts'),
    de: () => import('./texts/de/meowMinute.ts'),
  }),
  entry('meow-complete', 25, async () => (await import('./meowComplete.ts')).meowComplete, {
    en: () => import('./texts/en/meowComplete.ts'),
    de: () => import('./texts/de/meowComplete.ts'),
  }),
  entry('plan-b', 20, async () => (await import('./planB.ts')).planB, {
    en: () => import('./texts/en/planB.ts'),
    de: () => import('./texts/de/planB.ts'),
  }),
  entry('german-surprise', 15, async () => (await import('./germanSurprise.ts')).germanSurprise, {
    en: () => import('./texts/en/germanSurprise.ts'),
    de: () => import('./texts/de/germanSurprise.ts'),
  }),
  entry('what-survives', 20, async () => (await import('./whatSurvives.ts')).whatSurvives, {
    en: () => import('./texts/en/whatSurvives.ts'),
    de: () => import('./texts/de/whatSurvives.ts'),
  }),
  entry('again', 15, async () => (await import('./again.ts')).again, {
    en: () => import('./texts/en/again.ts'),
    de: () => import('./texts/de/again.ts'),
  }),
  entry('own-trigger', 10, async () => (await import('./ownTrigger.ts')).ownTrigger, {
    en: () => import('./texts/en/ownTrigger.ts'),
    de: () => import('./texts/de/ownTrigger.ts'),
  }),
  entry('empty', 0, async () => (await import('./empty.ts')).empty, {
    en: () => import('./texts/en/empty.ts'),
    de: () => import('./texts/de/empty.ts'),
  }),
];

/** All of them, in the order in which the landing page lists them. */
export function shippedNotebooksIn(language: Language): ShippedNotebook[] {
  return entries.map(({ id, minutes, load }) => {
    const heading = titles[language][id];
    return { id, minutes, ...heading, load: () => load(heading, language) };
  });
}

/** In English. */
export const shippedNotebooks: readonly ShippedNotebook[] = shippedNotebooksIn('en');
