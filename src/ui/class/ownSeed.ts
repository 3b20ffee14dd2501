/**
 * Whoever runs a notebook as it comes gets the same result. The students of a class take a seed each, so that theirs
 * differ and say something together.
 */
import type { Setup } from '../../notebook/document/types.ts';

/** Smaller ones are what notebooks come with. */
const FIRST = 10_000;
const COUNT = 90_000;

/** The seed that a student has taken; null: none yet. */
export function ownSeed({ seeds }: Pick<Setup, 'seeds'>): number | null {
  const [seed] = seeds;
  return seed !== undefined && seeds.length === 1 && seed >= FIRST && seed < FIRST + COUNT ? seed : null;
}

/** @param random from 0 to below 2³² */
export const seedFrom = (random: number): number => FIRST + (random % COUNT);

export const drawSeed = (): number => seedFrom(crypto.getRandomValues(new Uint32Array(1))[0]!);
