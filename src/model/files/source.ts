/**
 * Where the files of a model come from: a folder on disk (`nodeSource.ts`) or a place on the web
 * (`fetchSource.ts`). Neither believes that a file has a reasonable size.
 */
import { UserError } from '../../support/errors.ts';

/** Called as bytes arrive; `total` is null where the size is not known beforehand. */
export type ReadProgress = (received: number, total: number | null) => void;

export interface ModelSource {
  /** What to call the model in messages, e.g. `models/nano`. */
  readonly name: string;
  /** All bytes of a file of the model; throws `UserError` if it cannot be had. */
  read(file: string, onProgress?: ReadProgress): Promise<Uint8Array>;
}

const MEGABYTE = 1e6;

/** The most bytes accepted of a file: what fits into one buffer of a browser for weights, else what is plausible. */
export function maximumBytes(file: string): number {
  return file.endsWith('.safetensors') ? 2000 * MEGABYTE : 64 * MEGABYTE;
}

export function tooLarge(source: string, file: string, bytes: number): UserError {
  const megabytes = (count: number) => Math.ceil(count / MEGABYTE);
  return new UserError(
    `${file} of ${source} has ${megabytes(bytes)} MB; at most ${megabytes(maximumBytes(file))} MB are accepted.`,
    'Check that it is the file you mean, or use a smaller model.',
  );
}
