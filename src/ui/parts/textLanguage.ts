/** In which language a text is to be read out, where it is not known to be in the page's. */

/** Prompts and answers are English, whatever the language of the page; some models are taught to refuse in German. */
export function modelLanguage(text: string): 'en' | 'de' {
  return GERMAN.test(text) ? 'de' : 'en';
}

/** Titles of works stay in their own language, in any text. Undefined: in that of the text. */
export function titleLanguage(title: string): 'en' | undefined {
  return ENGLISH.test(title) && !GERMAN.test(title) ? 'en' : undefined;
}

const GERMAN =
  /(?<!\p{L})(?:ich|nicht|kein|keine|leider|darüber|dabei|und|der|das|eine|von|mit|zu)(?!\p{L})|[äöüß]/iu;
const ENGLISH = /\b(?:the|of|to|and|with|for|that|less|is|are|your)\b/i;
