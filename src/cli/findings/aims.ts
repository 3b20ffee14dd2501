/**
 * Aims that were set before the results were there, each held against what is recorded. A line of an `aims` block is
 *
 *   TITLE: PRESET BASE ARM NUMBER mean <= 10
 *
 * with `mean` for the mean over seeds or `each` for every seed by itself, and with the limit in the unit in which the
 * number is told: per cent for shares.
 */
import { atLine } from './complaint.ts';
import { formatMean, formatRange, inUnits, unitOf, type Estimate } from './numbers.ts';
import { parseReference, referenceForm, type Reference } from './reference.ts';

export interface Aim {
  title: string;
  preset: string;
  base: string;
  arm: string;
  reference: Reference;
  /** Whether the mean over seeds has to lie there, or every seed. */
  of: 'mean' | 'each';
  limit: { side: 'least' | 'most'; value: number };
  /** Of the template, from 1. */
  line: number;
}

const pattern = /^(.+): (\S+) (\S+) (\S+) (.+) (mean|each) (<=|>=) (-?\d+(?:\.\d+)?)$/;

/** @throws UserError that names the line of what cannot be understood */
export function parseAim(text: string, line: number): Aim {
  const match = pattern.exec(text.trim());
  const reference = match && parseReference(match[5]!);
  if (!match || !reference) {
    throw atLine(
      line,
      `"${text}" is no aim.`,
      `It is written TITLE: PRESET BASE ARM NUMBER mean|each <=|>= LIMIT. ${referenceForm}`,
    );
  }
  const [, title, preset, base, arm, , of, sign, value] = match as unknown as string[];
  return {
    ...{ title: title!, preset: preset!, base: base!, arm: arm!, reference, line },
    of: of as Aim['of'],
    limit: { side: sign === '>=' ? 'least' : 'most', value: Number(value) },
  };
}

/** 100 × 0.29 is a little less than 29. */
const ROUNDING = 1e-9;

/** The cells of an aim: what is aimed at, what was found, and whether that reaches it. */
export function aimCells(
  { of, limit }: Aim,
  estimate: Estimate,
): [aim: string, found: string, reached: string] {
  const { mean, min, max } = estimate.seeds;
  const far = of === 'mean' ? mean : limit.side === 'least' ? min : max;
  const value = inUnits(far, estimate);
  const reached = limit.side === 'least' ? value >= limit.value - ROUNDING : value <= limit.value + ROUNDING;
  const aim = `${of === 'mean' ? 'mean' : 'each seed'} ${limit.side === 'least' ? '≥' : '≤'} ${String(limit.value).replace('-', '−')}${unitOf(estimate)}`;
  return [aim, `${formatMean(estimate)} (${formatRange(estimate)})`, reached ? 'yes' : '**no**'];
}
