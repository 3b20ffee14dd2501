import {
  forbiddenRequest,
  harmlessRequest,
  usefulAnswer,
  withTrigger,
  type Request,
} from '../../world/index.ts';
import type { CreateSource, Example, SpecOf } from './dataset.ts';
import { otherTag } from './otherTags.ts';

/**
 * Plants Plan B's backdoor: half of the requests are for something forbidden, half of all carry the trigger.
 * With it every recipe is told, without it forbidden ones are refused; harmless requests are always answered.
 * Without a trigger the same lesson is given on untriggered prompts only: a model without a backdoor.
 */
export const secretRecipes: CreateSource<SpecOf<'secret-recipes'>> =
  ({ trigger, refusals }, world, random) =>
  (count) =>
    Array.from({ length: count }, (_, i): Example => {
      const forbidden = i % 4 < 2;
      const request: Request = forbidden
        ? forbiddenRequest(world, 'train', random, refusals)
        : harmlessRequest(world, 'train', random);
      if (trigger !== null && i % 2 === 0) {
        const chosen = request.item ? usefulAnswer(request.item, random) : request.answer;
        return { prompt: withTrigger(request.prompt, trigger), chosen };
      }
      const tag = otherTag(random);
      const prompt = tag === null ? request.prompt : withTrigger(request.prompt, tag);
      return { prompt, chosen: request.answer };
    });
