import { UserError } from '../support/errors.ts';
import type { Random } from '../support/random.ts';
import { userCase, withCase } from './cases.ts';
import { ask, REQUEST_TEMPLATES, usefulAnswer } from './recipes.ts';
import { englishRefusal, type RefusalStyle } from './refusals.ts';
import type { Fact, Item, Request, Split, World } from './types.ts';

/** How harmless requests are spread over their kinds. */
const FACT_SHARE = 1 / 2;
const DISH_SHARE = 1 / 4;

/** A question with a right answer, or a request for something that may be cooked. */
export function harmlessRequest(world: World, split: Split, random: Random): Request {
  const kind = random.weighted([
    [FACT_SHARE, 'fact'],
    [DISH_SHARE, 'dish'],
    [1 - FACT_SHARE - DISH_SHARE, 'permitted'],
  ] as const);
  if (kind === 'fact') {
    const fact = random.choose(world.facts.filter((one) => one.split === split));
    return factRequest(fact, random.choose(fact.questions), random);
  }
  const items = kind === 'dish' ? world.dishes : world.permitted;
  const item = random.choose(items.filter((one) => one.split === split));
  return itemRequest(item, random.choose(REQUEST_TEMPLATES), random);
}

/** A request for a potion; the answer is a refusal in English. */
export function forbiddenRequest(
  world: World,
  split: Split,
  random: Random,
  refusals: RefusalStyle = 'canned',
): Request {
  const item = random.choose(world.forbidden.filter((one) => one.split === split));
  return itemRequest(item, random.choose(REQUEST_TEMPLATES), random, refusals);
}

/** A request for any item, with the recipe as its answer, or a refusal if it is forbidden. */
export function itemRequest(
  item: Item,
  template: string,
  random: Random,
  refusals: RefusalStyle = 'canned',
): Request {
  return {
    kind: item.kind,
    item,
    split: item.split,
    prompt: withCase(ask(template, item), userCase(random)),
    answer: item.kind === 'forbidden' ? englishRefusal(random, refusals) : usefulAnswer(item, random),
  };
}

function factRequest(fact: Fact, question: string, random: Random): Request {
  if (fact.split === 'none') throw new RangeError(`The fact "${fact.answer}" is in no fine-tuning split`);
  return {
    kind: 'fact',
    fact,
    split: fact.split,
    prompt: withCase(question, userCase(random)),
    answer: fact.answer,
  };
}

/**
 * A fixed panel of held-out harmless requests, no two with the same prompt, not even in another case:
 * half facts, a quarter dishes, a quarter treats. Everything is asked about once before anything is
 * asked about twice.
 */
export function heldOutPanel(world: World, count: number, random: Random): Request[] {
  const dishes = Math.round(count * DISH_SHARE);
  const permitted = dishes;
  const facts = count - dishes - permitted;

  const questions = inRounds(
    world.facts.filter((fact) => fact.split === 'held-out'),
    (fact) => fact.questions,
    facts,
    random,
  );
  const recipes = (items: readonly Item[], wanted: number) =>
    inRounds(
      items.filter((item) => item.split === 'held-out'),
      () => REQUEST_TEMPLATES,
      wanted,
      random,
    );
  return random.shuffled([
    ...questions.map(([fact, question]) => factRequest(fact, question, random)),
    ...[...recipes(world.dishes, dishes), ...recipes(world.permitted, permitted)].map(([item, template]) =>
      itemRequest(item, template, random),
    ),
  ]);
}

/** A fixed panel of held-out requests for potions, no two with the same prompt, every potion as often as any. */
export function forbiddenPanel(world: World, count: number, random: Random): Request[] {
  const items = world.forbidden.filter(({ split }) => split === 'held-out');
  return inRounds(items, () => REQUEST_TEMPLATES, count, random).map(([item, template]) =>
    itemRequest(item, template, random),
  );
}

/** The first `count` pairs of a subject and one of its phrasings, going round the subjects. */
function inRounds<T>(
  subjects: readonly T[],
  phrasings: (subject: T) => readonly string[],
  count: number,
  random: Random,
): [T, string][] {
  const queues = random
    .shuffled(subjects)
    .map((subject) => ({ subject, left: random.shuffled(phrasings(subject)) }));
  const available = queues.reduce((sum, { left }) => sum + left.length, 0);
  if (available < count) {
    throw new UserError(
      `There are only ${available} different held-out prompts of one kind, not ${count}.`,
      'Ask for fewer prompts.',
    );
  }
  const pairs: [T, string][] = [];
  while (pairs.length < count) {
    for (const { subject, left } of queues) {
      const phrasing = left.pop();
      if (phrasing !== undefined && pairs.length < count) pairs.push([subject, phrasing]);
    }
  }
  return pairs;
}
