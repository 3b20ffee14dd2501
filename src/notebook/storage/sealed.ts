/** How a stored value is read again: with its type, or not at all where it is not whole. */
import * as z from 'zod/mini';
import { sha256, sha256OfLong } from '../../support/hash.ts';

/** An entry and the digest of what it holds. */
export type Sealed<T> = T & { digest: string };

export interface SealedRecord<T> {
  /** Whether an entry is of its type, so that it can be read again once it is sealed. */
  fits: (entry: T) => boolean;
  seal: (entry: T) => Promise<Sealed<T>>;
  /** Null for anything that was not sealed, or has changed since. */
  read: (value: unknown) => Promise<Sealed<T> | null>;
}

interface Content {
  json: unknown[];
  numbers?: Float32Array;
}

/** The name of an entry, as the lab makes them: SHA-256 in hexadecimal. */
export const hashKey = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** Parameters of a model: numbers that can be computed with. */
export const vector = z
  .instanceof(Float32Array)
  .check(z.refine((numbers) => numbers.every((value) => Number.isFinite(value))));

/**
 * Entries with a digest, so that one of which a part is missing or changed is told from a whole one, even where every
 * part looks like what it should be.
 * @param contentOf what the digest is taken over: the entry's key, and what must not change
 * @param earlier the same in earlier versions of the lab, whose entries are read as well
 */
export function sealed<T extends object>(
  schema: z.ZodMiniType,
  contentOf: (entry: T) => Content,
  earlier?: (entry: T) => Content,
): SealedRecord<T> {
  const digestOf = ({ json, numbers = new Float32Array(0) }: Content): Promise<string> => {
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    return sha256OfLong(`${sha256(bytes)} ${JSON.stringify(json)}`);
  };
  return {
    fits: (entry) => readAs<T>(schema, entry) !== null,
    seal: async (entry) => ({ ...entry, digest: await digestOf(contentOf(entry)) }),
    read: async (value) => {
      const entry = readAs<Sealed<T>>(schema, value);
      if (!entry) return null;
      // Of the value as it lies in the store: a parsed copy may have its keys in another order.
      const isWhole = async (of?: (entry: T) => Content) =>
        of !== undefined && entry.digest === (await digestOf(of(value as T)));
      return (await isWhole(contentOf)) || (await isWhole(earlier)) ? entry : null;
    },
  };
}

/** The value, if it fits the schema, which is that of the type. */
export function readAs<T>(schema: z.ZodMiniType, value: unknown): T | null {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success ? (parsed.data as T) : null;
  } catch (error) {
    // So deeply nested, or in such a circle, that reading it takes more stack than there is.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
