/** A metric over the values of a field that a sweep varies. */
import { canonicalJson } from '../../support/hash.ts';
import { combinationsOf, formatJson, type Setting, type SweepOutcome } from '../../lab/sweep.ts';
import type { Json } from '../../lab/experimentField.ts';
import type { Row } from '../../lab/types.ts';
import { Estimates, type Estimate } from './estimates.ts';
import { distinct, groupBy } from '../../support/group.ts';
import type { FigureOf, SweepInput } from './input.ts';
import { isSealed } from './stages.ts';

/** One value of the field on the axis. */
export interface SweepPoint {
  /** Its place among the values, from 0. */
  index: number;
  value: Json;
  /** Null where no run of it has come to its end. */
  estimate: Estimate | null;
  /** Seeds whose run failed. */
  failed: number[];
}

export interface SweepPanel {
  arm: string;
  /** What the other varied fields are in this panel; empty where only one is varied. */
  setting: Setting;
  points: SweepPoint[];
  estimates: Estimate[];
}

export interface SweepFigure {
  /** The path of the field on the axis. */
  field: string;
  values: Json[];
  /** The values as numbers, where they all are; null: they are drawn in their order, evenly spaced. */
  numbers: number[] | null;
  /** Whether equal factors are equally far apart. */
  isLogarithmic: boolean;
  panels: SweepPanel[];
}

/** Null where no run has come to an end, or the stage is sealed. */
export function sweepFigure(spec: FigureOf<'sweep'>, { sweep, sealed }: SweepInput): SweepFigure | null {
  const { vary, outcomes } = sweep;
  if (vary.length === 0 || outcomes.length === 0 || isSealed(spec.stage, sealed)) return null;
  // The field with the most values is read best along an axis.
  const axis = vary.reduce((most, one) => (one.values.length > most.values.length ? one : most));
  const numbers = axis.values.every((value) => typeof value === 'number') ? axis.values : null;
  const others = vary.filter((one) => one !== axis);
  const settings = combinationsOf(others);
  const done = outcomes.flatMap((one) => (one.status === 'done' ? one.rows : []));
  const known = distinct(done.filter(({ probe }) => probe === spec.probe).map(({ arm }) => arm));
  const arms = spec.arms ? distinct(spec.arms).filter((arm) => known.includes(arm)) : known;
  const estimates = new Map(
    [...groupBy(outcomes, ({ setting }) => canonicalJson(setting))].map(
      ([key, of]) => [key, { estimates: new Estimates(rowsOf(of)), failed: failedSeeds(of) }] as const,
    ),
  );
  const panels = settings.flatMap((setting) =>
    arms.map((arm): SweepPanel => {
      const points = axis.values.map((value, index): SweepPoint => {
        const full = { ...setting, [axis.path]: value };
        const run = estimates.get(canonicalJson(full));
        const found = run?.estimates.at({ ...spec, arm });
        return {
          index,
          value,
          estimate: found ? { ...found, setting: full } : null,
          failed: run?.failed ?? [],
        };
      });
      return { arm, setting, points, estimates: points.flatMap(({ estimate }) => estimate ?? []) };
    }),
  );
  return {
    field: axis.path,
    values: axis.values,
    numbers,
    isLogarithmic: numbers !== null && isGeometric(numbers),
    panels,
  };
}

function rowsOf(outcomes: readonly SweepOutcome[]): Row[] {
  return outcomes.flatMap((one) => (one.status === 'done' ? one.rows : []));
}

function failedSeeds(outcomes: readonly SweepOutcome[]): number[] {
  return outcomes.flatMap(({ status, seed }) => (status === 'failed' ? [seed] : [])).sort((a, b) => a - b);
}

/** Whether values grow by factors rather than by steps, as ranks and learning rates do: 1, 2, 4, 8. */
function isGeometric(values: readonly number[]): boolean {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length < 3 || sorted[0]! <= 0) return false;
  const spread = (ratios: number[]) => Math.max(...ratios) / Math.min(...ratios);
  const pairs = sorted.slice(1).map((value, index) => [sorted[index]!, value] as const);
  return spread(pairs.map(([a, b]) => Math.log(b / a))) < spread(pairs.map(([a, b]) => b - a));
}

/** `lora.alpha = 16, quantization = 8-bit` */
export function settingText(setting: Setting): string {
  return Object.entries(setting)
    .map(([path, value]) => `${path} = ${formatJson(value)}`)
    .join(', ');
}
