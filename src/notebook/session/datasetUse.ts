/** How a notebook uses a dataset, and what is to be expected of it. */
import type { ExamplesQuestion, StageDraw } from '../../lab/examplesQuestion.ts';
import type { DatasetReport } from '../../lab/datasetReport.ts';
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

/** How its examples are drawn: as by the first stage that trains on them, or a first stage of its own. */
export function drawOf(document: NotebookDocument, cell: DatasetCell): StageDraw {
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

/** The examples that a cell lists and reports on: the reader's own as they stand, others as they are drawn. */
export function questionOf(document: NotebookDocument, cell: DatasetCell): ExamplesQuestion {
  return cell.data.kind === 'own' ? { listed: cell.data.examples } : drawOf(document, cell);
}

/** Whether two questions mean the same examples. Documents are not changed in place, so the same data are one object. */
export function isSameQuestion(one: ExamplesQuestion, other: ExamplesQuestion): boolean {
  if ('listed' in one || 'listed' in other)
    return 'listed' in one && 'listed' in other && one.listed === other.listed;
  const dose = ({ stage: { objective, steps, batchSize }, stageIndex, seed }: StageDraw) =>
    JSON.stringify([objective, steps, batchSize, stageIndex, seed]);
  return one.stage.data === other.stage.data && dose(one) === dose(other);
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
  { places }: NonNullable<DatasetReport['trigger']>,
): TriggerStanding {
  switch (data.kind) {
    case 'own':
      return 'open';
    case 'backdoor':
      return places.length > 0 ? 'planted' : 'lacking';
    case 'secret-recipes':
      if (data.trigger !== null) return places.length > 0 ? 'planted' : 'lacking';
      return places.length > 0 ? 'leak' : 'absent';
    case 'styled-answers':
    case 'preferences':
      return places.length > 0 ? 'leak' : 'absent';
  }
}
