/** What figures are made from, and which arms and stages of it a figure shows. */
import type { Variation, SweepOutcome } from '../../lab/sweep.ts';
import type { CurvePoint, Row, StageName } from '../../lab/types.ts';
import type { FigureSpec } from '../document/types.ts';
import { distinct } from '../../support/group.ts';
import { isSealed, sortStages } from './stages.ts';

export type FigureOf<Kind extends FigureSpec['kind']> = Extract<FigureSpec, { kind: Kind }>;

export interface Input {
  rows: readonly Row[];
  /** Nothing is shown of this stage and of what comes after it; null: everything is. */
  sealed: StageName | null;
}

export interface CurveInput {
  curves: readonly CurvePoint[];
  sealed: StageName | null;
}

export interface SweepInput {
  sweep: { vary: readonly Variation[]; outcomes: readonly SweepOutcome[] };
  sealed: StageName | null;
}

/** Whether a stage of an arm can be drawn: it is, it is covered, or nobody has measured it. */
export type StageState = 'measured' | 'sealed' | 'unmeasured';

export function stateOf(stage: StageName, sealed: StageName | null, isMeasured: boolean): StageState {
  if (isSealed(stage, sealed)) return 'sealed';
  return isMeasured ? 'measured' : 'unmeasured';
}

/** The arms that a figure asks for, each once, in its order; else all that this probe measured, in the order of the rows. */
export function armsOf(
  { arms }: { arms?: string[] },
  { rows }: Pick<Input, 'rows'>,
  probe: string,
): string[] {
  const measured = distinct(rows.filter((row) => row.probe === probe).map(({ arm }) => arm));
  return arms ? distinct(arms).filter((arm) => measured.includes(arm)) : measured;
}

/** The stages that a figure asks for; else all at which this probe measured this arm. Sealed ones are among them. */
export function stagesOf(
  { stages }: { stages?: StageName[] },
  { rows }: Pick<Input, 'rows'>,
  { arm, probe }: { arm: string; probe: string },
): StageName[] {
  const of = rows.filter((row) => row.probe === probe && row.arm === arm);
  return stages ? sortStages(stages) : sortStages(of.map(({ stage }) => stage));
}
