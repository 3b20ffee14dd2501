/** What the reader has done of sweeps, by their keys: those that cells ask for, and those that they asked for before. */
import { gridOf, runKey, type SweepOutcome, type SweepRun } from '../../lab/sweep.ts';
import { canonicalJson, sha256 } from '../../support/hash.ts';
import { groupBy } from '../../support/group.ts';
import {
  KEPT_PER_CELL,
  keyInPlace,
  type CellPlace,
  type KeptSweep,
  type ResultStore,
} from '../storage/resultStore.ts';
import type { SweepView } from './standing.ts';

const nothing: SweepOutcome[] = [];

/** States of a cell's sweep that are kept although later ones have all of their runs. */
const KEPT_STATES = 4;

export class OwnSweeps {
  private kept = $state.raw<ReadonlyMap<string, KeptSweep>>(new Map());

  constructor(private readonly store: ResultStore) {}

  outcomesOf(key: string): SweepOutcome[] {
    return this.kept.get(key)?.outcomes ?? nothing;
  }

  /** How many runs of a notebook are kept, of all sweeps together; one that several have taken over is one. */
  runsOf(notebook: string): number {
    const runs = [...this.kept.values()].flatMap(({ outcomes, notebooks }) =>
      outcomes.filter((one) => notebooks.get(one) === notebook),
    );
    return new Set(runs.map(identityOf)).size;
  }

  /** The sweep of a cell that was worked on last, as what it is: of an earlier state. Null where there is none. */
  lastOf(cell: string): SweepView | null {
    const last = this.latestOf(cell);
    if (!last) return null;
    const [, { outcomes }] = last;
    return { source: 'yours', live: false, stale: true, sweep: gridOf(outcomes), outcomes };
  }

  private latestOf(cell: string): [key: string, sweep: KeptSweep] | null {
    const [first, ...others] = [...this.kept].filter(
      ([, one]) => one.cell === cell && one.outcomes.length > 0,
    );
    if (!first) return null;
    return others.reduce((last, one) => (one[1].updatedAt > last[1].updatedAt ? one : last), first);
  }

  /**
   * Reads what is kept of a sweep. What runs come to in the meantime stays.
   * @param cell which asks for it; without it, it is that of the cell that it was run for
   * @param again whether what is known of it may have been forgotten since, and nothing is run
   */
  async open(key: string, cell?: string, { again = false } = {}): Promise<SweepOutcome[]> {
    const before = new Set(this.outcomesOf(key));
    const found = await this.store.sweep(key);
    const read = new Set(found.outcomes.map(runKey));
    const isSince = (one: SweepOutcome) => !before.has(one) || (!again && !read.has(runKey(one)));
    const since = this.outcomesOf(key).filter(isSince);
    const known = this.kept.get(key);
    const ofCell = cell ?? (known && since.length > 0 ? known.cell : found.cell);
    this.put(key, { ...found, cell: ofCell });
    for (const one of since) this.add(key, { notebook: known!.notebooks.get(one)!, cell: ofCell }, [one]);
    return this.outcomesOf(key);
  }

  async keep(key: string, place: CellPlace, outcome: SweepOutcome): Promise<void> {
    this.add(key, place, [outcome]);
    await this.store.saveSweepRun(key, place, outcome);
  }

  /**
   * Takes over what was done in another sweep and is the same run in this one: after a value or a seed has been added,
   * most of an hour's work need not be done again.
   */
  async takeOver(key: string, place: CellPlace, runs: readonly SweepRun[]): Promise<void> {
    const done = [...this.kept].flatMap(([other, { outcomes }]) => (other === key ? [] : outcomes));
    const alike = groupBy(done.filter(isDone), runKey);
    const known = new Set(this.outcomesOf(key).filter(isDone).map(runKey));
    const taken: SweepOutcome[] = [];
    for (const run of runs) {
      const candidates = alike.get(runKey(run));
      if (!candidates || known.has(runKey(run))) continue;
      const hash = sha256(canonicalJson(run.experiment));
      const same = candidates.find(({ manifest }) => manifest.hashes.experiment === hash);
      if (!same) continue;
      taken.push(same);
      await this.store.saveSweepRun(key, place, same);
    }
    if (taken.length > 0) this.add(key, place, taken);
  }

  /**
   * What a cell shows of an earlier state would be gone with the next visit, if it was done before the notebook was a
   * copy: it is kept for the copy, too, under a key that no sweep has.
   */
  async carryOver(place: CellPlace): Promise<void> {
    const last = this.latestOf(place.cell);
    if (!last) return;
    const [key, { outcomes, notebooks }] = last;
    if ([...notebooks.values()].includes(place.notebook)) return;
    const carried = keyInPlace(key, place);
    this.add(carried, place, outcomes);
    for (const one of outcomes) await this.store.saveSweepRun(carried, place, one);
  }

  /**
   * Sweeps that a cell asked for long ago. Each state of a sweep has its own copies of the runs that it took over: that
   * would grow with every value that is added.
   * @param current the sweep that it asks for now
   */
  surplusOf(cell: string, current: string): string[] {
    const earlier = [...this.kept]
      .filter(([key, one]) => key !== current && one.cell === cell && one.outcomes.length > 0)
      .sort(([, one], [, other]) => other.updatedAt.localeCompare(one.updatedAt));
    const latest = [current, ...earlier.map(([key]) => key)].slice(0, KEPT_STATES);
    const known = new Set(latest.flatMap((key) => this.outcomesOf(key)).map(identityOf));
    return earlier.flatMap(([key, { outcomes }], index) => {
      if (latest.includes(key)) return [];
      const hasMore = outcomes.some((one) => isDone(one) && !known.has(identityOf(one)));
      return hasMore && index + 1 < KEPT_PER_CELL ? [] : [key];
    });
  }

  /** No longer knows any but these. */
  keepOnly(keys: ReadonlySet<string>): void {
    this.drop([...this.kept.keys()].filter((key) => !keys.has(key)));
  }

  /** No longer knows these; what is stored of them is for others to delete. */
  drop(keys: readonly string[]): void {
    this.kept = new Map([...this.kept].filter(([key]) => !keys.includes(key)));
  }

  /** Forgets the runs of a notebook here; what is stored of them is for others to delete. */
  forget(notebook: string): void {
    const others = [...this.kept].map(([key, sweep]): [string, KeptSweep] => {
      const outcomes = sweep.outcomes.filter((one) => sweep.notebooks.get(one) !== notebook);
      return [key, { ...sweep, outcomes }];
    });
    this.kept = new Map(others.filter(([, { outcomes }]) => outcomes.length > 0));
  }

  private add(key: string, { notebook, cell }: CellPlace, added: readonly SweepOutcome[]): void {
    const replaced = new Set(added.map(runKey));
    const outcomes = [...this.outcomesOf(key).filter((one) => !replaced.has(runKey(one))), ...added];
    const notebooks = new Map(this.kept.get(key)?.notebooks);
    for (const one of added) notebooks.set(one, notebook);
    this.put(key, { cell, updatedAt: new Date().toISOString(), outcomes, notebooks });
  }

  private put(key: string, sweep: KeptSweep): void {
    this.kept = new Map([...this.kept, [key, sweep]]);
  }
}

const isDone = (outcome: SweepOutcome) => outcome.status === 'done';

/** What is equal for runs that are the same, whatever sweep they belong to. A failed one is like no other. */
function identityOf(outcome: SweepOutcome): string | SweepOutcome {
  if (outcome.status !== 'done') return outcome;
  return `${outcome.manifest.hashes.experiment} ${runKey(outcome)}`;
}
