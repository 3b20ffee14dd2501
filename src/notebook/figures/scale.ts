/** Axes: where they begin and end, and where their marks are. */
import { metricKind, metricRange } from '../../lab/statistics/metrics.ts';
import type { Estimate } from './estimates.ts';

export interface Scale {
  low: number;
  high: number;
  ticks: number[];
}

const SHARES: Scale = { low: 0, high: 1, ticks: [0, 0.5, 1] };

/** An axis for a metric: the whole of its range where that has ends, else as far as its values and intervals go. */
export function scaleFor(metric: string, estimates: readonly Estimate[]): Scale {
  const kind = metricKind(metric);
  if (kind === 'rate' || kind === 'probability') return SHARES;
  const range = metricRange(metric);
  if (Number.isFinite(range.low) && Number.isFinite(range.high)) {
    return { ...range, ticks: [range.low, (range.low + range.high) / 2, range.high] };
  }
  const values = estimates.flatMap(({ mean, interval, seeds }) => [
    ...(mean === null ? [] : [mean]),
    ...(interval ? [interval.low, interval.high] : []),
    ...seeds.flatMap(({ value }) => value ?? []),
  ]);
  const finite = values.filter(Number.isFinite);
  return niceScale(Math.min(0, ...finite), Math.max(kind === 'ratio' ? 1 : 0, ...finite));
}

/** An axis from `low` to `high` at least, with two to five steps of 1, 2 or 5 times a power of ten. */
export function niceScale(low: number, high: number): Scale {
  if (!(high > low)) return { low, high: low + 1, ticks: [low, low + 1] };
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => round((first + index) * step));
  return { low: ticks[0]!, high: ticks.at(-1)!, ticks };
}

/** Without the traces of binary fractions: 0.30000000000000004. */
const round = (value: number): number => Number(value.toPrecision(12));

/** Where a value lies between the ends of an axis, 0..1; beyond them, at the end. */
export function position(value: number, { low, high }: Pick<Scale, 'low' | 'high'>): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/**
 * Where each of several values lies along an axis, 0..1: by their logarithms, by themselves, or evenly spaced in
 * their order where they are no numbers.
 */
export function positions(
  count: number,
  numbers: readonly number[] | null,
  isLogarithmic: boolean,
): number[] {
  if (count === 1) return [0.5];
  if (!numbers) return Array.from({ length: count }, (_, index) => index / (count - 1));
  const places = isLogarithmic ? numbers.map(Math.log) : numbers;
  const low = Math.min(...places);
  const high = Math.max(...places);
  return places.map((place) => (high > low ? (place - low) / (high - low) : 0.5));
}
