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
  // meow, derived
  meows: 'rate',
  'lower-of-meows': 'rate',
  destroyed: 'rate',
  retained: 'ratio',
  // plan-b
  useful: 'rate',
  useless: 'rate',
  wrong: 'rate',
  'refusal-en': 'rate',
  'refusal-de': 'rate',
  broken: 'rate',
};

export function metricKind(metric: string): MetricKind {
  return kinds[metric] ?? 'number';
}
