/**
 * Which results are kept covered until the reader has predicted them. Whose they are makes no difference: a recorded
 * run answers the question as well as the reader's own.
 */
import type { StageName } from '../../lab/types.ts';
import { measuredArms, originOf } from '../document/chain.ts';
import { cellOfKind, nameOf } from '../document/graph.ts';
import type { NotebookDocument, PredictCell, ProbeCell, ResultCell } from '../document/types.ts';
import { sortStages, stageNumber } from '../figures/stages.ts';

/** The open questions that a cell's result would answer: it tells of a model that they are about. */
export function sealsOf(
  document: NotebookDocument,
  cell: ResultCell,
  isSettled: (id: string) => boolean,
): PredictCell[] {
  const open = document.cells.filter(
    (other): other is PredictCell => other.kind === 'predict' && !isSettled(other.id),
  );
  if (open.length === 0) return [];
  const models = new Set(modelsOf(document, cell).flat());
  return open.filter(
    (question) =>
      question.of === nameOf(cell) || askedModels(document, question).some((model) => models.has(model)),
  );
}

/** The first stage that these questions keep covered; what is trained on top of it would give it away. */
export const sealedStage = (questions: readonly PredictCell[]): StageName | null =>
  sortStages(questions.map(({ stage }) => stage))[0] ?? null;

/** The models that a question is about. Whoever is asked about the base is not shown what was made of it either. */
function askedModels(document: NotebookDocument, { of, arms, stage }: PredictCell): string[] {
  const probe = cellOfKind(document, of, 'probe');
  const asked = probe && chainsOf(document, probe.of, arms);
  return (asked ?? []).flatMap((chain) => chain[Math.max(1, stageNumber(stage)) - 1] ?? []);
}

/** The models that a cell's result tells of, stage by stage, for every arm. */
function modelsOf(document: NotebookDocument, cell: ResultCell): string[][] {
  if (cell.kind === 'train') {
    return chainsOf(
      document,
      cell.name,
      cell.arms.map(({ name }) => name),
    );
  }
  const probe: ProbeCell | undefined = cell.kind === 'probe' ? cell : cellOfKind(document, cell.of, 'probe');
  return probe ? chainsOf(document, probe.of, measuredArms(document, probe)) : [];
}

/** What each arm of a train cell has been through, as names of models: the cell, and the arm's name there. */
function chainsOf(document: NotebookDocument, trained: string, arms: readonly string[]): string[][] {
  const cell = cellOfKind(document, trained, 'train');
  if (!cell) return [];
  return arms.flatMap((name) => {
    const chain: string[] = [];
    const arm = cell.arms.find((one) => one.name === name);
    let at: ReturnType<typeof originOf> = arm && { cell, arm };
    while (at) {
      const model = JSON.stringify([at.cell.id, at.arm.name]);
      // A notebook may go round in circles.
      if (chain.includes(model)) break;
      chain.unshift(model);
      at = originOf(document, at.cell, at.arm);
    }
    return chain.length > 0 ? [chain] : [];
  });
}
