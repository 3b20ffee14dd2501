/** How the result of a cell stands: whether there is one, whose it is, and whether it still belongs to the cell. */
import type { SweepGrid, SweepOutcome, SweepSpec } from '../../lab/sweep.ts';
import type {
  Checkpoint,
  CurvePoint,
  ExperimentResult,
  ExperimentSpec,
  Manifest,
  Sample,
} from '../../lab/types.ts';
import { UserError } from '../../support/errors.ts';
import {
  coveredBy,
  experimentOf,
  keyOfExperiment,
  keyOfSweep,
  rowsFor,
  sweepOf,
} from '../document/compile.ts';
import { NotebookGraph } from '../document/graph.ts';
import type { NotebookDocument, ProbeCell, ResultCell, SweepCell, TrainCell } from '../document/types.ts';
import { countedRows, type Counted } from '../corrections.ts';
import type { Problem } from '../problem.ts';
import { watchedArms, type WatchedArms } from './watched.ts';

/**
 * `empty`: nothing has been run; `fresh`: what was run is what the cell says; `partial`: some of a sweep's runs have
 * not been done; `stale`: the cell, or one it depends on, has been changed since; `blocked`: it cannot be run as it is.
 */
export type Standing = 'empty' | 'fresh' | 'partial' | 'stale' | 'blocked';

/**
 * Whose a result is. `imported` came with a file and is somebody's word; like a recorded one it stands in for a run,
 * and never counts as one.
 */
export type Source = 'yours' | 'imported' | 'recorded';
/** In the order in which they are offered. */
export const SOURCES: readonly Source[] = ['recorded', 'imported', 'yours'];

/** What there is of a result to be shown. */
export interface ResultView extends Counted {
  source: Source;
  /** Being computed at the moment. */
  live: boolean;
  /** Of an earlier state of the cell. */
  stale: boolean;
  experiment: ExperimentSpec;
  samples: Sample[];
  curves: CurvePoint[];
  /** What the payload probabilities in the curves are of. */
  watched: WatchedArms;
  checkpoints: Checkpoint[];
  /** Null while it is live. */
  manifest: Manifest | null;
  /** The file that an imported one came with. */
  importedFrom?: string;
}

/** A result that is kept here: that of a cell, or of one further on, which had to train the same. */
export interface KeptResult {
  key: string;
  cell: string;
  createdAt: string;
  result: ExperimentResult;
  importedFrom?: string;
}

export interface SweepView {
  source: Source;
  live: boolean;
  stale: boolean;
  sweep: SweepGrid;
  outcomes: SweepOutcome[];
  /** The file that an imported one came with. */
  importedFrom?: string;
}

/** A cell as something to be run, or why it cannot be. */
export type Compiled<T> = { key: string; spec: T } | { problem: Problem };

export function compiled(document: NotebookDocument, cell: TrainCell | ProbeCell): Compiled<ExperimentSpec> {
  return attempt(() => experimentOf(document, cell), keyOfExperiment);
}

export function compiledSweep(document: NotebookDocument, cell: SweepCell): Compiled<SweepSpec> {
  return attempt(() => sweepOf(document, cell), keyOfSweep);
}

/** What a cell is as something to be run. */
export type CompiledCell =
  | { kind: 'experiment'; cell: TrainCell | ProbeCell; compiled: Compiled<ExperimentSpec> }
  | { kind: 'sweep'; cell: SweepCell; compiled: Compiled<SweepSpec> };

/** Every cell that can be run, by id. */
export function compiledCells(document: NotebookDocument): Map<string, CompiledCell> {
  const found = new Map<string, CompiledCell>();
  for (const cell of document.cells) {
    if (!isResultCell(cell)) continue;
    found.set(
      cell.id,
      cell.kind === 'sweep'
        ? { kind: 'sweep', cell, compiled: compiledSweep(document, cell) }
        : { kind: 'experiment', cell, compiled: compiled(document, cell) },
    );
  }
  return found;
}

/** The key under which the result of a cell is kept; null where the cell asks for nothing that can be run. */
export function keyOfResult(document: NotebookDocument, cell: ResultCell): string | null {
  const result = cell.kind === 'sweep' ? compiledSweep(document, cell) : compiled(document, cell);
  return 'key' in result ? result.key : null;
}

function attempt<T>(compile: () => T, keyOf: (spec: T) => string): Compiled<T> {
  try {
    const spec = compile();
    return { key: keyOf(spec), spec };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problem: { message: error.message, remedy: error.remedy } };
  }
}

export const isResultCell = (cell: { kind: string }): cell is ResultCell =>
  cell.kind === 'train' || cell.kind === 'probe' || cell.kind === 'sweep';

/** Cells that can be run, each after what it depends on. */
export function resultCellsOf(document: NotebookDocument): ResultCell[] {
  const cells = new Map(document.cells.map((cell) => [cell.id, cell]));
  return new NotebookGraph(document).order.flatMap((id) => {
    const cell = cells.get(id);
    return cell && isResultCell(cell) ? [cell] : [];
  });
}

/** The newest of the results that has all of the experiment: its own, or a longer one. */
export function freshResult(
  kept: readonly KeptResult[],
  { key, spec }: { key: string; spec: ExperimentSpec },
) {
  const exact = kept.find((one) => one.key === key);
  return exact ?? kept.find(({ result }) => hasAllOf(result.experiment, spec));
}

/** The same of imported results, which stand in for a run as recorded ones do: whatever seeds they have. */
export const standInResult = (kept: readonly KeptResult[], asked: { key: string; spec: ExperimentSpec }) =>
  freshResult(kept, asked) ?? kept.find(({ result }) => coveredBy(result.experiment, asked.spec));

/** Whether a result of one experiment is, in part, one of another: the same seeds, and all that is asked for them. */
export const hasAllOf = (experiment: ExperimentSpec, asked: ExperimentSpec): boolean =>
  hasSeeds(experiment, asked) && coveredBy(experiment, asked);

const hasSeeds = (experiment: ExperimentSpec, { seeds }: ExperimentSpec): boolean =>
  experiment.seeds.length === seeds.length && seeds.every((seed) => experiment.seeds.includes(seed));

/** The verdicts that the reader has put right in a cell. */
export const correctionsIn = (cell: TrainCell | ProbeCell) => (cell.kind === 'probe' ? cell.corrections : []);

/** The part of a finished result that is a cell's. */
export function viewOfResult(
  source: Source,
  cell: TrainCell | ProbeCell,
  { result, importedFrom }: Pick<KeptResult, 'result' | 'importedFrom'>,
  experiment: ExperimentSpec,
  { stale = false } = {},
): ResultView {
  // A stale result is shown as it was.
  const part = stale ? result : rowsFor(result, experiment);
  const { samples, curves } = part;
  const { watched } = result.manifest;
  return {
    source,
    live: false,
    stale,
    experiment: stale ? result.experiment : { ...experiment, seeds: result.experiment.seeds },
    ...countedRows(part, correctionsIn(cell)),
    samples,
    curves,
    watched: watchedArms({ experiment: result.experiment, watched }, stale ? result.experiment : experiment),
    checkpoints: [],
    manifest: result.manifest,
    ...(importedFrom !== undefined && { importedFrom }),
  };
}
