/** The file of a sweep. Lines of runs are only ever added, so that nothing that is done gets lost. */
import { open, readFile, truncate } from 'node:fs/promises';
import type { RecordedSweep } from '../../lab/recordedSweep.ts';
import { parseSweep, type SweepOutcome, type SweepSpec } from '../../lab/sweep.ts';
import { sweepFromRuns, sweepRunsHeader, sweepRunsLines } from '../../lab/sweepRuns.ts';
import { UserError } from '../../support/errors.ts';
import { writeAtomically } from '../output.ts';

export interface RunsFile extends RecordedSweep {
  /** Bytes up to the end of the last whole line. */
  wholeBytes: number;
  bytes: number;
}

/**
 * Reads a sweep's file; a last line that was not written to its end counts as not there.
 * @returns null if there is no such file, or nothing in it
 * @throws UserError if it is another kind of file, or damaged
 */
export async function readRuns(path: string): Promise<RunsFile | null> {
  const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UserError(`${path} cannot be read: ${error.message}.`, 'Name another file.', { cause: error });
  });
  if (content === null || content.length === 0) return null;
  const wholeBytes = content.lastIndexOf('\n') + 1;
  const lines = sweepRunsLines(content.subarray(0, wholeBytes).toString('utf8'));
  const found = sweepFromRuns(lines, path, parseSweep);
  if (!found) {
    throw new UserError(`${path} is there already, and it is not the file of a sweep.`, 'Name another file.');
  }
  return { ...found, wholeBytes, bytes: content.length };
}

/** Begins the file of a sweep, whole or not at all. */
export function beginRuns(path: string, sweep: SweepSpec): Promise<void> {
  return writeAtomically(path, sweepRunsHeader(sweep));
}

/** Makes it the file of a sweep that has further runs or other data, whole or not at all; what is in it stays. */
export async function widenRuns(path: string, sweep: SweepSpec, { wholeBytes }: RunsFile): Promise<void> {
  const content = await readFile(path);
  const runs = content.subarray(content.indexOf('\n') + 1, wholeBytes);
  await writeAtomically(path, Buffer.concat([Buffer.from(sweepRunsHeader(sweep)), runs]));
}

/** Takes away a last line that was not written to its end. */
export async function dropHalfLine(path: string, { bytes, wholeBytes }: RunsFile): Promise<void> {
  if (bytes > wholeBytes) await truncate(path, wholeBytes);
}

/** Adds a line, and returns when it is on the disk. */
export async function appendRun(path: string, one: SweepOutcome): Promise<void> {
  const file = await open(path, 'a');
  try {
    await file.appendFile(`${JSON.stringify(one)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
