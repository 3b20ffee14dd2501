/** `npm run bench`: measures the contenders in a browser or in Node, prints a table and keeps it in RESULTS.md. */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { referenceLosses } from './reference.ts';
import { explanation, report, updateResults } from './report.ts';
import type { Runner } from './request.ts';
import { buildScenario, modelNames } from './scenario.ts';

const PARITY_STEPS = 4;

const usage = `npm run bench -- [--model ${modelNames.join('|')}] [--steps N] [--repetitions N]
                 [--where browser|node] [--contenders jax-js,tfjs] [--dry-run]

  --model        what is trained (nano)
  --steps        steps in one turn of a contender (10)
  --repetitions  turns of each (5)
  --where        a headless Chromium, or Node with the "webgpu" package (browser)
  --contenders   who takes part, in the order of turns (all)
  --dry-run      only prints, and leaves RESULTS.md as it is`;

const runners: Record<string, () => Promise<Runner>> = {
  browser: async () => (await import('./inBrowser.ts')).runInBrowser,
  node: async () => (await import('./inNode.ts')).runInNode,
};

type Options = ReturnType<typeof options>;

function options() {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'nano' },
      steps: { type: 'string', default: '10' },
      repetitions: { type: 'string', default: '5' },
      where: { type: 'string', default: 'browser' },
      contenders: { type: 'string', default: '' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const model = modelNames.find((name) => name === values.model);
  const loadRunner = runners[values.where];
  if (!model) throw new Error(`There is no model "${values.model}".`);
  if (!loadRunner) throw new Error(`--where takes browser or node, not "${values.where}".`);
  return {
    model,
    loadRunner,
    steps: count(values.steps, '--steps'),
    repetitions: count(values.repetitions, '--repetitions'),
    contenders: values.contenders.split(',').filter(Boolean),
    dryRun: values['dry-run'],
  };
}

function count(text: string, option: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${option} takes a whole number from 1 on, not "${text}".`);
  return value;
}

/** Whether everyone passed. */
async function main({
  model,
  loadRunner,
  steps,
  repetitions,
  contenders,
  dryRun,
}: Options): Promise<boolean> {
  const progress = (line: string) => console.error(line);
  const scenario = buildScenario(model);
  progress(`The lab's ONNX backend: the first ${PARITY_STEPS} steps`);
  const reference = await referenceLosses(scenario, PARITY_STEPS);
  const run = await (await loadRunner())({ model, contenders, steps, repetitions, reference }, progress);
  const setting = `turns × steps: ${repetitions} × ${steps}`;
  const written = report(scenario, run, cpus()[0]?.model ?? 'an unknown processor', setting);
  console.log(`${written.title}\n\n${written.body}\n\n${explanation}`);
  const timed = run.measurements.some(({ failure }) => failure === undefined);
  if (timed && !dryRun) updateResults(join(import.meta.dirname, 'RESULTS.md'), written);
  return run.measurements.every(({ failure }) => failure === undefined);
}

function optionsOrUsage(): Options {
  try {
    return options();
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

try {
  const passed = await main(optionsOrUsage());
  // Dawn's threads would keep Node alive.
  process.exit(passed ? 0 : 1);
} catch (error) {
  console.error(error);
  process.exit(2);
}
