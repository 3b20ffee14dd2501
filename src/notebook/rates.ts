/** What the figures of meows ask of a result's rows. */
import { summarize, type Summary } from '../lab/summary.ts';
import type { Row } from '../lab/types.ts';
import { MEOW_CLASSES, type MeowClass } from '../lab/answerClasses.ts';

/** A share of all answers of all seeds, with its 95 % Wilson interval. */
export interface Rate {
  value: number;
  low: number;
  high: number;
  /** Answers it was taken over, all seeds together. */
  n: number;
  seeds: Summary['seeds'];
}

export type MeowRates = Record<MeowClass, Rate>;

export type Place = Pick<Row, 'arm' | 'stage' | 'condition'>;

/** Rates of the `meow` probe, looked up by where they were measured. */
export class MeowTable {
  readonly arms: string[];
  readonly seeds: number[];
  private readonly summaries: Summary[];

  constructor(rows: readonly Row[]) {
    this.arms = [...new Set(rows.map((row) => row.arm))];
    this.seeds = [...new Set(rows.map((row) => row.seed))].sort((a, b) => a - b);
    this.summaries = summarize(rows.filter((row) => row.probe === 'meow'));
  }

  /** Null where it has not been measured. */
  rate(place: Place, metric: string): Rate | null {
    const found = this.summaries.find(
      (summary) =>
        summary.arm === place.arm &&
        summary.stage === place.stage &&
        summary.condition === place.condition &&
        summary.metric === metric,
    );
    if (!found?.interval) return null;
    return { value: found.value, ...found.interval, n: found.n, seeds: found.seeds };
  }

  /** The four classes of answers; null where they have not all been measured. */
  classes(place: Place): MeowRates | null {
    const [upper, lower, mixed, none] = MEOW_CLASSES.map((metric) => this.rate(place, metric));
    return upper && lower && mixed && none ? { upper, lower, mixed, none } : null;
  }
}
