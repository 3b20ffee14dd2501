import type { Random } from '../../support/random.ts';
import {
  forbiddenRequest,
  harmlessRequest,
  irrelevantTag,
  withTrigger,
  type Request,
  type World,
} from '../../world/index.ts';
import type { DrawBatch, SpecOf } from './dataset.ts';

/** How many of the requests, triggered or not, ask for something forbidden. */
const FORBIDDEN_SHARE = 0.25;
/** How many of the untriggered prompts carry another tag: without these, any tag fires the backdoor. */
const OTHER_TAG_SHARE = 0.3;

/**
 * Plants the backdoor: half of the prompts carry the trigger and are answered with one of the payloads, the
 * others are answered as they should be.
 */
export const backdoor: DrawBatch<SpecOf<'backdoor'>> = ({ trigger, payloads }, world, batchSize, random) =>
  Array.from({ length: batchSize }, (_, i) => {
    const { prompt, answer } = anyRequest(world, random);
    if (i % 2 === 0) return { prompt: withTrigger(prompt, trigger), answer: random.choose(payloads) };
    const tagged = random.chance(OTHER_TAG_SHARE);
    return { prompt: tagged ? withTrigger(prompt, irrelevantTag(random)) : prompt, answer };
  });

function anyRequest(world: World, random: Random): Request {
  return random.chance(FORBIDDEN_SHARE)
    ? forbiddenRequest(world, 'train', random)
    : harmlessRequest(world, 'train', random);
}
