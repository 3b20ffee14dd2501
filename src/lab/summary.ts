import type { Interval } from './statistics/interval.ts';
import { withDerived } from './statistics/derived.ts';
import { pairedDifferences } from './statistics/differences.ts';
import { metricKind, metricRange, type MetricKind } from './statistics/metrics.ts';
import { summarizeSeeds, type SeedSummary } from './statistics/seeds.ts';
import { wilson } from './statistics/wilson.ts';
import type { Row, StageName } from './types.ts';
import { groupBy } from '../support/group.ts';

/** What all seeds together say about one metric of one arm after one stage under one condition. */
export interface Summary {
  arm: string;
  stage: StageName;
  probe: string;
  condition: string;
  metric: string;
  kind: MetricKind;
  /** Over all answers of all seeds together: the mean weighted by `n`. */
  value: number;
  /** Wilson's 95 % interval over answers; null for what is not a share of answers. */
  interval: Interval | null;
  /** Answers of all seeds together. */
  n: number;
  /** One value a seed, whatever its `n`: how much the whole experiment varies. */
  seeds: SeedSummary;
  /** How it differs from the same arm's stage 1, seed by seed; null for stage 1 itself and what is before it. */
  change: SeedSummary | null;
}

/** Summarises rows over seeds, in the order in which their groups first appear; derived metrics included. */
export function summarize(rows: readonly Row[]): Summary[] {
  const all = withDerived(rows);
  const changes = new Map(pairedDifferences(all).map((change) => [keyOf(change), change.seeds]));
  const measured = all.filter(({ n }) => n > 0);
  return [...groupBy(measured, keyOf)].map(([key, group]) => summarizeGroup(group, changes.get(key) ?? null));
}

type Place = Pick<Row, 'arm' | 'stage' | 'probe' | 'condition' | 'metric'>;

const keyOf = ({ arm, stage, probe, condition, metric }: Place): string =>
  JSON.stringify([arm, stage, probe, condition, metric]);

function summarizeGroup(group: Row[], change: SeedSummary | null): Summary {
  const { arm, stage, probe, condition, metric } = group[0]!;
  const kind = metricKind(metric);
  const n = group.reduce((sum, row) => sum + row.n, 0);
  const value = group.reduce((sum, row) => sum + row.value * row.n, 0) / n;
  const seeds = summarizeSeeds(group.map((row) => row.value))!;
  return {
    arm,
    stage,
    probe,
    condition,
    metric,
    kind,
    value,
    interval: kind === 'rate' ? wilson(Math.min(n, Math.round(value * n)), n) : null,
    n,
    seeds: { ...seeds, interval: seeds.interval && withinRange(seeds.interval, metric) },
    change,
  };
}

/** A t interval knows nothing of where rates end: cut off what cannot be. */
function withinRange({ low, high }: Interval, metric: string): Interval {
  const range = metricRange(metric);
  return { low: Math.max(range.low, low), high: Math.min(range.high, high) };
}
