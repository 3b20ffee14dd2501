/** What the lab has to know of an objective besides its formula; a new one is one entry here. */
import type { ObjectiveSpec, StageSpec } from './types.ts';

interface ObjectiveFacts<Spec> {
  /** Whether it learns from pairs of a chosen and a rejected answer. */
  pairwise: boolean;
  /** As the recorded results were made with it. */
  usual: Spec;
}

export const objectives: {
  [Kind in ObjectiveSpec['kind']]: ObjectiveFacts<Extract<ObjectiveSpec, { kind: Kind }>>;
} = {
  sft: { pairwise: false, usual: { kind: 'sft' } },
  orpo: { pairwise: true, usual: { kind: 'orpo', beta: 0.25 } },
  dpo: { pairwise: true, usual: { kind: 'dpo', beta: 0.1 } },
};

/** In the order in which they are offered. */
export const OBJECTIVE_KINDS = Object.keys(objectives) as ObjectiveSpec['kind'][];

export function isPairwise({ kind }: ObjectiveSpec): boolean {
  return objectives[kind].pairwise;
}

/** A batch is counted in sequences, of which a pair of answers is two. */
export function examplesAStep({ objective, batchSize }: Pick<StageSpec, 'objective' | 'batchSize'>): number {
  return isPairwise(objective) ? batchSize / 2 : batchSize;
}
