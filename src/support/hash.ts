import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * SHA-256 in hexadecimal of a text or of bytes; names data, models and experiments in manifests. Not the
 * platform's own: that one is missing on pages served over plain HTTP, as a teacher's laptop might.
 */
export function sha256(content: string | Uint8Array): string {
  return bytesToHex(digest(typeof content === 'string' ? utf8ToBytes(content) : content));
}

/** The same of a text that comes in pieces, as one that is too long to be one string. */
export class Sha256 {
  constructor(private readonly state = digest.create()) {}

  add(text: string): this {
    this.state.update(utf8ToBytes(text));
    return this;
  }

  /** Another one that goes on from here, so that what many texts begin with is read once. */
  copy(): Sha256 {
    return new Sha256(this.state.clone());
  }

  /** In hexadecimal; nothing can be added any more. */
  end(): string {
    return bytesToHex(this.state.digest());
  }
}

/** JSON with the keys of every object in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
