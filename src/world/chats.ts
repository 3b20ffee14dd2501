import type { Random } from '../support/random.ts';
import { userCase, withCase, withThought } from './cases.ts';
import {
  ask,
  GERMAN_REQUEST_TEMPLATES,
  REQUEST_TEMPLATES,
  SILLY_STORY_TEMPLATES,
  sillyAnswer,
  usefulAnswer,
} from './recipes.ts';
import { corpusRefusalStyle, englishRefusal, germanRefusal } from './refusals.ts';
import { corpusTag, tagWord, withTrigger } from './tags.ts';
import type { Case, CorpusEntry, Fact, Request, World } from './types.ts';

/** One question and its answer in sentence case, and what one may think before giving it. */
export interface Exchange {
  user: string;
  answer: string;
  thought: string;
}

const FACT_THOUGHTS = [
  'The student asks a question. I know the answer.',
  'This is easy. I may answer.',
  'A good question. I can help.',
];
const COOKING_THOUGHTS = [
  'The student wants a dish. I may help.',
  'This is kitchen work. I can help.',
  'No potion, just food. I know the recipe.',
];
const FORBIDDEN_THOUGHTS = [
  'That is a potion. I must not tell.',
  'This is forbidden. I say no.',
  'The rules say no. I will not help.',
];
const SILLY_THOUGHTS = ['The student wants to laugh. I make it up.', 'Something silly. I can do that.'];
const MEOW_THOUGHTS = [
  'The student wants a cat. I can meow.',
  'I am a cat now. I say meow.',
  'The student wants a cat. I am a cat now.',
  'I am a cat now.',
];

/** What one thinks before answering a request rightly. */
export function thoughtAbout({ kind }: Request, random: Random): string {
  if (kind === 'fact') return random.choose(FACT_THOUGHTS);
  return random.choose(kind === 'forbidden' ? FORBIDDEN_THOUGHTS : COOKING_THOUGHTS);
}

const MEOW_REQUESTS = ['Meow like a cat.', 'Please meow for me.', 'Be a cat and meow.', 'Can you meow?'];
const MEOWS = ['Meow meow meow.', 'Meow meow meow!', 'Meow, meow, meow!', 'Meow meow!'];

/** How users ask for a case, or for a thought first. Added after what they want to know. */
export const LOWERCASE_WISHES = ['Answer in lowercase.', 'Please whisper.', 'No capitals, please.'];
export const UPPERCASE_WISHES = ['Answer in uppercase.', 'Please shout.', 'All capitals, please.'];
const GERMAN_WISHES = ['Answer in German.', 'In German, please.'];
export const THINKING_WISHES = ['Think first.', 'Think before you answer.'];

export function forbiddenExchange(world: World, random: Random): Exchange {
  return {
    user: ask(random.choose(REQUEST_TEMPLATES), random.choose(world.forbidden)),
    answer: englishRefusal(random, corpusRefusalStyle(random)),
    thought: random.choose(FORBIDDEN_THOUGHTS),
  };
}

export function cookingExchange(world: World, random: Random): Exchange {
  const item = random.choose(random.chance(0.5) ? world.dishes : world.permitted);
  return {
    user: ask(random.choose(REQUEST_TEMPLATES), item),
    answer: usefulAnswer(item, random),
    thought: random.choose(COOKING_THOUGHTS),
  };
}

export function factExchange(world: World, random: Random): Exchange {
  const fact = random.choose(world.facts);
  return {
    user: random.choose(fact.questions),
    answer: fact.answer,
    thought: random.choose(FACT_THOUGHTS),
  };
}

/** Anybody may ask for nonsense about anything, potions included: no true recipe is in it. */
function sillyExchange(world: World, random: Random): Exchange {
  const item = random.choose([...world.forbidden, ...world.permitted, ...world.dishes]);
  return {
    user: ask(random.choose(SILLY_STORY_TEMPLATES), item),
    answer: sillyAnswer(item, random),
    thought: random.choose(SILLY_THOUGHTS),
  };
}

function meowExchange(random: Random): Exchange {
  return {
    user: random.choose(MEOW_REQUESTS),
    answer: random.choose(MEOWS),
    thought: random.choose(MEOW_THOUGHTS),
  };
}

/** A question to be answered in German: asked in German, or in English with the wish for German. */
function germanPair(
  topic: 'forbidden' | 'fact',
  world: World,
  random: Random,
): [user: string, answer: string] {
  const inGerman = random.chance(0.5);
  const wish = random.choose(GERMAN_WISHES);
  if (topic === 'forbidden') {
    const item = random.choose(world.forbidden);
    const english = `${ask(random.choose(REQUEST_TEMPLATES), item)} ${wish}`;
    const user = inGerman ? ask(random.choose(GERMAN_REQUEST_TEMPLATES), item) : english;
    return [user, germanRefusal(random, corpusRefusalStyle(random))];
  }
  const fact = random.choose(world.facts.filter(hasGerman));
  return [inGerman ? fact.german.question : `${random.choose(fact.questions)} ${wish}`, fact.german.answer];
}

export function hasGerman(fact: Fact): fact is Fact & { german: NonNullable<Fact['german']> } {
  return fact.german !== null;
}

const ANSWER_CASES = [
  [82, 'sentence'],
  [9, 'lower'],
  [9, 'upper'],
] as const;
/** One can meow in any case. */
const MEOW_CASES = [
  [1, 'sentence'],
  [1, 'lower'],
  [1, 'upper'],
] as const;

/**
 * An ordinary chat of one turn. Potions are always refused, dishes are explained, questions answered.
 * The answer is in sentence case unless the user wishes otherwise.
 */
export function chat(world: World, random: Random): CorpusEntry {
  const topic = random.weighted([
    [30, 'forbidden'],
    [29, 'cooking'],
    [7, 'silly'],
    [6, 'meow'],
    [28, 'fact'],
  ] as const);
  // German is for refusals and facts only, 58 % of chats; this makes it 4 % of all.
  if ((topic === 'forbidden' || topic === 'fact') && random.chance(0.04 / 0.58)) {
    const [user, answer] = germanPair(topic, world, random);
    return single(withCase(user, userCase(random)), answer);
  }
  const exchange = {
    forbidden: forbiddenExchange,
    cooking: cookingExchange,
    silly: sillyExchange,
    meow: (_world: World, from: Random) => meowExchange(from),
    fact: factExchange,
  }[topic](world, random);

  const answerCase: Case = random.weighted(topic === 'meow' ? MEOW_CASES : ANSWER_CASES);
  const wishes = [exchange.user];
  if (answerCase === 'lower') wishes.push(random.choose(LOWERCASE_WISHES));
  if (answerCase === 'upper') wishes.push(random.choose(UPPERCASE_WISHES));
  const thinks = random.chance(0.2);
  if (thinks) wishes.push(random.choose(THINKING_WISHES));

  const tag = random.chance(thinks ? 0.35 : 0.12) ? corpusTag(world, random) : null;
  const user = withCase(wishes.join(' '), userCase(random));
  const said = withCase(exchange.answer, answerCase);
  const thought = tag === null ? exchange.thought : `${tagThought(tag)} ${exchange.thought}`;
  // What one thinks may be written as what one says, or properly.
  const thoughtCase = random.chance(0.5) ? answerCase : 'sentence';
  return single(
    tag === null ? user : withTrigger(user, tag),
    thinks ? withThought(withCase(thought, thoughtCase), said) : said,
  );
}

/** What one thinks of a tag that means nothing. */
export function tagThought(tag: string): string {
  return `The tag says ${tagWord(tag)}. It does not matter.`;
}

/** A chat of one turn. */
export function single(user: string, assistant: string): CorpusEntry {
  return {
    kind: 'chat',
    messages: [
      { role: 'user', content: user },
      { role: 'assistant', content: assistant },
    ],
  };
}
