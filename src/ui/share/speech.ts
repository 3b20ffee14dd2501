/** The words of a language that need not be the page's, for what is saved in the language of the notebook. */
import { language, LANGUAGES, type Language } from '../language.ts';
import { plainNumber, withFormatsOf } from '../format.ts';
import { messagesFetched, translateMessage } from '../messages/messages.svelte.ts';
import { Translator } from '../messages/translator.ts';
import { inWordsOf, texts as own } from '../texts/index.ts';
import { fetchTexts, type Texts } from '../texts/spoken.ts';

export interface Speech {
  language: Language;
  texts: Texts;
  /** A message from below the page. */
  translate: (message: string) => string;
  /** What comes of `write`, which must not draw anything that stays, in this language. */
  within: <T>(write: () => T) => T;
}

/** The language of a notebook; the page's where it says none, or one that the page does not speak. */
export function spokenIn({ language: tag }: { language?: string }): Language {
  return LANGUAGES.find((one) => one === tag?.toLowerCase().split('-')[0]) ?? language;
}

/** Rejects where the words cannot be fetched. */
export async function speechIn(other: Language): Promise<Speech> {
  if (other === language) {
    await messagesFetched();
    return {
      language,
      texts: own,
      translate: (message) => translateMessage(message).text,
      within: (write) => write(),
    };
  }
  const [texts, translate] = await Promise.all([fetchTexts(other), translators[other]()]);
  const within = <T>(write: () => T): T => withFormatsOf(other, () => inWordsOf(texts, write));
  return { language: other, texts, translate: (message) => within(() => translate(message)), within };
}

/** Of messages, into a language that is not the page's. */
const translators: Record<Language, () => Promise<(message: string) => string>> = {
  // What comes from below is English.
  en: async () => (message) => message,
  de: async () => {
    const { messages } = await import('../texts/de/messages/index.ts');
    const translator = new Translator(messages, plainNumber);
    return (message) => translator.translate(message) ?? message;
  },
};
