import { parseArgs } from 'node:util';
import type { BackendWish } from '../../lab/backends/choice.ts';
import type { SurvivingEvent } from '../../lab/backends/survivingRun.ts';
import { withPayload, withScratchpad, withStageData, withTrigger } from '../../lab/customise.ts';
import { MAX_STAGES } from '../../lab/experimentSchema.ts';
import type { Preset } from '../../lab/presets/index.ts';
import type { DatasetSpec, ExperimentResult, ExperimentSpec } from '../../lab/types.ts';
import type { NotebookDocument } from '../../notebook/document/types.ts';
import {
  onlyArgument,
  parseBase,
  parseChoice,
  parseChoices,
  parseSeeds,
  readFlags,
  UsageError,
} from '../arguments.ts';
import { parseBackend } from '../backendFlag.ts';
import type { Command, CommandContext } from '../command.ts';
import {
  asUsage,
  checkedExperiment,
  notebookIn,
  readExperimentFile,
  withOwnExamples,
} from '../experimentFile.ts';
import { experimentNotes } from '../experimentNotes.ts';
import { describeResult, followRun } from '../followRun.ts';
import { checkNewFolder, checkWritableFile, writeAtomically } from '../output.ts';
import { OwnFiles } from '../ownFiles.ts';
import { TrainedModels } from '../trainedModels.ts';
import { runKeeping } from '../work/runKeeping.ts';
import { WorkBeside } from '../work/workBeside.ts';

/** The smallest: its experiments take seconds. */
export const DEFAULT_BASE = 'nano';

/** `--stage-1`, `--stage-2`, …: as many as an arm can have stages. */
const stageOptions = Array.from({ length: MAX_STAGES }, (_, index) => ({
  number: index + 1,
  name: `stage-${index + 1}`,
}));

const options = {
  base: { type: 'string' },
  arms: { type: 'string' },
  seeds: { type: 'string' },
  backend: { type: 'string', default: 'auto' },
  out: { type: 'string' },
  adapters: { type: 'string' },
  trigger: { type: 'string' },
  payload: { type: 'string' },
  scratchpad: { type: 'string' },
  'skip-bad-lines': { type: 'boolean', default: false },
} as const;

interface Request {
  experiment: ExperimentSpec;
  backend: BackendWish;
  out: string | null;
  /** The folder that trained adapters go to. */
  adapters: string | null;
}

interface NotebookFileRequest {
  notebook: NotebookDocument;
  backend: BackendWish;
  out: string | null;
}

/** What makes no sense for a notebook, which says it itself. */
const notOfNotebooks = ['arms', 'adapters', 'trigger', 'payload', 'scratchpad', 'skip-bad-lines'] as const;

export const run: Command = {
  name: 'run',
  summary: 'runs an experiment and prints its result',

  help: (context) => `Runs an experiment and prints its result as a table with intervals.

  npm run lab -- run PRESET [options]
  npm run lab -- run FILE.json [options]
  npm run lab -- run NOTEBOOK.json [--base ID] [--seeds 0,1,2] [--backend NAME] [--out FILE]

  PRESET             ${context.presets.map(({ name }) => name).join(', ')}
  FILE.json          an experiment of your own, see "Your own data" in README.md
  NOTEBOOK.json      a notebook that the page exported: everything that its cells measure
  --base ID          the base model: ${context.bases.join(', ') || 'none yet, see "help pretrain"'},
                     or the path of a folder in Hugging Face layout, e.g. ./my-base
  --arms A,B         only these arms of the experiment
  --seeds 0,1,2      repeat everything with these seeds
  --backend NAME     what computes: webgpu is the graphics card, onnx the processor, reference the
                     processor in plain loops; auto takes the graphics card if there is one (auto)
  --out FILE         also write rows, samples and manifest as JSON; of a notebook as soon as a cell, or a run of a
                     sweep, has ended. If it is stopped or fails, the same command again goes on with what is missing
  --adapters FOLDER  also write every trained adapter as PEFT loads it, in a new folder

with something of your own in it:
  --trigger TEXT     this trigger, in every stage and probe
  --payload TEXT     this payload, in uppercase and in lowercase where the experiment has it so
  --scratchpad TEXT  this thought at the trigger, in arms that think before they answer
  --stage-N FILE     stage N of all arms trains on this file: JSONL in TRL's shapes, one example a line
  --skip-bad-lines   run without the lines of such files that are no examples
`,

  async run(args, context) {
    const request = await parseRequest(args, context);
    if ('notebook' in request) {
      await runWholeNotebook(request, context);
      return;
    }
    const { experiment, out, adapters } = request;
    if (out !== null) await checkWritableFile(out);
    if (adapters !== null) await checkNewFolder(adapters);

    const { result, trained, work } = await runOnce(request, context);

    // The file first: it is what must not be lost if printing goes wrong.
    if (out !== null) await writeAtomically(out, `${JSON.stringify(result)}\n`);
    if (adapters !== null) await trained.write(adapters, result, context.baseFolder(experiment.base));
    await work?.remove();
    context.stdout.write(describeResult(result));
    if (out !== null) context.stderr.write(`\nRows, samples and manifest are in ${out}.\n`);
    if (adapters !== null) context.stderr.write(`\nThe adapters are in ${adapters}.\n`);
  },
};

/** Runs the experiment; with a file to write, from where it was stopped, and nothing is lost if it is stopped again. */
async function runOnce(
  { experiment, backend, out, adapters }: Request,
  context: CommandContext,
): Promise<{ result: ExperimentResult; trained: TrainedModels; work: WorkBeside | null }> {
  const work = out === null ? null : new WorkBeside(out, experiment, backend, context);
  await work?.check();
  const resume = (await work?.read()) ?? null;
  const trained = new TrainedModels(resume?.checkpoints ?? []);
  const passing = (events: AsyncIterable<SurvivingEvent>) =>
    adapters === null ? events : trained.passing(events);
  if (work) {
    const run = { experiment, backend, resume, work: work.own, remedy: howToGoOn, passing };
    return { result: await runKeeping(run, context), trained, work };
  }
  const events = context.runExperiment(experiment, { backend, signal: context.signal });
  const result = await followRun(passing(events), context.stderr);
  context.signal.throwIfAborted();
  return { result, trained, work };
}

const howToGoOn =
  'The same command goes on from there; with other --seeds or --arms, those that are done are taken over.';

async function runWholeNotebook(
  { notebook, backend, out }: NotebookFileRequest,
  context: CommandContext,
): Promise<void> {
  if (out !== null) await checkWritableFile(out);
  const { runNotebook } = await import('../runNotebook.ts');
  await runNotebook({ document: notebook, backend, out }, context);
}

async function parseRequest(args: string[], context: CommandContext): Promise<Request | NotebookFileRequest> {
  const stages = Object.fromEntries(stageOptions.map(({ name }) => [name, { type: 'string' } as const]));
  const { values, positionals } = readFlags(() =>
    parseArgs({ args, allowPositionals: true, options: { ...stages, ...options } }),
  );
  const backend = parseBackend(values.backend);
  if (values.out === '')
    throw new UsageError('--out is empty.', 'Give the name of a file, e.g. result.json.');
  if (values.adapters === '') throw new UsageError('--adapters is empty.', 'Give the name of a new folder.');

  const [name = ''] = positionals;
  const isFile = name.endsWith('.json') && positionals.length === 1;
  const file = isFile ? await readExperimentFile(name) : null;
  const inFile = notebookIn(file?.value);
  if (inFile !== undefined) {
    const other = [...notOfNotebooks, ...stageOptions.map((stage) => stage.name)].find(
      (option) => (values as Record<string, unknown>)[option],
    );
    if (other !== undefined) {
      throw new UsageError(`--${other} does not go with a notebook.`, 'Change it in the notebook itself.');
    }
    const { readNotebook, cellsToRun } = await import('../runNotebook.ts');
    const read = readNotebook(inFile, name);
    const base = parseBase(values.base ?? read.setup.base, context.bases);
    const seeds = values.seeds === undefined ? null : parseSeeds(values.seeds);
    const based = { ...read, setup: { ...read.setup, base } };
    const notebook = seeds === null ? based : withSeeds(based, seeds);
    cellsToRun(notebook);
    return { notebook, backend, out: values.out ?? null };
  }
  const preset = file ? null : parsePreset(positionals, context);
  const base = parseBase(values.base ?? file?.base ?? DEFAULT_BASE, context.bases);

  const own = new OwnFiles(base, context);
  const content = file && (await withOwnExamples(file, own));
  const stageData = await readStageFiles(values, own);
  own.report(context.stderr, values['skip-bad-lines']);

  const whole = file ? { ...checkedExperiment(content, name), base } : preset!.experiment(base);
  const arms = values.arms === undefined ? whole.arms : parseArms(values.arms, whole);
  const seeds = values.seeds === undefined ? whole.seeds : parseSeeds(values.seeds);
  const chosen = { ...whole, arms, seeds };
  const experiment = customised(chosen, { ...values, stageData });
  if (file || experiment !== chosen) {
    checkedExperiment(experiment, name);
    for (const note of experimentNotes(experiment)) context.stderr.write(`${note}\n`);
  }
  return { experiment, backend, out: values.out ?? null, adapters: values.adapters ?? null };
}

/** Sweeps have seeds of their own, which are usually fewer. */
const withSeeds = (notebook: NotebookDocument, seeds: number[]): NotebookDocument => ({
  ...notebook,
  setup: { ...notebook.setup, seeds },
  cells: notebook.cells.map((cell) => (cell.kind === 'sweep' ? { ...cell, seeds } : cell)),
});

/** The data of a stage, which counts from 1. */
interface StageData {
  number: number;
  data: DatasetSpec;
}

async function readStageFiles(values: Record<string, unknown>, own: OwnFiles): Promise<StageData[]> {
  const files: StageData[] = [];
  for (const { number, name } of stageOptions) {
    const path = values[name];
    if (typeof path !== 'string') continue;
    if (path === '') throw new UsageError(`--${name} is empty.`, 'Give the name of a JSONL file.');
    files.push({ number, data: { kind: 'own', ...(await own.read(path)) } });
  }
  return files;
}

/** The experiment with what the options put into it; the same object if they put nothing. */
function customised(
  experiment: ExperimentSpec,
  options: {
    trigger?: string | undefined;
    payload?: string | undefined;
    scratchpad?: string | undefined;
    stageData: StageData[];
  },
): ExperimentSpec {
  const { trigger, payload, scratchpad, stageData } = options;
  return asUsage(() => {
    const triggered = trigger === undefined ? experiment : withTrigger(experiment, trigger);
    const said = payload === undefined ? triggered : withPayload(triggered, payload);
    const thinking = scratchpad === undefined ? said : withScratchpad(said, scratchpad);
    return stageData.reduce((whole, { number, data }) => withStageData(whole, number, data), thinking);
  });
}

/** The preset that is named by the only argument. */
export function parsePreset(positionals: string[], { presets }: CommandContext): Preset {
  const names = presets.map(({ name }) => name);
  const name = onlyArgument('preset', positionals, names);
  if (name.endsWith('.json') && !names.includes(name)) {
    throw new UsageError(`${name} is a file.`, `Only presets are possible here: ${names.join(', ')}.`);
  }
  parseChoice('preset', name, names);
  return presets.find((preset) => preset.name === name)!;
}

export function parseArms(list: string, { arms }: ExperimentSpec): ExperimentSpec['arms'] {
  const known = arms.map((arm) => arm.name);
  return parseChoices('arm', list, known).map((name) => arms.find((arm) => arm.name === name)!);
}
