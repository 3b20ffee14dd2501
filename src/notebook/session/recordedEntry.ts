/** A recorded file of a notebook: a result, or a sweep. */
import { readResult } from '../../lab/recordedFile.ts';
import { unpackSweep, type RecordedSweep } from '../../lab/recordedSweep.ts';
import type { ExperimentResult } from '../../lab/types.ts';
import { fetchText } from './fetchText.ts';

export type RecordedEntry =
  { kind: 'result'; result: ExperimentResult } | { kind: 'sweep'; sweep: RecordedSweep };

/** Null where there is no such file. */
export async function readRecorded(file: string): Promise<RecordedEntry | null> {
  const text = await fetchText(file);
  if (text === null) return null;
  if (file.includes('/sweeps/')) return { kind: 'sweep', sweep: unpackSweep(text) };
  return { kind: 'result', result: readResult(text) };
}
