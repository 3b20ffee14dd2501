/**
 * What the reader has asked the lab about a dataset: its first examples, what is in it, what the base makes of them, how
 * surprising they are. Nothing is fetched or computed before that. Every answer is kept with what it is an answer to,
 * and shown only as long as the notebook still asks that: an example changed, another base or another tag has none.
 */
import type { ShownExample } from '../../lab/datasetExamples.ts';
import type { ExamplesQuestion } from '../../lab/examplesQuestion.ts';
import type { DatasetReport } from '../../lab/datasetReport.ts';
import type { Example } from '../../lab/datasets/dataset.ts';
import type { Surprise } from '../../lab/exampleSurprise.ts';
import type { SurpriseRequest } from '../../../workers/protocol.ts';
import { UserError } from '../../support/errors.ts';
import type { DatasetCell } from '../document/types.ts';
import { describeProblem, type Problem } from '../problem.ts';
import { isSameQuestion, questionOf, triggerOf } from './datasetUse.ts';
import type { OpenNotebook } from './openNotebook.svelte.ts';
import { MAX_TAKEN } from './ownRows.ts';
import { PerCell } from './perCell.ts';
import { keyOfExample, type PerExample, type Reading } from './perExample.ts';
import { findModel, identityOf, type StartingModel } from './startingModels.ts';

/** What the lab is busy with. */
export type DatasetTask = 'examples' | 'report' | 'surprise' | 'tokens';

/** Examples that are measured in one call: as many as take a second, so that the reader sees progress and can stop. */
const MEASURED_AT_ONCE = 64;

const NONE: PerExample<never> = new Map<string, never>();

export class DatasetView {
  /** As they were drawn last; null before somebody asks. */
  examples = $state.raw<Example[] | null>(null);
  busy = $state<DatasetTask | null>(null);
  /** How many of the examples that are being measured have been. */
  measured = $state.raw<{ done: number; of: number } | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** What the problem was with. */
  failed = $state<DatasetTask | null>(null);
  private asked = $state.raw<ExamplesQuestion | null>(null);
  private reported = $state.raw<{
    question: ExamplesQuestion;
    trigger: string;
    report: DatasetReport;
  } | null>(null);
  /** By model. */
  private surprises = $state.raw<ReadonlyMap<string, PerExample<Surprise | null>>>(new Map());
  /** By base. */
  private readings = $state.raw<ReadonlyMap<string, PerExample<Reading>>>(new Map());
  private isStopping = false;

  constructor(private readonly notebook: OpenNotebook) {}

  /** Whether what was drawn is what the training would draw. */
  isCurrent(cell: DatasetCell): boolean {
    return this.asked !== null && isSameQuestion(this.asked, questionOf(this.notebook.document, cell));
  }

  /** The report, as long as it is of the dataset as it is, and looked for the tag as it is. */
  reportOn(cell: DatasetCell): DatasetReport | null {
    const { reported } = this;
    const { document } = this.notebook;
    return reported?.trigger === triggerOf(cell.data, document.setup) &&
      isSameQuestion(reported.question, questionOf(document, cell))
      ? reported.report
      : null;
  }

  /** The last report, whatever it was about. */
  get lastReport(): DatasetReport | null {
    return this.reported?.report ?? null;
  }

  /** What the notebook's base makes of examples. */
  get readingsByBase(): PerExample<Reading> {
    return this.readings.get(this.notebook.document.setup.base) ?? NONE;
  }

  /** How surprising examples are to a model as the notebook trains it now. */
  surprisesOf(model: StartingModel): PerExample<Surprise | null> {
    return this.surprises.get(identityOf(this.notebook, model) ?? '') ?? NONE;
  }

  /** Draws the first examples, as many as can be taken over. Like all of these, it never rejects. */
  draw(cell: DatasetCell): Promise<void> {
    return this.during('examples', async (base) => {
      const question = questionOf(this.notebook.document, cell);
      const shown = await this.client.examples({ base, count: MAX_TAKEN, ...question });
      this.keepReadings(base, shown);
      this.examples = shown.map(({ tokens: _tokens, problem: _problem, ...example }) => example);
      this.asked = question;
    });
  }

  look(cell: DatasetCell): Promise<void> {
    return this.during('report', async (base) => {
      const { document } = this.notebook;
      const question = questionOf(document, cell);
      const trigger = triggerOf(cell.data, document.setup);
      const report = await this.client.datasetReport({ base, trigger, ...question });
      this.reported = { question, trigger, report };
    });
  }

  /** How many tokens examples have, and which of them the base cannot read. */
  count(examples: readonly Example[]): Promise<void> {
    return this.during('tokens', async (base) => {
      this.keepReadings(base, await this.client.examples({ base, count: examples.length, listed: examples }));
    });
  }

  /** Measures how surprising those of these examples are to a model of which that is not known, until it is stopped. */
  measure(examples: readonly Example[], model: StartingModel): Promise<void> {
    return this.during('surprise', async (base) => {
      const { quantization } = this.notebook.document.setup;
      const identity = identityOf(this.notebook, model);
      const checkpoint = model.trained && (await findModel(this.notebook, model.trained));
      if (identity === null || typeof checkpoint === 'string')
        throw new UserError(
          'This model has not been trained here.',
          'Run the training that makes it, or choose the base.',
        );
      const known = this.surprises.get(identity) ?? NONE;
      const wanted = examples.filter((example) => !known.has(keyOfExample(example)));
      await this.measureAll(wanted, identity, { base, quantization, ...(checkpoint && { checkpoint }) });
    });
  }

  /** Ends measuring after what is being measured at the moment, and keeps what has been. */
  stop(): void {
    this.isStopping = true;
  }

  private async measureAll(
    examples: readonly Example[],
    identity: string,
    model: Omit<SurpriseRequest, 'examples'>,
  ): Promise<void> {
    const of = examples.length;
    this.isStopping = false;
    try {
      for (let done = 0; done < of && !this.isStopping; done += MEASURED_AT_ONCE) {
        this.measured = { done, of };
        const some = examples.slice(done, done + MEASURED_AT_ONCE);
        const found = await this.client.surprises({ ...model, examples: some });
        const entries = some.map((example, at) => [keyOfExample(example), found[at] ?? null] as const);
        const before = this.surprises.get(identity) ?? NONE;
        this.surprises = new Map([...this.surprises, [identity, new Map([...before, ...entries])]]);
      }
    } finally {
      this.measured = null;
    }
  }

  private keepReadings(base: string, shown: readonly ShownExample[]): void {
    const before = this.readings.get(base) ?? NONE;
    const entries = shown.map(
      ({ tokens, problem, ...example }) => [keyOfExample(example), { tokens, problem }] as const,
    );
    this.readings = new Map([...this.readings, [base, new Map([...before, ...entries])]]);
  }

  private get client() {
    return this.notebook.lab.client;
  }

  private async during(task: DatasetTask, work: (base: string) => Promise<void>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = task;
    this.problem = null;
    this.failed = null;
    // What is asked is about the notebook as it is now; the reader may change it while the lab answers.
    const { base } = this.notebook.document.setup;
    try {
      await this.notebook.lab.ready(base);
      await work(base);
    } catch (error) {
      this.problem = describeProblem(error);
      this.failed = task;
    } finally {
      this.busy = null;
    }
  }
}

const views = new PerCell<DatasetView>();

/** What has been asked about a cell. */
export function datasetViewOf(notebook: OpenNotebook, cellId: string): DatasetView {
  return views.of(notebook, cellId, () => new DatasetView(notebook));
}
