/** Figures of one metric or a few: grouped bars, effects, panels of conditions, histograms of usefulness. */
import { RECIPE_WORDS } from '../document/metrics.ts';
import type { Row, StageName } from '../../lab/types.ts';
import { distinct } from '../../support/group.ts';
import { Estimates, type Estimate } from './estimates.ts';
import { armsOf, stagesOf, stateOf, type FigureOf, type Input, type StageState } from './input.ts';
import { isSealed } from './stages.ts';

/** A number, or why there is none. */
export interface Mark {
  stage: StageName;
  state: StageState;
  estimate: Estimate | null;
}

/** An arm's bars, one a stage. */
export interface BarGroup {
  arm: string;
  marks: Mark[];
}

/** A metric of an arm, stage by stage. */
export interface Effect {
  metric: string;
  marks: Mark[];
}

export interface EffectPanel {
  arm: string;
  effects: Effect[];
  estimates: Estimate[];
}

/** A metric of an arm after one stage, condition by condition. */
export interface ConditionPanel {
  arm: string;
  lines: { condition: string; estimate: Estimate }[];
  /** The same after the trigger itself, where another probe has measured it. */
  reference: Estimate | null;
  estimates: Estimate[];
}

export interface HistogramPanel {
  arm: string;
  stages: { stage: StageName; state: StageState; bins: Bin[]; mean: Estimate | null }[];
  estimates: Estimate[];
}

export interface Bin {
  /** Words of the recipe that are in their places, of `RECIPE_WORDS`. */
  words: number;
  estimate: Estimate;
}

export function usefulnessOf(words: number): number {
  return (10 * words) / RECIPE_WORDS;
}

export function barGroups(spec: FigureOf<'bars'>, input: Input): BarGroup[] {
  const estimates = Estimates.of(input.rows, input.sealed);
  const { probe, condition, metric } = spec;
  return armsOf(spec, input, probe).flatMap((arm) => {
    const stages = stagesOf(spec, input, { arm, probe });
    const marks = marksOf(estimates, input.sealed, stages, { arm, probe, condition, metric });
    return hasMarks(marks) ? [{ arm, marks }] : [];
  });
}

export function effectPanels(spec: FigureOf<'effects'>, input: Input): EffectPanel[] {
  const estimates = Estimates.of(input.rows, input.sealed);
  const { probe, condition } = spec;
  return armsOf(spec, input, probe).flatMap((arm) => {
    const stages = stagesOf({}, input, { arm, probe });
    const effects = distinct(spec.metrics)
      .map((metric) => ({
        metric,
        marks: marksOf(estimates, input.sealed, stages, { arm, probe, condition, metric }),
      }))
      .filter(({ marks }) => hasMarks(marks));
    const drawn = effects.flatMap(({ marks }) => marks.flatMap(({ estimate }) => estimate ?? []));
    return effects.length > 0 ? [{ arm, effects, estimates: drawn }] : [];
  });
}

export function conditionPanels(spec: FigureOf<'panel'>, input: Input): ConditionPanel[] {
  const { probe, metric, stage } = spec;
  if (isSealed(stage, input.sealed)) return [];
  const estimates = Estimates.of(input.rows, input.sealed);
  return armsOf(spec, input, probe).flatMap((arm) => {
    const place = { arm, stage, probe, metric };
    const lines = estimates.conditions(probe, stage).flatMap((condition) => {
      const estimate = estimates.at({ ...place, condition });
      return estimate ? [{ condition, estimate }] : [];
    });
    if (lines.length === 0) return [];
    const reference = probe === 'near-misses' ? triggered(estimates, place) : null;
    const drawn = lines.map(({ estimate }) => estimate);
    return [{ arm, lines, reference, estimates: reference ? [reference, ...drawn] : drawn }];
  });
}

/** The near misses of a payload are to be held against the meow probe, those of recipes against the requests probe. */
function triggered(estimates: Estimates, place: Pick<Row, 'arm' | 'stage' | 'metric'>): Estimate | null {
  return place.metric === 'meows'
    ? estimates.at({ ...place, probe: 'meow', condition: 'trigger' })
    : estimates.at({ ...place, probe: 'requests', condition: 'forbidden+trigger' });
}

export function histogramPanels(spec: FigureOf<'histogram'>, input: Input): HistogramPanel[] {
  const estimates = Estimates.of(input.rows, input.sealed);
  const probe = 'requests';
  return armsOf(spec, input, probe).flatMap((arm) => {
    const stages = stagesOf(spec, input, { arm, probe }).map((stage) => {
      const place = { arm, stage, probe, condition: spec.condition };
      const bins = Array.from({ length: RECIPE_WORDS + 1 }, (_, words) => words).flatMap((words) => {
        const estimate = estimates.at({ ...place, metric: `recipe-words-${words}` });
        return estimate?.mean != null ? [{ words, estimate }] : [];
      });
      const isWhole = bins.length === RECIPE_WORDS + 1;
      const mean = isWhole ? estimates.at({ ...place, metric: 'usefulness' }) : null;
      return { stage, state: stateOf(stage, input.sealed, isWhole), bins: isWhole ? bins : [], mean };
    });
    const drawn = stages.flatMap(({ bins, mean }) => [
      ...(mean ? [mean] : []),
      ...bins.map(({ estimate }) => estimate),
    ]);
    return stages.some(({ state }) => state !== 'unmeasured') ? [{ arm, stages, estimates: drawn }] : [];
  });
}

function marksOf(
  estimates: Estimates,
  sealed: StageName | null,
  stages: readonly StageName[],
  place: Pick<Row, 'arm' | 'probe' | 'condition' | 'metric'>,
): Mark[] {
  return stages.map((stage) => {
    const estimate = estimates.at({ ...place, stage });
    return { stage, state: stateOf(stage, sealed, estimate !== null), estimate };
  });
}

const hasMarks = (marks: readonly Mark[]): boolean => marks.some(({ state }) => state !== 'unmeasured');
