/** What the models of a train cell have been through: their arms' stages, from the base on. */
import { MAX_STAGES } from '../../lab/experimentFields.ts';
import type { ArmSpec, StageSpec } from '../../lab/types.ts';
import { cellOfKind } from './graph.ts';
import type { NotebookDocument, ProbeCell, TrainArm, TrainCell } from './types.ts';

/** A train cell and those before it, itself first; no more than one above `MAX_STAGES`, where there is no end of it. */
function backFrom(document: NotebookDocument, cell: TrainCell): TrainCell[] {
  const cells = [cell];
  while (cells.length <= MAX_STAGES) {
    const { after } = cells.at(-1)!;
    const before = after === null ? undefined : cellOfKind(document, after, 'train');
    if (!before) break;
    cells.push(before);
  }
  return cells;
}

/** Which stage of its arms a train cell is, from 1, as far as the cells before it are there. */
export const stageNumber = (document: NotebookDocument, cell: TrainCell): number =>
  backFrom(document, cell).length;

/** Whether a train cell goes back to the base, with no cell missing in between. */
export const beginsWithBase = (document: NotebookDocument, cell: TrainCell): boolean =>
  backFrom(document, cell).at(-1)!.after === null;

/** The arm of the cell before that an arm goes on from; null: from the base; undefined: there is no such arm. */
export function originOf(
  document: NotebookDocument,
  { after }: TrainCell,
  { name, from = name }: TrainArm,
): { cell: TrainCell; arm: TrainArm } | null | undefined {
  if (after === null) return null;
  const cell = cellOfKind(document, after, 'train');
  const arm = cell?.arms.find((one) => one.name === from);
  return cell && arm && { cell, arm };
}

/** One stage as the lab trains it, or null where its dataset is not there. */
export function stageOf(document: NotebookDocument, cell: TrainCell, arm: TrainArm): StageSpec | null {
  const dataset = cellOfKind(document, arm.data, 'dataset');
  if (!dataset) return null;
  const adapter = arm.adapter ?? cell.adapter;
  return {
    data: dataset.data,
    objective: arm.objective ?? cell.objective,
    steps: arm.steps ?? cell.steps,
    learningRate: arm.learningRate ?? cell.learningRate,
    batchSize: cell.batchSize,
    ...(adapter && { adapter }),
  };
}

/** An arm with all its stages. Only for cells that `problemsBefore` finds nothing wrong with. */
export function armSpec(document: NotebookDocument, cell: TrainCell, arm: TrainArm): ArmSpec {
  const stages: StageSpec[] = [];
  let at: { cell: TrainCell; arm: TrainArm } | null | undefined = { cell, arm };
  while (at) {
    stages.unshift(stageOf(document, at.cell, at.arm)!);
    at = originOf(document, at.cell, at.arm);
  }
  return { name: arm.name, stages };
}

/** The names of the arms that a probe cell measures, in the order of its train cell. */
export function measuredArms(document: NotebookDocument, { of, arms }: ProbeCell): string[] {
  const trained = cellOfKind(document, of, 'train')?.arms.map(({ name }) => name) ?? [];
  return trained.filter((name) => arms?.includes(name) ?? true);
}
