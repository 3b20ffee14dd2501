/** What the findings are written from: the recorded results and sweeps. */
import { readFile } from 'node:fs/promises';
import type { Preset } from '../../lab/presets/index.ts';
import { readResult } from '../../lab/recordedFile.ts';
import type { SweepOutcome, SweepSpec } from '../../lab/sweep.ts';
import type { Row } from '../../lab/types.ts';
import { UserError } from '../../support/errors.ts';
import type { CommandContext } from '../command.ts';
import { readRuns } from '../sweep/runsFile.ts';

export interface Sources {
  presets: readonly Preset[];
  /** The base models that may be named. */
  bases: readonly string[];
  /** The rows of a recorded result; null where none is recorded. */
  rows(preset: string, base: string): Promise<Row[] | null>;
  /** A recorded sweep; null where none is recorded. */
  sweep(name: string): Promise<{ sweep: SweepSpec; outcomes: SweepOutcome[] } | null>;
}

/** The files that ship with this version. */
export function recordedSources(
  context: Pick<CommandContext, 'presets' | 'recipes' | 'recordedFile' | 'recordedSweep'>,
): Sources {
  return {
    presets: context.presets,
    bases: context.recipes,
    async rows(preset, base) {
      const file = context.recordedFile(preset, base);
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw new UserError(`${file} cannot be read: ${error.message}.`, 'Is it a file that you may read?');
      });
      return text === null ? null : readResult(text).rows;
    },
    sweep: (name) => readRuns(context.recordedSweep(name)),
  };
}
