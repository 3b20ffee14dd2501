import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { nextTask } from './nextTask.ts';

/**
 * SHA-256 in hexadecimal of a text or of bytes; names data, models and experiments in manifests. Not the
 * platform's own: that one is missing on pages served over plain HTTP, as a teacher's laptop might.
 */
export function sha256(content: string | Uint8Array): string {
  return bytesToHex(digest(typeof content === 'string' ? utf8ToBytes(content) : content));
}

/** The same of a text that comes in pieces, as one that is too long to be one string. */
export class Sha256 {
  private readonly state = digest.create();

  add(text: string): this {
    this.state.update(utf8ToBytes(text));
    return this;
  }

  /** In hexadecimal; nothing can be added any more. */
  end(): string {
    return bytesToHex(this.state.digest());
  }
}

/** Characters that are digested in one go: a few milliseconds. */
const PIECE = 200_000;

/** The same of a long text, piece by piece in tasks of their own, so that a page goes on answering meanwhile. */
export async function sha256OfLong(text: string): Promise<string> {
  if (text.length <= PIECE) return sha256(text);
  const hash = new Sha256();
  for (let at = 0; at < text.length;) {
    let end = at + PIECE;
    // The halves of a pair stay together: each by itself is nothing that UTF-8 has.
    if (isFirstOfPair(text.charCodeAt(end - 1))) end++;
    hash.add(text.slice(at, end));
    at = end;
    await nextTask();
  }
  return hash.end();
}

const isFirstOfPair = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** JSON with the keys of every object in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
