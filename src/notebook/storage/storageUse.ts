/** How much of the browser's storage the lab takes, and whether it may be taken away. */

export interface StorageUse {
  /** Bytes that this site takes, and may take at most; null where the browser does not say. */
  bytes: number | null;
  quota: number | null;
  /** Whether the browser has promised not to delete it when space runs short; null where it does not say. */
  persisted: boolean | null;
}

export async function storageUse(): Promise<StorageUse> {
  const storage = storageManager();
  const estimate = await storage?.estimate().catch(() => null);
  const persisted = await storage?.persisted().catch(() => null);
  return {
    bytes: estimate?.usage ?? null,
    quota: estimate?.quota ?? null,
    persisted: persisted ?? null,
  };
}

/** Asks the browser not to delete what is stored; some ask the reader, others decide by themselves. */
export async function persist(): Promise<boolean> {
  return (
    (await storageManager()
      ?.persist()
      .catch(() => false)) ?? false
  );
}

/** Missing on pages served over plain HTTP. */
function storageManager(): StorageManager | null {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.storage ?? null;
}
