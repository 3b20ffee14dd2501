/** Results of cells by the hash of their experiment, and what the runs of a sweep have come to so far. */
import * as z from 'zod/mini';
import { hashIfList, withOwnExamples } from '../../lab/ownExamples.ts';
import { moment, result, sweepOutcome, text } from '../../lab/resultSchema.ts';
import { runKey, type SweepOutcome } from '../../lab/sweep.ts';
import type { ExperimentResult } from '../../lab/types.ts';
import { canonicalJson, sha256 } from '../../support/hash.ts';
import { essentials } from '../document/essentials.ts';
import type { LabStorage } from './labStorage.ts';
import { hashKey, sealed, type Sealed } from './sealed.ts';
import { Table, type Kept } from './table.ts';

/** Which cell something is the result of. */
export interface CellPlace {
  notebook: string;
  cell: string;
}

export interface StoredResult extends CellPlace {
  /** Hash of the experiment that the cell was compiled to. */
  key: string;
  createdAt: string;
  result: ExperimentResult;
  /** The file that it came with, where it was not computed here. */
  importedFrom?: string;
}

/** What is kept of a sweep. */
export interface KeptSweep {
  /** For which its latest run was done. */
  cell: string;
  /** When that was; empty where there is none. */
  updatedAt: string;
  /** The first one first. */
  outcomes: SweepOutcome[];
  /** The notebook that each of them was done in, or has been handed over to. */
  notebooks: ReadonlyMap<SweepOutcome, string>;
}

interface StoredRun extends CellPlace {
  /** The sweep's key, and the hash of the run's setting and seed. */
  id: string;
  createdAt: string;
  outcome: SweepOutcome;
  /** Of one that came with a file: the file, and the sweep's key. */
  imported?: { from: string; sweep: string };
}

/** What came with a file of a sweep. */
export interface ImportedSweep extends CellPlace {
  /** Hash of the sweep. */
  sweep: string;
  outcomes: SweepOutcome[];
  importedFrom: string;
}

const place = { notebook: text, cell: text, createdAt: moment };

const contentOf =
  (part: (result: ExperimentResult) => unknown) =>
  ({ key, notebook, cell, createdAt, result, importedFrom }: StoredResult) => ({
    // Nothing is added for a result of the reader's own, whose digests are older than imported ones.
    json: [
      key,
      notebook,
      cell,
      createdAt,
      part(result),
      ...(importedFrom === undefined ? [] : [importedFrom]),
    ],
  });

const results = sealed<StoredResult>(
  z.looseObject({ key: hashKey, ...place, result, importedFrom: z.optional(text) }),
  // Own examples are in every stage of every arm, and may be megabytes: their hash is known.
  contentOf((result) => ({ ...result, experiment: withOwnExamples(result.experiment, hashIfList) })),
  contentOf((result) => result),
);

const runs = sealed<StoredRun>(
  z.looseObject({
    id: text,
    ...place,
    outcome: sweepOutcome,
    imported: z.optional(z.looseObject({ from: text, sweep: hashKey })),
  }),
  ({ id, notebook, cell, createdAt, outcome, imported }) => ({
    json: [
      id,
      notebook,
      cell,
      createdAt,
      outcome,
      ...(imported === undefined ? [] : [imported.from, imported.sweep]),
    ],
  }),
);

/**
 * Results of one cell that are kept, and as many of what came with files; older ones make room. Going back to earlier
 * settings finds them again.
 */
export const KEPT_PER_CELL = 12;

export class ResultStore {
  private readonly results: Table<Sealed<StoredResult>>;
  private readonly runs: Table<Sealed<StoredRun>>;

  constructor(storage: LabStorage) {
    this.results = new Table(storage, 'results', ({ key }) => key, results.read);
    this.runs = new Table(storage, 'sweeps', ({ id }) => id, runs.read);
  }

  async result(key: string): Promise<StoredResult | null> {
    return this.results.get(key);
  }

  /** All results of a notebook, newest first. */
  async resultsOf(notebook: string): Promise<StoredResult[]> {
    return newestFirst(await this.results.all({ notebook }));
  }

  /** @param askedFor the keys of results that have to stay, however old they are; it is asked only if some are too many */
  async saveResult(
    entry: StoredResult,
    askedFor: () => Promise<ReadonlySet<string>> = () => Promise.resolve(new Set<string>()),
  ): Promise<Kept> {
    const sealed = await results.seal(entry);
    const kept = await (results.fits(entry) ? this.results.put(sealed) : this.results.hold(sealed));
    // What has just been kept stays, however old it is.
    const others = (await this.resultsOf(entry.notebook)).filter(
      (one) =>
        one.cell === entry.cell && one.key !== entry.key && isImportedResult(one) === isImportedResult(entry),
    );
    const surplus = others.slice(KEPT_PER_CELL - 1).map(({ key }) => key);
    if (surplus.length === 0) return kept;
    const asked = await askedFor();
    await this.results.delete(surplus.filter((key) => !asked.has(key)));
    return kept;
  }

  /**
   * Keeps a result that came with a file. That is somebody's word: it is kept for this notebook only, under a key that
   * no other looks for.
   */
  async saveImported({ notebook, cell }: CellPlace, result: ExperimentResult, from: string): Promise<Kept> {
    const key = sha256(canonicalJson([notebook, cell, essentials(result.experiment)]));
    const { createdAt } = result.manifest;
    return this.saveResult({ key, notebook, cell, createdAt, result, importedFrom: from });
  }

  /** The same for what has been done of a sweep; it replaces what came of that sweep before. */
  async saveImportedSweep({
    notebook,
    cell,
    sweep,
    outcomes,
    importedFrom: from,
  }: ImportedSweep): Promise<void> {
    const prefix = importedPrefix(notebook, sweep);
    await this.runs.delete(await this.runs.keys({ prefix }));
    for (const outcome of outcomes) {
      const id = prefix + sha256(runKey(outcome));
      const createdAt = new Date().toISOString();
      await this.putRun({ id, notebook, cell, createdAt, outcome, imported: { from, sweep } });
    }
  }

  async importedSweepsOf(notebook: string): Promise<ImportedSweep[]> {
    const found = new Map<string, ImportedSweep>();
    const keys = (await this.runs.keys({ notebook })).filter((id) => id.startsWith(IMPORTED));
    for (const key of keys) {
      const run = await this.runs.get(key);
      if (!run?.imported) continue;
      const { cell, outcome } = run;
      const { sweep, from } = run.imported;
      const one = found.get(sweep) ?? { notebook, cell, sweep, outcomes: [], importedFrom: from };
      one.outcomes.push(outcome);
      found.set(sweep, one);
    }
    return [...found.values()];
  }

  /** Keeps what came with a notebook's file for a copy of the notebook, too. */
  async copyImported(notebook: string, copy: string): Promise<void> {
    for (const { cell, result, importedFrom } of await this.resultsOf(notebook)) {
      if (importedFrom === undefined) continue;
      await this.saveImported({ notebook: copy, cell }, result, importedFrom);
    }
    for (const sweep of await this.importedSweepsOf(notebook)) {
      await this.saveImportedSweep({ ...sweep, notebook: copy });
    }
  }

  /** Keeps a result for another cell, too, which has it from an earlier state: under a key that no run looks for. */
  async carryOver(entry: StoredResult, to: CellPlace): Promise<StoredResult> {
    const carried = { ...entry, ...to, key: keyInPlace(entry.key, to) };
    await this.saveResult(carried);
    return carried;
  }

  /** Makes a result that of another cell, as if it had been computed there. */
  async handOver(key: string, to: CellPlace): Promise<void> {
    const entry = await this.result(key);
    if (entry) await this.saveResult({ ...entry, ...to });
  }

  /** Makes those runs of a sweep that were done in one notebook those of a cell in another. */
  async handOverSweep(sweep: string, from: string, to: CellPlace): Promise<void> {
    for (const one of await this.runs.all({ prefix: prefixOf(sweep) })) {
      if (one.notebook === from) await this.putRun({ ...one, ...to });
    }
  }

  /** Forgets what was computed in a notebook, and what came with it. */
  async forgetAllOf(notebook: string): Promise<void> {
    await this.results.delete(await this.results.keys({ notebook }));
    await this.runs.delete(await this.runs.keys({ notebook }));
  }

  /**
   * Forgets the runs of a sweep, unless some were done for another cell or in another notebook.
   * @returns whether they are gone
   */
  async forgetSweep(sweep: string, { notebook, cell }: CellPlace): Promise<boolean> {
    const stored = await this.runs.all({ prefix: prefixOf(sweep) });
    if (stored.some((one) => one.notebook !== notebook || one.cell !== cell)) return false;
    await this.runs.delete(stored.map(({ id }) => id));
    return true;
  }

  /**
   * The runs of a sweep that are done, the first one first.
   * @param sweep hash of the sweep
   */
  async sweepRuns(sweep: string): Promise<SweepOutcome[]> {
    return (await this.sweep(sweep)).outcomes;
  }

  /** The same, with where and when they were done. */
  async sweep(sweep: string): Promise<KeptSweep> {
    const stored = newestFirst(await this.runs.all({ prefix: prefixOf(sweep) }));
    const { cell = '', createdAt = '' } = stored[0] ?? {};
    const outcomes = stored.map((one) => one.outcome).reverse();
    const notebooks = new Map(stored.map(({ outcome, notebook }) => [outcome, notebook]));
    return { cell, updatedAt: createdAt, outcomes, notebooks };
  }

  /** The sweeps that runs in a notebook belong to, but for imported ones. */
  async sweepsOf(notebook: string): Promise<string[]> {
    const ids = (await this.runs.keys({ notebook })).filter((id) => !id.startsWith(IMPORTED));
    return [...new Set(ids.map((id) => id.slice(0, id.indexOf('/'))))];
  }

  /** Keeps one run of a sweep; the same run once more replaces it. */
  async saveSweepRun(sweep: string, { notebook, cell }: CellPlace, outcome: SweepOutcome): Promise<Kept> {
    const id = prefixOf(sweep) + sha256(runKey(outcome));
    return this.putRun({ id, notebook, cell, createdAt: new Date().toISOString(), outcome });
  }

  private async putRun(run: StoredRun): Promise<Kept> {
    const sealed = await runs.seal(run);
    return runs.fits(run) ? this.runs.put(sealed) : this.runs.hold(sealed);
  }
}

const isImportedResult = ({ importedFrom }: StoredResult): boolean => importedFrom !== undefined;

const prefixOf = (sweep: string): string => `${sweep}/`;

/** No sweep has a key like that, so that nobody takes such runs for their own. */
const IMPORTED = 'imported:';
const importedPrefix = (notebook: string, sweep: string): string =>
  `${IMPORTED}${sha256(canonicalJson([notebook, sweep]))}/`;

/** A key for what has another one already, and is kept once more for a cell: of no experiment, and of no sweep. */
export const keyInPlace = (key: string, { notebook, cell }: CellPlace): string =>
  sha256(canonicalJson([notebook, cell, key]));

export function newestFirst<T extends { createdAt: string }>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}
