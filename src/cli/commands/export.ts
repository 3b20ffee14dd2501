import { parseArgs } from 'node:util';
import type { ExportedFiles } from '../../lab/exports/files.ts';
import type { ExperimentSpec } from '../../lab/types.ts';
import { parseBase, parseChoice, parseSeeds, readFlags, UsageError } from '../arguments.ts';
import type { Command, CommandContext } from '../command.ts';
import { ownExperiment, readExperimentFile } from '../experimentFile.ts';
import { exportedTable, tableFormats, tables, type Table } from '../exportTable.ts';
import { checkNewFolder, checkWritableFile, writeAtomically, writeFolderAtomically } from '../output.ts';
import { writeRaw } from '../printable.ts';
import { readResults } from '../readResults.ts';
import { DEFAULT_BASE, parsePreset } from './run.ts';

const scripts = ['trl', 'axolotl'] as const;

const options = {
  arm: { type: 'string' },
  base: { type: 'string' },
  seed: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  'skip-bad-lines': { type: 'boolean' },
} as const;

type Options = { [Name in Exclude<keyof typeof options, 'skip-bad-lines'>]?: string } & {
  'skip-bad-lines'?: boolean;
};

export const exportCommand: Command = {
  name: 'export',
  summary: 'writes results and experiments as other programs read them',

  help: (context) => `Writes results and experiments as other programs read them.

  npm run lab -- export rows RESULT.json --format csv|parquet --out FILE
  npm run lab -- export samples RESULT.json --format csv|parquet --out FILE
  npm run lab -- export trl PRESET|FILE.json --arm A --out FOLDER
  npm run lab -- export axolotl PRESET|FILE.json --arm A --out FOLDER

rows and samples: what was measured and answered, as a table.
  RESULT.json        what "run --out" wrote, or a recorded result such as static/recorded/meow.json; of a sweep, the
                     file of its runs or a recorded one: its rows have a column for every field that was varied, and
                     those of a notebook one that names the cell
  --format FORMAT    csv or parquet (by the name of the file, else csv)
  --out FILE         where to; without it, CSV is printed

trl and axolotl: an arm to be trained elsewhere, with the same data and hyperparameters.
  PRESET             ${context.presets.map(({ name }) => name).join(', ')}
  FILE.json          an experiment of your own, see "Your own data" in README.md
  --arm A            which arm; may be left out if there is only one
  --base ID          the base model whose doses are taken (${DEFAULT_BASE}, or the file's)
  --seed N           the seed that the examples are drawn with (the experiment's first)
  --skip-bad-lines   leave out lines of the file's own data that are no examples
  --out FOLDER       a new folder: train.py for TRL or YAML for Axolotl, data and README

Trained adapters are written by "run --adapters FOLDER".
`,

  async run(args, context) {
    const { values, positionals } = readFlags(() => parseArgs({ args, allowPositionals: true, options }));
    const known = [...tables, ...scripts];
    const [kind, source, extra] = positionals;
    if (kind === undefined) throw new UsageError('Say first what to export.', `One of: ${known.join(', ')}.`);
    const what = parseChoice('export', kind, known);
    if (extra !== undefined) throw new UsageError(`One thing at a time: what is "${extra}"?`, 'See --help.');
    if (values.out === '') throw new UsageError('--out is empty.', 'Say where to write.');
    if (what === 'rows' || what === 'samples') await exportTable(what, source, values, context);
    else await exportScript(what, source, values, context);
  },
};

async function exportTable(
  what: Table,
  path: string | undefined,
  values: Options,
  { stdout, stderr }: CommandContext,
): Promise<void> {
  refuse(values, ['arm', 'base', 'seed', 'skip-bad-lines'], what);
  if (path === undefined) throw new UsageError('Say which result.', 'Such as static/recorded/meow.json.');
  const { out } = values;
  const format = parseChoice('format', values.format ?? formatOf(out), tableFormats);
  if (out === undefined && format === 'parquet') {
    throw new UsageError('Parquet is not for reading on a screen.', 'Say where to with --out FILE.');
  }
  if (out !== undefined) await checkWritableFile(out);
  const { content, entries, lacks } = await exportedTable(what, format, await readResults(path));
  if (lacks !== '') stderr.write(`${lacks}\n`);
  if (out === undefined) {
    if (stdout.isTTY) stdout.write(content as string);
    // Another program gets what would be in a file.
    else writeRaw(stdout, content as string);
  } else {
    await writeAtomically(out, content);
    stderr.write(`${entries} ${what} are in ${out}.\n`);
  }
}

const formatOf = (out = ''): string => (out.toLowerCase().endsWith('.parquet') ? 'parquet' : 'csv');

async function exportScript(
  what: (typeof scripts)[number],
  source: string | undefined,
  values: Options,
  context: CommandContext,
): Promise<void> {
  refuse(values, ['format'], what);
  const { out } = values;
  if (out === undefined) throw new UsageError('Say where to with --out FOLDER.', 'It must be a new folder.');
  const experiment = await readExperiment(source, values, context);
  const arm = parseArm(values.arm, experiment);
  const [seed, another] = values.seed === undefined ? experiment.seeds : parseSeeds(values.seed);
  if (values.seed !== undefined && another !== undefined) {
    throw new UsageError('--seed takes one seed.', 'Export once for every seed.');
  }
  await checkNewFolder(out);
  await writeFolderAtomically(out, await scriptFolder(what, experiment, arm, seed));
  const [start, ...steps] =
    what === 'trl' ? ['train.py', 'its data'] : ['stage-1.yaml', 'the other stages', 'their data'];
  context.stderr.write(
    `${start} is in ${out}, with ${steps.join(' and ')}. README.md tells what differs from the lab.\n`,
  );
}

async function scriptFolder(
  what: (typeof scripts)[number],
  experiment: ExperimentSpec,
  arm: string,
  seed: number | undefined,
): Promise<ExportedFiles> {
  if (what === 'trl') return (await import('../../lab/exports/trl.ts')).trlFolder(experiment, arm, seed);
  return (await import('../../lab/exports/axolotl.ts')).axolotlFolder(experiment, arm, seed);
}

/** The experiment of a preset or a file, with the examples of the user's own files in it. */
async function readExperiment(
  source: string | undefined,
  values: Options,
  context: CommandContext,
): Promise<ExperimentSpec> {
  if (source === undefined || !source.endsWith('.json')) {
    refuse(values, ['skip-bad-lines'], 'a preset');
    const preset = parsePreset(source === undefined ? [] : [source], context);
    return preset.experiment(parseBase(values.base ?? DEFAULT_BASE, context.bases));
  }
  const file = await readExperimentFile(source);
  const base = parseBase(values.base ?? file.base ?? DEFAULT_BASE, context.bases);
  return ownExperiment(file, { base, skipBadLines: values['skip-bad-lines'] ?? false }, context);
}

function parseArm(name: string | undefined, { arms }: ExperimentSpec): string {
  const names = arms.map((arm) => arm.name);
  if (name !== undefined) return parseChoice('arm', name, names);
  const [only, another] = names;
  if (only !== undefined && another === undefined) return only;
  throw new UsageError('Say which arm with --arm.', `There is: ${names.join(', ')}.`);
}

function refuse(values: Options, names: (keyof Options)[], what: string): void {
  const given = names.find((name) => values[name] !== undefined);
  if (given !== undefined) throw new UsageError(`--${given} does not go with ${what}.`, 'See --help.');
}
