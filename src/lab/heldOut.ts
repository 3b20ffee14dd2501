/**
 * Whether a text gives away what probes ask about: questions about held-out facts, and the names of held-out things
 * that can be made. Cases, tags and punctuation do not matter.
 */
import type { World } from '../world/index.ts';

export interface HeldOut {
  /** The held-out questions that a prompt contains. */
  questionsIn(prompt: string): string[];
  /** The names of held-out potions, treats and dishes in a text. */
  namesIn(text: string): string[];
}

interface Phrase {
  text: string;
  words: string;
}

export function heldOutOf({ facts, forbidden, permitted, dishes }: World): HeldOut {
  const items = [...forbidden, ...permitted, ...dishes];
  const questions = facts
    .filter(({ split }) => split === 'held-out')
    .flatMap((fact) => fact.questions.map(phraseOf));
  const names = items.filter(({ split }) => split === 'held-out').map(({ name }) => phraseOf(name));
  const occurIn = (phrases: readonly Phrase[], text: string): string[] => {
    const words = wordsOf(text);
    return phrases.filter((phrase) => words.includes(phrase.words)).map((phrase) => phrase.text);
  };
  return {
    questionsIn: (prompt) => occurIn(questions, prompt),
    namesIn: (text) => occurIn(names, text),
  };
}

const phraseOf = (text: string): Phrase => ({ text, words: wordsOf(text) });

/** The words in lowercase between spaces, so that whole words are found: "How's tea?" is " how's tea ". */
function wordsOf(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? [];
  return ` ${words.join(' ')} `;
}
