/** Shares of the classes of answers, stacked to a whole. */
import type { Interval } from '../../lab/statistics/interval.ts';
import { summarizeSeeds } from '../../lab/statistics/seeds.ts';
import { wilson } from '../../lab/statistics/wilson.ts';
import type { StageName } from '../../lab/types.ts';
import { Estimates, intervalOf, type Estimate } from './estimates.ts';
import { armsOf, stateOf, stagesOf, type FigureOf, type Input, type StageState } from './input.ts';
import { MEOW_CLASSES, REQUEST_CLASSES, type AnswerClass } from '../../lab/answerClasses.ts';

export interface Segment {
  class: AnswerClass;
  estimate: Estimate;
  /** Where it lies in the whole, 0..1. */
  from: number;
  to: number;
  /** 95 %, for its end: the share of answers of this class or one before it. Null for the last, which ends at 1. */
  end: Interval | null;
}

/** One seed's shares, in the order of the classes. */
export interface SeedShares {
  seed: number;
  shares: number[];
  destroyed: boolean;
}

export interface ClassBar {
  stage: StageName;
  state: StageState;
  /** Empty where it was not measured. */
  segments: Segment[];
  seeds: SeedShares[];
}

export interface ClassPanel {
  arm: string;
  bars: ClassBar[];
  estimates: Estimate[];
}

export function classesOf(probe: 'meow' | 'requests'): readonly AnswerClass[] {
  return probe === 'meow' ? MEOW_CLASSES : REQUEST_CLASSES;
}

export function classPanels(spec: FigureOf<'classes'>, input: Input): ClassPanel[] {
  const estimates = Estimates.of(input.rows, input.sealed);
  const classes = classesOf(spec.probe);
  return armsOf(spec, input, spec.probe).map((arm) => {
    const bars = stagesOf(spec, input, { arm, probe: spec.probe }).map((stage): ClassBar => {
      const place = { arm, stage, probe: spec.probe, condition: spec.condition };
      const found = classes.map((metric) => estimates.at({ ...place, metric }));
      const isWhole = found.every((one): one is Estimate & { mean: number } => one?.mean != null);
      const state = stateOf(stage, input.sealed, isWhole);
      return isWhole
        ? { stage, state, segments: segmentsOf(classes, found), seeds: sharesOf(found) }
        : { stage, state, segments: [], seeds: [] };
    });
    return { arm, bars, estimates: bars.flatMap(({ segments }) => segments.map(({ estimate }) => estimate)) };
  });
}

function sharesOf(found: readonly Estimate[]): SeedShares[] {
  const [first] = found;
  return first!.seeds.map(({ seed, destroyed }, index) => ({
    seed,
    destroyed,
    shares: found.map(({ seeds }) => seeds[index]?.value ?? 0),
  }));
}

function segmentsOf(
  classes: readonly AnswerClass[],
  found: readonly (Estimate & { mean: number })[],
): Segment[] {
  const seeds = sharesOf(found);
  let from = 0;
  return found.map((estimate, index) => {
    const to = from + estimate.mean;
    const isLast = index === found.length - 1;
    const cumulated = seeds.map(({ shares }) =>
      shares.slice(0, index + 1).reduce((sum, one) => sum + one, 0),
    );
    const end = isLast ? null : endInterval(cumulated, estimate.n);
    const placed = { ...estimate, end: { at: to, interval: end } };
    const segment = { class: classes[index]!, estimate: placed, from, to, end };
    from = to;
    return segment;
  });
}

/** @param n answers of all seeds together */
function endInterval(cumulated: readonly number[], n: number): Interval | null {
  const seeds = summarizeSeeds(cumulated)!;
  const overAnswers = wilson(Math.min(n, Math.round(seeds.mean * n)), n);
  const { interval } = intervalOf({ seeds, interval: overAnswers });
  return interval && { low: Math.max(0, interval.low), high: Math.min(1, interval.high) };
}
