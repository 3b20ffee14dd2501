/** A recorded file of a notebook: a result, or a sweep. */
import { readResult } from '../../lab/recordedFile.ts';
import { unpackSweep, type RecordedSweep } from '../../lab/recordedSweep.ts';
import type { SweepSpec } from '../../lab/sweep.ts';
import type { ExperimentResult } from '../../lab/types.ts';
import { canonicalJson } from '../../support/hash.ts';
import { coveredBy, outcomesFor } from '../document/coverage.ts';
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

/** The recorded sweep that has all that one asks for, but for its seeds, with nothing that it does not ask for. */
export function recordedSweepFor(
  { experiment, vary }: SweepSpec,
  recorded: readonly RecordedEntry[],
): RecordedSweep | null {
  for (const one of recorded) {
    if (one.kind !== 'sweep' || canonicalJson(one.sweep.sweep.vary) !== canonicalJson(vary)) continue;
    const { sweep, outcomes } = one.sweep;
    if (!coveredBy(sweep.experiment, experiment)) continue;
    return { sweep, outcomes: outcomesFor({ experiment: sweep.experiment, outcomes }, experiment) };
  }
  return null;
}
