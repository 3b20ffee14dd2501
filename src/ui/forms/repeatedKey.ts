/** A key that JSON has twice in one object: of the two values one is lost without a word, which nobody means. */

/** A string, and in JSON a colon behind it if it is a key. */
const STRING = /("(?:[^"\\]|\\.)*")(\s*:)?/g;

/**
 * The first key that a text has more often than the value that was read from it; null if there is none.
 * @param content JSON
 * @param value what it holds; not deep
 */
export function repeatedKey(content: string, value: unknown): string | null {
  const left = new Map<string, number>();
  countKeys(value, left);
  for (const [, text, colon] of content.matchAll(STRING)) {
    if (colon === undefined) continue;
    const key = JSON.parse(text!) as string;
    const count = left.get(key) ?? 0;
    if (count === 0) return key;
    left.set(key, count - 1);
  }
  return null;
}

function countKeys(value: unknown, counts: Map<string, number>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) counts.set(key, (counts.get(key) ?? 0) + 1);
    countKeys(inner, counts);
  }
}
