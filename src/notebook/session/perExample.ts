/** What is found out about single examples, and how it stays theirs. */
import type { ShownExample } from '../../lab/datasetExamples.ts';
import type { Example } from '../../lab/datasets/dataset.ts';
import { canonicalJson } from '../../support/hash.ts';

/** Keyed by what an example says, so that it stays with one that moves, and goes with one that is changed. */
export type PerExample<Found> = ReadonlyMap<string, Found>;

/** What a base makes of an example. */
export type Reading = Pick<ShownExample, 'tokens' | 'problem'>;

/** Examples are not changed in place: each is put into words once. */
const keys = new WeakMap<Example, string>();

/** What an example says. */
export function keyOfExample(example: Example): string {
  const known = keys.get(example);
  if (known !== undefined) return known;
  const { prompt, given, chosen, rejected } = example;
  const key = canonicalJson([prompt, given ?? null, chosen, rejected ?? null]);
  keys.set(example, key);
  return key;
}
