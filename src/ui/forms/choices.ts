/** What a field offers to choose from, in words. */

export interface Choice<Value> {
  value: Value;
  label: string;
}

/** Things that go by their own names. */
export const asChoices = <Value extends string>(values: readonly Value[]): Choice<Value>[] =>
  values.map((value) => ({ value, label: value }));

/** Things that are called otherwise than the document calls them. */
export const inWords = <const Value extends string>(
  values: readonly Value[],
  words: Readonly<Record<Value, string>> | ((value: Value) => string),
): Choice<Value>[] =>
  values.map((value) => ({ value, label: typeof words === 'function' ? words(value) : words[value] }));
