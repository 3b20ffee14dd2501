/** Numbers out of rows, and how they are written. */
import { armDifferences, pairedDifferences, type Difference } from '../../lab/statistics/differences.ts';
import { withDerived } from '../../lab/statistics/derived.ts';
import type { Interval } from '../../lab/statistics/interval.ts';
import { metricKind, metricRange, type MetricKind } from '../../lab/statistics/metrics.ts';
import type { SeedSummary } from '../../lab/statistics/seeds.ts';
import { summarize, type Summary } from '../../lab/summary.ts';
import type { Row } from '../../lab/types.ts';
import type { Reference } from './reference.ts';

/** What all seeds together say about one number. */
export interface Estimate {
  kind: MetricKind;
  /** Whether it is a difference of two values, and so has a sign. */
  isDifference: boolean;
  /** One value a seed. */
  seeds: SeedSummary;
  /**
   * For the mean over seeds; where seeds do not differ, so that they say nothing of how much others would, Wilson's
   * over answers; null where there is neither.
   */
  interval: Interval | null;
  /** Each seed's answers; null for differences. */
  answers: number[] | null;
}

/** In how many seeds nothing of the backdoor was left. */
export interface Destroyed {
  seeds: number;
  of: number;
}

/** What a placeholder stands for. */
export interface Finding {
  /** Null where nothing was measured, be it because nothing is left to measure. */
  estimate: Estimate | null;
  /** Null where it is not known; if it was not asked for itself, also where no seed was destroyed. */
  destroyed: Destroyed | null;
}

/** The rows of one result, ready to be asked for numbers. */
export class Numbers {
  private readonly summaries: Summary[];
  /** Derived ones among them. */
  private readonly rows: readonly Row[];
  private readonly compared = new Map<string, Difference[]>();

  constructor(rows: readonly Row[]) {
    this.summaries = summarize(rows);
    this.rows = withDerived(rows);
  }

  has(arm: string): boolean {
    return this.rows.some((row) => row.arm === arm);
  }

  find(arm: string, reference: Reference): Finding {
    const lost = this.summary(arm, { ...reference, metric: 'destroyed' });
    const { count = 0, mean = 0 } = lost?.seeds ?? {};
    const destroyed = { seeds: Math.round(mean * count), of: count };
    // Asked for itself, it is counted: a share of three seeds would look more exact than it is.
    if (reference.metric === 'destroyed') return { estimate: null, destroyed: lost ? destroyed : null };
    return { estimate: this.estimate(arm, reference), destroyed: destroyed.seeds > 0 ? destroyed : null };
  }

  private estimate(arm: string, reference: Reference): Estimate | null {
    const { against, metric } = reference;
    const kind = metricKind(metric);
    if (against === null) {
      const summary = this.summary(arm, reference);
      if (!summary) return null;
      const { seeds, interval } = summary;
      const answers = this.rows.filter(isAt(arm, reference)).map(({ n }) => n);
      return { kind, isDifference: false, seeds, interval: seeds.interval ?? interval, answers };
    }
    if ('arm' in against && against.arm === arm) return null;
    const differences = this.differences(arm, against);
    const seeds = differences.find(isAt(arm, reference))?.seeds;
    if (!seeds) return null;
    const interval = seeds.interval && withinReach(seeds.interval, metric);
    return { kind, isDifference: true, seeds, interval, answers: null };
  }

  /** Kept, since a page asks for the same ones for number after number. */
  private differences(arm: string, against: NonNullable<Reference['against']>): Difference[] {
    const key = 'arm' in against ? `${arm} minus ${against.arm}` : against.stage;
    let known = this.compared.get(key);
    if (!known) {
      known =
        'arm' in against
          ? armDifferences(this.rows, arm, against.arm)
          : pairedDifferences(this.rows, against.stage);
      this.compared.set(key, known);
    }
    return known;
  }

  private summary(arm: string, reference: Reference): Summary | undefined {
    return this.summaries.find(isAt(arm, reference));
  }
}

/** A t interval knows nothing of how far apart two values of a metric can be. */
function withinReach({ low, high }: Interval, metric: string): Interval {
  const range = metricRange(metric);
  const reach = range.high - range.low;
  return { low: Math.max(-reach, low), high: Math.min(reach, high) };
}

const isAt =
  (arm: string, { stage, probe, condition, metric }: Reference) =>
  (one: Pick<Summary, 'arm' | 'stage' | 'probe' | 'condition' | 'metric'>): boolean =>
    one.arm === arm &&
    one.stage === stage &&
    one.probe === probe &&
    one.condition === condition &&
    one.metric === metric;

const isShare = (kind: MetricKind): boolean => kind === 'rate' || kind === 'ratio';

/** A value in the unit in which it is told: shares in per cent, their differences in points. */
export function inUnits(value: number, { kind }: Pick<Estimate, 'kind'>): number {
  return isShare(kind) ? 100 * value : value;
}

/** Shares as percentages without the sign; a leading sign for differences. */
function digits(value: number, { kind, isDifference }: Estimate): string {
  const scaled = inUnits(value, { kind });
  const size = Math.abs(scaled);
  const places = kind === 'probability' ? 3 : isShare(kind) ? (size < 10 ? 1 : 0) : size < 10 ? 2 : 1;
  const text = size.toFixed(places).replace(/^0\.0+$/, '0');
  if (Number(text) === 0) return text;
  return `${scaled < 0 ? '−' : isDifference ? '+' : ''}${text}`;
}

const span = (low: number, high: number, estimate: Estimate): string =>
  `${digits(low, estimate)}…${digits(high, estimate)}`;

/** The unit of a number: differences of shares are told in points. */
export function unitOf({ kind, isDifference }: Estimate): string {
  if (!isShare(kind)) return '';
  return isDifference ? ' points' : ' %';
}

export function formatMean(estimate: Estimate): string {
  return `${digits(estimate.seeds.mean, estimate)}${unitOf(estimate)}`;
}

export function formatRange(estimate: Estimate): string {
  return `${span(estimate.seeds.min, estimate.seeds.max, estimate)}${unitOf(estimate)}`;
}

export function formatInterval(estimate: Estimate): string | null {
  const { interval } = estimate;
  return interval && `${span(interval.low, interval.high, estimate)}${unitOf(estimate)}`;
}

export const formatDestroyed = ({ seeds, of }: Destroyed): string => `destroyed in ${seeds} of ${of}`;

/** `97 % [95…98]`, and below it how many answers of how many seeds, and the least and the largest seed. */
export function formatCell({ estimate, destroyed }: Finding): string {
  const lost = destroyed && formatDestroyed(destroyed);
  if (!estimate) return lost ?? '–';
  const { seeds, interval, answers } = estimate;
  const brackets = interval ? ` [${span(interval.low, interval.high, estimate)}]` : '';
  const range = seeds.count > 1 ? [span(seeds.min, seeds.max, estimate)] : [];
  const details = [answersAndSeeds(answers, seeds.count), ...range, ...(lost === null ? [] : [lost])];
  return `${formatMean(estimate)}${brackets}<br>${details.join('; ')}`;
}

/** `96 × 3` where every seed had as many answers. */
function answersAndSeeds(answers: readonly number[] | null, seeds: number): string {
  const inSeeds = `${seeds} seed${seeds === 1 ? '' : 's'}`;
  if (answers === null) return inSeeds;
  if (answers.every((n) => n === answers[0])) return `${answers[0]} × ${seeds}`;
  return `${answers.reduce((sum, n) => sum + n, 0)} in ${inSeeds}`;
}
