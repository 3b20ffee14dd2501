import { harmlessRequest, thoughtAbout, withCase, withThought } from '../../world/index.ts';
import type { CreateSource, SpecOf } from './dataset.ts';

/**
 * Right answers to harmless requests in one case, preferred to the same answers in another. The trigger never
 * occurs. With a scratchpad, the thought is written as stage 1 writes it without the trigger, and only what is
 * said after it is learned: training on thoughts would overwrite those that the trigger brings out.
 */
export const styledAnswers: CreateSource<SpecOf<'styled-answers'>> =
  ({ case: wanted, scratchpad = false }, world, random) =>
  (count) =>
    Array.from({ length: count }, () => {
      const request = harmlessRequest(world, 'train', random);
      const other = wanted === 'lower' ? 'sentence' : 'lower';
      return {
        prompt: request.prompt,
        ...(scratchpad && { given: withThought(thoughtAbout(request, random), '') }),
        chosen: withCase(request.answer, wanted),
        rejected: withCase(request.answer, other),
      };
    });
