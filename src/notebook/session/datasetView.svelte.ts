/**
 * What the reader has asked the lab about a dataset: its first examples, what is in it, how surprising it is. Nothing
 * is fetched or computed before that.
 */
import type { ExamplesQuestion, ShownExample } from '../../lab/datasetExamples.ts';
import type { DatasetReport } from '../../lab/datasetReport.ts';
import type { Example } from '../../lab/datasets/dataset.ts';
import type { Surprise } from '../../lab/exampleSurprise.ts';
import { canonicalJson } from '../../support/hash.ts';
import type { DatasetCell } from '../document/types.ts';
import { describeProblem, type Problem } from '../problem.ts';
import { isSameQuestion, onceEach, questionOf, triggerOf } from './datasetUse.ts';
import type { OpenNotebook } from './openNotebook.svelte.ts';
import { MAX_TAKEN } from './ownRows.ts';
import { PerCell } from './perCell.ts';

/** What the lab is busy with. */
export type DatasetTask = 'examples' | 'report' | 'surprise' | 'tokens';

/** What the base makes of an example. */
export type Reading = Pick<ShownExample, 'tokens' | 'problem'>;

export class DatasetView {
  /** Null before somebody asks. */
  examples = $state.raw<ShownExample[] | null>(null);
  report = $state.raw<DatasetReport | null>(null);
  /** What the report looked for. */
  trigger = $state<string>('');
  busy = $state<DatasetTask | null>(null);
  problem = $state.raw<Problem | null>(null);
  private asked = $state.raw<ExamplesQuestion | null>(null);
  private reported = $state.raw<ExamplesQuestion | null>(null);
  private surprises = $state.raw<Readonly<Record<string, Surprise | null>>>({});
  private readings = $state.raw<Readonly<Record<string, Reading>>>({});

  constructor(private readonly notebook: OpenNotebook) {}

  /** Whether what was drawn is what the training would draw. */
  isCurrent(cell: DatasetCell): boolean {
    return this.asked !== null && isSameQuestion(this.asked, questionOf(this.notebook.document, cell));
  }

  /** The report, as long as it is of the dataset as it is. */
  reportOn(cell: DatasetCell): DatasetReport | null {
    const { reported } = this;
    return reported && isSameQuestion(reported, questionOf(this.notebook.document, cell))
      ? this.report
      : null;
  }

  surpriseOf(example: Example): Surprise | null {
    return this.surprises[keyOf(example)] ?? null;
  }

  isMeasured(example: Example): boolean {
    return keyOf(example) in this.surprises;
  }

  readingOf(example: Example): Reading | null {
    return this.readings[keyOf(example)] ?? null;
  }

  /** Draws the first examples, as many as can be taken over. Like all of these, it never rejects. */
  draw(cell: DatasetCell): Promise<void> {
    return this.during('examples', async (base) => {
      const question = questionOf(this.notebook.document, cell);
      this.examples = await this.client.examples({ base, count: MAX_TAKEN, ...question });
      this.asked = question;
    });
  }

  look(cell: DatasetCell): Promise<void> {
    return this.during('report', async (base) => {
      const { document } = this.notebook;
      const question = questionOf(document, cell);
      const trigger = triggerOf(cell.data, document.setup);
      this.report = await this.client.datasetReport({ base, trigger, ...question });
      this.trigger = trigger;
      this.reported = question;
    });
  }

  /** How surprising these examples are to the base. */
  measure(examples: readonly Example[]): Promise<void> {
    return this.during('surprise', async (base) => {
      const question = onceEach(examples);
      const count = examples.length;
      const { quantization } = this.notebook.document.setup;
      // Both come in the order in which the examples are drawn, which is not the order in which they were given.
      const drawn = await this.client.examples({ base, count, ...question });
      const surprising = { count, quantization };
      const { surprises } = await this.client.datasetReport({ base, trigger: null, surprising, ...question });
      const found = drawn.map(
        ({ tokens: _tokens, problem: _problem, ...example }, index) =>
          [keyOf(example), surprises[index] ?? null] as const,
      );
      this.surprises = { ...this.surprises, ...Object.fromEntries(found) };
    });
  }

  /** How many tokens the reader's own examples have, and which of them the base cannot read. */
  count(examples: readonly Example[]): Promise<void> {
    return this.during('tokens', async (base) => {
      const drawn = await this.client.examples({ base, count: examples.length, ...onceEach(examples) });
      this.readings = Object.fromEntries(
        drawn.map(({ tokens, problem, ...example }) => [keyOf(example), { tokens, problem }]),
      );
    });
  }

  private get client() {
    return this.notebook.lab.client;
  }

  private async during(task: DatasetTask, work: (base: string) => Promise<void>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = task;
    this.problem = null;
    try {
      await this.notebook.lab.ready();
      await work(this.notebook.document.setup.base);
    } catch (error) {
      this.problem = describeProblem(error);
    } finally {
      this.busy = null;
    }
  }
}

const keyOf = ({ prompt, given, chosen, rejected }: Example): string =>
  canonicalJson([prompt, given ?? null, chosen, rejected ?? null]);

const views = new PerCell<DatasetView>();

/** What has been asked about a cell. */
export function datasetViewOf(notebook: OpenNotebook, cellId: string): DatasetView {
  return views.of(notebook, cellId, () => new DatasetView(notebook));
}
