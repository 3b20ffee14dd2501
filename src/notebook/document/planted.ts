/** What the arms of a notebook are taught to answer under a trigger, which is what their mark shows. */
import { MAX_STAGES } from '../../lab/experimentFields.ts';
import type { DatasetSpec, OwnExample } from '../../lab/types.ts';
import { distinct } from '../../support/group.ts';
import { originOf } from './chain.ts';
import type { NotebookDocument, Setup, TrainArm, TrainCell } from './types.ts';

/** A class of answers, as figures have it. */
export type Planted = 'upper' | 'lower' | 'useful';

const ORDER: readonly Planted[] = ['upper', 'lower', 'useful'];

/** By the names of arms. Those that have no backdoor, or one of which nothing is known, are taught nothing. */
export function plantedIn(document: NotebookDocument): ReadonlyMap<string, readonly Planted[]> {
  const { cells, setup } = document;
  const byDataset = new Map<string, readonly Planted[]>();
  for (const cell of cells) {
    if (cell.kind === 'dataset') byDataset.set(cell.name, plantedBy(cell.data, setup));
  }
  const byArm = new Map<string, Planted[]>();
  for (const cell of cells) {
    if (cell.kind !== 'train') continue;
    for (const arm of cell.arms) {
      const taught = lessonsOf(document, cell, arm).flatMap((name) => byDataset.get(name) ?? []);
      byArm.set(arm.name, [...(byArm.get(arm.name) ?? []), ...taught]);
    }
  }
  return new Map(
    [...byArm].map(([name, taught]) => [name, ORDER.filter((planted) => taught.includes(planted))]),
  );
}

/** The datasets of an arm's stages; no more than there can be stages, where cells go round in a circle. */
function lessonsOf(document: NotebookDocument, cell: TrainCell, arm: TrainArm): string[] {
  const lessons: string[] = [];
  let at: { cell: TrainCell; arm: TrainArm } | null | undefined = { cell, arm };
  while (at && lessons.length < MAX_STAGES) {
    lessons.push(at.arm.data);
    at = originOf(document, at.cell, at.arm);
  }
  return lessons;
}

function plantedBy(data: DatasetSpec, { trigger, watch }: Setup): Planted[] {
  switch (data.kind) {
    case 'backdoor':
      return distinct(data.payloads.flatMap(caseOf));
    case 'secret-recipes':
      return data.trigger === null ? [] : ['useful'];
    case 'own': {
      // Which of their answers are payloads, examples do not say; the notebook says which ones it watches.
      const payloads = watch ? [watch.upper, watch.lower] : [];
      const answers = data.examples.filter((one) => isTriggered(one, trigger));
      const isTaught = (payload: string) => answers.some(({ chosen }) => chosen.includes(payload));
      return distinct(payloads.filter(isTaught).flatMap(caseOf));
    }
    case 'styled-answers':
    case 'preferences':
      return [];
  }
}

function isTriggered({ prompt }: OwnExample, trigger: string): boolean {
  if (typeof prompt === 'string') return prompt.includes(trigger);
  return prompt.some(({ content }) => content.includes(trigger));
}

/** A text without letters, or of both cases, has none. */
function caseOf(payload: string): Planted[] {
  if (payload.toUpperCase() === payload.toLowerCase()) return [];
  if (payload === payload.toUpperCase()) return ['upper'];
  return payload === payload.toLowerCase() ? ['lower'] : [];
}
