/**
 * Runs a notebook in the terminal: every cell that measures something, as the page would, each with its own
 * experiment. What one cell has trained, the next does not train again.
 */
import type { BackendWish } from '../lab/backends/choice.ts';
import type { SurvivingEvent } from '../lab/backends/survivingRun.ts';
import type { KnownWork } from '../lab/known.ts';
import { describeSetting, runKey, runsOf } from '../lab/sweep.ts';
import type { ExperimentResult, ExperimentSpec, Manifest, Measurement, TrainedStage } from '../lab/types.ts';
import { experimentOf, labelOf, sweepOf, watchOf } from '../notebook/document/compile.ts';
import { nameOf, NotebookGraph } from '../notebook/document/graph.ts';
import { parseNotebook } from '../notebook/document/schema.ts';
import type { NotebookDocument, ProbeCell, SweepCell, TrainCell } from '../notebook/document/types.ts';
import { UserError } from '../support/errors.ts';
import { canonicalJson } from '../support/hash.ts';
import { UsageError } from './arguments.ts';
import type { CommandContext } from './command.ts';
import { asUsage } from './experimentFile.ts';
import { describeResult, followRun } from './followRun.ts';
import { outcomesOf, ResultsFile, type CellWork, type SweepWork } from './notebookResults.ts';
import { attempt } from './sweep/attempt.ts';
import { defaultMetrics, parseSelectors, reportSweep } from './sweep/report.ts';

export type { NotebookResults } from './notebookResults.ts';

type RunCell = TrainCell | ProbeCell | SweepCell;

export interface NotebookRequest {
  document: NotebookDocument;
  backend: BackendWish;
  /** The file that results are kept in. */
  out: string | null;
}

/** @throws UsageError if the file is no notebook that can be run */
export function readNotebook(value: unknown, source: string): NotebookDocument {
  return asUsage(() => parseNotebook(value, source));
}

/**
 * The cells to run, each after what it depends on: what measures, and training that nothing measures.
 * @throws UsageError if there is none, or one of them has a problem
 */
export function cellsToRun(document: NotebookDocument): RunCell[] {
  const graph = new NotebookGraph(document);
  const cells = graph.order.flatMap((id): RunCell[] => {
    const cell = document.cells.find((one) => one.id === id)!;
    if (cell.kind === 'probe' || cell.kind === 'sweep') return [cell];
    if (cell.kind !== 'train') return [];
    const isMeasured = graph
      .descendants(id)
      .some((other) => document.cells.some((one) => one.id === other && one.kind === 'probe'));
    return isMeasured ? [] : [cell];
  });
  if (cells.length === 0) {
    throw new UsageError(
      'There is nothing to run in this notebook.',
      'It needs a cell that measures or trains.',
    );
  }
  for (const cell of cells) {
    // Of a sweep every setting: better now than after hours.
    asUsage(() => (cell.kind === 'sweep' ? runsOf(sweepOf(document, cell)) : experimentOf(document, cell)));
  }
  return cells;
}

/**
 * Runs what is not in the file yet. A run of a sweep that fails is kept as failed, and the others go on.
 * @throws UserError when it is stopped, or if runs of a sweep failed; what was done is in the file
 */
export async function runNotebook(
  { document, backend, out }: NotebookRequest,
  context: CommandContext,
): Promise<void> {
  const { signal, stderr, stdout } = context;
  const works = worksOf(document);
  const file = out === null ? null : new ResultsFile(out, document, works);
  const lab = new Work(document, backend, context);
  try {
    await file?.takeOver((experiment, manifest) => lab.fits(experiment, manifest));
    for (const work of works) {
      stderr.write(`\n${work.label}\n`);
      if ('sweep' in work) {
        await lab.sweep(work, async () => file?.write());
      } else if (work.result) {
        stderr.write(`Done already.\n`);
      } else {
        work.result = await lab.experiment(work.experiment);
      }
      // The file first: it is what must not be lost if printing goes wrong.
      await file?.write();
      stdout.write(`${work.label}\n${describeWork(work)}\n`);
    }
  } catch (error) {
    if (file === null) throw error;
    if (signal.aborted) {
      const standing = file.standing ?? 'Nothing was written.';
      throw new UserError(`Stopped. ${standing}`, file.standing ? 'The same command goes on.' : '');
    }
    stderr.write(`\n${file.standing ?? 'Nothing was written.'}\n`);
    throw error;
  }
  if (out !== null) stderr.write(`\nRows and results of all cells are in ${out}.\n`);
  refuseFailures(works, out);
}

function worksOf(document: NotebookDocument): CellWork[] {
  return cellsToRun(document).map((cell) => {
    const place = { cell: nameOf(cell)!, label: labelOf(cell) };
    if (cell.kind !== 'sweep') return { ...place, experiment: experimentOf(document, cell), result: null };
    const sweep = sweepOf(document, cell);
    return { ...place, sweep, runs: runsOf(sweep), outcomes: new Map() };
  });
}

/** The usual metrics first, and then the others, since a notebook does not say which are wanted. */
const METRICS = parseSelectors(`${defaultMetrics},*/*/*`);

const describeWork = (work: CellWork): string =>
  'sweep' in work ? reportSweep(work.sweep, outcomesOf(work), METRICS) : describeResult(work.result!);

function refuseFailures(works: readonly CellWork[], out: string | null): void {
  const outcomes = works.flatMap((work) => ('sweep' in work ? outcomesOf(work) : []));
  const failed = outcomes.filter(({ status }) => status === 'failed').length;
  if (failed === 0) return;
  throw new UserError(
    `${failed} of ${outcomes.length} runs of sweeps failed.`,
    out === null ? 'Why is said above.' : 'The same command tries them again.',
  );
}

/** Runs experiments, and remembers what they have trained and measured. */
class Work {
  private readonly trained = new Map<string, TrainedStage>();
  private readonly measured = new Map<string, Measurement>();

  constructor(
    private readonly document: NotebookDocument,
    private readonly backend: BackendWish,
    private readonly context: CommandContext,
  ) {}

  async experiment(experiment: ExperimentSpec): Promise<ExperimentResult> {
    const { signal, stderr } = this.context;
    const known: KnownWork = { trained: this.trained, measured: this.measured };
    const watch = watchOf(this.document);
    const events = this.context.runExperiment(experiment, { backend: this.backend, signal, known, watch });
    const result = await followRun(this.remembering(events), stderr);
    signal.throwIfAborted();
    return result;
  }

  /** Does the runs that have no outcome yet. */
  async sweep({ runs, outcomes }: SweepWork, afterEach: () => Promise<void>): Promise<void> {
    const { signal, stderr } = this.context;
    if (outcomes.size > 0) stderr.write(`${outcomes.size} of ${runs.length} runs done already.\n`);
    for (const [index, run] of runs.entries()) {
      if (outcomes.has(runKey(run))) continue;
      stderr.write(`Run ${index + 1} of ${runs.length}: ${describeSetting(run.setting)}, seed ${run.seed}\n`);
      const outcome = await attempt(run, stderr, () => this.experiment(run.experiment));
      // What was stopped has not failed.
      signal.throwIfAborted();
      outcomes.set(runKey(run), outcome);
      if (outcome.status === 'failed') {
        stderr.write(`Failed: ${outcome.error.message} ${outcome.error.remedy}\n`);
      }
      await afterEach();
    }
  }

  /** Whether a result with this manifest need not be made again. */
  async fits(experiment: ExperimentSpec, { backend, hashes }: Manifest): Promise<boolean> {
    this.context.signal.throwIfAborted();
    if (this.backend !== 'auto' && this.backend !== backend) return false;
    try {
      return canonicalJson(hashes) === canonicalJson(await this.context.hashesOf(experiment));
    } catch (error) {
      // A base that cannot be read: its run will say so.
      if (error instanceof UserError) return false;
      throw error;
    }
  }

  private async *remembering(events: AsyncIterable<SurvivingEvent>): AsyncGenerator<SurvivingEvent, void> {
    for await (const event of events) {
      if (event.type === 'trained') this.trained.set(event.key, event.trained);
      if (event.type === 'measured') this.measured.set(event.key, event.measured);
      yield event;
    }
  }
}
