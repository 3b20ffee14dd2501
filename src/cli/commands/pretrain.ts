import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { onlyArgument, parseChoice, readFlags, UsageError } from '../arguments.ts';
import type { Command } from '../command.ts';
import { checkWritableFolder } from '../output.ts';

export const pretrain: Command = {
  name: 'pretrain',
  summary: 'makes a base model from nothing',

  help: (context) => `Makes a base model from nothing, and reports what it can do.

  npm run lab -- pretrain BASE [--out FOLDER] [--card]

  BASE          ${context.recipes.join(', ')}
  --out FOLDER  where to write the model (models/BASE)
  --card        measures the model that is there already, and writes its model card anew
`,

  async run(args, context) {
    const { values, positionals } = readFlags(() =>
      parseArgs({
        args,
        allowPositionals: true,
        options: { out: { type: 'string' }, card: { type: 'boolean' } },
      }),
    );
    const base = parseChoice('recipe', onlyArgument('base', positionals, context.recipes), context.recipes);
    if (values.out === '') throw new UsageError('--out is empty.', 'Give the name of a folder.');
    const folder = values.out ?? context.baseFolder(base);
    await checkWritableFolder(dirname(resolve(folder)), folder);

    const { signal, stdout, stderr } = context;
    await context.pretrain({ base, folder, onlyCard: values.card ?? false, signal, stdout, stderr });
    signal.throwIfAborted();
  },
};
