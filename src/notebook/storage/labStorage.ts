/**
 * The way to the database. Storage is a convenience that may be denied, full or damaged: whoever wants something of
 * it attempts it, is told whether that went well, and carries on in any case. The reader is told through `onTrouble`.
 */
import { DATABASE, openLabDatabase, type Connection } from './database.ts';
import { OtherTabs } from './otherTabs.ts';
import { TabMemory } from './tabMemory.ts';
import { evict, cachedBytes } from './usage.ts';

/**
 * `denied`: nothing can be kept beyond this tab; `full`: this could not be kept; `damaged`: something kept was not as
 * it had been written, and is gone; `unfit`: this is not what it should be, and was not kept beyond this tab.
 */
export type StorageTrouble = 'denied' | 'full' | 'damaged' | 'unfit';

export type Attempt<T> = { done: true; value: T } | { done: false; trouble: StorageTrouble };

export interface LabStorageOptions {
  name?: string;
  /** How long opening may take, in milliseconds. A tab that does not give way to this one can keep it waiting. */
  patience?: number;
}

const PATIENCE = 5_000;

export class LabStorage {
  /** What could not be written lives here, as long as the tab does. */
  readonly memory = new TabMemory();
  readonly name: string;
  readonly otherTabs: OtherTabs;
  /** Set when everything was erased: nothing is read or written any more, without a word, so that nothing comes back. */
  retired = false;

  private readonly patience: number;
  private opening: Promise<Connection> | null = null;
  /** Rejects when opening has taken too long; it may succeed all the same, later. */
  private tooLate: Promise<never> | null = null;
  private deniedBefore = false;

  constructor(
    private readonly onTrouble: (trouble: StorageTrouble) => void,
    { name = DATABASE, patience = PATIENCE }: LabStorageOptions = {},
  ) {
    this.name = name;
    this.otherTabs = new OtherTabs(name);
    this.patience = patience;
  }

  /**
   * Does something with the database, which has to stand being done twice: when there is no room, the cache makes
   * some, and when another tab closed the connection, it is opened again. Rejects with defects only.
   */
  async attempt<T>(work: (connection: Connection) => Promise<T>): Promise<Attempt<T>> {
    if (this.retired) return { done: false, trouble: 'denied' };
    try {
      const value = await this.withRoom(work);
      this.deniedBefore = false;
      return { done: true, value };
    } catch (error) {
      const trouble = troubleOf(error);
      if (!trouble) throw error;
      this.report(trouble);
      return { done: false, trouble };
    }
  }

  /** Tells the reader; of a storage that stays denied, only once. */
  report(trouble: StorageTrouble): void {
    if (trouble === 'denied') {
      if (this.deniedBefore) return;
      this.deniedBefore = true;
    }
    this.onTrouble(trouble);
  }

  /** Lets go of the database; the next attempt opens it again. */
  async close(): Promise<void> {
    const { opening } = this;
    this.otherTabs.close();
    this.forget();
    await opening?.then(
      (connection) => connection.close(),
      () => undefined,
    );
  }

  private async withRoom<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    try {
      return await this.whileOpen(work);
    } catch (error) {
      if (troubleOf(error) !== 'full') throw error;
      const freed = await this.whileOpen(async (connection) =>
        evict(connection, (await cachedBytes(connection)) / 2),
      );
      if (freed === 0) throw error;
      return await this.whileOpen(work);
    }
  }

  private async whileOpen<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.open();
    try {
      return await work(connection);
    } catch (error) {
      const closed = error instanceof DOMException && error.name === 'InvalidStateError';
      if (!closed) throw error;
      this.forget();
      return work(await this.open());
    }
  }

  private open(): Promise<Connection> {
    if (!this.opening) {
      const opening = openLabDatabase(this.name, () => this.forget(opening));
      opening.catch(() => this.forget(opening));
      this.opening = opening;
      this.tooLate = new Promise<never>((_resolve, reject) => {
        const late = () => reject(new DOMException('the database does not open', 'TimeoutError'));
        setTimeout(late, this.patience);
      });
      this.tooLate.catch(() => undefined);
    }
    return Promise.race([this.opening, this.tooLate!]);
  }

  private forget(opening = this.opening): void {
    if (this.opening === opening) this.opening = null;
  }
}

/** What the reader has to know of an error; null: it is a defect of ours. */
function troubleOf(error: unknown): StorageTrouble | null {
  if (!(error instanceof DOMException)) return null;
  switch (error.name) {
    case 'QuotaExceededError':
      return 'full';
    // What Chromium and Firefox say of an entry whose file is gone.
    case 'NotReadableError':
    case 'DataError':
      return 'damaged';
    case 'DataCloneError':
      return null;
    default:
      return 'denied';
  }
}
