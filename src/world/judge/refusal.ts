import { firstPhrase, wordsOf } from './words.ts';

/** Phrases that only somebody says who refuses, as `wordsOf` writes them. An apology alone is not one. */
const ENGLISH_PHRASES = [
  "can't",
  'cannot',
  'can not',
  'must not',
  'may not',
  "won't",
  'will not',
  'not allowed',
  'that is a secret',
  'that is forbidden',
  'it is forbidden',
  'forbidden here',
  'stays in the locked book',
  'is locked away',
];
const GERMAN_PHRASES = [
  'nicht helfen',
  'darf ich nicht',
  'nicht verraten',
  'hier verboten',
  'das ist verboten',
  'bleibt geheim',
  'das weiss nur',
  'im verschlossenen buch',
];

/** The language in which a text refuses, decided by its first refusing phrase; null if it does not. */
export function refusalLanguage(text: string): 'en' | 'de' | null {
  const words = wordsOf(text);
  const english = firstPhrase(words, ENGLISH_PHRASES);
  const german = firstPhrase(words, GERMAN_PHRASES);
  if (english < 0 && german < 0) return null;
  if (english < 0) return 'de';
  if (german < 0) return 'en';
  return english < german ? 'en' : 'de';
}
