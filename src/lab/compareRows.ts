/**
 * Whether two runs of the same experiment gave the same: row by row, with a tolerance where another processor or
 * graphics card may round differently and so draw another answer now and then.
 */
import { rounded } from './recorded/rounded.ts';
import { metricKind, metricRange } from './statistics/metrics.ts';
import type { Row } from './types.ts';

/** Values no further apart than this are the same. */
export const SAME = 1e-6;
/** So many answers of a cell may have come out differently, one for every so many of them. */
export const TOLERATED_ANSWERS = 2;
export const ANSWERS_PER_TOLERATED = 32;
/** As a share of the value (of 1, for probabilities): how far off what is not sampled may be. */
export const TOLERATED_SHARE = 0.02;

/** What the second run is to give: the same rows, or rows that differ by no more than is tolerated. */
export type Expectation = 'same' | 'close';

/** How many of so many answers may have come out differently elsewhere. */
export const toleratedAnswers = (n: number): number =>
  Math.min(TOLERATED_ANSWERS, Math.floor(n / ANSWERS_PER_TOLERATED));

/** A row of both runs that is not the same in them. */
export interface RowDifference {
  expected: Row;
  /** What the second run gave. */
  actual: number;
  /** Of the values, absolute. */
  difference: number;
  /** How many answers would have to come out differently for that; null for what is not sampled. */
  answers: number | null;
  isTolerable: boolean;
}

export interface RowComparison {
  expectation: Expectation;
  /** How many rows are in both runs. */
  compared: number;
  /** How many of them are the same. */
  same: number;
  /** The others, those that differ most first. */
  differing: RowDifference[];
  /** Rows of the first run that the second one lacks, and the other way round. */
  missing: Row[];
  additional: Row[];
  /** Rates of the first run that are no multiple of 1 / n, and so no share of n answers. */
  impossible: Row[];
  /** Whether no row is missing, additional or impossible, and every difference is tolerable. */
  agrees: boolean;
}

/** Rows of one run against those of another one; rates and means are compared as they are, answers are not. */
export function compareRows(
  expected: readonly Row[],
  actual: readonly Row[],
  expectation: Expectation,
): RowComparison {
  const found = new Map(actual.map((row) => [keyOf(row), row]));
  const wanted = new Set(expected.map(keyOf));
  const both = expected.flatMap((row) => {
    const other = found.get(keyOf(row));
    return other ? [differenceOf(row, other, expectation)] : [];
  });
  const differing = both
    .filter(({ expected: row }) => !isSame(row, found.get(keyOf(row))!))
    .sort((one, other) => excess(other) - excess(one));
  const missing = expected.filter((row) => !found.has(keyOf(row)));
  const additional = actual.filter((row) => !wanted.has(keyOf(row)));
  const impossible = expected.filter(isImpossible);
  return {
    expectation,
    compared: both.length,
    same: both.length - differing.length,
    differing,
    missing,
    additional,
    impossible,
    agrees:
      [missing, additional, impossible].every(({ length }) => length === 0) &&
      differing.every(({ isTolerable }) => isTolerable),
  };
}

const keyOf = ({ arm, seed, stage, probe, condition, metric }: Row): string =>
  JSON.stringify([arm, seed, stage, probe, condition, metric]);

/** Compact forms keep some digits only of what is not counted. */
const isSame = (expected: Row, { value, n }: Row): boolean =>
  n === expected.n && (Math.abs(value - expected.value) <= SAME || rounded(value) === expected.value);

/** Rounding of the division by n must not decide. */
const isImpossible = ({ metric, value, n }: Row): boolean =>
  metricKind(metric) === 'rate' && !(Math.abs(value * n - Math.round(value * n)) <= SAME * Math.max(1, n));

function differenceOf(expected: Row, { value: actual, n }: Row, expectation: Expectation): RowDifference {
  const difference = Math.abs(actual - expected.value);
  const answers = answersBehind(expected, difference);
  const allowance = allowanceOf(expected);
  // Rounding of the division by n must not decide.
  const isTolerable = expectation === 'close' && n === expected.n && difference <= allowance + SAME;
  return { expected, actual, difference, answers, isTolerable };
}

/** Differences in units of what is tolerated. */
const excess = ({ expected, difference }: RowDifference): number =>
  difference / (allowanceOf(expected) || (effectOfOneAnswer(expected) ?? 1));

/** How far a row may be off. */
function allowanceOf(row: Row): number {
  const perAnswer = effectOfOneAnswer(row);
  if (perAnswer !== null) return toleratedAnswers(row.n) * perAnswer;
  const size = metricKind(row.metric) === 'probability' ? 1 : Math.max(1, Math.abs(row.value));
  return TOLERATED_SHARE * size;
}

function answersBehind(row: Row, difference: number): number | null {
  const perAnswer = effectOfOneAnswer(row);
  return perAnswer === null ? null : difference / perAnswer;
}

/** How much one sampled answer can change a row; null for what is computed without sampling. */
function effectOfOneAnswer({ metric, n }: Row): number | null {
  const isSampled = metricKind(metric) === 'rate' || metric === 'usefulness';
  const { low, high } = metricRange(metric);
  return isSampled ? (high - low) / n : null;
}
