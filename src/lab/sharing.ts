/**
 * Which arms have a beginning in common. Arms that start with the same stages are the same model until they part:
 * it is trained and measured once a seed and reported under each of them.
 */
import { canonicalJson } from '../support/hash.ts';
import { stageText } from './ownExamples.ts';
import type { NextStage } from './probes/probe.ts';
import type { ArmSpec, ExperimentSpec, ProbeSpec, StageSpec } from './types.ts';

/** What an arm is measured with. */
export function probesOf(experiment: ExperimentSpec, arm: ArmSpec): ProbeSpec[] {
  return arm.probes ?? experiment.probes;
}

/** Whether what a probe measures depends on the next stage, and so differs between arms that agree so far. */
export function looksAhead({ kind }: ProbeSpec): boolean {
  return kind === 'surprise';
}

/**
 * The stage that probes which look ahead are told of, after a stage of an arm. What a merged base is surprised by is
 * asked of the model before the merging, as of any other.
 */
export function nextStage({ stages }: ArmSpec, stageIndex: number): NextStage | null {
  const stage = stages[stageIndex + 1];
  return stage && stageIndex >= 0 ? { stage, stageIndex: stageIndex + 1 } : null;
}

/**
 * The first arm before this one whose model is the same after a stage (−1: the base), and is measured the same way;
 * null if there is none, so that this arm has to do the work.
 */
export function sharedWith(experiment: ExperimentSpec, arm: ArmSpec, stageIndex: number): ArmSpec | null {
  const own = beginning(experiment, arm, stageIndex);
  const before = experiment.arms.slice(0, experiment.arms.indexOf(arm));
  return before.find((other) => beginning(experiment, other, stageIndex) === own) ?? null;
}

function beginning(experiment: ExperimentSpec, arm: ArmSpec, stageIndex: number): string | null {
  if (stageIndex >= arm.stages.length) return null;
  return canonicalJson([probesOf(experiment, arm), arm.stages.slice(0, stageIndex + 1).map(stageText)]);
}

/**
 * The stages that have to be trained a seed: those that no arm before shares, as `sharedWith` has it. Most arms are
 * measured in one way, of which the text is made once: this is asked of a thousand experiments in a row.
 */
export function trainedStages(experiment: ExperimentSpec): StageSpec[] {
  const models = new Map<string, StageSpec>();
  const measured = new Map<readonly ProbeSpec[], string>();
  for (const arm of experiment.arms) {
    const probes = probesOf(experiment, arm);
    let model = measured.get(probes) ?? canonicalJson(probes);
    measured.set(probes, model);
    for (const stage of arm.stages) {
      model += `\n${stageText(stage)}`;
      models.set(model, stage);
    }
  }
  return [...models.values()];
}

/** The stages, from 0, whose adapters are part of the base by the time of a stage, because a later one began anew. */
export function mergedBefore({ stages }: ArmSpec, stageIndex: number): number[] {
  return stages
    .slice(0, stageIndex + 1)
    .flatMap(({ adapter }, index) => (index > 0 && adapter === 'new' ? [index - 1] : []));
}
