/** Values as Python writes them; its strings and numbers are those of JSON. */

export type PythonValue =
  string | number | boolean | null | readonly PythonValue[] | { readonly [key: string]: PythonValue };

export function pythonLiteral(value: PythonValue): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one: PythonValue) => pythonLiteral(one)).join(', ')}]`;
  const members = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${pythonLiteral(one)}`);
  return `{${members.join(', ')}}`;
}

/** A list or a table with one entry a line. */
export function pythonLines(value: readonly PythonValue[] | { readonly [key: string]: PythonValue }): string {
  if (Array.isArray(value)) {
    return `[\n${value.map((one: PythonValue) => `    ${pythonLiteral(one)},\n`).join('')}]`;
  }
  const members = Object.entries(value as { [key: string]: PythonValue });
  return `{\n${members.map(([key, one]) => `    ${JSON.stringify(key)}: ${pythonLiteral(one)},\n`).join('')}}`;
}
