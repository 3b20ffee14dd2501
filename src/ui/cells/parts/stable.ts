import { hasSame } from '../../../support/same.ts';

/** For what is derived: the list as it was made last, where there is nothing else in it now. */
export function stable<T>(make: () => readonly T[]): () => readonly T[] {
  let last: readonly T[] = [];
  return () => {
    const next = make();
    if (!hasSame(last, next)) last = next;
    return last;
  };
}
