/** From what was measured to what is drawn, for every kind of figure. */
import type { CurvePoint } from '../../lab/types.ts';
import { inPersonOf } from '../../support/same.ts';
import type { FigureSpec } from '../document/types.ts';
import { classPanels, type ClassPanel } from './classes.ts';
import { curvePanels, type CurvePanel } from './curves.ts';
import type { Estimate } from './estimates.ts';
import type { CurveInput, FigureOf, Input, SweepInput } from './input.ts';
import {
  barGroups,
  conditionPanels,
  effectPanels,
  histogramPanels,
  type BarGroup,
  type ConditionPanel,
  type EffectPanel,
  type HistogramPanel,
} from './measures.ts';
import { sweepFigure, type SweepFigure } from './sweep.ts';

export type FigureInput = Input & Pick<CurveInput, 'curves'> & { sweep: SweepInput['sweep'] | null };

interface Drawn {
  /** All numbers of the figure, in its order; none for curves. */
  estimates: Estimate[];
  /** Curves only. */
  points: CurvePoint[];
  /** Whether there is nothing to draw. */
  isEmpty: boolean;
}

export type Drawing = Drawn &
  (
    | { kind: 'classes'; spec: FigureOf<'classes'>; panels: ClassPanel[] }
    | { kind: 'effects'; spec: FigureOf<'effects'>; panels: EffectPanel[] }
    | { kind: 'bars'; spec: FigureOf<'bars'>; groups: BarGroup[] }
    | { kind: 'panel'; spec: FigureOf<'panel'>; panels: ConditionPanel[] }
    | { kind: 'histogram'; spec: FigureOf<'histogram'>; panels: HistogramPanel[] }
    | { kind: 'curves'; spec: FigureOf<'curves'>; panels: CurvePanel[] }
    | { kind: 'sweep'; spec: FigureOf<'sweep'>; figure: SweepFigure | null }
  );

/** @param before what was drawn of it last, of which what has not changed is taken over */
export function drawFigure(spec: FigureSpec, input: FigureInput, before: Drawing | null = null): Drawing {
  switch (spec.kind) {
    case 'classes': {
      const all = classPanels(spec, input);
      const measured = all.filter(({ bars }) => bars.some(({ state }) => state !== 'unmeasured'));
      const panels = asBefore(measured, before);
      return { kind: spec.kind, spec, panels, ...drawnOf(panels) };
    }
    case 'effects': {
      const panels = asBefore(effectPanels(spec, input), before);
      return { kind: spec.kind, spec, panels, ...drawnOf(panels) };
    }
    case 'bars': {
      const groups = barGroups(spec, input);
      const estimates = groups.flatMap(({ marks }) => marks.flatMap(({ estimate }) => estimate ?? []));
      return { kind: spec.kind, spec, groups, estimates, points: [], isEmpty: groups.length === 0 };
    }
    case 'panel': {
      const panels = asBefore(conditionPanels(spec, input), before);
      return { kind: spec.kind, spec, panels, ...drawnOf(panels) };
    }
    case 'histogram': {
      const panels = asBefore(histogramPanels(spec, input), before);
      return { kind: spec.kind, spec, panels, ...drawnOf(panels) };
    }
    case 'curves': {
      const panels = curvePanels(spec, input, before?.kind === 'curves' ? before.panels : []);
      const points = panels.flatMap((panel) => panel.points);
      return { kind: spec.kind, spec, panels, estimates: [], points, isEmpty: panels.length === 0 };
    }
    case 'sweep': {
      const figure = input.sweep && sweepFigure(spec, { sweep: input.sweep, sealed: input.sealed });
      const panels = figure?.panels ?? [];
      return { kind: spec.kind, spec, figure, ...drawnOf(panels) };
    }
  }
}

/** The panels, those that show the same as before in its person. */
function asBefore<Panel>(panels: readonly Panel[], before: Drawing | null): Panel[] {
  const last: readonly unknown[] = before && 'panels' in before ? before.panels : [];
  return inPersonOf(panels, last as readonly Panel[]);
}

function drawnOf(panels: readonly { estimates: Estimate[] }[]): Drawn {
  return {
    estimates: panels.flatMap(({ estimates }) => estimates),
    points: [],
    isEmpty: panels.length === 0,
  };
}
