/** What the findings are written from: the recorded results and sweeps. */
import { readFile } from 'node:fs/promises';
import type { Preset } from '../../lab/presets/index.ts';
import { readResult } from '../../lab/recordedFile.ts';
import { unpackSweep, type RecordedSweep } from '../../lab/recordedSweep.ts';
import type { Row } from '../../lab/types.ts';
import { UserError } from '../../support/errors.ts';
import type { CommandContext } from '../command.ts';

export interface Sources {
  presets: readonly Preset[];
  /** The base models that may be named. */
  bases: readonly string[];
  /** The rows of a recorded result; null where none is recorded. */
  rows(preset: string, base: string): Promise<Row[] | null>;
  /** A recorded sweep; null where none is recorded. */
  sweep(name: string, base: string): Promise<RecordedSweep | null>;
}

/** The files that ship with this version. */
export function recordedSources(
  context: Pick<CommandContext, 'presets' | 'recipes' | 'recordedFile' | 'recordedSweep'>,
): Sources {
  return {
    presets: context.presets,
    bases: context.recipes,
    async rows(preset, base) {
      const text = await textOf(context.recordedFile(preset, base));
      return text === null ? null : readResult(text).rows;
    },
    async sweep(name, base) {
      const text = await textOf(context.recordedSweep(name, base));
      return text === null ? null : unpackSweep(text);
    },
  };
}

/** Null where there is no such file. */
function textOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UserError(`${file} cannot be read: ${error.message}.`, 'Is it a file that you may read?');
  });
}
