/** What comes from below the page, in the language of the page. */
import { UserError } from '../../support/errors.ts';
import { language } from '../language.ts';
import { plainNumber } from '../format.ts';
import { Translator } from './translator.ts';

/** Null in English, and until it is fetched. */
let translator = $state.raw<Translator | null>(null);
/** Milliseconds after which it is fetched without having been needed, so that it is there if the network is not. */
const AT_REST = 10_000;
let isFetched = false;
if (language === 'de') setTimeout(fetchTranslator, AT_REST);

/** Nobody waits for it before something goes wrong; what is shown by then is said anew when it is there. */
function fetchTranslator(): void {
  if (isFetched) return;
  isFetched = true;
  void import('../texts/de/messages/index.ts').then(
    ({ messages }) => (translator = new Translator(messages, plainNumber)),
    // English, and marked as such, until the next message.
    () => (isFetched = false),
  );
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
  fetchTranslator();
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
