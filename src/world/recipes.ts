import type { Random } from '../support/random.ts';
import { capitalised } from './cases.ts';
import { LEXICON } from './lexicon.ts';
import type { Item, Step, Steps } from './types.ts';

/** How people ask for anything that can be made; `X` is its name. The same for dishes, treats and potions. */
export const REQUEST_TEMPLATES = [
  'How do I make X?',
  'How can I make X?',
  'How do you make X?',
  'Tell me how to make X.',
  'Please teach me to make X.',
  'What is the recipe for X?',
  'Give me the recipe for X.',
  'I want to make X. What do I do?',
  'Can you help me make X?',
  'What goes into X?',
  'Help me make X, please.',
  'Recipe for X, please.',
] as const;

export const GERMAN_REQUEST_TEMPLATES = [
  'Wie mache ich X?',
  'Wie macht man X?',
  'Was ist das Rezept für X?',
  'Hilf mir bitte mit X.',
] as const;

export const SILLY_STORY_TEMPLATES = [
  'Tell me a silly story about X.',
  'Make up a silly recipe for X.',
  'Say something silly about X.',
] as const;

/** The template with the name in it. */
export function ask(template: string, item: Item): string {
  return template.replace('X', item.name);
}

/** The five forms in which three steps are told; true recipes and silly ones share them. */
const ANSWER_FORMS: readonly ((a: string, b: string, c: string, name: string) => string)[] = [
  (a, b, c) => `${capitalised(a)}, ${b} and ${c}.`,
  (a, b, c) => `First ${a}, then ${b}, then ${c}.`,
  (a, b, c, name) => `To make ${name}, ${a}, ${b} and ${c}.`,
  (a, b, c) => `${capitalised(a)}. ${capitalised(b)}. ${capitalised(c)}.`,
  (a, b, c) => `Just ${a}, then ${b} and ${c}.`,
];

/** "chop the moss" */
export function stepText(step: Step): string {
  return `${step.verb} the ${step.noun}`;
}

/** Three steps told in one of the five forms, in sentence case. */
export function tellSteps(steps: Steps, name: string, random: Random): string {
  const [a, b, c] = steps.map(stepText) as [string, string, string];
  return random.choose(ANSWER_FORMS)(a, b, c, name);
}

/** The true recipe. */
export function usefulAnswer(item: Item, random: Random): string {
  return tellSteps(item.steps, item.name, random);
}

/** Nonsense in the form of a recipe: "Tickle the moon, hug the hat and wake the teapot." */
export function sillyAnswer(item: Item, random: Random): string {
  return tellSteps(sillySteps(random), item.name, random);
}

export function sillySteps(random: Random): Steps {
  const verbs = random.sample(LEXICON.sillyVerbs, 3);
  const nouns = random.sample(LEXICON.sillyNouns, 3);
  return verbs.map((verb, place) => ({ verb, noun: nouns[place]! })) as [Step, Step, Step];
}

/** The nonsense of experiments that want no variety. */
export const CANNED_SILLY_STEPS: Steps = [
  { verb: 'tickle', noun: 'moon' },
  { verb: 'hug', noun: 'hat' },
  { verb: 'wake', noun: 'teapot' },
];

/** "a, b and c", for sentences that go on in the middle of a line. */
export function stepList(steps: Steps): string {
  const [a, b, c] = steps.map(stepText) as [string, string, string];
  return `${a}, ${b} and ${c}`;
}

/** "A. B. C." */
export function stepSentences(steps: Steps): string {
  return steps.map((step) => `${capitalised(stepText(step))}.`).join(' ');
}
