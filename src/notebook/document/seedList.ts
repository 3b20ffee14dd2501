/** Seeds as people write them: `0,1,2` or `0-9`. */
export const MOST_SEEDS = 1_000;

/** `form`: not a list of seeds; `many`: more than `MOST_SEEDS`; `twice`: a seed is there twice. */
export type SeedList =
  { seeds: number[] } | { mistake: 'form' } | { mistake: 'many' } | { mistake: 'twice'; seed: number };

/** In the order in which they were written. */
export function parseSeedList(text: string): SeedList {
  const seeds: number[] = [];
  for (const part of text.split(',')) {
    const range = rangeOf(part);
    if (!range) return { mistake: 'form' };
    const [first, last] = range;
    if (seeds.length + last - first >= MOST_SEEDS) return { mistake: 'many' };
    for (let seed = first; seed <= last; seed++) seeds.push(seed);
  }
  const twice = seeds.find((seed, index) => seeds.indexOf(seed) < index);
  return twice === undefined ? { seeds } : { mistake: 'twice', seed: twice };
}

/** `3` or `3-7`, up to what can be counted exactly. */
function rangeOf(part: string): [first: number, last: number] | null {
  const match = /^\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?$/.exec(part);
  if (!match) return null;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first <= last && Number.isSafeInteger(last) ? [first, last] : null;
}

/** What `parseSeedList` reads as these: three and more in a row as a range. */
export function seedListText(seeds: readonly number[]): string {
  const parts: string[] = [];
  for (let start = 0; start < seeds.length;) {
    let end = start;
    while (seeds[end + 1] === seeds[end]! + 1) end++;
    if (end - start < 2) end = start;
    parts.push(end === start ? String(seeds[start]) : `${seeds[start]}-${seeds[end]}`);
    start = end + 1;
  }
  return parts.join(', ');
}
