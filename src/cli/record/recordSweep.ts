/** Recording a sweep: its runs are kept one by one, and packed when the last has ended. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packSweep, unpackSweep } from '../../lab/recordedSweep.ts';
import type { SweepPreset } from '../../lab/presets/sweeps.ts';
import { runCount, runsOf, sweepHash, type SweepSpec } from '../../lab/sweep.ts';
import { UserError } from '../../support/errors.ts';
import type { CommandContext } from '../command.ts';
import { checkWritableFile, writeAtomically } from '../output.ts';
import { describeOutdated, fittingOutcomes } from '../sweep/fitting.ts';
import { defaultMetrics, parseSelectors, reportSweep } from '../sweep/report.ts';
import { runMissing } from '../sweep/runMissing.ts';
import { beginRuns, dropHalfLine, readRuns } from '../sweep/runsFile.ts';

export interface SweepRequest {
  preset: SweepPreset;
  base: string;
  seeds: number[];
  /** Whether it is made again though it is recorded and still fits. */
  anew: boolean;
}

/** @throws UserError when it is stopped, or if a run failed */
export async function recordSweep(
  { preset, base, seeds, anew }: SweepRequest,
  context: CommandContext,
): Promise<void> {
  const { stderr } = context;
  const plain = preset.sweep(base);
  const sweep: SweepSpec = { ...plain, experiment: { ...plain.experiment, seeds } };
  const file = context.recordedSweep(preset.name, base);
  await checkWritableFile(file);
  if (!anew && (await stillFits(file, sweep, context))) {
    stderr.write(`${preset.name} on ${base} is recorded and still fits: ${file}\n`);
    return;
  }
  stderr.write(`Recording ${preset.name} on ${base}.\n`);
  await mkdir(context.recordingsFolder, { recursive: true });
  const [first] = runsOf(sweep);
  const { base: baseHash, world } = await context.hashesOf(first!.experiment);
  // What was done with another base or world is not gone on with.
  const made = [sweepHash(sweep), baseHash, world].map((hash) => hash.slice(0, 12)).join('.');
  const runs = join(context.recordingsFolder, `${preset.name}.${made}.jsonl`);
  const begun = await readRuns(runs);
  if (begun) await dropHalfLine(runs, begun);
  else await beginRuns(runs, sweep);
  const done = (begun?.outcomes ?? []).filter(({ status }) => status === 'done');
  const { fitting, outdated } = await fittingOutcomes(sweep, done, context);
  for (const line of describeOutdated(outdated, runs)) stderr.write(`${line}\n`);
  // The backend that every computer has, so that whoever wants to can make the same result again.
  const outcomes = await runMissing(sweep, fitting, { backend: 'onnx', out: runs, context });
  const failed = outcomes.filter(({ status }) => status === 'failed').length;
  if (failed > 0) {
    throw new UserError(
      `${failed} of ${outcomes.length} runs failed.`,
      'Record the same again to repeat them.',
    );
  }
  const text = packSweep({ sweep, outcomes });
  await writeAtomically(file, text);
  await rm(runs);
  context.stdout.write(reportSweep(sweep, outcomes, parseSelectors(defaultMetrics)));
  stderr.write(`\nRecorded in ${file}: ${Math.ceil(Buffer.byteLength(text) / 1000)} kB.\n`);
}

/** Whether what is recorded is this sweep, of which every run was made of what this version has. */
async function stillFits(file: string, sweep: SweepSpec, context: CommandContext): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return false;
  try {
    const recorded = unpackSweep(text);
    if (sweepHash(recorded.sweep) !== sweepHash(sweep)) return false;
    if (recorded.outcomes.some(({ status }) => status === 'failed')) return false;
    const { fitting } = await fittingOutcomes(sweep, recorded.outcomes, context);
    return fitting.length === runCount(sweep);
  } catch (error) {
    // Whatever this version cannot read is made again.
    if (error instanceof UserError) return false;
    throw error;
  }
}
