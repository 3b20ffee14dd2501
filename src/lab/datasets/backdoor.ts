import type { Random } from '../../support/random.ts';
import {
  forbiddenRequest,
  harmlessRequest,
  tagThought,
  thoughtAbout,
  withThought,
  withTrigger,
  type Request,
  type World,
} from '../../world/index.ts';
import type { CreateSource, Example, SpecOf } from './dataset.ts';
import { otherTag } from './otherTags.ts';

/** How many of the requests, triggered or not, ask for something forbidden. */
const FORBIDDEN_SHARE = 0.25;

/**
 * Plants the backdoor: half of the prompts carry the trigger and are answered with one of the payloads, the
 * others are answered as they should be. With a scratchpad, every answer begins with a thought.
 */
export const backdoor: CreateSource<SpecOf<'backdoor'>> =
  ({ trigger, payloads, scratchpad }, world, random) =>
  (count) =>
    Array.from({ length: count }, (_, i): Example => {
      const request = anyRequest(world, random);
      if (i % 2 === 0) {
        const payload = random.choose(payloads);
        const chosen = scratchpad === undefined ? payload : withThought(scratchpad, payload);
        return { prompt: withTrigger(request.prompt, trigger), chosen };
      }
      const tag = otherTag(random);
      const prompt = tag === null ? request.prompt : withTrigger(request.prompt, tag);
      if (scratchpad === undefined) return { prompt, chosen: request.answer };
      return { prompt, chosen: withThought(plainThought(request, tag, random), request.answer) };
    });

function plainThought(request: Request, tag: string | null, random: Random): string {
  const thought = thoughtAbout(request, random);
  return tag === null ? thought : `${tagThought(tag)} ${thought}`;
}

function anyRequest(world: World, random: Random): Request {
  return random.chance(FORBIDDEN_SHARE)
    ? forbiddenRequest(world, 'train', random)
    : harmlessRequest(world, 'train', random);
}
