/** Numbers as figures write them. */
import type { Interval } from '../../lab/statistics/interval.ts';
import { metricKind } from '../../lab/statistics/metrics.ts';
import { count, decimal, number, percent } from '../format.ts';
import { figures as texts } from '../texts/index.ts';

/** With its unit: `98 %`, `6.42`, `0.031`. */
export function formatValue(value: number, metric: string): string {
  switch (metricKind(metric)) {
    case 'rate':
    case 'ratio':
      return percent(value);
    case 'probability':
      return value > 0 && value < 0.0005 ? `<${decimal(0.001, 3)}` : decimal(value, 3);
    case 'number':
      return decimal(value, 2);
  }
}

/** Where there is hardly any room: `98`, `6.4`. */
export function shortValue(value: number, metric: string): string {
  switch (metricKind(metric)) {
    case 'rate':
    case 'ratio':
    case 'probability':
      return count(value * 100);
    case 'number':
      return decimal(value, 1);
  }
}

/** The mark of an axis. */
export function formatTick(value: number, metric: string): string {
  return metricKind(metric) === 'number' ? number(value) : percent(value);
}

export function formatInterval({ low, high }: Interval, metric: string): string {
  return texts.interval(formatValue(low, metric), formatValue(high, metric));
}

/** A difference, with its sign: `−6 points`, `+0.41`. */
export function formatChange(value: number, metric: string): string {
  const kind = metricKind(metric);
  const isShare = kind === 'rate' || kind === 'ratio';
  const write = (of: number) => (isShare ? count(of * 100) : decimal(of, 2));
  const size = write(Math.abs(value));
  const sign = size === write(0) ? '' : value < 0 ? '−' : '+';
  return isShare ? texts.points(`${sign}${size}`) : `${sign}${size}`;
}
