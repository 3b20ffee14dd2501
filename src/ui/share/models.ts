/** The models that were trained for a notebook, out of the cache, as folders that PEFT loads. */
import { bases } from '../../lab/bases.ts';
import { folderNames, inFolder, type ExportedFiles } from '../../lab/exports/files.ts';
import { peftFolders } from '../../lab/exports/peft.ts';
import { WorkKeys } from '../../lab/known.ts';
import type { Checkpoint, ExperimentResult, StageName } from '../../lab/types.ts';
import type { WorkCache } from '../../notebook/storage/workCache.ts';
import type { UserError } from '../../support/errors.ts';
import { pageError } from '../messages/messages.svelte.ts';
import { share } from '../texts/index.ts';
import type { KeptCellResult } from './keptResults.ts';
import { mergedBefore } from '../../lab/sharing.ts';

export interface TrainedModels {
  files: ExportedFiles;
  /** Models that the cache does not have any more. */
  missing: number;
}

/**
 * Every model in a folder by the train cell that it belongs to, its arm, seed and stage.
 * @throws UserError where none is left, or the size of the base is not known
 */
export async function trainedModels(
  results: readonly KeptCellResult[],
  cache: WorkCache,
): Promise<TrainedModels> {
  const files: ExportedFiles = new Map();
  let missing = 0;
  const cells = [...new Set(results.map(trainCellOf))];
  const folders = folderNames(cells);
  for (const one of results) {
    const { experiment, manifest } = one.result;
    const config = bases[experiment.base]?.config;
    if (!config) throw problem(share.problems.noBase(experiment.base));
    const { checkpoints, lost } = await checkpointsOf(one.result, cache);
    missing += lost;
    const folder = folders[cells.indexOf(trainCellOf(one))]!;
    const models = peftFolders(checkpoints, config, { experiment, manifest });
    for (const [path, bytes] of inFolder(folder, models)) files.set(path, bytes);
  }
  if (files.size === 0) throw problem(share.problems.noModels);
  return { files, missing };
}

const trainCellOf = ({ cell }: KeptCellResult): string => (cell.kind === 'train' ? cell.name : cell.of);

async function checkpointsOf(
  { experiment, manifest }: ExperimentResult,
  cache: WorkCache,
): Promise<{ checkpoints: Checkpoint[]; lost: number }> {
  const { base, lora, seeds, arms } = experiment;
  const keys = new WorkKeys(experiment, { baseHash: manifest.hashes.base, backend: manifest.backend });
  const { trained } = await cache.knownFor({ trained: keys.all().trained, measured: [] });
  const checkpoints: Checkpoint[] = [];
  let lost = 0;
  for (const seed of seeds) {
    for (const arm of arms) {
      const models = arm.stages.map((_, index) => trained.get(keys.trained(arm, seed, index)));
      for (const [index, model] of models.entries()) {
        const merged = mergedBefore(arm, index).map((before) => models[before]);
        // Without an adapter that was merged into its base, a model is none.
        if (!model || merged.includes(undefined)) {
          lost++;
          continue;
        }
        checkpoints.push({
          ...{ arm: arm.name, seed, stage: `stage-${index + 1}` satisfies StageName, base, lora },
          parameters: model.parameters,
          ...(merged.length > 0 && { merged: merged.map((one) => one!.parameters) }),
        });
      }
    }
  }
  return { checkpoints, lost };
}

const problem = ({ message, remedy }: { message: string; remedy: string }): UserError =>
  pageError(message, remedy);
