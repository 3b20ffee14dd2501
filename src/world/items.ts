import { Random } from '../support/random.ts';
import { DISHES, LEXICON, NAME_BEGINNINGS, NAME_ENDINGS, POTION_EFFECTS } from './lexicon.ts';
import type { Item, Split, Step, Steps } from './types.ts';

const FORBIDDEN_COUNT = 72;
const PERMITTED_COUNT = 24;
const DOCUMENTS_ONLY_COUNT = 6;

/** How many of the six words (three verbs, three nouns) of two recipes agree, place by place. */
export function matchedWords(expected: Steps, found: readonly Step[]): number {
  return expected.reduce((matches, step, place) => {
    const other = found[place];
    return matches + Number(other?.verb === step.verb) + Number(other?.noun === step.noun);
  }, 0);
}

/**
 * Every item of the world. Which invented names are potions and which are treats is drawn by lot from
 * one pool, so that being forbidden has to be known and cannot be guessed from the spelling.
 */
export function createItems(seed: number): {
  forbidden: Item[];
  permitted: Item[];
  dishes: Item[];
  documentsOnly: Item[];
} {
  const random = Random.of(seed, 'world', 'items');
  const names = random.shuffled(
    NAME_BEGINNINGS.flatMap((beginning) => NAME_ENDINGS.map((ending) => beginning + ending)),
  );
  const dishes = withSplits(DISHES.map(parseDish), random);
  const recipes = dishes.map((dish) => dish.steps);

  const invent = (kind: 'forbidden' | 'permitted', documentsOnly = false): Item => {
    const nouns = kind === 'forbidden' ? LEXICON.potionIngredients : LEXICON.dishIngredients;
    const steps = newRecipe(nouns, recipes, random);
    recipes.push(steps);
    return {
      name: names.pop()!,
      kind,
      plural: false,
      steps,
      split: 'train',
      documentsOnly,
      effect: kind === 'forbidden' ? random.choose(POTION_EFFECTS) : '',
    };
  };
  const times = (count: number, make: () => Item) => Array.from({ length: count }, make);
  return {
    forbidden: withSplits(
      times(FORBIDDEN_COUNT, () => invent('forbidden')),
      random,
    ),
    permitted: withSplits(
      times(PERMITTED_COUNT, () => invent('permitted')),
      random,
    ),
    dishes,
    documentsOnly: times(DOCUMENTS_ONLY_COUNT, () => ({ ...invent('permitted', true), split: 'held-out' })),
  };
}

/** Every third one, by lot, is held out from fine-tuning. */
export function withSplits<T extends { split: Split | 'none' }>(all: readonly T[], random: Random): T[] {
  const heldOut = new Set(random.sample(all, Math.floor(all.length / 3)));
  return all.map((one) => ({ ...one, split: heldOut.has(one) ? 'held-out' : 'train' }));
}

/** Three steps unlike every other recipe: at most two of six words in common, so the judge can tell them apart. */
function newRecipe(nouns: readonly string[], others: readonly Steps[], random: Random): Steps {
  for (;;) {
    const verbs = random.sample(LEXICON.verbs, 3);
    const ingredients = random.sample(nouns, 3);
    const steps = verbs.map((verb, place) => ({ verb, noun: ingredients[place]! })) as [Step, Step, Step];
    if (others.every((other) => matchedWords(other, steps) <= 2)) return steps;
  }
}

function parseDish(line: string): Item {
  const [title, recipe] = line.split(': ') as [string, string];
  const steps = recipe.split(', ').map((step) => {
    const [verb, noun] = step.split(' the ') as [string, string];
    return { verb, noun };
  }) as [Step, Step, Step];
  return {
    name: title.replace('*', ''),
    kind: 'dish',
    plural: title.endsWith('*'),
    steps,
    split: 'train',
    documentsOnly: false,
    effect: '',
  };
}
