/** The cells that an experiment of the lab becomes, and what the lab's presets say about its arms. */
import type { ArmSpec, ExperimentSpec, ProbeSpec } from '../../lab/types.ts';
import { canonicalJson } from '../../support/hash.ts';
import { askableModels, askableOf } from '../document/askedModels.ts';
import { cellsFromExperiment, type BuildOptions } from '../document/fromExperiment.ts';
import type { ChatModel, DatasetCell, Setup, TrainCell } from '../document/types.ts';

/** An experiment's cells, to be looked up. */
interface Parts {
  /** What an arm is trained on in a stage, from 1. */
  dataset: (arm: string, stage: number) => DatasetCell;
  stage: (number: number) => TrainCell;
}

/** @param beginning what to call the model that several arms begin with; else it is the first of them */
export function partsOf(experiment: ExperimentSpec, beginning?: BuildOptions['beginning']): Parts {
  const { datasets, stages } = cellsFromExperiment(experiment, beginning && { beginning });
  return {
    dataset: (arm, stage) => {
      const wanted = canonicalJson(armOf(experiment, arm).stages[stage - 1]!.data);
      return datasets.find(({ data }) => canonicalJson(data) === wanted)!;
    },
    stage: (number) => stages[number - 1]!,
  };
}

/** The experiment with these arms only. */
export function withArms(experiment: ExperimentSpec, names: readonly string[]): ExperimentSpec {
  return { ...experiment, arms: names.map((name) => armOf(experiment, name)) };
}

/** What an arm is measured with. */
export function probesOfArm(experiment: ExperimentSpec, name: string): ProbeSpec[] {
  return armOf(experiment, name).probes ?? experiment.probes;
}

/** The experiment's probes of some kinds. */
export function probesOfKinds(experiment: ExperimentSpec, ...kinds: ProbeSpec['kind'][]): ProbeSpec[] {
  return experiment.probes.filter(({ kind }) => kinds.includes(kind));
}

/** The payloads whose probability the experiment measures. */
export function payloadsOf({ probes }: ExperimentSpec): Setup['watch'] {
  const probe = probes.find(({ kind }) => kind === 'payload');
  return probe?.kind === 'payload' ? { upper: probe.upper, lower: probe.lower } : null;
}

/** The base, and every arm after every stage: whom a chat asks that is about all of them. */
export const everyModel = (experiment: ExperimentSpec): ChatModel[] => askableModels(askableOf(experiment));

function armOf({ arms }: ExperimentSpec, name: string): ArmSpec {
  const arm = arms.find((one) => one.name === name);
  if (!arm) throw new Error(`The experiment has no arm ${name}.`);
  return arm;
}
