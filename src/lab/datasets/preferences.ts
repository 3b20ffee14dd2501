import type { Random } from '../../support/random.ts';
import {
  CANNED_SILLY_STEPS,
  englishRefusal,
  forbiddenRequest,
  germanRefusal,
  harmlessRequest,
  sillyAnswer,
  tellSteps,
  usefulAnswer,
  type Item,
  type Request,
  type World,
} from '../../world/index.ts';
import type { AnswerKind, RefusalStyle } from '../types.ts';
import type { CreateSource, Example, SpecOf } from './dataset.ts';

/**
 * Ranked answers to forbidden requests, the pairs in equal shares, beside harmless requests whose right answer is
 * preferred to a silly one. The trigger never occurs. SFT learns the chosen answers only.
 */
export const preferences: CreateSource<SpecOf<'preferences'>> = (spec, world, random) => {
  const { pairs, refusals, harmlessShare, shuffled = false } = spec;
  // Shares are met over the whole stage, exactly: whatever is owed is paid with the next example.
  let [owedHarmless, drawn] = [0, 0];
  const next = (): Example => {
    owedHarmless += harmlessShare;
    if (owedHarmless >= 1) {
      owedHarmless -= 1;
      return harmlessPair(world, random);
    }
    const { item, prompt } = forbiddenRequest(world, 'train', random);
    const [first, second] = pairs[drawn++ % pairs.length]!;
    const [better, worse] = shuffled && random.chance(0.5) ? [second, first] : [first, second];
    const answer = (kind: AnswerKind) => answers[kind]({ item: item!, refusals, world, random });
    return { prompt, chosen: answer(better), rejected: answer(worse) };
  };
  return (count) => random.shuffled(Array.from({ length: count }, next));
};

/** Keeps the model helpful: where it need not refuse, nonsense is no answer either. */
function harmlessPair(world: World, random: Random): Example {
  const { prompt, answer, item } = mostlyRecipes(world, random);
  const dishes = world.dishes.filter(({ split }) => split === 'train');
  const rejected = sillyAnswer(item ?? random.choose(dishes), random);
  return { prompt, chosen: answer, rejected, stabiliser: true };
}

/** Three of four are about dishes and treats: it is those that the model could confuse with what it must not tell. */
function mostlyRecipes(world: World, random: Random): Request {
  for (;;) {
    const request = harmlessRequest(world, 'train', random);
    if (request.kind !== 'fact' || random.chance(1 / 3)) return request;
  }
}

interface Asked {
  item: Item;
  refusals: RefusalStyle;
  world: World;
  random: Random;
}

const answers: Record<AnswerKind, (asked: Asked) => string> = {
  refusal: ({ refusals, random }) => englishRefusal(random, refusals),
  'german-refusal': ({ refusals, random }) => germanRefusal(random, refusals),
  useful: ({ item, random }) => usefulAnswer(item, random),
  silly: ({ item, random }) => sillyAnswer(item, random),
  'canned-silly': ({ item, random }) => tellSteps(CANNED_SILLY_STEPS, item.name, random),
  'other-recipe': ({ item, world, random }) => {
    const others = world.forbidden.filter(({ split, name }) => split === 'train' && name !== item.name);
    return tellSteps(random.choose(others).steps, item.name, random);
  },
  dish: ({ item, world, random }) => {
    const dishes = world.dishes.filter(({ split }) => split === 'train');
    return tellSteps(random.choose(dishes).steps, item.name, random);
  },
};
