import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UserError } from '../../support/errors.ts';
import { readFlags, UsageError } from '../arguments.ts';
import type { Command } from '../command.ts';
import { renderFindings } from '../findings/render.ts';
import { recordedSources } from '../findings/sources.ts';
import { TODO } from '../findings/template.ts';
import { checkWritableFile, writeAtomically } from '../output.ts';

export const templateFile = fileURLToPath(new URL('../findings/template.md', import.meta.url));
export const findingsFile = fileURLToPath(new URL('../../../FINDINGS.md', import.meta.url));

export const findings = findingsCommand(templateFile, findingsFile);

/** The command that writes one file from another, which tests call with files of their own. */
export function findingsCommand(templateFile: string, findingsFile: string): Command {
  return {
    name: 'findings',
    summary: 'writes FINDINGS.md from the recorded results',

    help: () => `Writes FINDINGS.md: the prose of src/cli/findings/template.md, with tables and numbers from what is recorded.

  npm run lab -- findings [--draft]

  --draft   also write it while something in the template is still to be written (${TODO})
`,

    async run(args, context) {
      const { values, positionals } = readFlags(() =>
        parseArgs({ args, allowPositionals: true, options: { draft: { type: 'boolean', default: false } } }),
      );
      if (positionals[0] !== undefined) throw new UsageError(`What is "${positionals[0]}"?`, 'See --help.');
      const template = await readFile(templateFile, 'utf8');
      const unwritten = template.split('\n').findIndex((line) => line.includes(TODO));
      if (unwritten >= 0 && !values.draft) {
        throw new UserError(
          `The template has a ${TODO} in line ${unwritten + 1}.`,
          'Write what is missing, or add --draft to see the rest.',
        );
      }
      await checkWritableFile(findingsFile);
      await writeAtomically(findingsFile, await renderFindings(template, recordedSources(context)));
      context.stderr.write(`Written: ${findingsFile}\n`);
    },
  };
}
