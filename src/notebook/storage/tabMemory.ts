/** Stands in for the database within a tab, with copies as the database would make them. */
import type { StoreName } from './database.ts';

export class TabMemory {
  private readonly stores = new Map<StoreName, Map<string, object>>();

  /** The entry, or undefined. */
  get(store: StoreName, key: string): unknown {
    return structuredClone(this.stores.get(store)?.get(key));
  }

  keys(store: StoreName): string[] {
    return [...(this.stores.get(store)?.keys() ?? [])];
  }

  put(store: StoreName, key: string, entry: object): void {
    const entries = this.stores.get(store) ?? new Map<string, object>();
    this.stores.set(store, entries.set(key, structuredClone(entry)));
  }

  delete(store: StoreName, key: string): void {
    this.stores.get(store)?.delete(key);
  }

  clear(): void {
    this.stores.clear();
  }
}
