import { parseArgs } from 'node:util';
import { trimForPage } from '../../lab/record.ts';
import { parseSeeds, readFlags } from '../arguments.ts';
import type { Command } from '../command.ts';
import { describeResult, followRun } from '../followRun.ts';
import { checkWritableFile, writeAtomically } from '../output.ts';
import { parsePreset } from './run.ts';

const defaultSeeds = '0,1,2';

export const record: Command = {
  name: 'record',
  summary: 'makes the recorded result that ships with the page',

  help: (context) => `Runs an experiment and makes it the recorded result that ships with the page.

  npm run lab -- record PRESET [--seeds 0,1,2]

  PRESET         ${context.presets.map(({ preset }) => preset).join(', ')}
  --seeds 0,1,2  repeat everything with these seeds (${defaultSeeds})
`,

  async run(args, context) {
    const { values, positionals } = readFlags(() =>
      parseArgs({
        args,
        allowPositionals: true,
        options: { seeds: { type: 'string', default: defaultSeeds } },
      }),
    );
    const experiment = { ...parsePreset(positionals, context), seeds: parseSeeds(values.seeds) };
    const file = context.recordedFile(experiment.preset);
    await checkWritableFile(file);
    // The backend that every computer has, so that whoever wants to can make the same result again.
    const events = context.runExperiment(experiment, { backend: 'onnx', signal: context.signal });
    const result = await followRun(events, context.stderr);
    context.signal.throwIfAborted();
    await writeAtomically(file, `${JSON.stringify(trimForPage(result))}\n`);
    context.stdout.write(describeResult(result));
    context.stderr.write(`\nThe page now shows this: ${file}\n`);
  },
};
