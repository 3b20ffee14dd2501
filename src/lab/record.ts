import type { CurvePoint, ExperimentResult } from './types.ts';

/** Digits that a chart can show. */
const DIGITS = 4;

/**
 * A result as it ships with the page: all rows, but answers of the first seed only, and of the curves only the
 * points at which the payload was looked at, rounded.
 */
export function trimForPage(result: ExperimentResult): ExperimentResult {
  const [firstSeed] = result.experiment.seeds;
  return {
    ...result,
    samples: result.samples.filter(({ seed }) => seed === firstSeed),
    curves: result.curves.filter(({ payload }) => payload !== undefined).map(roundPoint),
  };
}

function roundPoint(point: CurvePoint): CurvePoint {
  const rounded = JSON.stringify(point, (_key, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value,
  );
  return JSON.parse(rounded) as CurvePoint;
}
