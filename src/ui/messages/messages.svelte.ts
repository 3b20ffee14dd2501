/** What comes from below the page, in the language of the page. */
import { UserError } from '../../support/errors.ts';
import { language } from '../language.ts';
import { plainNumber } from '../format.ts';
import { Translator } from './translator.ts';

/** Null in English, and until it is fetched. */
let translator = $state.raw<Translator | null>(null);
/** Milliseconds after which it is fetched without having been needed, so that it is there if the network is not. */
const AT_REST = 10_000;
let fetching: Promise<void> | null = null;
if (language === 'de') setTimeout(() => void messagesFetched(), AT_REST);

/**
 * Fetches what messages are translated with, where that has not been done. What is shown by then is said anew when it
 * is there; what is written once has to wait for it. Never rejects: without it, messages are in English.
 */
export function messagesFetched(): Promise<void> {
  if (language === 'en') return Promise.resolve();
  fetching ??= import('../texts/de/messages/index.ts').then(
    ({ messages }) => {
      translator = new Translator(messages, plainNumber);
    },
    () => {
      // Until the next message.
      fetching = null;
    },
  );
  return fetching;
}

/** What the page itself has said, in its own language. */
const own = new Set<string>();

/** A message, and its language where that is not the page's. */
export interface Said {
  text: string;
  lang?: 'en';
}

export function translateMessage(message: string): Said {
  if (language === 'en' || message === '' || own.has(message)) return { text: message };
  void messagesFetched();
  const text = translator?.translate(message) ?? null;
  return text === null ? { text: message, lang: 'en' } : { text };
}

/** Notes that the page says this itself, where it might come from below. */
export function pageWords(text: string): string {
  own.add(text);
  return text;
}

/** An error in the page's own words. */
export function pageError(message: string, remedy: string, options?: ErrorOptions): UserError {
  return new UserError(pageWords(message), pageWords(remedy), options);
}
