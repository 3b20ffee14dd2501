/** Questions of prediction cells: of every kind to begin with, and the ranges of one in order. */
import { metricRange } from '../../lab/statistics/metrics.ts';
import type { PredictQuestion } from '../../notebook/document/types.ts';

type Range = Extract<PredictQuestion, { kind: 'range' }>['options'][number];

export const questionKinds = ['meow-outcome', 'range'] as const satisfies readonly PredictQuestion['kind'][];

/** In thirds of what the metric can be. */
export function rangesFor(metric: string): Range[] {
  const { low, high } = metricRange(metric);
  const from = Number.isFinite(low) ? low : 0;
  const width = Number.isFinite(high) ? (high - from) / 3 : 1;
  const [first, second] = [from + width, from + 2 * width].map((end) => Number(end.toPrecision(2)));
  return [
    { label: `${from} – ${first}`, below: first! },
    { label: `${first} – ${second}`, below: second! },
    { label: openLabel(second!), below: null },
  ];
}

/** With another range before the last one, which has no end. */
export function withAnotherRange(ranges: readonly Range[]): Range[] {
  const before = ranges.slice(0, -1);
  const [last = 0, previous = last - 1] = before.map(({ below }) => below ?? 0).reverse();
  const end = last + (last - previous);
  const open = ranges.at(-1);
  // A label that somebody wrote stays.
  const label = open && open.label !== openLabel(last) ? open.label : openLabel(end);
  return [...before, { label: `${last} – ${end}`, below: end }, { label, below: null }];
}

const openLabel = (from: number): string => `${from} –`;

/** Without one of the ranges; the one that is now last has no end. */
export function withoutRange(ranges: readonly Range[], index: number): Range[] {
  const left = ranges.filter((_, place) => place !== index);
  return left.map((range, place) => (place === left.length - 1 ? { ...range, below: null } : range));
}
