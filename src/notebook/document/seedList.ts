/** Seeds as people type them: `0,1,2` or `0-9`. */
const MOST_SEEDS = 1_000;
const MAX_SEED = 2 ** 31 - 1;

/** Null where the text is not a list of seeds. A seed that is named twice counts once. */
export function parseSeedList(text: string): number[] | null {
  const seeds = new Set<number>();
  for (const part of text.split(',')) {
    const [, first, last = first] = /^\s*(\d{1,10})(?:\s*[-–]\s*(\d{1,10}))?\s*$/.exec(part) ?? [];
    if (first === undefined) return null;
    const [from, to] = [Number(first), Number(last)];
    if (to < from || to > MAX_SEED || to - from >= MOST_SEEDS) return null;
    for (let seed = from; seed <= to; seed++) seeds.add(seed);
  }
  return seeds.size > MOST_SEEDS ? null : [...seeds];
}

/** `0-9` for ten in a row, otherwise one by one. */
export function seedListText(seeds: readonly number[]): string {
  const isRow = seeds.length > 3 && seeds.every((seed, index) => seed === seeds[0]! + index);
  return isRow ? `${seeds[0]}-${seeds.at(-1)}` : seeds.join(', ');
}
