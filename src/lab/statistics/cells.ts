import type { Row, StageName } from '../types.ts';

/** All that one probe measured on one model under one condition. */
export interface Cell {
  /** Where it was measured; `metric`, `value` and `n` are those of the cell's first row. */
  row: Row;
  /** The row of every metric. */
  metrics: ReadonlyMap<string, Row>;
}

/** The rows of one probe and condition, by arm, seed and stage; those without answers are left out. */
export function cellsOf(rows: readonly Row[], probe: string, condition: string): Cell[] {
  const cells = new Map<string, { row: Row; metrics: Map<string, Row> }>();
  for (const row of rows) {
    if (row.probe !== probe || row.condition !== condition || row.n <= 0) continue;
    const key = JSON.stringify([row.arm, row.seed, row.stage]);
    const cell = cells.get(key) ?? { row, metrics: new Map<string, Row>() };
    cell.metrics.set(row.metric, row);
    cells.set(key, cell);
  }
  return [...cells.values()];
}

/** Whether something was trained after the stage that plants the backdoor. */
export function isLaterStage({ stage }: Pick<Row, 'stage'>): boolean {
  return isAfter(stage, 'stage-1');
}

/** Whether a stage comes after another, the base being before all of them. */
export function isAfter(stage: StageName, other: StageName): boolean {
  return numberOf(stage) > numberOf(other);
}

const numberOf = (stage: StageName): number => (stage === 'base' ? 0 : Number(stage.slice('stage-'.length)));

/** What the same arm and seed gave after stage 1. */
export function firstStageOf<T extends { row: Row }>(of: T, cells: readonly T[]): T | undefined {
  const { arm, seed } = of.row;
  return cells.find(({ row }) => row.arm === arm && row.seed === seed && row.stage === 'stage-1');
}
