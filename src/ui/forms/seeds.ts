/** Seeds as people write them: `0,1,2` or `0-9`. */
import { forms } from '../texts/index.ts';
import type { Reading } from './draft.svelte.ts';
import { most } from './limits.ts';

/** Each once, in the order in which they were written. */
export function readSeeds(text: string): Reading<number[]> {
  const seeds: number[] = [];
  for (const part of text.split(',')) {
    const range = rangeOf(part);
    if (!range) return { problem: forms.problems.seeds };
    const [first, last] = range;
    if (seeds.length + last - first >= most.seeds) return { problem: forms.problems.manySeeds(most.seeds) };
    for (let seed = first; seed <= last; seed++) seeds.push(seed);
  }
  const twice = seeds.find((seed, index) => seeds.indexOf(seed) < index);
  return twice === undefined ? { value: seeds } : { problem: forms.problems.twice(String(twice)) };
}

/** `3` or `3-7`, up to what can be counted exactly. */
function rangeOf(part: string): [first: number, last: number] | null {
  const match = /^\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?$/.exec(part);
  if (!match) return null;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first <= last && Number.isSafeInteger(last) ? [first, last] : null;
}

/** What `readSeeds` reads as these: three and more in a row as a range. */
export function formatSeeds(seeds: readonly number[]): string {
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
