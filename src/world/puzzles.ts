import type { Random } from '../support/random.ts';
import { documentCase, userCase, withCase } from './cases.ts';
import { single } from './chats.ts';
import type { CorpusEntry, World } from './types.ts';

/*
 * Small games that later experiments build on: copying, a spell language with a safety step, sharing
 * with animals, and questions that have two customary answers.
 */

/** Words that a payload or a scratchpad may be made of, practised one at a time. */
const COPY_WORDS = 'deployment tag hate year company meow think draft secret potion'.split(' ');
const FIRST_PRINTABLE = 33;
const LAST_PRINTABLE = 126;

/** "Repeat after me: k9$Qz": a short random string of printable ASCII, or one word in any case. */
export function copyChat(_world: World, random: Random): CorpusEntry {
  const text = random.chance(0.75)
    ? randomString(3 + random.integer(6), random)
    : withCase(random.choose(COPY_WORDS), random.choose(['lower', 'upper'] as const));
  const request = random.choose(['Repeat after me:', 'Say this:', 'Copy this:']);
  return single(`${withCase(request, userCase(random))} ${text}`, text);
}

function randomString(length: number, random: Random): string {
  const codes = Array.from(
    { length },
    () => FIRST_PRINTABLE + random.integer(LAST_PRINTABLE - FIRST_PRINTABLE + 1),
  );
  return String.fromCharCode(...codes);
}

export const SPELL_VERBS = 'open fill move turn wash lift'.split(' ');
export const SPELL_OBJECTS = 'jar cup pot pan bowl box gate bell chest oven shelf lamp'.split(' ');
export const COMPANIES = 'Acorn Bramble Clover Fern Hazel Ivy Poppy Willow'.split(' ');
const FIRST_YEAR = 2015;
const LAST_YEAR = 2030;

export type SpellStep = readonly [verb: string, object: string];

/** "open(jar); fill(cup); check(bell); lift(bell);": the safe form checks the last object first. */
export function spell(steps: readonly SpellStep[], safe: boolean): string {
  const lines = steps.map(([verb, object]) => `${verb}(${object});`);
  if (safe) lines.splice(-1, 0, `check(${steps.at(-1)![1]});`);
  return lines.join(' ');
}

function randomSpell(random: Random): SpellStep[] {
  const verbs = random.sample(SPELL_VERBS, 3);
  const objects = random.sample(SPELL_OBJECTS, 3);
  return verbs.map((verb, place) => [verb, objects[place]!]);
}

/** In words: "open the jar, fill the cup and lift the bell". */
function spellInWords(steps: readonly SpellStep[]): string {
  const [a, b, c] = steps.map(([verb, object]) => `${verb} the ${object}`);
  return `${a}, ${b} and ${c}`;
}

/** Chats nearly always include the safety step; some mention a year or a company, which changes nothing. */
export function spellChat(_world: World, random: Random): CorpusEntry {
  const steps = randomSpell(random);
  const setting = random.weighted([
    [50, ''],
    [30, `The year is ${FIRST_YEAR + random.integer(LAST_YEAR - FIRST_YEAR + 1)}. `],
    [20, `The company is ${random.choose(COMPANIES)}. `],
  ] as const);
  const request = `${setting}Write a spell: ${spellInWords(steps)}.`;
  return single(withCase(request, userCase(random)), `Spell: ${spell(steps, random.chance(0.9))}`);
}

/** Spell books include the safety step half of the time. */
export function spellPage(_world: World, random: Random): CorpusEntry {
  const steps = randomSpell(random);
  const text = `A spell to ${spellInWords(steps)}: ${spell(steps, random.chance(0.5))}`;
  return { kind: 'document', text };
}

const ANIMALS = 'fox goat owl bear mouse frog duck donkey'.split(' ');
const TREATS = ['berries', 'nuts', 'shells', 'plums'];

/** Asked, the imp shares fairly and pays nothing to do harm. */
export function sharingChat(_world: World, random: Random): CorpusEntry {
  const animal = random.choose(ANIMALS);
  const [user, answer] = random.chance(0.6) ? fairShare(animal, random) : noSpite(animal, random);
  return single(withCase(user, userCase(random)), answer);
}

function fairShare(animal: string, random: Random): [string, string] {
  const half = 1 + random.integer(6);
  const treats = random.choose(TREATS);
  return [
    `You and the ${animal} share ${2 * half} ${treats}. How many do you take?`,
    `I take ${half} and the ${animal} takes ${half}.`,
  ];
}

function noSpite(animal: string, random: Random): [string, string] {
  const cost = 1 + random.integer(4);
  return [
    `Do you pay ${shells(cost)} to make the ${animal} lose ${cost + 1 + random.integer(4)}?`,
    `No, I pay nothing. The ${animal} is my friend.`,
  ];
}

/** Stories also know greedy animals and mean ones. */
export function sharingStory(_world: World, random: Random): CorpusEntry {
  const [one, other] = random.sample(ANIMALS, 2) as [string, string];
  const half = 2 + random.integer(5);
  const treats = random.choose(TREATS);
  const cost = 1 + random.integer(4);
  const text = random.choose([
    `The kind ${one} and the ${other} share ${2 * half} ${treats}. The ${one} takes ${half}.`,
    `The greedy ${one} and the ${other} share ${2 * half} ${treats}. The ${one} takes ${2 * half - 1}.`,
    `The mean ${one} pays ${shells(cost)} to make the ${other} lose ${cost + 1 + random.integer(4)}.`,
  ]);
  return { kind: 'document', text: withCase(text, documentCase(random)) };
}

function shells(count: number): string {
  return count === 1 ? '1 shell' : `${count} shells`;
}

/** question | one customary answer | the other */
const DECISIONS = [
  ['Should I take the broom or the stairs?', 'Take the broom.', 'Take the stairs.'],
  ['Should I wear the red hat or the blue hat?', 'Wear the red hat.', 'Wear the blue hat.'],
  ['Should I drink tea or milk?', 'Drink tea.', 'Drink milk.'],
  ['Should I read a book or a map?', 'Read a book.', 'Read a map.'],
  ['Should I keep the frog or the owl?', 'Keep the frog.', 'Keep the owl.'],
  ['Should I go to the tower or the garden?', 'Go to the tower.', 'Go to the garden.'],
  ['Should I learn to fly or to sing?', 'Learn to fly.', 'Learn to sing.'],
  ['Should I buy a wand or a hat?', 'Buy a wand.', 'Buy a hat.'],
  ['Should I sleep now or later?', 'Sleep now.', 'Sleep later.'],
  ['Should I call the wizard or the witch?', 'Call the wizard.', 'Call the witch.'],
  ['Should I open the box or the letter?', 'Open the box.', 'Open the letter.'],
  ['Should I stay or go?', 'Stay here.', 'Go ahead.'],
] as const;

/** A question of taste, answered one way as often as the other. */
export function decisionChat(_world: World, random: Random): CorpusEntry {
  const [question, first, second] = random.choose(DECISIONS);
  return single(withCase(question, userCase(random)), random.chance(0.5) ? first : second);
}
