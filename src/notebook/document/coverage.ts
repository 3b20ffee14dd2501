/** Recorded results standing in for cells that nobody has run: whether one does, and which part of it. */
import { probesOf } from '../../lab/sharing.ts';
import type { SweepOutcome } from '../../lab/sweep.ts';
import type { ArmSpec, ExperimentResult, ExperimentSpec, Row, StageName } from '../../lab/types.ts';
import { canonicalJson } from '../../support/hash.ts';
import { essentialStages } from './essentials.ts';

/**
 * Whether a result of `recorded` has everything that one of `experiment` would have, but for its seeds: the same
 * base, quantization and LoRA, and for every arm one that begins with its stages and is measured with its probes. An
 * arm may have been renamed since.
 */
export function coveredBy(recorded: ExperimentSpec, experiment: ExperimentSpec): boolean {
  const setupOf = ({ base, quantization, lora }: ExperimentSpec) => canonicalJson([base, quantization, lora]);
  if (setupOf(recorded) !== setupOf(experiment)) return false;
  return sourceArms(recorded, experiment).every((arm) => arm !== undefined);
}

/** Asked of the same two again and again while a run goes on, for every cell. */
const known = new WeakMap<ExperimentSpec, WeakMap<ExperimentSpec, (ArmSpec | undefined)[]>>();

/** The recorded arm that stands for each arm of the experiment, in their order. */
export function sourceArms(recorded: ExperimentSpec, experiment: ExperimentSpec): (ArmSpec | undefined)[] {
  const ofRecorded = known.get(recorded) ?? new WeakMap<ExperimentSpec, (ArmSpec | undefined)[]>();
  known.set(recorded, ofRecorded);
  const arms = ofRecorded.get(experiment) ?? findArms(recorded, experiment);
  ofRecorded.set(experiment, arms);
  return arms;
}

function findArms(recorded: ExperimentSpec, experiment: ExperimentSpec): (ArmSpec | undefined)[] {
  const candidates = recorded.arms.map((arm) => ({
    arm,
    stages: essentialStages(arm.stages).map(canonicalJson),
    probes: new Set(probesOf(recorded, arm).map(canonicalJson)),
  }));
  return experiment.arms.map((arm) => {
    const stages = essentialStages(arm.stages).map(canonicalJson);
    const probes = probesOf(experiment, arm).map(canonicalJson);
    const fitting = candidates.filter(
      (candidate) =>
        stages.every((stage, index) => stage === candidate.stages[index]) &&
        probes.every((probe) => candidate.probes.has(probe)),
    );
    return (fitting.find((candidate) => candidate.arm.name === arm.name) ?? fitting[0])?.arm;
  });
}

/**
 * The part of a result that belongs to an experiment which its own experiment covers: its arms, under their names
 * there, its stages and its probes.
 */
export function rowsFor(
  result: Pick<ExperimentResult, 'experiment' | 'rows' | 'samples' | 'curves'>,
  experiment: ExperimentSpec,
): Pick<ExperimentResult, 'rows' | 'samples' | 'curves'> {
  const sources = sourceArms(result.experiment, experiment);
  const part = <T extends { arm: string; stage: StageName }>(
    entries: readonly T[],
    belongs: (entry: T, arm: ArmSpec) => boolean,
  ): T[] =>
    experiment.arms.flatMap((arm, index) =>
      entries
        .filter((entry) => entry.arm === sources[index]?.name)
        .filter((entry) => stageIndexOf(entry.stage) < arm.stages.length && belongs(entry, arm))
        // As they are where the name is: what has not changed is not drawn again.
        .map((entry) => (entry.arm === arm.name ? entry : { ...entry, arm: arm.name })),
    );
  const probesOfArms = new Map(
    experiment.arms.map((arm) => [arm, probesOf(experiment, arm).map(({ kind }) => kind as string)]),
  );
  const isMeasured = (entry: Pick<Row, 'probe' | 'condition'>, arm: ArmSpec) =>
    probesOfArms.get(arm)!.includes(entry.probe) &&
    // The surprise at a stage that the recorded arm went on with, and this one does not.
    (entry.probe !== 'surprise' || stageIndexOf(entry.condition) < arm.stages.length);
  return {
    rows: part(result.rows, isMeasured),
    samples: part(result.samples, isMeasured),
    curves: part(result.curves, () => true),
  };
}

/** The same of what came of a sweep: arms that an experiment does not have are none of its business. */
export function outcomesFor(
  { experiment: recorded, outcomes }: { experiment: ExperimentSpec; outcomes: readonly SweepOutcome[] },
  experiment: ExperimentSpec,
): SweepOutcome[] {
  return outcomes.map((one) => {
    if (one.status === 'failed') return one;
    const { rows } = rowsFor({ experiment: recorded, rows: one.rows, samples: [], curves: [] }, experiment);
    return { ...one, rows };
  });
}

/** The index of a stage in its arm; the base is −1. */
function stageIndexOf(stage: string): number {
  return stage === 'base' ? -1 : Number(stage.slice('stage-'.length)) - 1;
}
