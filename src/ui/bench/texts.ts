/** The words of the bench page, in the reader's language. */
import type { Language } from '../language.ts';
import type { bench } from './texts/en.ts';

export type BenchTexts = typeof bench;

export const fetchBenchTexts = async (language: Language): Promise<BenchTexts> =>
  (language === 'de' ? await import('./texts/de.ts') : await import('./texts/en.ts')).bench;
