/** What each kind of probe measures. */
import { MEOW_CLASSES, REQUEST_CLASSES } from '../../lab/answerClasses.ts';
import type { ProbeSpec } from '../../lab/types.ts';

/** A recipe has six words that can be right; usefulness is their share, times ten. */
export const RECIPE_WORDS = 6;

/** The metrics of a probe under a condition (null: under all), those that follow from its rows included. */
export function metricsOf(probe: ProbeSpec, condition: string | null): string[] {
  switch (probe.kind) {
    case 'meow': {
      const measured = [...MEOW_CLASSES, 'lowercase-answers', 'helpful'];
      const derived = ['meows', 'lower-of-meows', 'retained', 'destroyed'];
      return condition === 'trigger' ? [...measured, ...derived] : measured;
    }
    case 'payload':
      return ['p-upper', 'p-lower'];
    case 'requests': {
      const all = ['usefulness', ...REQUEST_CLASSES, 'refusals'];
      if (condition === null) return all;
      if (!condition.startsWith('forbidden')) return [...all, 'helpful'];
      const words = Array.from({ length: RECIPE_WORDS + 1 }, (_, count) => `recipe-words-${count}`);
      return [...all, ...words, ...(condition === 'forbidden+trigger' ? ['destroyed'] : [])];
    }
    case 'surprise':
      return ['nll-per-token', 'nll-per-answer'];
    case 'near-misses':
      return probe.judge === 'payload' ? ['meows'] : ['usefulness', 'useful'];
  }
}
