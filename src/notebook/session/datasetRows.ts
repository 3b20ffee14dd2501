/** Which examples of a list are shown, and in which order: searched, filtered by what was found out, sorted. */
import type { DatasetReport } from '../../lab/datasetReport.ts';
import type { Example } from '../../lab/datasets/dataset.ts';
import type { Surprise } from '../../lab/exampleSurprise.ts';
import { keyOfExample, type PerExample, type Reading } from './perExample.ts';

/** Having the tag, repeating an earlier one, about what the probes ask, what the base cannot read, no pair. */
export const ROW_FILTERS = ['all', 'trigger', 'repeats', 'held-out', 'unreadable', 'unpaired'] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];

/** Surprise is compared a token, so that long answers do not come first for their length. */
export const ROW_ORDERS = ['listed', 'most', 'least'] as const;
export type RowOrder = (typeof ROW_ORDERS)[number];

/** What a filter asks of the lab where it is not known yet. */
export type FilterTask = 'report' | 'tokens';

export function taskOf(filter: RowFilter): FilterTask | null {
  if (filter === 'all' || filter === 'unpaired') return null;
  return filter === 'unreadable' ? 'tokens' : 'report';
}

/** Whether every example has been read. */
export function areRead(examples: readonly Example[], readings: PerExample<Reading>): boolean {
  return examples.every((example) => readings.has(keyOfExample(example)));
}

/** The places of those that the base cannot read, as far as they have been read. */
export function unreadablePlaces(examples: readonly Example[], readings: PerExample<Reading>): number[] {
  return [...examples.keys()].filter((place) => readings.get(keyOfExample(examples[place]!))?.problem);
}

/**
 * The places of the examples that a filter lets through, in the order of the list; null where nobody has looked yet.
 * An example that was changed since the others were read stays until it has been read as well.
 */
export function placesOf(
  filter: RowFilter,
  examples: readonly Example[],
  report: DatasetReport | null,
  readings: PerExample<Reading>,
): number[] | null {
  const all = [...examples.keys()];
  if (filter === 'all') return all;
  if (filter === 'unpaired') return all.filter((place) => examples[place]!.rejected === undefined);
  if (filter === 'unreadable') {
    const found = examples.map((example) => readings.get(keyOfExample(example)));
    if (found.every((reading) => reading === undefined)) return null;
    return all.filter((place) => found[place]?.problem !== null);
  }
  if (report === null) return null;
  const places = {
    trigger: report.trigger?.places ?? [],
    repeats: report.repeats.map(({ place }) => place),
    'held-out': report.heldOut.places,
  }[filter];
  return places.filter((place) => place < examples.length);
}

export function saysText({ prompt, given = '', chosen, rejected = '' }: Example, sought: string): boolean {
  const asked = typeof prompt === 'string' ? prompt : prompt.map(({ content }) => content).join('\n');
  return [asked, given, chosen, rejected].join('\n').toLowerCase().includes(sought);
}

/**
 * Where each place comes in an order, by place; those that have not been measured, or cannot be, come last. Equal ones
 * stay in the order of the list.
 */
export function ranksOf(
  order: RowOrder,
  examples: readonly Example[],
  surprises: PerExample<Surprise | null>,
): number[] {
  const sign = { listed: 0, most: -1, least: 1 }[order];
  if (sign === 0) return [...examples.keys()];
  const values = examples.map((example) => {
    const surprise = surprises.get(keyOfExample(example));
    return surprise ? (sign * surprise.nats) / surprise.tokens : Infinity;
  });
  const sorted = [...examples.keys()].sort((one, other) =>
    values[one] === values[other] ? one - other : values[one]! - values[other]!,
  );
  const ranks = new Array<number>(examples.length);
  sorted.forEach((place, rank) => (ranks[place] = rank));
  return ranks;
}
