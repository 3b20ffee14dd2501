/**
 * JSON from files that anybody may have written. `JSON.parse` alone would build whatever a text describes, and
 * keep the last of two equal keys; so the text is scanned first, in one pass and without recursion, and turned
 * down if it is too long, too deeply nested, has too many values or a key twice.
 */
import { UserError } from '../../support/errors.ts';

export interface JsonLimits {
  bytes: number;
  /** Objects and arrays inside each other. */
  depth: number;
  /** Objects, arrays and members of them, counted by their opening brackets and commas. */
  values: number;
}

/** The value of a JSON text in UTF-8. `source` names the file in the `UserError` thrown if it cannot be read. */
export function parseJson(bytes: Uint8Array, source: string, limits: JsonLimits): unknown {
  if (bytes.length > limits.bytes) {
    throw unreadable(source, `it is ${bytes.length} bytes long and at most ${limits.bytes} are accepted`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(source, 'it is not text in UTF-8', cause);
  }
  const objection = scan(text, limits);
  if (objection) throw unreadable(source, objection);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(source, 'it is not valid JSON', cause);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(source: string, reason: string, cause?: unknown): UserError {
  return new UserError(
    `${source} cannot be read: ${reason}.`,
    'Get the file again, from the place where the model came from.',
    { cause },
  );
}

/**
 * What is wrong with a JSON text as far as this file's header says, or null. A text that is not JSON may pass;
 * `JSON.parse` then says so, having been spared the ones that would cost much memory.
 */
function scan(text: string, limits: JsonLimits): string | null {
  // The keys seen so far of every open object, null for an open array.
  const open: (Set<string> | null)[] = [];
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    switch (character) {
      case '"': {
        const end = endOfString(text, at);
        const keys = open.at(-1);
        if (keys && isFollowedByColon(text, end)) {
          const key = unescape(text.slice(at, end));
          if (keys.has(key)) return `the key "${clip(key)}" occurs twice`;
          keys.add(key);
        }
        at = end - 1;
        break;
      }
      case '{':
      case '[':
        open.push(character === '{' ? new Set() : null);
        if (open.length > limits.depth) return `it is nested deeper than ${limits.depth} levels`;
        values++;
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        values++;
        break;
    }
    if (values > limits.values) return `it holds more than ${limits.values} values`;
  }
  return null;
}

/** The position after the closing quote of the string that opens at `start`; the text's end if it has none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function isFollowedByColon(text: string, at: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = at;
  return colon.test(text);
}

/** The string that a JSON string literal stands for; the literal itself if it is not a valid one. */
function unescape(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal;
  }
}

/** Names from files go into messages: keep these to one short line. */
export function clip(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD');
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
