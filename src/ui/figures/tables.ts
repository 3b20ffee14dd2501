/** The numbers behind a figure: as a table to read, and as CSV with all their digits. */
import { settingText, type SweepFigure } from '../../notebook/figures/sweep.ts';
import { settingName } from './fieldNames.ts';
import type { CurvePoint } from '../../lab/types.ts';
import { destroyedOf, type Estimate, type Place } from '../../notebook/figures/estimates.ts';
import { distinct } from '../../support/group.ts';
import { count, decimal } from '../format.ts';
import { figures as texts } from '../texts/index.ts';
import { formatChange, formatInterval, formatValue } from './numbers.ts';
import { payloadName } from './payload.svelte.ts';
import { conditionName, metricName, stageName } from './words.ts';

export interface FigureTable {
  columns: string[];
  rows: string[][];
}

type Column = { header: string; cell: (estimate: Estimate) => string };

/** Columns that say the same in every row are left out, but for the arm, the stage and the numbers. */
export function estimateTable(estimates: readonly Estimate[]): FigureTable {
  const { columns: names } = texts;
  const varies = (of: (estimate: Estimate) => unknown) => distinct(estimates.map(of)).length > 1;
  const columns: (Column | false)[] = [
    { header: names.arm, cell: ({ arm }) => arm },
    estimates.some(({ setting }) => setting) && {
      header: names.setting,
      cell: ({ setting }) => (setting ? settingText(setting) : ''),
    },
    { header: names.stage, cell: ({ stage }) => stageName(stage) },
    varies(({ condition }) => condition) && {
      header: names.condition,
      cell: ({ condition }) => conditionName(condition),
    },
    { header: names.metric, cell: ({ metric }) => metricName(metric) },
    {
      header: names.value,
      cell: ({ mean, metric }) => (mean === null ? '–' : formatValue(mean, metric)),
    },
    {
      header: names.interval,
      cell: ({ interval, metric }) => (interval ? formatInterval(interval, metric) : '–'),
    },
    { header: names.range, cell: rangeText },
    estimates.some(({ end }) => end) && { header: names.end, cell: endText },
    estimates.some(({ change }) => change) && {
      header: names.change,
      cell: ({ change, metric }) => (change ? formatChange(change.mean, metric) : ''),
    },
    estimates.some((one) => destroyedOf(one).count > 0) && {
      header: names.destroyed,
      cell: (one) => {
        const { count, of } = destroyedOf(one);
        return count > 0 ? `${count}/${of}` : '';
      },
    },
    { header: names.n, cell: ({ n }) => count(n) },
    { header: names.seeds, cell: ({ seeds }) => String(seeds.length) },
  ];
  const shown = columns.filter((column) => column !== false);
  return {
    columns: shown.map(({ header }) => header),
    rows: estimates.map((estimate) => shown.map(({ cell }) => cell(estimate))),
  };
}

function rangeText({ seeds, metric }: Estimate): string {
  const values = seeds.flatMap(({ value }) => value ?? []);
  if (values.length < 2) return '';
  return `${formatValue(Math.min(...values), metric)}–${formatValue(Math.max(...values), metric)}`;
}

function endText({ end, metric }: Estimate): string {
  if (!end) return '';
  const at = formatValue(end.at, metric);
  return end.interval ? `${at} (${formatInterval(end.interval, metric)})` : at;
}

/** Only the points at which the payload was looked at, where it was: the others would bury them. */
export function curveTable(points: readonly CurvePoint[]): FigureTable {
  const isWatched = points.some(({ payload }) => payload);
  const shown = isWatched ? points.filter(({ payload }) => payload) : points;
  return {
    columns: [...texts.curveColumns, ...(isWatched ? texts.payloadColumns(payloadName()) : [])],
    rows: shown.map(({ arm, seed, stage, step, loss, payload }) => [
      arm,
      String(seed),
      stageName(stage),
      String(step),
      decimal(loss, 3),
      ...(payload
        ? [payload.trigger.upper, payload.trigger.lower, payload.plain.upper, payload.plain.lower].map(
            (value) => formatValue(value, 'p-upper'),
          )
        : []),
    ]),
  };
}

type Raw = string | number | null;

/**
 * One line a number, with every seed's own value; names as in the rows of a result.
 * @param correctionsIn how many verdicts were put right by hand behind the number at a place
 */
export function estimateRecords(
  estimates: readonly Estimate[],
  correctionsIn: (place: Place) => number = () => 0,
): Record<string, Raw>[] {
  const hasEnds = estimates.some(({ end }) => end);
  const hasChanges = estimates.some(({ change }) => change);
  const isAnyCorrected = estimates.some((one) => correctionsIn(one) > 0);
  const seeds = distinct(estimates.flatMap((one) => one.seeds.map(({ seed }) => seed))).sort((a, b) => a - b);
  return estimates.map((one) => ({
    arm: one.arm,
    ...Object.fromEntries(
      Object.entries(one.setting ?? {}).map(([path, value]) => [
        path,
        typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ),
    stage: one.stage,
    probe: one.probe,
    condition: one.condition,
    metric: one.metric,
    mean: one.mean,
    low: one.interval?.low ?? null,
    high: one.interval?.high ?? null,
    'interval-over': one.basis,
    ...(hasEnds && {
      end: one.end?.at ?? null,
      'end-low': one.end?.interval?.low ?? null,
      'end-high': one.end?.interval?.high ?? null,
    }),
    ...(hasChanges && {
      change: one.change?.mean ?? null,
      'change-low': one.change?.interval?.low ?? null,
      'change-high': one.change?.interval?.high ?? null,
    }),
    n: one.n,
    seeds: one.seeds.length,
    destroyed: destroyedOf(one).count,
    ...(isAnyCorrected && { 'corrected-verdicts': correctionsIn(one) }),
    ...Object.fromEntries(
      seeds.map((seed) => [`seed-${seed}`, one.seeds.find((value) => value.seed === seed)?.value ?? null]),
    ),
  }));
}

export function curveRecords(points: readonly CurvePoint[]): Record<string, Raw>[] {
  return points.map(({ arm, seed, stage, step, steps, loss, gradNorm, learningRate, payload }) => ({
    ...{ arm, seed, stage, step, steps, loss, gradNorm, learningRate },
    'trigger-upper': payload?.trigger.upper ?? null,
    'trigger-lower': payload?.trigger.lower ?? null,
    'plain-upper': payload?.plain.upper ?? null,
    'plain-lower': payload?.plain.lower ?? null,
  }));
}

/** The runs of a sweep that failed, one line each. */
export function failuresOf({ panels, field, values }: SweepFigure): string[] {
  const places = panels.flatMap(({ setting, points }) =>
    points
      .filter(({ failed }) => failed.length > 0)
      .map(({ index, failed }) => {
        const full = { ...setting, [field]: values[index]! };
        return texts.failedAt(settingName(full), failed.length);
      }),
  );
  return distinct(places);
}

/** As RFC 4180 has it; a field that a spreadsheet might take for a formula is kept from being one. */
export function toCsv(records: readonly Record<string, Raw>[]): string {
  const columns = distinct(records.flatMap((record) => Object.keys(record)));
  const lines = records.map((record) => columns.map((column) => csvField(record[column] ?? null)).join(','));
  return [columns.map(csvField).join(','), ...lines, ''].join('\r\n');
}

function csvField(value: Raw): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
