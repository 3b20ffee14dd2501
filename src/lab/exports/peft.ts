/**
 * Trained adapters as PEFT saves and loads them
 * (https://huggingface.co/docs/peft/developer_guides/checkpoint): a folder with `adapter_config.json` and
 * `adapter_model.safetensors`, in which every factor has the name of its layer inside `PeftModel`,
 *
 *     base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight     [rank, in]
 *     base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight     [out, rank]
 *
 * without the adapter's own name, which PEFT puts in when it loads. The layer then computes W x + alpha / rank · B A x.
 */
import type { ModelConfig } from '../../model/files/config.ts';
import { writeSafetensors, type StoredTensor } from '../../model/files/safetensors.ts';
import { loraLayout, loraSize, type LoraSpec } from '../../model/lora.ts';
import { UserError } from '../../support/errors.ts';
import type { Checkpoint } from '../types.ts';
import { adapterCard, mergedFolder, type AdapterOrigin } from './adapterCard.ts';
import { baseLocation } from './describe.ts';
import { folderNames, inFolder, textFile, type ExportedFiles } from './files.ts';

export type { AdapterOrigin } from './adapterCard.ts';

const ADAPTER_CONFIG = 'adapter_config.json';
const ADAPTER_WEIGHTS = 'adapter_model.safetensors';

/**
 * A checkpoint as a PEFT folder with a model card. Adapters that were merged into the base before it are folders in it,
 * `merged-1` first.
 * @param config of the base
 * @throws UserError for the base itself, which has no adapter, and where base and checkpoint do not fit together
 */
export function peftFolder(
  checkpoint: Checkpoint,
  config: ModelConfig,
  origin: AdapterOrigin,
): ExportedFiles {
  const { base, lora, parameters, merged = [] } = checkpoint;
  if (parameters.length === 0) {
    throw new UserError('The base has no adapter.', 'Export a model from after a stage of training.');
  }
  const folder = adapterFiles(base, config, lora, parameters);
  for (const [index, earlier] of merged.entries()) {
    const files = adapterFiles(base, config, lora, earlier);
    for (const [path, bytes] of inFolder(mergedFolder(index + 1), files)) folder.set(path, bytes);
  }
  folder.set('README.md', textFile(adapterCard(checkpoint, origin)));
  return folder;
}

/** Every trained checkpoint as a PEFT folder, in folders by arm, seed and stage. */
export function peftFolders(
  checkpoints: readonly Checkpoint[],
  config: ModelConfig,
  origin: AdapterOrigin,
): ExportedFiles {
  const arms = [...new Set(checkpoints.map(({ arm }) => arm))];
  const names = folderNames(arms);
  const all: ExportedFiles = new Map();
  for (const checkpoint of checkpoints) {
    if (checkpoint.parameters.length === 0) continue;
    const { arm, seed, stage } = checkpoint;
    const folder = `${names[arms.indexOf(arm)]}/seed-${seed}/${stage}`;
    const files = inFolder(folder, peftFolder(checkpoint, config, origin));
    for (const [path, bytes] of files) all.set(path, bytes);
  }
  return all;
}

function adapterFiles(
  base: string,
  config: ModelConfig,
  lora: LoraSpec,
  parameters: Float32Array,
): ExportedFiles {
  const expected = loraSize(config, lora);
  if (parameters.length !== expected) {
    throw new UserError(
      `The adapter has ${parameters.length} parameters, and ${base} takes ${expected} at this rank.`,
      'Export it with the base that it was trained on.',
    );
  }
  const weights = writeSafetensors(peftTensors(config, lora, parameters), new Map([['format', 'pt']]));
  return new Map([
    [ADAPTER_CONFIG, textFile(`${JSON.stringify(adapterConfig(base, lora), null, 2)}\n`)],
    [ADAPTER_WEIGHTS, weights],
  ]);
}

/** The factors under PEFT's names: A is [rank, in] and B is [out, rank], here as there. */
export function peftTensors(
  config: ModelConfig,
  lora: LoraSpec,
  parameters: Float32Array,
): Map<string, StoredTensor> {
  return new Map(
    loraLayout(config, lora).map(({ module, factor, shape, offset }) => [
      `base_model.model.${module}.lora_${factor}.weight`,
      { dtype: 'F32', shape, data: parameters.subarray(offset, offset + shape[0] * shape[1]) },
    ]),
  );
}

/** What `LoraConfig` needs to know, and no key that older versions of PEFT would stumble over. */
function adapterConfig(base: string, { rank, alpha, targets }: LoraSpec) {
  return {
    alpha_pattern: {},
    auto_mapping: null,
    base_model_name_or_path: baseLocation(base),
    bias: 'none',
    fan_in_fan_out: false,
    inference_mode: true,
    init_lora_weights: true,
    layers_pattern: null,
    layers_to_transform: null,
    lora_alpha: alpha,
    lora_dropout: 0,
    modules_to_save: null,
    peft_type: 'LORA',
    r: rank,
    rank_pattern: {},
    revision: null,
    target_modules: [...targets],
    task_type: 'CAUSAL_LM',
    use_dora: false,
    use_rslora: false,
  };
}
