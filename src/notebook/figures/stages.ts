import type { StageName } from '../../lab/types.ts';

/** 0 for the base, K for `stage-K`. */
export function stageNumber(stage: StageName): number {
  return stage === 'base' ? 0 : Number(stage.slice('stage-'.length));
}

/** Each once, in the order in which they are trained. */
export function sortStages(stages: readonly StageName[]): StageName[] {
  return [...new Set(stages)].sort((a, b) => stageNumber(a) - stageNumber(b));
}

/** Whether a stage is covered until the reader has predicted `sealed`: that stage, and what is trained on top of it. */
export function isSealed(stage: StageName, sealed: StageName | null): boolean {
  return sealed !== null && stageNumber(stage) >= stageNumber(sealed);
}
