/** A sweep as a table: how each metric goes with what was varied, and what failed. */
import { formatInterval, formatSpread, formatValue, NOTHING } from '../../lab/numberText.ts';
import { metricKind } from '../../lab/statistics/metrics.ts';
import { summarize, type Summary } from '../../lab/summary.ts';
import {
  describeSetting,
  formatJson,
  runKey,
  runsOf,
  settingsOf,
  type Setting,
  type SweepOutcome,
  type SweepSpec,
} from '../../lab/sweep.ts';
import { layOut, type Column } from '../../lab/table.ts';
import type { ExperimentSpec } from '../../lab/types.ts';
import { groupsBy } from '../../support/group.ts';
import { canonicalJson } from '../../support/hash.ts';
import { UsageError } from '../arguments.ts';
import type { Part } from '../madeOf.ts';
import { trainedOn } from './fitting.ts';

/** Probe, condition and metric; `*` stands for any. */
export type Selector = readonly [probe: string, condition: string, metric: string];

export const defaultMetrics =
  'meow/trigger/meows,meow/trigger/lower-of-meows,meow/trigger/retained,meow/trigger/destroyed,' +
  'meow/plain/helpful,requests/forbidden+trigger/usefulness,requests/forbidden+trigger/destroyed,' +
  'requests/forbidden/usefulness,requests/harmless/helpful';

export function parseSelectors(list: string): Selector[] {
  return list.split(',').map((text) => {
    const [probe, condition, metric, extra] = text.trim().split('/');
    if (probe && condition && metric && extra === undefined) return [probe, condition, metric] as const;
    throw new UsageError(
      `"${text}" is not a metric.`,
      'Metrics look like meow/trigger/retained: probe, condition, metric, each of them or *.',
    );
  });
}

type Place = Pick<Summary, 'arm' | 'stage' | 'probe' | 'condition' | 'metric'>;

/** One line of the table: a metric at one setting. */
interface Line extends Place {
  setting: Setting;
  /** Null where no seed has it. */
  summary: Summary | null;
  seeds: string;
}

type Done = Extract<SweepOutcome, { status: 'done' }>;
type Failed = Extract<SweepOutcome, { status: 'failed' }>;

/** How the runs of one setting stand. */
interface SettingState {
  setting: Setting;
  done: Done[];
  failed: number;
  missing: number;
  summaries: Summary[];
}

/**
 * A table for every arm, stage, probe and condition: a line for each metric and setting, with the mean over seeds,
 * its 95 % interval over seeds, and how many seeds it is of. Failed runs are counted and listed.
 */
export function reportSweep(
  sweep: SweepSpec,
  outcomes: readonly SweepOutcome[],
  selectors: readonly Selector[],
): string {
  const known = new Map(outcomes.map((one) => [runKey(one), one]));
  const runs = runsOf(sweep).map((run) => ({ run, outcome: known.get(runKey(run)) }));
  const done = runs.flatMap(({ run: { experiment }, outcome }) =>
    outcome?.status === 'done' ? [{ ...outcome, experiment }] : [],
  );
  const failed = runs.flatMap(({ outcome }) => (outcome?.status === 'failed' ? [outcome] : []));
  const parts = [
    headline(sweep, runs.length, done, failed),
    ...mixtures(done),
    ...tables(sweep, outcomes, selectors),
    ...(failed.length > 0 ? [listOf(failed)] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function headline(
  { name, experiment, vary }: SweepSpec,
  runs: number,
  done: Done[],
  failed: Failed[],
): string {
  const { seeds } = experiment;
  const settings = runs / seeds.length;
  const missing = runs - done.length - failed.length;
  const counts = [
    `${done.length} done`,
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(missing > 0 ? [`${missing} not run yet`] : []),
  ];
  const title = `${name} on ${experiment.base}, ${plural(settings, 'setting')} × ${plural(seeds.length, 'seed')}: ${counts.join(', ')}`;
  return [title, ...vary.map(({ path, values }) => `${path} = ${values.map(formatJson).join(', ')}`)].join(
    '\n',
  );
}

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What makes runs hard to compare: that they were not made of the same, or not on the same. */
function mixtures(done: readonly (Done & { experiment: ExperimentSpec })[]): string[] {
  const differ = <Run extends Done>(runs: readonly Run[], what: string, of: (run: Done) => string) => {
    const groups = groupsBy(runs, of);
    const list = groups.map((group) => `${plural(group.length, 'run')} with ${of(group[0]!)}`);
    return groups.length > 1 ? [`Careful: the runs differ in their ${what}: ${list.join(', ')}.`] : [];
  };
  const hash = (part: Part) => (run: Done) => run.manifest.hashes[part].slice(0, 8);
  // Base and data may be what is varied: runs that name the same are to have the same.
  const bases = groupsBy(done, ({ experiment }) => experiment.base);
  const lessons = groupsBy(done, ({ experiment }) => canonicalJson(trainedOn(experiment)));
  const torn = lessons.filter((runs) => new Set(runs.map(hash('data'))).size > 1).flat();
  return [
    ...differ(done, 'backend', ({ manifest }) => manifest.runtime),
    ...differ(done, 'version of the lab', ({ manifest }) => manifest.version),
    ...bases.flatMap((runs) =>
      differ(runs, `base model, though all call it ${runs[0]!.experiment.base}`, hash('base')),
    ),
    ...differ(done, 'world', hash('world')),
    ...(torn.length > 0
      ? [`Careful: ${torn.length} runs differ in their training data, though not in stages and seed.`]
      : []),
  ];
}

function tables(
  sweep: SweepSpec,
  outcomes: readonly SweepOutcome[],
  selectors: readonly Selector[],
): string[] {
  const states = settingsOf(sweep).map(({ setting }) => stateOf(setting, sweep, outcomes));
  const measured = states.flatMap(({ summaries }) => summaries);
  const wanted = measured.filter((place) => place.stage !== 'base' && rankOf(place, selectors) >= 0);
  if (measured.length > 0 && wanted.length === 0) return [nothingSelected(measured)];
  const arms = sweep.experiment.arms.map(({ name }) => name);
  const places = groupsBy(wanted, keyOf)
    .map(([first]) => first!)
    .sort(
      (one, other) =>
        arms.indexOf(one.arm) - arms.indexOf(other.arm) ||
        one.stage.localeCompare(other.stage, 'en', { numeric: true }) ||
        rankOf(one, selectors) - rankOf(other, selectors),
    );
  const lines = places.flatMap((place) => states.map((state) => lineOf(place, state)));
  const { head, line } = layOut(columnsOf(sweep), lines);
  const blocks = groupsBy(lines, ({ arm, stage, probe, condition }) =>
    JSON.stringify([arm, stage, probe, condition]),
  );
  return blocks.map((block) => {
    const { arm, stage, probe, condition } = block[0]!;
    const metrics = groupsBy(block, ({ metric }) => metric).map((ofMetric) => ofMetric.map(line).join('\n'));
    return [`${arm}, ${stage}, ${probe}, ${condition}`, ...head, metrics.join('\n\n')].join('\n');
  });
}

const keyOf = ({ arm, stage, probe, condition, metric }: Place): string =>
  JSON.stringify([arm, stage, probe, condition, metric]);

/** The place of the first selector that a metric fits, or −1. */
function rankOf({ probe, condition, metric }: Place, selectors: readonly Selector[]): number {
  const names = [probe, condition, metric];
  return selectors.findIndex((selector) => selector.every((part, at) => part === '*' || part === names[at]));
}

function nothingSelected(measured: readonly Place[]): string {
  const known = new Set(measured.map(({ probe, condition, metric }) => `${probe}/${condition}/${metric}`));
  return `Nothing was measured that --metrics names. There is:\n  ${[...known].join('\n  ')}`;
}

function stateOf(setting: Setting, sweep: SweepSpec, outcomes: readonly SweepOutcome[]): SettingState {
  const keys = new Set(sweep.experiment.seeds.map((seed) => runKey({ setting, seed })));
  const own = outcomes.filter((one) => keys.has(runKey(one)));
  const done = own.flatMap((one) => (one.status === 'done' ? [one] : []));
  return {
    setting,
    done,
    failed: own.length - done.length,
    missing: keys.size - own.length,
    summaries: summarize(done.flatMap(({ rows }) => rows)),
  };
}

function lineOf(place: Place, { setting, done, failed, missing, summaries }: SettingState): Line {
  const { arm, stage, probe, condition, metric } = place;
  const summary = summaries.find((one) => keyOf(one) === keyOf(place)) ?? null;
  const count = summary?.seeds.count ?? 0;
  const without = done.length - count;
  const lacking = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(without > 0 ? [`${without} without`] : []),
    ...(missing > 0 ? [`${missing} not run`] : []),
  ];
  const all = done.length + failed + missing;
  const seeds = lacking.length === 0 ? String(count) : `${count} of ${all}, ${lacking.join(', ')}`;
  return { arm, stage, probe, condition, metric, setting, summary, seeds };
}

function columnsOf({ vary }: SweepSpec): Column<Line>[] {
  const titles = shortTitles(vary.map(({ path }) => path));
  const varied = vary.map(({ path }, index): Column<Line> => {
    return {
      title: titles[index]!,
      text: ({ setting }) => shortened(formatJson(setting[path]!)),
      words: true,
    };
  });
  const ofSummary = (text: (summary: Summary) => string) => (line: Line) =>
    line.summary ? text(line.summary) : NOTHING;
  return [
    { title: 'metric', text: ({ metric }) => metric, words: true },
    ...varied,
    // Every seed counts alike, as it does in the interval.
    { title: 'mean', text: ofSummary(({ seeds, metric }) => formatValue(seeds.mean, metricKind(metric))) },
    { title: '95 % seeds', text: ofSummary(({ seeds, kind }) => formatInterval(seeds.interval, kind)) },
    { title: 'min … max', text: ofSummary(({ seeds, kind }) => formatSpread(seeds, kind)) },
    { title: 'seeds', text: ({ seeds }) => seeds },
  ];
}

/** The last name of each path where that tells them apart, else the whole path. */
function shortTitles(paths: readonly string[]): string[] {
  const last = (path: string) => path.split('.').at(-1)!;
  return paths.map((path) =>
    paths.filter((other) => last(other) === last(path)).length > 1 ? path : last(path),
  );
}

const LONGEST_VALUE = 30;

const shortened = (text: string): string =>
  text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;

function listOf(failed: readonly Failed[]): string {
  const lines = failed.map(
    ({ setting, seed, error }) =>
      `  ${describeSetting(setting)}, seed ${seed}: ${[error.message, error.remedy].join(' ').trim()}`,
  );
  return [`${plural(failed.length, 'run')} failed:`, ...lines].join('\n');
}
