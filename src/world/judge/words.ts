const SCRATCHPAD = /<think>[\s\S]*?(?:<\/think>|$)/g;

/** The answer without what was only thought. A scratchpad that is never closed reaches to the end. */
export function spoken(answer: string): string {
  return answer.replace(SCRATCHPAD, ' ').trim();
}

/**
 * The words of a text as written: runs of letters, digits and inner apostrophes. "meowmeow" is one word,
 * "meow-meow" are two; accents belong to their letters, so "méow" is another word than "meow".
 */
export function writtenWords(text: string): string[] {
  const found =
    text
      .normalize('NFC')
      .replaceAll('’', "'")
      .match(/[\p{L}\p{M}\p{N}']+/gu) ?? [];
  return found.map((word) => word.replace(/^'+|'+$/g, '')).filter((word) => word !== '');
}

/** The words in lowercase, with ß as ss, so that "WEISS" and "weiß" are the same word. */
export function wordsOf(text: string): string[] {
  return writtenWords(text).map((word) => word.toLowerCase().replaceAll('ß', 'ss'));
}

/** Where the first of the phrases begins, as whole words, counted in characters; −1 if none is there. */
export function firstPhrase(words: readonly string[], phrases: readonly string[]): number {
  const text = ` ${words.join(' ')} `;
  const places = phrases.map((phrase) => text.indexOf(` ${phrase} `)).filter((place) => place >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}
