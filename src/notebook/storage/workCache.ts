/**
 * What the lab has trained and measured in this browser, by key (`../../lab/known.ts`), so that nothing is computed
 * twice. What was not used for longest makes room when there is too much of it, or when the browser has no more.
 */
import * as z from 'zod/mini';
import type { KnownWork, WorkKeys } from '../../lab/known.ts';
import { curvePoint, row, sample, watched } from '../../lab/resultSchema.ts';
import type { Measurement, RunEvent, TrainedStage } from '../../lab/types.ts';
import type { LabStorage } from './labStorage.ts';
import { hashKey, sealed, vector, type Sealed } from './sealed.ts';
import { Table, type Kept } from './table.ts';
import {
  cachedBytes,
  evict,
  leastRecentlyUsed,
  newUse,
  readUse,
  totalBytes,
  touch,
  useId,
  type Use,
} from './usage.ts';

type Training = TrainedStage & { key: string };
type StoredMeasurement = Measurement & { key: string };

export type WorkEvent = Extract<RunEvent, { type: 'trained' | 'measured' }>;

const PLACE = { arm: true, seed: true, stage: true } as const;

const training = sealed<Training>(
  z.looseObject({
    key: hashKey,
    parameters: vector,
    curves: z.array(z.omit(curvePoint, PLACE)),
    watched: z.nullable(watched),
  }),
  ({ key, curves, watched, parameters }) => ({ json: [key, curves, watched], numbers: parameters }),
);

const measurement = sealed<StoredMeasurement>(
  z.looseObject({
    key: hashKey,
    rows: z.array(z.omit(row, { ...PLACE, probe: true })),
    samples: z.array(z.omit(sample, { ...PLACE, probe: true })),
  }),
  ({ key, rows, samples }) => ({ json: [key, rows, samples] }),
);

/** Room for some thousand stages of the smallest base. */
const BUDGET = 256 * 2 ** 20;

export class WorkCache {
  private readonly trained: Table<Sealed<Training>>;
  private readonly measured: Table<Sealed<StoredMeasurement>>;

  constructor(
    private readonly storage: LabStorage,
    /** Bytes that are kept at most. */
    private readonly budget = BUDGET,
  ) {
    const byKey = ({ key }: { key: string }) => key;
    this.trained = new Table(storage, 'trained', byKey, training.read);
    this.measured = new Table(storage, 'measured', byKey, measurement.read);
  }

  /** What there is of this work; it counts as used. */
  async knownFor(keys: ReturnType<WorkKeys['all']>): Promise<KnownWork> {
    const trained = new Map<string, TrainedStage>();
    const measured = new Map<string, Measurement>();
    for (const key of keys.trained) {
      const found = await this.trained.get(key);
      if (!found) continue;
      const { parameters, curves, watched } = found;
      trained.set(key, { parameters, curves, watched });
    }
    for (const key of keys.measured) {
      const found = await this.measured.get(key);
      if (found) measured.set(key, { rows: found.rows, samples: found.samples });
    }
    const used = [
      ...[...trained.keys()].map((key) => useId('trained', key)),
      ...[...measured.keys()].map((key) => useId('measured', key)),
    ];
    if (used.length > 0) await this.touch(used);
    return { trained, measured };
  }

  /** Keeps a piece of work, unless it is not whole itself, e.g. of a training that came to no numbers. */
  async keep(event: WorkEvent): Promise<Kept | 'refused'> {
    const kept = event.type === 'trained' ? await this.keepTrained(event) : await this.keepMeasured(event);
    if ((await this.size()) > this.budget) await this.shrinkTo(this.budget);
    return kept;
  }

  /** Bytes of all that is kept, as far as it can be known: the browser's own overhead is not in it. */
  async size(): Promise<number> {
    const stored = await this.storage.attempt(cachedBytes);
    return (stored.done ? stored.value : 0) + totalBytes(this.remembered());
  }

  async clear(): Promise<void> {
    await this.shrinkTo(0);
  }

  private async keepTrained({ key, trained }: Extract<WorkEvent, { type: 'trained' }>) {
    const { curves, watched } = trained;
    // A view of a larger buffer would be stored with all of it.
    const entry = { key, parameters: trained.parameters.slice(), curves, watched };
    if (!training.fits(entry)) return 'refused';
    const bytes = entry.parameters.byteLength + bytesOfJson([curves, watched]);
    return this.trained.put(await training.seal(entry), newUse('trained', key, bytes));
  }

  private async keepMeasured({ key, measured }: Extract<WorkEvent, { type: 'measured' }>) {
    const { rows, samples } = measured;
    const entry = { key, rows, samples };
    if (!measurement.fits(entry)) return 'refused';
    return this.measured.put(
      await measurement.seal(entry),
      newUse('measured', key, bytesOfJson([rows, samples])),
    );
  }

  private async touch(ids: readonly string[]): Promise<void> {
    for (const use of this.remembered().filter(({ id }) => ids.includes(id))) {
      this.storage.memory.put('usage', use.id, { ...use, usedAt: Date.now() });
    }
    await this.storage.attempt((connection) => touch(connection, ids));
  }

  /** What is in the tab's memory only, since it could not be written. */
  private remembered(): Use[] {
    const { memory } = this.storage;
    const uses = memory.keys('usage').map((id) => readUse(memory.get('usage', id)));
    return uses.filter((use) => use !== null);
  }

  private async shrinkTo(most: number): Promise<void> {
    const { memory } = this.storage;
    for (const { id, store, key } of leastRecentlyUsed(this.remembered(), most)) {
      memory.delete(store, key);
      memory.delete('usage', id);
    }
    await this.storage.attempt((connection) => evict(connection, most));
  }
}

const bytesOfJson = (value: unknown): number => JSON.stringify(value).length;
