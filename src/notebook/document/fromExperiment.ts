/**
 * The cells that an experiment of the lab becomes, so that its doses are written once: its datasets, a train cell for
 * each stage, and a probe cell for the arms that end with the same stage and are measured alike. Arms that begin
 * alike share one arm of the train cells until they part.
 */
import { probesOf } from '../../lab/sharing.ts';
import type { ArmSpec, DatasetSpec, ExperimentSpec, ProbeSpec, StageSpec } from '../../lab/types.ts';
import { canonicalJson } from '../../support/hash.ts';
import { datasetName } from './datasetNames.ts';
import { FreshNames } from './freshNames.ts';
import type { DatasetCell, ProbeCell, StageDefaults, TrainArm, TrainCell } from './types.ts';
import { groupsBy } from '../../support/group.ts';

/** What a cell is called and says, where that is not left to the builder. */
export interface CellWords {
  /** Also the cell's id, in small letters. */
  name?: string;
  title?: string;
  text?: string;
}

export interface BuildOptions {
  /** @param arms the experiment's arms that are trained on it in some stage */
  dataset?: (data: DatasetSpec, arms: readonly string[]) => CellWords;
  /** @param number 1, 2, … @param arms the experiment's arms that are trained by it */
  stage?: (number: number, arms: readonly string[]) => CellWords;
  probe?: (probes: readonly ProbeSpec[], arms: readonly string[], stages: number) => CellWords;
  /** What to call the model that several arms have in common after a stage; else it is the first of them. */
  beginning?: (arms: readonly string[], stage: number) => string;
  /** Names and ids that the notebook has already. */
  taken?: Iterable<string>;
}

export interface ExperimentCells {
  datasets: DatasetCell[];
  stages: TrainCell[];
  probes: ProbeCell[];
}

/** Arms that are the same model after a stage: one of them is trained for all, under one name. */
interface Branch {
  name: string;
  stage: StageSpec;
  /** Of the stage before; null: it begins with the base. */
  from: Branch | null;
  /** The arms that it is the beginning of, or the arm that it is the end of. */
  arms: string[];
}

/** The builder's cells; compiled again, the probe cells' experiments have the arms and probes of the experiment. */
export function cellsFromExperiment(experiment: ExperimentSpec, options: BuildOptions = {}): ExperimentCells {
  const names = new FreshNames(options.taken ?? []);
  const datasets = datasetCells(experiment, names, options);
  const stages = new Map<Branch, TrainCell>();
  const depth = Math.max(0, ...experiment.arms.map((arm) => arm.stages.length));
  const ends = new Map<string, Branch>();
  let before: Branch[] = [];
  for (let number = 1; number <= depth; number++) {
    const branches = branchesOf(experiment, number, before, options);
    for (const branch of branches) {
      for (const arm of endingWith(experiment, branch, number)) ends.set(arm, branch);
    }
    for (const group of grouped(branches, ({ from, stage }) => [
      from && stages.get(from)!.name,
      stage.batchSize,
    ])) {
      const arms = group.flatMap((branch) => branch.arms);
      const words = options.stage?.(number, arms) ?? {};
      const cell: TrainCell = {
        ...wordsOf(words, names.of(words.name ?? `stage-${number}`)),
        kind: 'train',
        after: group[0]!.from && stages.get(group[0]!.from)!.name,
        ...trainFields(group, datasets),
      };
      for (const branch of group) stages.set(branch, cell);
    }
    before = branches;
  }
  return {
    datasets: datasets.map(({ cell }) => cell),
    stages: [...new Set(stages.values())],
    probes: probeCells(experiment, names, options, (arm) => stages.get(ends.get(arm)!)!),
  };
}

interface NamedData {
  key: string;
  cell: DatasetCell;
}

function datasetCells({ arms }: ExperimentSpec, names: FreshNames, options: BuildOptions): NamedData[] {
  const uses = arms.flatMap(({ name, stages }) => stages.map(({ data }) => ({ arm: name, data })));
  return grouped(uses, ({ data }) => data).map((group) => {
    const [{ data }] = group as [(typeof group)[number]];
    const words = options.dataset?.(data, [...new Set(group.map(({ arm }) => arm))]) ?? {};
    const name = names.of(words.name ?? datasetName(data));
    return { key: canonicalJson(data), cell: { ...wordsOf(words, name), kind: 'dataset', data } };
  });
}

/** What is trained in the stage of that number, one branch for arms that are alike so far. */
function branchesOf(
  { arms }: ExperimentSpec,
  number: number,
  before: readonly Branch[],
  { beginning }: BuildOptions,
): Branch[] {
  const trained = arms.filter(({ stages }) => stages.length >= number);
  return grouped(trained, ({ stages }) => stages.slice(0, number)).flatMap((alike) => {
    const stage = alike[0]!.stages[number - 1]!;
    const ending = alike.filter(({ stages }) => stages.length === number);
    const branch = (name: string, of: readonly ArmSpec[]): Branch => ({
      name,
      stage,
      from: before.find((one) => of.some((arm) => one.arms.includes(arm.name))) ?? null,
      arms: of.map((arm) => arm.name),
    });
    const going = alike.filter((arm) => !ending.includes(arm));
    // An arm that ends here has this model under its own name, and the first of them lends it to those that go on.
    if (ending.length > 0) {
      return ending.map((arm, index) => branch(arm.name, index === 0 ? [arm, ...going] : [arm]));
    }
    const name =
      (alike.length > 1
        ? beginning?.(
            alike.map((arm) => arm.name),
            number,
          )
        : null) ?? alike[0]!.name;
    return [branch(name, alike)];
  });
}

/** The arms that end with a branch: the one it is called after, if it has no more stages. */
function endingWith({ arms }: ExperimentSpec, branch: Branch, number: number): string[] {
  return arms
    .filter(
      ({ name, stages }) => stages.length === number && name === branch.name && branch.arms.includes(name),
    )
    .map(({ name }) => name);
}

type TrainFields = StageDefaults & Pick<TrainCell, 'arms'>;

/** The fields that most arms have alike, and for every arm what it has otherwise. */
function trainFields(branches: readonly Branch[], datasets: readonly NamedData[]): TrainFields {
  const stages = branches.map(({ stage }) => stage);
  const adapters = stages.map(({ adapter }) => adapter);
  // What the cell says, an arm cannot leave open.
  const adapter = adapters.includes(undefined) ? undefined : mostCommon(adapters);
  const defaults: StageDefaults = {
    objective: mostCommon(stages.map(({ objective }) => objective)),
    steps: mostCommon(stages.map(({ steps }) => steps)),
    learningRate: mostCommon(stages.map(({ learningRate }) => learningRate)),
    batchSize: stages[0]!.batchSize,
    ...(adapter && { adapter }),
  };
  const arms = branches.map(({ name, stage, from }): TrainArm => {
    const key = canonicalJson(stage.data);
    return {
      name,
      data: datasets.find((dataset) => dataset.key === key)!.cell.name,
      ...(from && from.name !== name && { from: from.name }),
      ...(!same(stage.objective, defaults.objective) && { objective: stage.objective }),
      ...(stage.steps !== defaults.steps && { steps: stage.steps }),
      ...(stage.learningRate !== defaults.learningRate && { learningRate: stage.learningRate }),
      ...(stage.adapter && stage.adapter !== adapter && { adapter: stage.adapter }),
    };
  });
  return { ...defaults, arms };
}

function probeCells(
  experiment: ExperimentSpec,
  names: FreshNames,
  options: BuildOptions,
  lastStage: (arm: string) => TrainCell,
): ProbeCell[] {
  const alike = grouped(experiment.arms, (arm) => [lastStage(arm.name).name, probesOf(experiment, arm)]);
  return alike.map((group) => {
    const probes = probesOf(experiment, group[0]!);
    const trained = lastStage(group[0]!.name);
    const arms = group.map(({ name }) => name);
    const words = options.probe?.(probes, arms, group[0]!.stages.length) ?? {};
    return {
      ...wordsOf(words, names.of(words.name ?? 'answers')),
      kind: 'probe',
      of: trained.name,
      ...(trained.arms.length > arms.length && { arms }),
      probes,
    };
  });
}

function wordsOf({ title = '', text = '' }: CellWords, { id, name }: { id: string; name: string }) {
  return { id, title, text, name };
}

const same = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other);

/** Gathers values that have the same key, in the order in which keys first appear. */
function grouped<T>(values: readonly T[], keyOf: (value: T) => unknown): T[][] {
  return groupsBy(values, (value) => canonicalJson(keyOf(value)));
}

/** The first of those that occur most often. */
function mostCommon<T>(values: readonly T[]): T {
  const groups = grouped(values, (value) => value ?? null);
  return groups.reduce((most, group) => (group.length > most.length ? group : most))[0]!;
}
