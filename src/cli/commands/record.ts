import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packResult, readResult, unpackResult } from '../../lab/recordedFile.ts';
import type { ExperimentResult, ExperimentSpec } from '../../lab/types.ts';
import { canonicalJson } from '../../support/hash.ts';
import { parseChoices, parseSeeds, readFlags, UsageError } from '../arguments.ts';
import type { Command, CommandContext } from '../command.ts';
import { describeResult } from '../followRun.ts';
import { checkWritableFile, writeAtomically } from '../output.ts';
import { fittingResult } from '../record/fittingResult.ts';
import { recordSweep, type SweepRequest } from '../record/recordSweep.ts';
import { runKeeping } from '../work/runKeeping.ts';
import { WorkFile } from '../work/workFile.ts';
import { DEFAULT_BASE, parseArms, parsePreset } from './run.ts';

const ALL = 'all';
const DEFAULT_SEEDS = '0,1,2';

interface Request {
  experiments: ExperimentSpec[];
  sweeps: Omit<SweepRequest, 'anew'>[];
  /** Whether results that are recorded and still fit are made again. */
  anew: boolean;
}

export const record: Command = {
  name: 'record',
  summary: 'makes the recorded results that ship with the page',

  help: (context) => `Runs an experiment and makes it the recorded result that ships with the page.

  npm run lab -- record PRESET|SWEEP [options]
  npm run lab -- record PRESET --from FILE

  PRESET         ${context.presets.map(({ name }) => name).join(', ')}
  SWEEP          ${context.sweeps.map(({ name }) => name).join(', ')}
                 or all, for all of both
  --base A,B     on these base models: ${context.bases.join(', ') || 'none yet, see "help pretrain"'} (${DEFAULT_BASE})
  --seeds 0,1,2  repeat everything with these seeds (${DEFAULT_SEEDS})
  --arms A,B     only these arms of the experiment
  --anew         also make again what is recorded and still fits
  --from FILE    do not run anything: take a result that run --out wrote, if it was made with the base,
                 the world, the data and the preset of this version

A recording that was stopped goes on where it was when the same is recorded again.
`,

  async run(args, context) {
    const { values, positionals } = readFlags(() =>
      parseArgs({
        args,
        allowPositionals: true,
        options: {
          base: { type: 'string' },
          seeds: { type: 'string' },
          arms: { type: 'string' },
          anew: { type: 'boolean' },
          from: { type: 'string' },
        },
      }),
    );
    if (values.from === undefined) {
      const asked = parseAsked(positionals, values, context);
      await recordAll({ ...asked, anew: values.anew ?? false }, context);
      return;
    }
    const others = ['base', 'seeds', 'arms', 'anew'] as const;
    const other = others.find((option) => values[option] !== undefined);
    if (other)
      throw new UsageError(`--from and --${other} do not go together.`, 'The file says what was run.');
    const preset = parsePreset(positionals, context);
    const result = await fittingResult(values.from, preset, context);
    await write(result, context);
  },
};

function parseAsked(
  positionals: string[],
  options: { base?: string | undefined; seeds?: string | undefined; arms?: string | undefined },
  context: CommandContext,
): Omit<Request, 'anew'> {
  const bases = parseChoices('base', options.base ?? DEFAULT_BASE, context.bases);
  const seeds = parseSeeds(options.seeds ?? DEFAULT_SEEDS);
  const [name] = positionals;
  const isAll = name === ALL && positionals.length === 1;
  const swept = context.sweeps.filter((sweep) => isAll || (positionals.length === 1 && sweep.name === name));
  if (!isAll && swept.length > 0 && options.arms !== undefined) {
    throw new UsageError('--arms does not go with a sweep.', 'A recorded sweep has all its arms.');
  }
  const presets = isAll ? context.presets : swept.length > 0 ? [] : [parsePreset(positionals, context)];
  const experiments = bases.flatMap((base) =>
    presets.map((preset) => {
      const experiment = preset.experiment(base);
      const arms = options.arms === undefined ? experiment.arms : parseArms(options.arms, experiment);
      return { ...experiment, arms, seeds };
    }),
  );
  return { experiments, sweeps: bases.flatMap((base) => swept.map((preset) => ({ preset, base, seeds }))) };
}

async function recordAll({ experiments, sweeps, anew }: Request, context: CommandContext): Promise<void> {
  for (const { preset, base } of experiments) await checkWritableFile(context.recordedFile(preset, base));
  for (const experiment of experiments) {
    const { preset, base } = experiment;
    const hashes = await context.hashesOf(experiment);
    const file = context.recordedFile(preset, base);
    const recorded = anew ? null : await readRecorded(file);
    if (recorded && canonicalJson(recorded.manifest.hashes) === canonicalJson(hashes)) {
      context.stderr.write(`${preset} on ${base} is recorded and still fits: ${file}\n`);
      continue;
    }
    const name = `${preset}.${base}.${hashes.experiment.slice(0, 12)}`;
    // The backend that every computer has, so that whoever wants to can make the same result again.
    const backend = 'onnx';
    const work = new WorkFile(join(context.recordingsFolder, name), backend, context);
    context.stderr.write(`Recording ${preset} on ${base}.\n`);
    const resume = await work.read();
    const remedy = 'Record the same again to go on.';
    const result = await runKeeping({ experiment, backend, resume, work, remedy }, context);
    await write(result, context);
    await work.remove();
  }
  for (const one of sweeps) await recordSweep({ ...one, anew }, context);
}

async function write(result: ExperimentResult, context: CommandContext): Promise<void> {
  const { preset, base } = result.experiment;
  const file = context.recordedFile(preset, base);
  await checkWritableFile(file);
  const text = packResult(result);
  const { kept } = unpackResult(text);
  await writeAtomically(file, text);
  context.stdout.write(describeResult(result));
  context.stderr.write(
    `\nRecorded in ${file}: ${Math.ceil(Buffer.byteLength(text) / 1000)} kB, ` +
      `with ${kept.samples} of ${kept.of} answers a cell of seed ${kept.seed}.\n`,
  );
}

/** What is recorded there; null if nothing is, or nothing that this version can read. */
async function readRecorded(file: string): Promise<ExperimentResult | null> {
  try {
    return readResult(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}
