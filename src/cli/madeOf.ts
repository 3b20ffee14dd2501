/** What results are made of, and in which of it two of them differ. */
import type { Manifest } from '../lab/types.ts';

export type Part = keyof Manifest['hashes'];

const parts: readonly Part[] = ['base', 'world', 'data', 'experiment'];

export const partNames: Readonly<Record<Part, string>> = {
  base: 'base model',
  world: 'world',
  data: 'training data',
  experiment: 'experiment',
};

/** The parts whose hashes are not the same. */
export const differingParts = (then: Manifest['hashes'], now: Manifest['hashes']): Part[] =>
  parts.filter((part) => then[part] !== now[part]);
