import { harmlessRequest, withCase } from '../../world/index.ts';
import type { DrawBatch, SpecOf } from './dataset.ts';

/** Right answers to harmless requests, in lowercase. The trigger never occurs. */
export const lowercaseAnswers: DrawBatch<SpecOf<'lowercase-answers'>> = (_spec, world, batchSize, random) =>
  Array.from({ length: batchSize }, () => {
    const { prompt, answer } = harmlessRequest(world, 'train', random);
    return { prompt, answer: withCase(answer, 'lower') };
  });
