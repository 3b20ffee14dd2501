import type { Interval } from './statistics/interval.ts';
import { deriveMeowRows } from './statistics/meows.ts';
import { metricKind, type MetricKind } from './statistics/metrics.ts';
import { summarizeSeeds, type SeedSummary } from './statistics/seeds.ts';
import { wilson } from './statistics/wilson.ts';
import type { Row, StageName } from './types.ts';

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
}

/** Summarises rows over seeds, in the order in which their groups first appear; derived metrics included. */
export function summarize(rows: readonly Row[]): Summary[] {
  const groups = new Map<string, Row[]>();
  for (const row of [...rows, ...deriveMeowRows(rows)]) {
    if (row.n <= 0) continue;
    const key = JSON.stringify([row.arm, row.stage, row.probe, row.condition, row.metric]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map(summarizeGroup);
}

function summarizeGroup(group: Row[]): Summary {
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
    seeds: { ...seeds, interval: seeds.interval && withinKind(seeds.interval, kind) },
  };
}

/** A t interval knows nothing of where rates end: cut off what cannot be. */
function withinKind({ low, high }: Interval, kind: MetricKind): Interval {
  if (kind === 'number') return { low, high };
  return { low: Math.max(0, low), high: kind === 'ratio' ? high : Math.min(1, high) };
}
