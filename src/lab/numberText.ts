/** How measured numbers are written in tables: shares in percent, everything else as it is. */
import type { Interval } from './statistics/interval.ts';
import type { MetricKind } from './statistics/metrics.ts';
import type { SeedSummary } from './statistics/seeds.ts';

/** What stands where there is nothing to say. */
export const NOTHING = '–';

export function formatValue(value: number, kind: MetricKind): string {
  return kind === 'number' ? formatNumber(value, kind) : `${formatNumber(value, kind)} %`;
}

export function formatNumber(value: number, kind: MetricKind): string {
  return kind === 'number' ? value.toFixed(2) : (100 * value).toFixed(1);
}

export function formatInterval(interval: Interval | null, kind: MetricKind): string {
  return interval ? `${formatNumber(interval.low, kind)} … ${formatNumber(interval.high, kind)}` : NOTHING;
}

/** The least and the largest value of a seed. */
export function formatSpread({ count, min, max }: SeedSummary, kind: MetricKind): string {
  return count > 1 ? formatInterval({ low: min, high: max }, kind) : NOTHING;
}

/** `-46.1 ± 15.0`: a mean difference, and how far its t interval reaches to both sides. */
export function formatChange(change: SeedSummary | null, kind: MetricKind): string {
  if (!change) return NOTHING;
  const { mean, interval } = change;
  const text = formatNumber(mean, kind);
  // Neither `+-` nor `-0.0`.
  const isNone = Number(text) === 0;
  const signed = isNone ? text.replace('-', '') : `${mean > 0 ? '+' : ''}${text}`;
  return interval ? `${signed} ± ${formatNumber(interval.high - mean, kind)}` : signed;
}
