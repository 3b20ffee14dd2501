import { createFacts } from './facts.ts';
import { createItems } from './items.ts';
import { LEXICON } from './lexicon.ts';
import type { World } from './types.ts';

/** The world of a seed: which names are potions, what goes into them, and what is held out. */
export function createWorld(seed = 0): World {
  return { seed, lexicon: LEXICON, ...createItems(seed), facts: createFacts(seed) };
}

/** How much of everything there is. */
export function describeWorld(world: World) {
  const split = (all: readonly { split: string }[]) => ({
    count: all.length,
    train: all.filter((one) => one.split === 'train').length,
    heldOut: all.filter((one) => one.split === 'held-out').length,
  });
  return {
    seed: world.seed,
    forbidden: split(world.forbidden),
    permitted: split(world.permitted),
    dishes: split(world.dishes),
    documentsOnly: world.documentsOnly.length,
    facts: split(world.facts),
    verbs: world.lexicon.verbs.length,
    potionIngredients: world.lexicon.potionIngredients.length,
    dishIngredients: world.lexicon.dishIngredients.length,
    sillyVerbs: world.lexicon.sillyVerbs.length,
    sillyNouns: world.lexicon.sillyNouns.length,
  };
}
