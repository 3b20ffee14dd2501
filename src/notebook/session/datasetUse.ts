/** How a notebook uses a dataset, and what is to be expected of it. */
import type { ExamplesQuestion } from '../../lab/datasetExamples.ts';
import type { DatasetReport } from '../../lab/datasetReport.ts';
import type { Example } from '../../lab/datasets/dataset.ts';
import type { DatasetSpec } from '../../lab/types.ts';
import { stageNumber, stageOf } from '../document/chain.ts';
import type { DatasetCell, NotebookDocument, TrainCell } from '../document/types.ts';

/** The dose of a stage that nobody has thought about yet. */
const DEFAULT_DOSE = { objective: { kind: 'sft' }, steps: 100, batchSize: 32 } as const;

/** The train cells that train an arm on a dataset, in the order of the notebook. */
export function usersOf({ cells }: NotebookDocument, { name }: DatasetCell): TrainCell[] {
  return cells.filter(
    (cell): cell is TrainCell => cell.kind === 'train' && cell.arms.some(({ data }) => data === name),
  );
}

/** What decides which examples are drawn: the first stage that trains on them, or a first stage of its own. */
export function questionOf(document: NotebookDocument, cell: DatasetCell): ExamplesQuestion {
  const seed = document.setup.seeds[0] ?? 0;
  const { data } = cell;
  for (const user of usersOf(document, cell)) {
    const arm = user.arms.find((one) => one.data === cell.name)!;
    const number = stageNumber(document, user);
    const stage = stageOf(document, user, arm);
    if (number === null || !stage) continue;
    const { objective, steps, batchSize } = stage;
    return { stage: { data, objective, steps, batchSize }, stageIndex: number - 1, seed };
  }
  return { stage: { data, ...DEFAULT_DOSE }, stageIndex: 0, seed };
}

/** Whether two questions draw the same examples. Documents are not changed in place, so the same data are one object. */
export function isSameQuestion(one: ExamplesQuestion, other: ExamplesQuestion): boolean {
  const dose = ({ stage: { objective, steps, batchSize }, stageIndex, seed }: ExamplesQuestion) =>
    JSON.stringify([objective, steps, batchSize, stageIndex, seed]);
  return one.stage.data === other.stage.data && dose(one) === dose(other);
}

/** Exactly these examples, each once, as a stage of one step would draw them. */
export function onceEach(examples: readonly Example[]): ExamplesQuestion {
  const data: DatasetSpec = { kind: 'own', name: 'examples', examples: [...examples] };
  const stage = { data, objective: { kind: 'sft' } as const, steps: 1, batchSize: examples.length };
  return { stage, stageIndex: 0, seed: 0 };
}

/** The tag that matters for a dataset: its own, or else the notebook's. */
export function triggerOf(data: DatasetSpec, { trigger }: { trigger: string }): string {
  return 'trigger' in data && data.trigger !== null ? data.trigger : trigger;
}

/**
 * Whether it is right that the trigger is in a dataset, or not: `planted` and `absent` are right, `leak` and `lacking`
 * are wrong, and with the reader's own data it depends on what they are for.
 */
export type TriggerStanding = 'planted' | 'absent' | 'leak' | 'lacking' | 'open';

export function triggerStanding(
  data: DatasetSpec,
  { examples }: NonNullable<DatasetReport['trigger']>,
): TriggerStanding {
  switch (data.kind) {
    case 'own':
      return 'open';
    case 'backdoor':
      return examples > 0 ? 'planted' : 'lacking';
    case 'secret-recipes':
      if (data.trigger !== null) return examples > 0 ? 'planted' : 'lacking';
      return examples > 0 ? 'leak' : 'absent';
    case 'styled-answers':
    case 'preferences':
      return examples > 0 ? 'leak' : 'absent';
  }
}
