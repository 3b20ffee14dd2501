/** The words of the bench page, in the reader's language. */
import { language } from '../language.ts';

export const { bench: texts } =
  language === 'de' ? await import('./texts/de.ts') : await import('./texts/en.ts');
