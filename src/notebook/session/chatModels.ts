/** Which models of a notebook can be talked to, and where their parameters are. */
import { WorkKeys, type KnownWork } from '../../lab/known.ts';
import type { Checkpoint, ExperimentSpec } from '../../lab/types.ts';
import { distinct } from '../../support/group.ts';
import { measuredArms, originOf } from '../document/chain.ts';
import { cellOfKind } from '../document/graph.ts';
import type { ChatModel, NotebookDocument, ProbeCell, TrainCell } from '../document/types.ts';
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
  /** Of these arms after these stages. The base is not looked for. */
  models: readonly ChatModel[];
  seed: number;
  /** What computes, and on which base: the same training has other parameters elsewhere. */
  context: ConstructorParameters<typeof WorkKeys>[1];
  /** The run that is going on, or was last. */
  made: MadeModels | null;
  cache: Pick<WorkCache, 'knownFor'>;
}

/** The base as something to be asked. */
export function baseCheckpoint({ base, lora }: Pick<ExperimentSpec, 'base' | 'lora'>): Checkpoint {
  return { arm: '', seed: 0, stage: 'base', base, lora, parameters: new Float32Array() };
}

/** Those of the models that have been trained here: in the run, or kept from an earlier one. In the same order. */
export async function findModels({
  experiment,
  models,
  seed,
  context,
  made,
  cache,
}: ModelsQuestion): Promise<Checkpoint[]> {
  const keys = new WorkKeys(experiment, context);
  const wanted = models.flatMap(({ arm: name, stage }) => {
    const arm = experiment.arms.find((one) => one.name === name);
    const index = stageNumber(stage) - 1;
    if (!arm?.stages[index]) return [];
    const keyOf = (stageIndex: number) => keys.trained(arm, seed, stageIndex);
    return [{ arm: arm.name, stage, own: keyOf(index), merged: mergedBefore(arm, index).map(keyOf) }];
  });
  const parameters = made ? parametersOf(made, context) : new Map<string, Float32Array>();
  const needed = distinct(wanted.flatMap(({ own, merged }) => [...merged, own]));
  const missing = needed.filter((key) => !parameters.has(key));
  if (missing.length > 0) {
    const known: KnownWork = await cache.knownFor({ trained: missing, measured: [] });
    for (const [key, trained] of known.trained) parameters.set(key, trained.parameters);
  }
  const { base, lora } = experiment;
  return wanted.flatMap(({ arm, stage, own: key, merged: before }): Checkpoint[] => {
    const own = parameters.get(key);
    const merged = before.map((one) => parameters.get(one));
    // A model whose merged adapters are gone is gone as well.
    if (!own || !merged.every((one) => one !== undefined)) return [];
    const checkpoint = { arm, seed, stage, base, lora, parameters: own };
    return [merged.length > 0 ? { ...checkpoint, merged } : checkpoint];
  });
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

/**
 * The cell whose run trains these arms, all that is not known already, with the least besides: a measurement of few arms
 * rather than the train cell with all of its own.
 */
export function trainingCell(
  document: NotebookDocument,
  cell: TrainCell,
  arms: readonly string[],
  canRun: (cell: ProbeCell) => boolean,
): TrainCell | ProbeCell {
  let least: { cell: TrainCell | ProbeCell; arms: number } = { cell, arms: cell.arms.length };
  for (const probe of document.cells) {
    if (probe.kind !== 'probe' || cellOfKind(document, probe.of, 'train') !== cell) continue;
    const trained = measuredArms(document, probe);
    const isEnough = arms.every((arm) => trained.includes(arm));
    if (isEnough && trained.length < least.arms && canRun(probe))
      least = { cell: probe, arms: trained.length };
  }
  return least.cell;
}
