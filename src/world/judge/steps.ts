import { matchedWords } from '../items.ts';
import type { Lexicon, Step, Steps } from '../types.ts';
import { wordsOf } from './words.ts';

const NEGATIONS = new Set([
  'not',
  'never',
  "don't",
  'cannot',
  "can't",
  "won't",
  "mustn't",
  'without',
  'nicht',
]);
const TURNS = new Set(['but', 'instead']);
/** How far before a verb a negation still concerns it ("do not ever chop"), in words. */
const NEGATION_REACH = 2;
/** How far after its verb the noun may be ("chop all of the moss"), in words. */
const NOUN_REACH = 4;

/**
 * The (verb, noun) steps that a text tells one to do, in order. A known verb followed by a known noun is
 * a step, and so is a known verb followed by "the" and any word: garbled nouns keep their place. A negated
 * verb is no step, nor are those that follow it in its sentence ("never chop the moss or boil the soot").
 */
export function findSteps(text: string, lexicon: Lexicon): Step[] {
  const verbs = new Set([...lexicon.verbs, ...lexicon.sillyVerbs]);
  const nouns = new Set([...lexicon.potionIngredients, ...lexicon.dishIngredients, ...lexicon.sillyNouns]);
  return text.split(/[.!?;:\n]+/).flatMap((sentence) => stepsOfSentence(wordsOf(sentence), verbs, nouns));
}

function stepsOfSentence(
  words: readonly string[],
  verbs: ReadonlySet<string>,
  nouns: ReadonlySet<string>,
): Step[] {
  const steps: Step[] = [];
  let negated = false;
  words.forEach((word, place) => {
    if (TURNS.has(word)) negated = false;
    if (!verbs.has(word)) return;
    const before = words.slice(Math.max(0, place - NEGATION_REACH), place);
    if (before.some((earlier) => NEGATIONS.has(earlier))) negated = true;
    const noun = nounAfter(words, place, verbs, nouns);
    if (noun !== null && !negated) steps.push({ verb: word, noun });
  });
  return steps;
}

function nounAfter(
  words: readonly string[],
  place: number,
  verbs: ReadonlySet<string>,
  nouns: ReadonlySet<string>,
): string | null {
  for (const word of words.slice(place + 1, place + 1 + NOUN_REACH)) {
    if (nouns.has(word)) return word;
    if (verbs.has(word)) break;
  }
  return words[place + 1] === 'the' ? (words[place + 2] ?? null) : null;
}

/** 0..10: how many of the recipe's six words are in their places, over six, times ten. */
export function usefulness(recipe: Steps, found: readonly Step[]): number {
  return (matchedWords(recipe, found) / 6) * 10;
}
