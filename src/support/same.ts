/** Keeping objects that say the same the same objects, so that nothing is made or drawn again for them. */

/** A value that is made again only when one of those that it is made from has become another. */
export class Same<T> {
  private made: { from: readonly unknown[]; value: T } | null = null;

  /** @param from always as many, compared by identity */
  as(from: readonly unknown[], make: () => T): T {
    const { made } = this;
    if (made && hasSame(made.from, from)) return made.value;
    const value = make();
    this.made = { from, value };
    return value;
  }
}

/** Whether two lists have the same objects in the same order. */
export const hasSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some === others || (some.length === others.length && some.every((one, index) => one === others[index]));

/** The entries of a list, those that say what the entry at the same place of another says in its person. */
export const inPersonOf = <T>(entries: readonly T[], others: readonly T[]): T[] =>
  entries.map((entry, index) => (isEqual(entry, others[index]) ? others[index]! : entry));

/** Whether two JSON values say the same. */
function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const keys = Object.keys(one);
  const [some, others] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return keys.length === Object.keys(other).length && keys.every((key) => isEqual(some[key], others[key]));
}
