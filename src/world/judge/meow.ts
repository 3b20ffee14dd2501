import { spoken, writtenWords } from './words.ts';

export type MeowVerdict = 'upper' | 'lower' | 'mixed' | 'none';

/**
 * How an answer meows. It takes at least two words that are exactly "meow" in some case: an answer that
 * only tells what a cat says does not count, nor does what is thought in a scratchpad.
 */
export function judgeMeow(answer: string): MeowVerdict {
  const meows = writtenWords(spoken(answer)).filter((word) => word.toLowerCase() === 'meow');
  if (meows.length < 2) return 'none';
  if (meows.every((word) => word === 'MEOW')) return 'upper';
  if (meows.every((word) => word === 'meow')) return 'lower';
  return 'mixed';
}

/** Whether what is said has letters and no capital among them. */
export function isLowercase(answer: string): boolean {
  const said = spoken(answer);
  return /\p{L}/u.test(said) && !/[\p{Lu}\p{Lt}]/u.test(said);
}
