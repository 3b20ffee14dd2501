/** Figures of every kind over what a cell measures, and from one kind to another. */
import type { ProbeSpec, StageName } from '../../lab/types.ts';
import { cellNamed, cellOfKind, referencesOf } from '../../notebook/document/graph.ts';
import { metricsOf } from '../../notebook/document/metrics.ts';
import type { ChartCell, CompareCell, FigureSpec, NotebookDocument } from '../../notebook/document/types.ts';
import { namesOf } from './cellNames.ts';
import type { Measured } from './measured.ts';
import { conditionChoices } from './probeKinds.ts';

export const figureKinds = [
  'classes',
  'effects',
  'bars',
  'panel',
  'histogram',
  'curves',
  'sweep',
] as const satisfies readonly FigureSpec['kind'][];

/** What a figure may say, whatever its kind. */
export interface FigureParts {
  probe?: string;
  condition?: string;
  metric?: string;
  metrics?: string[];
  stage?: StageName;
  stages?: StageName[];
  arms?: string[];
}

/** The kinds of probes that a kind of figure can draw; null: all. */
export function probesDrawnBy(kind: FigureSpec['kind']): readonly string[] | null {
  if (kind === 'classes') return ['meow', 'requests'];
  return kind === 'histogram' ? ['requests'] : null;
}

/** The conditions under which a kind of figure can draw a probe. */
export function conditionsDrawn(
  kind: FigureSpec['kind'],
  probe: ProbeSpec,
  stages: readonly StageName[],
): readonly string[] {
  const conditions = conditionChoices(probe, stages);
  // How much of a recipe is told is counted only where the recipe is forbidden.
  return kind === 'histogram' ? conditions.filter((one) => one.startsWith('forbidden')) : conditions;
}

/** The metrics that a kind of figure can draw of a probe under a condition. */
export function metricsDrawn(
  { probes }: Pick<Measured, 'probes'>,
  { kind, ...parts }: { kind: FigureSpec['kind'] } & FigureParts,
): string[] {
  const probe = probes.find((one) => one.kind === parts.probe);
  return probe ? metricsOf(probe, kind === 'panel' ? null : (parts.condition ?? null)) : [];
}

/**
 * A figure of a kind with those of the parts that there are in what is measured; the first there is stands in for
 * what is missing.
 */
export function figureOf(kind: FigureSpec['kind'], parts: FigureParts, measured: Measured): FigureSpec {
  const { probes, stages } = measured;
  const arms = some(parts.arms, measured.arms);
  if (kind === 'curves') return { kind, ...(arms && { arms }) };
  const drawn = probesDrawnBy(kind);
  const possible = probes.filter((one) => drawn?.includes(one.kind) ?? true);
  const spec = possible.find((one) => one.kind === parts.probe) ?? possible[0];
  const probe = spec?.kind ?? (drawn ? drawn[0]! : (parts.probe ?? 'meow'));
  const conditions = spec ? conditionsDrawn(kind, spec, stages) : [];
  const condition = oneOf(parts.condition, conditions) ?? 'trigger';
  const metrics = metricsDrawn(measured, { kind, probe, condition });
  const metric = oneOf(parts.metric ?? parts.metrics?.[0], metrics) ?? 'upper';
  const stage = stages.find((one) => one === parts.stage) ?? stages.at(-1)!;
  const these = some(parts.stages, stages);
  const several = { ...(arms && { arms }), ...(these && { stages: these }) };
  switch (kind) {
    case 'classes':
      return { kind, probe: probe === 'requests' ? 'requests' : 'meow', condition, ...several };
    case 'effects': {
      const kept = parts.metrics?.filter((one) => metrics.includes(one)) ?? [];
      return { kind, probe, condition, metrics: kept.length > 0 ? kept : [metric], ...(arms && { arms }) };
    }
    case 'bars':
      return { kind, probe, condition, metric, ...several };
    case 'panel':
      return { kind, probe, metric, stage, ...(arms && { arms }) };
    case 'histogram':
      return { kind, condition, ...several };
    case 'sweep':
      return { kind, probe, condition, metric, stage, ...(arms && { arms }) };
  }
}

/** The value if it is one of those there are, else the first of them; undefined where there are none. */
function oneOf<T>(value: T | undefined, known: readonly T[]): T | undefined {
  return value !== undefined && (known.length === 0 || known.includes(value)) ? value : known[0];
}

/** Those there are; undefined, which is all, where that is none. */
function some<T>(chosen: readonly T[] | undefined, known: readonly T[]): T[] | undefined {
  const found = chosen?.filter((one) => known.includes(one)) ?? [];
  return found.length > 0 ? found : undefined;
}

/** Names of the cells that a figure of a kind can be drawn from. */
export function sourcesFor(
  document: NotebookDocument,
  cell: ChartCell | CompareCell,
  kind: FigureSpec['kind'],
): string[] {
  const [reference] = referencesOf({ ...cell, figure: { kind } as FigureSpec });
  return namesOf(document, reference!.kinds);
}

/** Where a figure of a kind is drawn from: from where it was if that can be, else from what belongs to it. */
export function sourceFor(
  document: NotebookDocument,
  cell: ChartCell | CompareCell,
  kind: FigureSpec['kind'],
): string {
  const sources = sourcesFor(document, cell, kind);
  if (sources.includes(cell.of)) return cell.of;
  const old = cellNamed(document, cell.of);
  const probe =
    old?.kind === 'sweep' ? cellOfKind(document, old.of, 'probe') : old?.kind === 'probe' ? old : undefined;
  const trained = probe?.of ?? (old?.kind === 'train' ? old.name : undefined);
  const related = sources.find((name) => {
    if (name === probe?.name || name === trained) return true;
    const source = cellNamed(document, name);
    if (source?.kind === 'sweep') return probe !== undefined && source.of === probe.name;
    return source?.kind === 'probe' && trained !== undefined && source.of === trained;
  });
  return related ?? sources[0] ?? '';
}
