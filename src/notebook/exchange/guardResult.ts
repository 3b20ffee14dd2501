/**
 * What is refused of a result in a file before it is read. The schemas of results let pass what they do not know, and
 * the compact form can name the same measurements again and again, so that a small file may stand for a huge result.
 */
import { recordedShape, type PlaceRecord } from '../../lab/recorded/shape.ts';
import type { ExperimentResult } from '../../lab/types.ts';
import { UserError } from '../../support/errors.ts';

const MAX_DEPTH = 24;
/** A result of the size that is exported has fewer. */
const MAX_VALUES = 500_000;
/** Sweeps, and results as the terminal writes them, have more; a file of the largest size cannot have many times that. */
const MAX_VALUES_AT_LENGTH = 4_000_000;
/** Rows, answers and points of curves in a file; the complete meow with ten seeds has 20,000. */
export const MAX_ENTRIES = 400_000;
const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * Makes sure that a result in its compact form can be unpacked at leisure. What else may be wrong with it is left for
 * `unpackResult`.
 * @param packed from JSON
 * @param most how many rows, answers and points of curves it may stand for
 * @returns how many it stands for
 * @throws UserError
 */
export function guardResult(packed: unknown, source: string, most: number): number {
  guardValues(packed, source);
  const parsed = recordedShape.safeParse(packed);
  if (!parsed.success) return 0;
  const { places, shapes } = parsed.data;
  const metricsOf = (shape = -1) => shapes[shape]?.metrics.length ?? 0;
  const sizes = new Map<string, Size>();
  let total = 0;
  for (const place of places) {
    const { at, like } = place;
    const original = like && sizes.get(JSON.stringify([like.arm, at[1], at[2]]));
    const copied = original ? copiedSize(original, like) : [];
    const size = [...copied, ...ownSize(place, metricsOf)];
    sizes.set(JSON.stringify(at), size);
    total += size.reduce((sum, { entries }) => sum + entries, 0);
    if (total > most) throw tooMany(source);
  }
  return total;
}

/**
 * The same of what names each of its measurements once: a sweep in its compact form, or whatever the terminal wrote.
 * @throws UserError
 */
export function guardAtLength(value: unknown, source: string): void {
  guardValues(value, source, MAX_VALUES_AT_LENGTH);
}

/** Of what a place has, how much belongs to each probe; null: to its curve. */
type Size = { probe: string | null; entries: number }[];

function ownSize({ probes, curve }: PlaceRecord, metricsOf: (shape?: number) => number): Size {
  const points = curve.reduce((sum, segment) => sum + segment.points.length, 0);
  return [
    ...probes.map(({ probe, cells, answers }) => {
      const rows = cells.reduce((sum, [shape]) => sum + metricsOf(shape), 0);
      return { probe, entries: answers.reduce((sum, cell) => sum + cell.answers.length, rows) };
    }),
    { probe: null, entries: points },
  ];
}

/** As `unpackResult` copies: the first probe of each name, once each time it is named. */
function copiedSize(original: Size, { probes, curve }: NonNullable<PlaceRecord['like']>): Size {
  return [
    ...probes.flatMap((name) => original.find(({ probe }) => probe === name) ?? []),
    ...(curve ? original.filter(({ probe }) => probe === null) : []),
  ];
}

/** Goes through values of any depth without going deeper itself. */
function guardValues(value: unknown, source: string, most = MAX_VALUES): void {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let values = 1;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth >= MAX_DEPTH) throw refused(source, `is nested more than ${MAX_DEPTH} deep`);
    const key = Object.keys(next.value).find((key) => FORBIDDEN_KEYS.includes(key));
    if (key !== undefined) throw refused(source, `has the key ${key}, which is not allowed`);
    for (const inner of Object.values(next.value) as unknown[]) {
      if (++values > most) throw refused(source, `has more than ${most} values`);
      waiting.push({ value: inner, depth: next.depth + 1 });
    }
  }
}

/** Rows, answers and points of curves. */
export const entryCount = ({ rows, samples, curves }: ExperimentResult): number =>
  rows.length + samples.length + curves.length;

export const tooMany = (source: string): UserError =>
  refused(source, 'stands for more rows and answers than are read');

export const refused = (source: string, what: string): UserError =>
  new UserError(`${source} ${what}.`, 'Leave out some of the results.');
