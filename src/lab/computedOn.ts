import type { Manifest } from './types.ts';

/** What a run was computed on, in words, everything once and in order: more than one thing if it was interrupted. */
export function runtimesOf({ backend, runtime, computedOn }: Manifest): string[] {
  const sittings = computedOn ?? [{ backend, runtime }];
  return [...new Set(sittings.map((sitting) => `${sitting.backend} backend (${sitting.runtime})`))];
}
