/**
 * Differences taken seed by seed: what is common to a seed (its data, its prompts, and between arms often stage 1)
 * cancels out, so that they show smaller effects than two means side by side.
 */
import type { Row, StageName } from '../types.ts';
import { isAfter } from './cells.ts';
import { pairedDifference, type SeedSummary } from './seeds.ts';

/** How one number differs over the seeds that have both of its values. */
export interface Difference {
  arm: string;
  stage: StageName;
  probe: string;
  condition: string;
  metric: string;
  seeds: SeedSummary;
}

/**
 * For every arm, probe, condition and metric, and every stage after `since`: its value minus that of the same arm and
 * seed at `since`. Nothing is said of what was not measured there. Derived metrics are compared if they are among the
 * rows (`withDerived`).
 */
export function pairedDifferences(rows: readonly Row[], since: StageName = 'stage-1'): Difference[] {
  const series = seriesOf(rows);
  return [...series.values()].flatMap(({ row, bySeed }) => {
    const before = isAfter(row.stage, since) && series.get(keyOf({ ...row, stage: since }));
    return before ? difference(row, before.bySeed, bySeed) : [];
  });
}

/** For every stage, probe, condition and metric that two arms share: the first arm's value minus the other's. */
export function armDifferences(rows: readonly Row[], arm: string, other: string): Difference[] {
  const series = seriesOf(rows);
  return [...series.values()].flatMap(({ row, bySeed }) => {
    const before = row.arm === arm && series.get(keyOf({ ...row, arm: other }));
    return before ? difference(row, before.bySeed, bySeed) : [];
  });
}

/** The values of one number over seeds. */
interface Series {
  row: Row;
  bySeed: Map<number, number>;
}

const keyOf = ({ arm, stage, probe, condition, metric }: Row): string =>
  JSON.stringify([arm, stage, probe, condition, metric]);

function seriesOf(rows: readonly Row[]): Map<string, Series> {
  const series = new Map<string, Series>();
  for (const row of rows) {
    if (row.n <= 0) continue;
    const one = series.get(keyOf(row)) ?? { row, bySeed: new Map<number, number>() };
    one.bySeed.set(row.seed, row.value);
    series.set(keyOf(row), one);
  }
  return series;
}

function difference(
  { arm, stage, probe, condition, metric }: Row,
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): Difference[] {
  const seeds = pairedDifference(before, after);
  return seeds ? [{ arm, stage, probe, condition, metric, seeds }] : [];
}
