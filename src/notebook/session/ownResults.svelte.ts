/**
 * What the reader has run of the cells of a notebook: here, and elsewhere where cells of this one ask for it. What they
 * come to ask for while it is open is looked for in the store, once for each state of a cell.
 */
import { nextTask } from '../../support/nextTask.ts';
import { newestFirst, type StoredResult } from '../storage/resultStore.ts';
import { askedForElsewhere, type ResultStores } from './forgetting.ts';
import type { OwnSweeps } from './ownSweeps.svelte.ts';
import type { CompiledCell } from './standing.ts';

export class OwnResults {
  /** Newest first. */
  all = $state.raw<StoredResult[]>([]);
  /** Which states of cells have been looked for; null before what is kept has been read, and most of it found. */
  private looked: Set<string> | null = null;

  constructor(
    private readonly notebook: () => string,
    private readonly stores: ResultStores,
    private readonly sweeps: OwnSweeps,
  ) {}

  /**
   * Reads what is kept of the notebook, and what was run in another one, such as the original of this one, where cells
   * ask for it. What comes in the meantime stays.
   * @returns what came with files
   */
  async open(cells: () => Iterable<CompiledCell>): Promise<StoredResult[]> {
    const { results } = this.stores;
    const before = new Set(this.all);
    this.looked = null;
    const kept = await results.resultsOf(this.notebook());
    const own = kept.filter(({ importedFrom }) => importedFrom === undefined);
    const looked = new Set<string>();
    for (const entry of cells()) {
      if (!('key' in entry.compiled)) continue;
      const { cell, compiled } = entry;
      looked.add(stateOf(cell.id, compiled.key));
      if (entry.kind === 'sweep' || own.some(({ key }) => key === compiled.key)) continue;
      const known = await results.result(compiled.key);
      // Whatever cell it was run for there, here it is that of the one that asks for it.
      if (known) own.push({ ...known, cell: cell.id });
    }
    const since = this.all.filter((one) => !before.has(one));
    this.all = [...since, ...own.filter(({ key }) => !since.some((one) => one.key === key))];
    this.looked = looked;
    return kept.filter(({ importedFrom }) => importedFrom !== undefined);
  }

  /** Looks for what a cell asks for, where nothing is there of it. May be asked again and again. */
  ask(entry: CompiledCell): void {
    if (!('key' in entry.compiled) || !this.looked) return;
    const state = stateOf(entry.cell.id, entry.compiled.key);
    if (this.looked.has(state)) return;
    this.looked.add(state);
    // What is found changes what whoever asks is just deriving something from.
    void Promise.resolve().then(() => this.look(entry));
  }

  /** @param asked the keys of what the notebook's cells ask for by then: of them, no earlier state is forgotten */
  async keep(entry: StoredResult, asked: () => readonly string[]): Promise<void> {
    const { results, shelf } = this.stores;
    this.all = [entry, ...this.all.filter(({ key }) => key !== entry.key)];
    // It is shown first: the digest of a long one takes as long as drawing it.
    await nextTask();
    await results.saveResult(entry, async () => {
      const elsewhere = await askedForElsewhere(entry.notebook, shelf);
      return new Set([...asked(), ...elsewhere.keys()]);
    });
  }

  /** Forgets the results of a notebook here; what is stored of them is for others to delete. */
  forget(notebook: string): void {
    this.all = this.all.filter((one) => one.notebook !== notebook);
  }

  private async look({ kind, cell, compiled }: CompiledCell): Promise<void> {
    if (!('key' in compiled)) return;
    if (kind === 'sweep') {
      const found = await this.sweeps.open(compiled.key, cell.id);
      if (found.length === 0) await this.sweeps.carryOver({ notebook: this.notebook(), cell: cell.id });
      return;
    }
    const known = await this.stores.results.result(compiled.key);
    if (!known) await this.carryOver(cell.id);
    else if (!this.all.some(({ key }) => key === known.key)) {
      this.all = newestFirst([...this.all, { ...known, cell: cell.id }]);
    }
  }

  /** What a cell shows of an earlier state would be gone with the next visit, if it was run before this was a copy. */
  private async carryOver(cell: string): Promise<void> {
    const notebook = this.notebook();
    const last = this.all.find((one) => one.cell === cell);
    if (!last || last.notebook === notebook) return;
    const carried = await this.stores.results.carryOver(last, { notebook, cell });
    this.all = this.all.map((one) => (one === last ? carried : one));
  }
}

const stateOf = (cell: string, key: string): string => `${cell} ${key}`;
