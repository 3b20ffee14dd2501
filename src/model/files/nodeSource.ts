/** The files of a model in a folder on disk. The only part of the model layer that needs Node. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../support/errors.ts';
import { maximumBytes, tooLarge, type ModelSource } from './source.ts';

export function createNodeSource(folder: string): ModelSource {
  return {
    name: folder,
    async read(file, onProgress) {
      try {
        const path = join(folder, file);
        const status = await stat(path);
        if (!status.isFile()) throw new Error('it is not a file');
        if (status.size > maximumBytes(file)) throw tooLarge(folder, file, status.size);
        const content = await readFile(path);
        onProgress?.(content.length, content.length);
        return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
      } catch (error) {
        throw error instanceof UserError ? error : explain(error, folder, file);
      }
    },
  };
}

function explain(error: unknown, folder: string, file: string): UserError {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new UserError(
        `There is no ${file} in ${folder}.`,
        'Check the name of the model; its folder must hold config.json, tokenizer.json, ' +
          'tokenizer_config.json and model.safetensors.',
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
      return new UserError(`${file} in ${folder} may not be read.`, 'Check the permissions of the file.', {
        cause: error,
      });
    default:
      return new UserError(
        `${file} in ${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
        'Check the path of the model.',
        { cause: error },
      );
  }
}
