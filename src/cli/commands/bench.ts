import { parseArgs } from 'node:util';
import { parseBase, parseCount, readFlags, UsageError } from '../arguments.ts';
import type { Command } from '../command.ts';

const defaultBase = 'nano';
const defaultRepetitions = 5;

export const bench: Command = {
  name: 'bench',
  summary: 'measures training and decoding on this machine',

  help: (context) => `Measures the training step and decoding on this machine, with repetitions and spread.

  npm run lab -- bench [--base ID] [--repetitions N]

  --base ID        the base model: ${context.bases.join(', ') || 'none yet, see "help pretrain"'} (${defaultBase})
  --repetitions N  how often each measurement is repeated (${defaultRepetitions})
`,

  async run(args, context) {
    const { values, positionals } = readFlags(() =>
      parseArgs({
        args,
        allowPositionals: true,
        options: {
          base: { type: 'string', default: defaultBase },
          repetitions: { type: 'string', default: String(defaultRepetitions) },
        },
      }),
    );
    if (positionals.length > 0) throw new UsageError(`What is "${positionals[0]}"?`, 'See help bench.');
    const base = parseBase(values.base, context.bases);
    const repetitions = parseCount('--repetitions', values.repetitions);

    const { signal, stdout, stderr } = context;
    await context.bench({ base, folder: context.baseFolder(base), repetitions, signal, stdout, stderr });
    signal.throwIfAborted();
  },
};
