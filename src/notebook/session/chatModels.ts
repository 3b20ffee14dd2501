/** Which models of a notebook can be talked to, and where their parameters are. */
import { WorkKeys, type KnownWork } from '../../lab/known.ts';
import type { ArmSpec, Checkpoint, ExperimentSpec, StageName } from '../../lab/types.ts';
import { originOf } from '../document/chain.ts';
import type { NotebookDocument, TrainCell } from '../document/types.ts';
import { stageNumber } from '../figures/stages.ts';
import type { WorkCache } from '../storage/workCache.ts';
import { mergedBefore } from '../../lab/sharing.ts';

/** The models that a run has made so far. */
export interface MadeModels {
  experiment: ExperimentSpec;
  checkpoints: readonly Checkpoint[];
}

export interface ModelsQuestion {
  experiment: ExperimentSpec;
  arm: string;
  seed: number;
  /** What computes, and on which base: the same training has other parameters elsewhere. */
  context: ConstructorParameters<typeof WorkKeys>[1];
  /** The run that is going on, or was last. */
  made: MadeModels | null;
  cache: Pick<WorkCache, 'knownFor'>;
}

/** The stages of an arm, in order. */
export const stagesOfArm = ({ stages }: ArmSpec): StageName[] =>
  stages.map((_, index): StageName => `stage-${index + 1}`);

/** The base as something to be asked. */
export function baseCheckpoint({ base, lora }: Pick<ExperimentSpec, 'base' | 'lora'>): Checkpoint {
  return { arm: '', seed: 0, stage: 'base', base, lora, parameters: new Float32Array() };
}

/** The models of an arm and seed that have been trained here, by stage: in the run, or kept from an earlier one. */
export async function findModels({
  experiment,
  arm: name,
  seed,
  context,
  made,
  cache,
}: ModelsQuestion): Promise<Map<StageName, Checkpoint>> {
  const found = new Map<StageName, Checkpoint>();
  const arm = experiment.arms.find((one) => one.name === name);
  if (!arm) return found;
  const keys = new WorkKeys(experiment, context);
  const wanted = arm.stages.map((_, index) => keys.trained(arm, seed, index));
  const parameters = made ? parametersOf(made, context) : new Map<string, Float32Array>();
  const missing = wanted.filter((key) => !parameters.has(key));
  if (missing.length > 0) {
    const known: KnownWork = await cache.knownFor({ trained: missing, measured: [] });
    for (const [key, trained] of known.trained) parameters.set(key, trained.parameters);
  }
  const { base, lora } = experiment;
  for (const [index, stage] of stagesOfArm(arm).entries()) {
    const own = parameters.get(wanted[index]!);
    const merged = mergedBefore(arm, index).map((before) => parameters.get(wanted[before]!));
    // A model whose merged adapters are gone is gone as well.
    if (!own || !merged.every((one) => one !== undefined)) continue;
    const checkpoint = { arm: name, seed, stage, base, lora, parameters: own };
    found.set(stage, merged.length > 0 ? { ...checkpoint, merged } : checkpoint);
  }
  return found;
}

function parametersOf(
  { experiment, checkpoints }: MadeModels,
  context: ModelsQuestion['context'],
): Map<string, Float32Array> {
  const keys = new WorkKeys(experiment, context);
  const parameters = new Map<string, Float32Array>();
  for (const checkpoint of checkpoints) {
    const arm = experiment.arms.find(({ name }) => name === checkpoint.arm);
    const stageIndex = stageNumber(checkpoint.stage) - 1;
    if (!arm || stageIndex < 0) continue;
    parameters.set(keys.trained(arm, checkpoint.seed, stageIndex), checkpoint.parameters);
  }
  return parameters;
}

/** The train cells that a model of a train cell has been through, the first stage first. */
export function trainCellsOf(document: NotebookDocument, cell: TrainCell, arm: string): TrainCell[] {
  const cells: TrainCell[] = [];
  const last = cell.arms.find(({ name }) => name === arm);
  let at = last && { cell, arm: last };
  while (at && !cells.includes(at.cell)) {
    cells.unshift(at.cell);
    at = originOf(document, at.cell, at.arm) ?? undefined;
  }
  return cells;
}
