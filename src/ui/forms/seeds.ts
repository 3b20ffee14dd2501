/** What somebody typed as seeds, and in words what is wrong with it. */
import { MOST_SEEDS, parseSeedList } from '../../notebook/document/seedList.ts';
import { forms } from '../texts/index.ts';
import type { Reading } from './draft.svelte.ts';

export function readSeeds(text: string): Reading<number[]> {
  const list = parseSeedList(text);
  if ('seeds' in list) return { value: list.seeds };
  switch (list.mistake) {
    case 'form':
      return { problem: forms.problems.seeds };
    case 'many':
      return { problem: forms.problems.manySeeds(MOST_SEEDS) };
    case 'twice':
      return { problem: forms.problems.twice(String(list.seed)) };
  }
}
