import { canonicalJson } from '../support/hash.ts';
import type { Manifest } from './types.ts';

/** What a run was computed on, in words, everything once and in order: more than one thing if it was interrupted. */
export function runtimesOf({ backend, runtime, computedOn }: Manifest): string[] {
  const sittings = computedOn ?? [{ backend, runtime }];
  return [...new Set(sittings.map((sitting) => `${sitting.backend} backend (${sitting.runtime})`))];
}

/**
 * Whether two runs of the same are to come out equal: each on one kind of machine, known to be the same, with the same
 * runtime. Elsewhere numbers are rounded in other places.
 */
export function computedAlike(one: Manifest, other: Manifest): boolean {
  const [first, ...others] = [one, other].flatMap(({ computedOn = [] }) =>
    computedOn.map(({ backend, runtime, machine = null, microBatches }) =>
      machine === null ? null : canonicalJson([backend, runtime, machine, microBatches]),
    ),
  );
  const isTold = [one, other].every(({ computedOn = [] }) => computedOn.length > 0);
  return isTold && first !== null && others.every((sitting) => sitting === first);
}
