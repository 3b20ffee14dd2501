/**
 * Which entries of the cache are how large and were last used when, so that the ones that were not used for longest
 * can make room. Kept apart from the entries, which need not be read or written again for it.
 */
import * as z from 'zod/mini';
import { transact, type Connection } from './database.ts';

export const CACHE_STORES = ['trained', 'measured'] as const;
export type CacheStore = (typeof CACHE_STORES)[number];

export interface Use {
  id: string;
  store: CacheStore;
  key: string;
  bytes: number;
  /** Milliseconds since 1970. */
  usedAt: number;
}

const use = z.object({
  id: z.string(),
  store: z.enum(CACHE_STORES),
  key: z.string(),
  bytes: z.number().check(z.minimum(0)),
  usedAt: z.number(),
});

export const useId = (store: string, key: string): string => `${store}/${key}`;

export const newUse = (store: CacheStore, key: string, bytes: number): Use => ({
  ...{ id: useId(store, key), store, key, bytes },
  usedAt: Date.now(),
});

export function readUse(value: unknown): Use | null {
  const parsed = use.safeParse(value);
  return parsed.success ? parsed.data : null;
}

const readUses = (values: readonly unknown[]): Use[] => values.map(readUse).filter((one) => one !== null);

export async function cachedBytes(connection: Connection): Promise<number> {
  return totalBytes(readUses(await connection.getAll('usage')));
}

/** Notes that these were used now; those nothing is known of are left out. */
export function touch(connection: Connection, ids: readonly string[]): Promise<void> {
  return transact(connection, ['usage'], async (transaction) => {
    const usage = transaction.objectStore('usage');
    const usedAt = Date.now();
    for (const id of ids) {
      const found = readUse(await usage.get(id));
      if (found) await usage.put({ ...found, usedAt });
    }
  });
}

export const totalBytes = (uses: readonly Use[]): number => uses.reduce((sum, { bytes }) => sum + bytes, 0);

/** The ones to go, longest unused first, so that at most `most` bytes are left. */
export function leastRecentlyUsed(uses: readonly Use[], most: number): Use[] {
  let left = totalBytes(uses);
  const oldestFirst = [...uses].sort((a, b) => a.usedAt - b.usedAt);
  return oldestFirst.filter(({ bytes }) => {
    if (left <= most) return false;
    left -= bytes;
    return true;
  });
}

/** Deletes what was not used for longest until at most `most` bytes are left. Returns how many entries it deleted. */
export function evict(connection: Connection, most: number): Promise<number> {
  return transact(connection, [...CACHE_STORES, 'usage'], async (transaction) => {
    const usage = transaction.objectStore('usage');
    const uses = readUses(await usage.getAll());
    const goners = new Set(leastRecentlyUsed(uses, most).map(({ id }) => id));
    const staying = new Set(uses.map(({ id }) => id).filter((id) => !goners.has(id)));
    let deleted = 0;
    // What no use is known of would stay for ever: it goes too.
    for (const store of CACHE_STORES) {
      for (const key of (await transaction.objectStore(store).getAllKeys()) as string[]) {
        if (staying.has(useId(store, key))) continue;
        await transaction.objectStore(store).delete(key);
        deleted++;
      }
    }
    for (const id of (await usage.getAllKeys()) as string[]) if (!staying.has(id)) await usage.delete(id);
    return deleted;
  });
}
