/** Runs that lose nothing when they are stopped or fail. */
import type { BackendWish } from '../../lab/backends/choice.ts';
import type { SurvivingEvent } from '../../lab/backends/survivingRun.ts';
import { stageName } from '../../lab/runRecord.ts';
import type { ExperimentResult, ExperimentSpec, Snapshot } from '../../lab/types.ts';
import { UserError } from '../../support/errors.ts';
import type { CommandContext } from '../command.ts';
import { followRun } from '../followRun.ts';
import type { WorkFile } from './workFile.ts';

export interface KeptRun {
  experiment: ExperimentSpec;
  backend: BackendWish;
  /** Where to go on from. */
  resume: Snapshot | null;
  /** What becomes of the run if it does not come to its end. */
  work: WorkFile;
  /** For the user: how to go on then. */
  remedy: string;
  /** Something that is to see the events as well. */
  passing?: (events: AsyncIterable<SurvivingEvent>) => AsyncIterable<SurvivingEvent>;
}

/** @throws UserError when it is stopped and something is kept; else what went wrong, after telling what is kept */
export async function runKeeping(
  { experiment, backend, resume, work, remedy, passing = (events) => events }: KeptRun,
  context: CommandContext,
): Promise<ExperimentResult> {
  const { stderr, signal } = context;
  if (resume) stderr.write(`It goes on where it was stopped: ${placeIn(resume)}.\n`);
  const events = context.runExperiment(experiment, { backend, signal, resume });
  try {
    const result = await followRun(passing(work.keep(events)), stderr);
    signal.throwIfAborted();
    return result;
  } catch (error) {
    if (work.snapshot === null) throw error;
    const standing = `What is done so far is kept in ${work.path}: ${describeDone(work.snapshot)}.`;
    if (signal.aborted) throw new UserError(`Stopped. ${standing}`, remedy, { cause: error });
    stderr.write(`${standing} ${remedy}\n`);
    throw error;
  }
}

const placeIn = ({ arm, seed, stageIndex, step }: Snapshot): string =>
  `${arm}, seed ${seed}, ${stageName(stageIndex)}, step ${step}`;

/** `seeds 0, 1; UC of seed 2; UCLC, seed 2, up to stage-1, step 40` */
export function describeDone(snapshot: Snapshot): string {
  const { experiment, durations } = snapshot;
  const armsOf = (seed: number) => durations.filter((done) => done.seed === seed).map(({ arm }) => arm);
  const seeds = experiment.seeds.filter((seed) => durations.some((done) => done.seed === seed));
  const isWhole = (seed: number) => armsOf(seed).length === experiment.arms.length;
  const whole = seeds.filter(isWhole);
  const parts = seeds
    .filter((seed) => !isWhole(seed))
    .map((seed) => `${armsOf(seed).join(', ')} of seed ${seed}`);
  const isUnderWay = !durations.some(({ arm, seed }) => arm === snapshot.arm && seed === snapshot.seed);
  return [
    ...(whole.length > 0 ? [`seed${whole.length === 1 ? '' : 's'} ${whole.join(', ')}`] : []),
    ...parts,
    ...(isUnderWay
      ? [
          `${snapshot.arm}, seed ${snapshot.seed}, up to ${stageName(snapshot.stageIndex)}, step ${snapshot.step}`,
        ]
      : []),
  ].join('; ');
}
