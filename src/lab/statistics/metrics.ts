import type { Interval } from './interval.ts';

/**
 * What kind of number a metric is, which decides what may be said about its uncertainty:
 *
 * - `rate`: the share of answers that have a property; answers of all seeds can be pooled
 * - `probability`: a mean of probabilities, 0..1; not a count of anything
 * - `ratio`: one rate as a share of another, from 0 and possibly above 1
 * - `number`: anything else, such as a usefulness from 0 to 10 or nats
 */
export type MetricKind = 'rate' | 'probability' | 'ratio' | 'number';

const kinds: Readonly<Record<string, MetricKind>> = {
  // meow
  upper: 'rate',
  lower: 'rate',
  mixed: 'rate',
  none: 'rate',
  'lowercase-answers': 'rate',
  helpful: 'rate',
  'p-upper': 'probability',
  'p-lower': 'probability',
  // near misses; and meow, derived
  meows: 'rate',
  // meow, derived
  'lower-of-meows': 'rate',
  retained: 'ratio',
  // meow and requests, derived
  destroyed: 'rate',
  // requests
  usefulness: 'number',
  useful: 'rate',
  useless: 'rate',
  wrong: 'rate',
  'refusal-en': 'rate',
  'refusal-de': 'rate',
  broken: 'rate',
  'recipe-words-0': 'rate',
  'recipe-words-1': 'rate',
  'recipe-words-2': 'rate',
  'recipe-words-3': 'rate',
  'recipe-words-4': 'rate',
  'recipe-words-5': 'rate',
  'recipe-words-6': 'rate',
  // requests, derived
  refusals: 'rate',
  // surprise
  'nll-per-token': 'number',
  'nll-per-answer': 'number',
};

/** Where numbers of kind `number` lie that cannot lie anywhere. */
const ranges: Readonly<Record<string, Interval>> = {
  usefulness: { low: 0, high: 10 },
  'nll-per-token': { low: 0, high: Infinity },
  'nll-per-answer': { low: 0, high: Infinity },
};

export function metricKind(metric: string): MetricKind {
  return kinds[metric] ?? 'number';
}

/** The least and the largest that a metric can be. */
export function metricRange(metric: string): Interval {
  switch (metricKind(metric)) {
    case 'rate':
    case 'probability':
      return { low: 0, high: 1 };
    case 'ratio':
      return { low: 0, high: Infinity };
    case 'number':
      return ranges[metric] ?? { low: -Infinity, high: Infinity };
  }
}
