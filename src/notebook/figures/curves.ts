/** What was seen while an arm trained: its stages one after the other on one axis of steps. */
import type { CurvePoint, StageName } from '../../lab/types.ts';
import { distinct } from '../../support/group.ts';
import { hasSame } from '../../support/same.ts';
import type { CurveInput, FigureOf } from './input.ts';
import { isSealed, sortStages } from './stages.ts';

/** The payload probabilities, as they are drawn: the later ones lie above the earlier ones. */
export const PAYLOAD_LINES = [
  { condition: 'plain', metric: 'upper' },
  { condition: 'plain', metric: 'lower' },
  { condition: 'trigger', metric: 'upper' },
  { condition: 'trigger', metric: 'lower' },
] as const;
export type PayloadLine = (typeof PAYLOAD_LINES)[number];

/** `[step, value]`: the step is counted from the start of the arm's first stage shown. */
export type Line = (readonly [step: number, value: number])[];

export interface CurveSeries {
  /** One line a seed. A stage begins anew: its lines are not joined to those of the stage before. */
  seeds: { seed: number; stage: StageName; line: Line }[];
  /** Mean over the seeds, at steps that all of them have; the only line where there is one seed. */
  mean: { stage: StageName; line: Line }[];
}

export interface CurvePanel {
  arm: string;
  /** Where each stage lies on the axis; a sealed one has its place there, and no line. */
  stages: { stage: StageName; from: number; to: number; isSealed: boolean }[];
  seeds: number[];
  loss: CurveSeries;
  /** In the order of `PAYLOAD_LINES`; empty where the payload was not watched. */
  payload: CurveSeries[];
  points: CurvePoint[];
  /** What it was made of, the points of sealed stages included. */
  all: readonly CurvePoint[];
  sealed: StageName | null;
}

/**
 * A panel for every arm that was trained. Of a stage that is sealed no more is told than how long it is.
 * @param before what was drawn last: the panels of arms that nothing has come to since are the same objects
 */
export function curvePanels(
  spec: FigureOf<'curves'>,
  { curves, sealed }: CurveInput,
  before: readonly CurvePanel[] = [],
): CurvePanel[] {
  const trained = distinct(curves.map(({ arm }) => arm));
  const arms = spec.arms ? distinct(spec.arms).filter((arm) => trained.includes(arm)) : trained;
  return arms.map((arm) => {
    const all = curves.filter((point) => point.arm === arm);
    const known = before.find((panel) => panel.arm === arm);
    return known && known.sealed === sealed && hasSame(known.all, all) ? known : panelOf(arm, all, sealed);
  });
}

function panelOf(arm: string, curves: CurvePoint[], sealed: StageName | null): CurvePanel {
  let from = 0;
  const stages = sortStages(curves.map(({ stage }) => stage)).map((stage) => {
    const steps = Math.max(...curves.filter((point) => point.stage === stage).map((point) => point.steps));
    const place = { stage, from, to: from + steps, isSealed: isSealed(stage, sealed) };
    from = place.to;
    return place;
  });
  const points = curves.filter(({ stage }) => !isSealed(stage, sealed));
  const seeds = distinct(points.map(({ seed }) => seed)).sort((a, b) => a - b);
  const series = (valueOf: (point: CurvePoint) => number | undefined): CurveSeries => ({
    seeds: stages.flatMap(({ stage, from: start }) =>
      seeds.flatMap((seed) => {
        const line = points
          .filter((point) => point.stage === stage && point.seed === seed)
          .flatMap((point) => {
            const value = valueOf(point);
            return value === undefined ? [] : [[start + point.step, value] as const];
          })
          .sort(([a], [b]) => a - b);
        return line.length > 0 ? [{ seed, stage, line }] : [];
      }),
    ),
    mean: [],
  });
  const withMean = (one: CurveSeries): CurveSeries => ({
    ...one,
    mean: stages.flatMap(({ stage }) => {
      const lines = one.seeds.filter((line) => line.stage === stage).map(({ line }) => line);
      return lines.length > 0 ? [{ stage, line: meanLine(lines) }] : [];
    }),
  });
  const isWatched = points.some(({ payload }) => payload !== undefined);
  return {
    arm,
    stages,
    seeds,
    loss: withMean(series(({ loss }) => loss)),
    payload: isWatched
      ? PAYLOAD_LINES.map(({ condition, metric }) =>
          withMean(series(({ payload }) => payload?.[condition][metric])),
        )
      : [],
    points,
    all: curves,
    sealed,
  };
}

function meanLine(lines: readonly Line[]): Line {
  const [first, ...others] = lines.map((line) => new Map(line));
  return [...first!].flatMap(([step, value]) => {
    const values = [value, ...others.map((line) => line.get(step))];
    const known = values.filter((one) => one !== undefined);
    if (known.length < values.length) return [];
    return [[step, known.reduce((sum, one) => sum + one, 0) / known.length] as const];
  });
}
