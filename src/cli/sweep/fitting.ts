/** Which runs of a sweep can be gone on with: those that are made of what they would be made of now. */
import { experimentHash } from '../../lab/manifest.ts';
import { describeSetting, runKey, runsOf, type SweepOutcome, type SweepSpec } from '../../lab/sweep.ts';
import type { ExperimentSpec, Manifest } from '../../lab/types.ts';
import { canonicalJson, sha256 } from '../../support/hash.ts';
import { groupsBy } from '../../support/group.ts';
import type { CommandContext } from '../command.ts';
import { differingParts, partNames, type Part } from '../madeOf.ts';

/** A run that would be made of something else now. */
export interface OutdatedRun {
  outcome: SweepOutcome;
  differs: Part[];
}

/** So many of the outdated runs are named; the others are counted. */
const NAMED = 5;

/**
 * Tells outcomes that still fit from outdated ones; what failed is made of nothing, and stays.
 * @throws UserError if a base that runs were made with cannot be read any more
 */
export async function fittingOutcomes(
  sweep: SweepSpec,
  outcomes: readonly SweepOutcome[],
  context: Pick<CommandContext, 'hashesOf' | 'signal'>,
): Promise<{ fitting: SweepOutcome[]; outdated: OutdatedRun[] }> {
  const runs = new Map(runsOf(sweep).map((run) => [runKey(run), run]));
  const hashesOf = rememberingHashes(context);
  const fitting: SweepOutcome[] = [];
  const outdated: OutdatedRun[] = [];
  for (const outcome of outcomes) {
    const run = runs.get(runKey(outcome));
    if (!run) continue;
    context.signal.throwIfAborted();
    const differs =
      outcome.status === 'done'
        ? differingParts(outcome.manifest.hashes, await hashesOf(run.experiment))
        : [];
    if (differs.length > 0) outdated.push({ outcome, differs });
    else fitting.push(outcome);
  }
  return { fitting, outdated };
}

/** One line for all runs that differ in the same. */
export function describeOutdated(outdated: readonly OutdatedRun[], file: string): string[] {
  return groupsBy(outdated, ({ differs }) => differs.join()).map((group) => {
    const what = group[0]!.differs.map((part) => partNames[part]).join(' and ');
    const names = group
      .slice(0, NAMED)
      .map(({ outcome: { setting, seed } }) => `${describeSetting(setting)}, seed ${seed}`);
    const more = group.length > NAMED ? `; and ${group.length - NAMED} more` : '';
    const [runs, are] = group.length === 1 ? ['1 run', 'was'] : [`${group.length} runs`, 'were'];
    return `${runs} in ${file} ${are} made of another ${what} than there is now, and will be done again: ${names.join('; ')}${more}.`;
  });
}

type HashesOf = (experiment: ExperimentSpec) => Promise<Manifest['hashes']>;

/** The examples of all stages are drawn for their hash, which takes long; most settings train on the same. */
function rememberingHashes(context: Pick<CommandContext, 'hashesOf'>): HashesOf {
  const known = new Map<string, Promise<Manifest['hashes']>>();
  return async (experiment) => {
    const key = sha256(canonicalJson([experiment.base, trainedOn(experiment)]));
    const hashes = known.get(key) ?? context.hashesOf(experiment);
    known.set(key, hashes);
    return { ...(await hashes), experiment: experimentHash(experiment) };
  };
}

/** All that decides which examples a run trains on, in a world. */
export const trainedOn = ({ seeds, arms }: ExperimentSpec) => [
  seeds,
  arms.map(({ stages }) =>
    stages.map(({ data, objective, steps, batchSize }) => ({ data, objective, steps, batchSize })),
  ),
];
