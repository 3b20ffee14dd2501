/** What there is to be drawn, asked about or varied of the cell that another names. */
import type { ProbeSpec, StageName } from '../../lab/types.ts';
import { measuredArms, stageNumber } from '../../notebook/document/chain.ts';
import { distinct } from '../../support/group.ts';
import { armsOf } from '../../notebook/document/problemsOfRuns.ts';
import { cellNamed, cellOfKind } from '../../notebook/document/graph.ts';
import type { NotebookDocument, TrainCell } from '../../notebook/document/types.ts';

export interface Measured {
  probes: readonly ProbeSpec[];
  /** Each once. */
  arms: string[];
  /** `base` and all stages that are trained. */
  stages: StageName[];
}

/** @param of the name of a train, probe or sweep cell; anything else has nothing */
export function measuredBy(document: NotebookDocument, of: string): Measured {
  const cell = cellNamed(document, of);
  switch (cell?.kind) {
    case 'sweep':
      return cell.of === of ? nothing : measuredBy(document, cell.of);
    case 'probe': {
      const trained = cellOfKind(document, cell.of, 'train');
      return {
        probes: cell.probes,
        arms: distinct(measuredArms(document, cell)),
        stages: stagesOf(document, trained),
      };
    }
    case 'train':
      return { probes: [], arms: distinct(armsOf(cell)), stages: stagesOf(document, cell) };
    default:
      return nothing;
  }
}

const nothing: Measured = { probes: [], arms: [], stages: ['base'] };

function stagesOf(document: NotebookDocument, cell: TrainCell | undefined): StageName[] {
  const count = cell ? stageNumber(document, cell) : 0;
  return ['base', ...Array.from({ length: count }, (_, index): StageName => `stage-${index + 1}`)];
}

/** The train cells that lead to one, from the base on, itself last. */
export function trainCellsUpTo(document: NotebookDocument, name: string): TrainCell[] {
  const chain: TrainCell[] = [];
  let cell = cellOfKind(document, name, 'train');
  while (cell && !chain.includes(cell)) {
    chain.unshift(cell);
    cell = cell.after === null ? undefined : cellOfKind(document, cell.after, 'train');
  }
  return chain;
}

/** For lists of which all entries are usually meant: what is chosen, undefined where that is all there is. */
export function unlessAll<T>(chosen: readonly T[], all: readonly T[]): T[] | undefined {
  const isAll = chosen.length === all.length && all.every((one) => chosen.includes(one));
  return isAll ? undefined : [...chosen];
}
