/** What has the same key, together; keys and values keep their order. */
export function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** The same without the keys. */
export function groupsBy<T>(values: readonly T[], keyOf: (value: T) => string): T[][] {
  return [...groupBy(values, keyOf).values()];
}

/** What is there more than once, each once, in the order in which they first appear. */
export function repeated<T>(values: readonly T[]): T[] {
  return distinct(values.filter((value, index) => values.indexOf(value) < index));
}

/** Each once, in the order in which they first appear. */
export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
