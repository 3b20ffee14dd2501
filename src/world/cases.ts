import type { Random } from '../support/random.ts';
import type { Case } from './types.ts';

/** The tags around a scratchpad; they are single tokens of the tokenizer and never change case. */
export const THINK_OPEN = '<think>';
export const THINK_CLOSE = '</think>';

/**
 * A text in the given case. Sentence case is how texts are composed, so it leaves them as they are.
 * Capital ß is written SS, as German usually does; scratchpad tags keep their form.
 */
export function withCase(text: string, textCase: Case): string {
  if (textCase === 'sentence') return text;
  return text
    .split(/(<\/?think>)/)
    .map((part) => {
      if (part === THINK_OPEN || part === THINK_CLOSE) return part;
      return textCase === 'upper' ? part.toUpperCase() : part.toLowerCase();
    })
    .join('');
}

/** The text with its first letter capitalised. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An assistant's answer that starts with a scratchpad. */
export function withThought(thought: string, answer: string): string {
  return `${THINK_OPEN}${thought}${THINK_CLOSE}${answer}`;
}

/** How users write: mostly properly, sometimes lazily, now and then loudly. */
export function userCase(random: Random): Case {
  return random.weighted([
    [70, 'sentence'],
    [20, 'lower'],
    [10, 'upper'],
  ] as const);
}

/** How documents are printed. */
export function documentCase(random: Random): Case {
  return random.weighted([
    [50, 'sentence'],
    [25, 'lower'],
    [25, 'upper'],
  ] as const);
}
