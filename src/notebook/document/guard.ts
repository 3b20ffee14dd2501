/**
 * What is refused before a schema sees it, whoever sent it: more than a notebook can hold, deeper than it can be, and
 * keys that JavaScript gives a meaning to. A schema reads everything before it complains about the size of anything.
 */
import type { Mistake } from '../../lab/experimentChecks.ts';
import { refusal } from '../../lab/schemaMistakes.ts';

export const MAX_CELLS = 300;
/** Characters of a notebook as text, and of all texts in one. */
export const MAX_CHARACTERS = 8_000_000;

/** A message of an example of a dataset lies at depth 8. */
const MAX_DEPTH = 20;
const MAX_VALUES = 400_000;
/** As many as a dataset has examples. */
const MAX_ENTRIES = 10_000;
const MAX_KEYS = 100;

const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * Makes sure that a value can be read at leisure. Takes time in proportion to the limits, not to the value.
 * @throws UserError that names the place of what is too much or not allowed
 */
export function guard(value: unknown, source: string): void {
  const mistake = new Guard().mistakeIn(value, 0);
  if (mistake) throw refusal([mistake], source, 'Nothing of it was taken over.');
}

class Guard {
  private readonly path: PropertyKey[] = [];
  private values = 0;
  private characters = 0;

  mistakeIn(value: unknown, depth: number): Mistake | null {
    if (++this.values > MAX_VALUES) return this.whole(`has more than ${MAX_VALUES} values`);
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return null;
    if (depth >= MAX_DEPTH) return this.here(`is nested more than ${MAX_DEPTH} deep`);
    return Array.isArray(value) ? this.entries(value, depth) : this.members(value, depth);
  }

  private text(text: string): Mistake | null {
    this.characters += text.length;
    if (this.characters <= MAX_CHARACTERS) return null;
    return this.whole(`has more than ${MAX_CHARACTERS} characters of text`);
  }

  private entries(list: readonly unknown[], depth: number): Mistake | null {
    const most = depth === 1 && this.path[0] === 'cells' ? MAX_CELLS : MAX_ENTRIES;
    if (list.length > most) return this.here(`is a list of ${list.length}; at most ${most} are allowed`);
    for (let index = 0; index < list.length; index++) {
      const mistake = this.below(index, list[index], depth);
      if (mistake) return mistake;
    }
    return null;
  }

  private members(object: object, depth: number): Mistake | null {
    const keys = Object.keys(object);
    if (keys.length > MAX_KEYS) return this.here(`has ${keys.length} keys; at most ${MAX_KEYS} are allowed`);
    for (const key of keys) {
      const tooMuch = this.text(key);
      if (tooMuch) return tooMuch;
      if (FORBIDDEN_KEYS.includes(key)) {
        return { path: [...this.path, key], what: 'is not allowed as a key' };
      }
      const mistake = this.below(key, (object as Record<string, unknown>)[key], depth);
      if (mistake) return mistake;
    }
    return null;
  }

  private below(key: PropertyKey, value: unknown, depth: number): Mistake | null {
    this.path.push(key);
    const mistake = this.mistakeIn(value, depth + 1);
    this.path.pop();
    return mistake;
  }

  private here(what: string): Mistake {
    return { path: [...this.path], what };
  }

  private whole(what: string): Mistake {
    return { path: [], what };
  }
}
