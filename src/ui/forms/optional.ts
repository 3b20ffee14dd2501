/** The object with another value in a field that need not be there; undefined: without the field. */
export function withOptional<T extends object, Key extends keyof T>(
  object: T,
  key: Key,
  value: T[Key] | undefined,
): T {
  if (value !== undefined) return { ...object, [key]: value };
  const { [key]: _left, ...rest } = object;
  return rest as T;
}

/** The list with another entry in a place. */
export const withEntry = <T>(list: readonly T[], index: number, entry: T): T[] =>
  list.map((one, place) => (place === index ? entry : one));

/** The list without the entry in a place. */
export const withoutEntry = <T>(list: readonly T[], index: number): T[] =>
  list.filter((_, place) => place !== index);
