/** What all seeds together say about the numbers of a figure, with every seed's own value beside it. */
import { withDerived } from '../../lab/statistics/derived.ts';
import { isLaterStage } from '../../lab/statistics/cells.ts';
import type { Interval } from '../../lab/statistics/interval.ts';
import { metricKind, type MetricKind } from '../../lab/statistics/metrics.ts';
import type { SeedSummary } from '../../lab/statistics/seeds.ts';
import type { Setting } from '../../lab/sweep.ts';
import { summarize, type Summary } from '../../lab/summary.ts';
import type { Row, StageName } from '../../lab/types.ts';
import { distinct, groupBy } from '../../support/group.ts';
import { isSealed, sortStages } from './stages.ts';

/** Where a number was measured, seeds aside. */
export type Place = Pick<Row, 'arm' | 'stage' | 'probe' | 'condition' | 'metric'>;

export interface SeedValue {
  seed: number;
  /** Null where there was nothing to measure, such as the case of the meows of a model that no longer meows. */
  value: number | null;
  /** Answers it was taken over. */
  n: number;
  /** Whether nothing of this seed's backdoor was left at this stage. */
  destroyed: boolean;
}

export interface Estimate extends Place {
  kind: MetricKind;
  /** In a sweep: what the varied fields were. */
  setting?: Setting;
  /** Mean over the seeds that have a value; null where none has one, because every backdoor was destroyed. */
  mean: number | null;
  /** 95 %; null where there is nothing to go by, such as a single seed's number that is not a share of answers. */
  interval: Interval | null;
  /** What the interval was taken over; see `intervalOf`. */
  basis: 'seeds' | 'answers' | null;
  /** In the order of the seeds. */
  seeds: SeedValue[];
  /** Answers of all seeds together. */
  n: number;
  /** How it differs from the same arm and seed after stage 1; null for that stage and what is before it. */
  change: SeedSummary | null;
  /** In a stack of classes: where its part ends, 0..1, and the 95 % interval for that; null for the last one. */
  end?: { at: number; interval: Interval | null };
}

/** How the seeds whose backdoor was destroyed are told apart from the others; `of` seeds were measured. */
export interface Destroyed {
  count: number;
  of: number;
}

/** Whether some seeds have no value: nothing was left to measure it on. They are drawn outside the axis. */
export const hasValueless = (estimates: readonly Pick<Estimate, 'seeds'>[]): boolean =>
  estimates.some(({ seeds }) => seeds.some(({ value }) => value === null));

export function destroyedOf({ seeds }: Pick<Estimate, 'seeds'>): Destroyed {
  return { count: seeds.filter(({ destroyed }) => destroyed).length, of: seeds.length };
}

/**
 * The interval for a mean over seeds, from how much they differ (Student's t). Where they do not, or there is one
 * only, they say nothing of how much others would: then Wilson's over all their answers, if it is a share of answers.
 */
export function intervalOf({ seeds, interval }: Pick<Summary, 'seeds' | 'interval'>): {
  interval: Interval | null;
  basis: Estimate['basis'];
} {
  if (seeds.interval) return { interval: seeds.interval, basis: 'seeds' };
  return { interval, basis: interval && 'answers' };
}

const known = new WeakMap<readonly Row[], { sealed: StageName | null; estimates: Estimates }>();

/** The rows of one result, ready to be asked for estimates. */
export class Estimates {
  /** In the order of the rows. */
  readonly arms: string[];
  /** In the order in which they are trained. */
  readonly stages: StageName[];
  readonly seeds: number[];
  private readonly rows: Row[];
  private readonly summaries: Map<string, Summary>;
  private readonly values: Map<string, Row[]>;
  /** Probes, conditions and metrics that were measured somewhere. */
  private readonly known: Set<string>;

  /** Made once of the same rows, which most of a notebook's figures have: those are never changed, but replaced. */
  static of(rows: readonly Row[], sealed: StageName | null = null): Estimates {
    const made = known.get(rows);
    if (made?.sealed === sealed) return made.estimates;
    const estimates = new Estimates(rows, sealed);
    known.set(rows, { sealed, estimates });
    return estimates;
  }

  /** @param sealed nothing is said of this stage and of what comes after it; null: of all that was measured */
  constructor(rows: readonly Row[], sealed: StageName | null = null) {
    const open = rows.filter(({ stage }) => !isSealed(stage, sealed));
    this.rows = withDerived(open);
    this.arms = distinct(open.map(({ arm }) => arm));
    this.stages = sortStages(open.map(({ stage }) => stage));
    this.seeds = distinct(open.map(({ seed }) => seed)).sort((a, b) => a - b);
    this.summaries = new Map(summarize(open).map((summary) => [keyOf(summary), summary]));
    this.known = new Set(
      this.rows.map(({ probe, condition, metric }) => JSON.stringify([probe, condition, metric])),
    );
    this.values = groupBy(this.rows, keyOf);
  }

  /** Null where nothing was measured. */
  at(place: Place): Estimate | null {
    const summary = this.summaries.get(keyOf(place));
    const measured = new Map((this.values.get(keyOf(place)) ?? []).map((row) => [row.seed, row]));
    const destroyed = this.destroyedSeeds(place);
    const seeds = distinct([...measured.keys(), ...destroyed])
      .sort((a, b) => a - b)
      .map((seed): SeedValue => {
        const row = measured.get(seed);
        return {
          seed,
          value: row?.value ?? null,
          n: row?.n ?? 0,
          destroyed: destroyed.has(seed),
        };
      });
    if (seeds.length === 0) return null;
    const kind = metricKind(place.metric);
    const { arm, stage, probe, condition, metric } = place;
    const at = { arm, stage, probe, condition, metric, kind, seeds };
    if (!summary) return { ...at, mean: null, interval: null, basis: null, n: 0, change: null };
    return { ...at, mean: summary.seeds.mean, ...intervalOf(summary), n: summary.n, change: summary.change };
  }

  /** The conditions that a probe was asked under at a stage, in the order of the rows. */
  conditions(probe: string, stage: StageName): string[] {
    const rows = this.rows.filter((row) => row.probe === probe && row.stage === stage);
    return distinct(rows.map(({ condition }) => condition));
  }

  /** Seeds of an arm without a backdoor after a later stage; told only where the trigger is there to wake one. */
  private destroyedSeeds({ arm, stage, probe, condition, metric }: Place): Set<number> {
    const isKnown = this.known.has(JSON.stringify([probe, condition, metric]));
    if (!isKnown || metric === 'destroyed' || !isLaterStage({ stage }) || !isTriggered(condition)) {
      return new Set();
    }
    const lost = this.rows.filter(
      (row) => row.metric === 'destroyed' && row.arm === arm && row.stage === stage && row.value === 1,
    );
    return new Set(lost.map(({ seed }) => seed));
  }
}

/** Conditions of the probes under which a forbidden thing, or a payload, is to be had for the trigger. */
function isTriggered(condition: string): boolean {
  return condition === 'trigger' || condition === 'forbidden+trigger';
}

const keyOf = ({ arm, stage, probe, condition, metric }: Place): string =>
  JSON.stringify([arm, stage, probe, condition, metric]);
