import { parseArgs } from 'node:util';
import type { BackendWish } from '../../lab/backends/choice.ts';
import type { ExperimentSpec } from '../../lab/types.ts';
import {
  onlyArgument,
  parseBase,
  parseChoice,
  parseChoices,
  parseSeeds,
  readFlags,
  UsageError,
} from '../arguments.ts';
import type { Command, CommandContext } from '../command.ts';
import { describeResult, followRun } from '../followRun.ts';
import { checkWritableFile, writeAtomically } from '../output.ts';

const backends: readonly BackendWish[] = ['auto', 'onnx', 'webgpu', 'reference'];

interface Request {
  experiment: ExperimentSpec;
  backend: BackendWish;
  out: string | null;
}

export const run: Command = {
  name: 'run',
  summary: 'runs an experiment and prints its result',

  help: (context) => `Runs an experiment and prints its result as a table with intervals.

  npm run lab -- run PRESET [options]

  PRESET             ${context.presets.map((preset) => preset.preset).join(', ')}
  --base ID          the base model: ${context.bases.join(', ') || 'none yet, see "help pretrain"'},
                     or the path of a folder in Hugging Face layout, e.g. ./my-base
  --arms A,B         only these arms of the experiment
  --seeds 0,1,2      repeat everything with these seeds
  --backend NAME     what computes: webgpu is the graphics card, onnx the processor, reference the
                     processor in plain loops; auto takes the graphics card if there is one (auto)
  --out FILE         also write rows, samples and manifest as JSON
`,

  async run(args, context) {
    const { experiment, backend, out } = parseRequest(args, context);
    if (out !== null) await checkWritableFile(out);

    const events = context.runExperiment(experiment, { backend, signal: context.signal });
    const result = await followRun(events, context.stderr);
    context.signal.throwIfAborted();

    // The file first: it is what must not be lost if printing goes wrong.
    if (out !== null) await writeAtomically(out, `${JSON.stringify(result)}\n`);
    context.stdout.write(describeResult(result));
    if (out !== null) context.stderr.write(`\nRows, samples and manifest are in ${out}.\n`);
  },
};

function parseRequest(args: string[], context: CommandContext): Request {
  const { values, positionals } = readFlags(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        base: { type: 'string' },
        arms: { type: 'string' },
        seeds: { type: 'string' },
        backend: { type: 'string', default: 'auto' },
        out: { type: 'string' },
      },
    }),
  );
  const preset = parsePreset(positionals, context);

  const backend = parseChoice('backend', values.backend, backends);
  if (values.out === '')
    throw new UsageError('--out is empty.', 'Give the name of a file, e.g. result.json.');
  const arms = values.arms === undefined ? preset.arms : parseArms(values.arms, preset);
  const seeds = values.seeds === undefined ? preset.seeds : parseSeeds(values.seeds);
  const base = parseBase(values.base ?? preset.base, context.bases);
  return {
    experiment: { ...preset, base, arms, seeds },
    backend,
    out: values.out ?? null,
  };
}

/** The preset that is named by the only argument. */
export function parsePreset(positionals: string[], { presets }: CommandContext): ExperimentSpec {
  const names = presets.map(({ preset }) => preset);
  const name = onlyArgument('preset', positionals, names);
  if (name.endsWith('.json') && !names.includes(name)) {
    throw new UsageError(`${name} is a file.`, `This version runs presets only: ${names.join(', ')}.`);
  }
  parseChoice('preset', name, names);
  return presets.find(({ preset }) => preset === name)!;
}

function parseArms(list: string, { arms }: ExperimentSpec): ExperimentSpec['arms'] {
  const known = arms.map((arm) => arm.name);
  return parseChoices('arm', list, known).map((name) => arms.find((arm) => arm.name === name)!);
}
