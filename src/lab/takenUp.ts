/** What of an interrupted run another one need not do again, and when nothing more is wanted of it. */
import { canonicalJson } from '../support/hash.ts';
import type { ExperimentSpec, Snapshot } from './types.ts';

/**
 * The snapshot that a run of `experiment` can go on from: the given one if it is of the same experiment. If it is of one
 * that has other seeds or arms and agrees in the rest, what it has finished of those that are asked for.
 * @returns null if that is nothing
 */
export function takenUp(snapshot: Snapshot, experiment: ExperimentSpec): Snapshot | null {
  const before = snapshot.experiment;
  if (canonicalJson(before) === canonicalJson(experiment)) return snapshot;
  if (!agreeApartFromArms(before, experiment)) return null;
  const known = new Set(before.arms.map(canonicalJson));
  const arms = experiment.arms.filter((arm) => known.has(canonicalJson(arm)));
  const durations = snapshot.durations.filter(
    ({ arm, seed }) => arms.some(({ name }) => name === arm) && experiment.seeds.includes(seed),
  );
  const last = durations.at(-1);
  if (!last) return null;
  const isFinished = ({ arm, seed }: { arm: string; seed: number }) =>
    durations.some((done) => done.arm === arm && done.seed === seed);
  const { stages } = arms.find(({ name }) => name === last.arm)!;
  const nothing = new Float32Array(0);
  return {
    experiment,
    // At the end of what is finished: what was under way is begun again, in whatever order the arms come now.
    arm: last.arm,
    seed: last.seed,
    stageIndex: stages.length - 1,
    step: stages.at(-1)?.steps ?? 0,
    parameters: nothing,
    firstMoments: nothing,
    secondMoments: nothing,
    rows: snapshot.rows.filter(isFinished),
    samples: snapshot.samples.filter(isFinished),
    curves: snapshot.curves.filter(isFinished),
    checkpoints: snapshot.checkpoints.filter(isFinished),
    durations,
    computedOn: snapshot.computedOn,
    reused: (snapshot.reused ?? []).filter(isFinished),
    ...(snapshot.watched !== undefined && { watched: snapshot.watched }),
    elapsed: { training: 0, probing: 0 },
  };
}

/** Whether a result of `wide` has all that one of `narrow` would have. */
export function isPartOf(narrow: ExperimentSpec, wide: ExperimentSpec): boolean {
  const arms = new Set(wide.arms.map(canonicalJson));
  return (
    agreeApartFromArms(narrow, wide) &&
    narrow.seeds.every((seed) => wide.seeds.includes(seed)) &&
    narrow.arms.every((arm) => arms.has(canonicalJson(arm)))
  );
}

const agreeApartFromArms = (one: ExperimentSpec, other: ExperimentSpec): boolean =>
  canonicalJson(apartFromArms(one)) === canonicalJson(apartFromArms(other));

const apartFromArms = ({ arms: _arms, seeds: _seeds, ...rest }: ExperimentSpec) => rest;
