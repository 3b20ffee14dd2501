/** Whose surprise at a dataset can be measured: the base's, and that of the models which the training on it begins with. */
import { stageText } from '../../lab/ownExamples.ts';
import type { Checkpoint, StageName } from '../../lab/types.ts';
import { canonicalJson } from '../../support/hash.ts';
import { originOf, stageNumber } from '../document/chain.ts';
import type { DatasetCell, NotebookDocument, TrainCell } from '../document/types.ts';
import { isSealed, sortStages } from '../figures/stages.ts';
import { findModels, trainCellsOf } from './chatModels.ts';
import { usersOf } from './datasetUse.ts';
import type { ModelState } from './chatSession.svelte.ts';
import type { OpenNotebook } from './openNotebook.svelte.ts';

/** A model as something that can be chosen. */
export interface StartingModel {
  id: string;
  stage: StageName;
  /** Where it is trained; null: it is the base. */
  trained: { cell: TrainCell; arm: string; seed: number } | null;
}

export const BASE: StartingModel = { id: 'base', stage: 'base', trained: null };

/** The base, and each model that a stage which trains on the dataset goes on from, with the notebook's first seed. */
export function startingModels(document: NotebookDocument, dataset: DatasetCell): StartingModel[] {
  const models = new Map([[BASE.id, BASE]]);
  const seed = document.setup.seeds[0] ?? 0;
  for (const user of usersOf(document, dataset)) {
    for (const arm of user.arms.filter(({ data }) => data === dataset.name)) {
      const origin = originOf(document, user, arm);
      if (!origin) continue;
      const { cell } = origin;
      const id = canonicalJson([cell.id, origin.arm.name]);
      const stage: StageName = `stage-${stageNumber(document, cell)}`;
      models.set(id, { id, stage, trained: { cell, arm: origin.arm.name, seed } });
    }
  }
  return [...models.values()];
}

/**
 * What makes a model what it is, but for what computes: its base, how that is stored, and all that was trained on it.
 * Null where it cannot be trained as the notebook is.
 */
export function identityOf(notebook: OpenNotebook, { trained }: StartingModel): string | null {
  const { base, quantization } = notebook.document.setup;
  if (!trained) return canonicalJson([base, quantization]);
  const experiment = experimentOf(notebook, trained.cell);
  const arm = experiment?.arms.find(({ name }) => name === trained.arm);
  return experiment && arm
    ? canonicalJson([base, quantization, experiment.lora, arm.stages.map(stageText), trained.seed])
    : null;
}

/** Whether a model can be asked. */
export async function stateOf(notebook: OpenNotebook, model: StartingModel): Promise<ModelState> {
  if (!model.trained) return 'ready';
  if (isCovered(notebook, model.stage, model.trained)) return 'sealed';
  const found = await findModel(notebook, model.trained);
  return typeof found === 'string' ? found : 'ready';
}

/** Whether the reader must not see yet what a model is like, because they are asked to predict it. */
function isCovered(
  notebook: OpenNotebook,
  stage: StageName,
  trained: NonNullable<StartingModel['trained']>,
): boolean {
  const behind = trainCellsOf(notebook.document, trained.cell, trained.arm);
  const [sealed = null] = sortStages(behind.flatMap((cell) => notebook.sealedFor(cell) ?? []));
  return isSealed(stage, sealed);
}

/** A trained model with its parameters, where it has been trained here; `unknown` before it is known what computes. */
export async function findModel(
  notebook: OpenNotebook,
  { cell, arm, seed }: NonNullable<StartingModel['trained']>,
): Promise<Checkpoint | 'missing' | 'unknown'> {
  const experiment = experimentOf(notebook, cell);
  const { lab, runner, cache } = notebook;
  const made = runner.run && { experiment: runner.run.experiment, checkpoints: runner.run.checkpoints };
  if (!experiment) return 'missing';
  const info = lab.infoFor(experiment.base);
  if (!info) return 'unknown';
  const context = { baseHash: info.baseHash, backend: info.backend };
  const stage: StageName = `stage-${stageNumber(notebook.document, cell)}`;
  const [found] = await findModels({ experiment, models: [{ arm, stage }], seed, context, made, cache });
  return found ?? 'missing';
}

function experimentOf(notebook: OpenNotebook, { id }: TrainCell) {
  const entry = notebook.results.cells.get(id);
  return entry?.kind === 'experiment' && 'spec' in entry.compiled ? entry.compiled.spec : null;
}
