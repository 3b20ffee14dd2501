/**
 * A model as a folder in Hugging Face layout, read and written as a whole:
 * `config.json`, `model.safetensors`, `tokenizer.json`, `tokenizer_config.json`.
 */
import { UserError } from '../../support/errors.ts';
import { sha256 } from '../../support/hash.ts';
import { parameterSpecs } from '../parameters.ts';
import type { TokenizerFiles } from '../tokenizer/files.ts';
import { Tokenizer } from '../tokenizer/tokenizer.ts';
import { readConfig, writeConfig, type ModelConfig } from './config.ts';
import { clip } from './json.ts';
import { readSafetensors, writeSafetensors, type StoredTensor } from './safetensors.ts';
import type { ModelSource } from './source.ts';

export type { ModelSource } from './source.ts';

export interface LoadedModel {
  config: ModelConfig;
  /** The weights under Hugging Face's names: every one that the model needs, in the right shape and finite. */
  tensors: Map<string, StoredTensor>;
  /** Names of tensors in the file that such a model does not have; they are not used. */
  unexpected: string[];
  tokenizer: Tokenizer;
  /** SHA-256 over the files that decide what the model does. */
  hash: string;
}

const CONFIG = 'config.json';
const TOKENIZER = 'tokenizer.json';
const TOKENIZER_CONFIG = 'tokenizer_config.json';
const WEIGHTS = 'model.safetensors';

/** Called as the files arrive, the weights last; `total` is null where a file's size is not known beforehand. */
export type LoadProgress = (file: string, received: number, total: number | null) => void;

/** Reads and checks a model. Throws `UserError` naming the file that is missing or not right. */
export async function loadModelFolder(source: ModelSource, onProgress?: LoadProgress): Promise<LoadedModel> {
  const read = (file: string) => source.read(file, (received, total) => onProgress?.(file, received, total));

  // The small files first, so that what is wrong with them shows before much has been fetched.
  const configBytes = await read(CONFIG);
  const config = readConfig(configBytes, `${CONFIG} of ${source.name}`);
  const tokenizerBytes = await read(TOKENIZER);
  const tokenizerConfigBytes = await read(TOKENIZER_CONFIG);
  const tokenizer = new Tokenizer(
    { tokenizer: tokenizerBytes, tokenizerConfig: tokenizerConfigBytes },
    source.name,
  );
  checkVocabulary(config, tokenizer, source.name);

  const weightBytes = await read(WEIGHTS);
  const stored = readSafetensors(weightBytes, `${WEIGHTS} of ${source.name}`);
  const { tensors, unexpected } = checkTensors(config, stored.tensors, `${WEIGHTS} of ${source.name}`);
  const hash = hashFiles([
    [CONFIG, configBytes],
    [TOKENIZER, tokenizerBytes],
    [TOKENIZER_CONFIG, tokenizerConfigBytes],
    [WEIGHTS, weightBytes],
  ]);
  return { config, tensors, unexpected, tokenizer, hash };
}

/** The files of a model to be saved, by name; `generation_config.json` is there for other programs. */
export function modelFolderFiles(
  config: ModelConfig,
  tensors: ReadonlyMap<string, StoredTensor>,
  tokenizerFiles: TokenizerFiles,
): Map<string, Uint8Array> {
  const { unexpected } = checkTensors(config, tensors, 'The model to be saved');
  if (unexpected.length > 0) throw new RangeError(`not tensors of this model: ${unexpected.join(', ')}`);
  const generationConfig = {
    bos_token_id: config.bosTokenId,
    eos_token_id: config.eosTokenId,
    pad_token_id: config.padTokenId,
  };
  const texts = {
    [CONFIG]: writeConfig(config),
    'generation_config.json': `${JSON.stringify(generationConfig, null, 2)}\n`,
    ...tokenizerFiles,
  };
  const encoder = new TextEncoder();
  return new Map([
    ...Object.entries(texts).map(([file, text]): [string, Uint8Array] => [file, encoder.encode(text)]),
    // Python's transformers wants to know that the tensors are laid out as in PyTorch.
    [WEIGHTS, writeSafetensors(tensors, new Map([['format', 'pt']]))],
  ]);
}

function checkVocabulary(config: ModelConfig, tokenizer: Tokenizer, name: string): void {
  // The embedding may have rows to spare (Qwen rounds its number up), but never too few.
  if (tokenizer.vocabularySize > config.vocabularySize) {
    throw new UserError(
      `The files of ${name} do not belong together: its tokenizer has ${tokenizer.vocabularySize} tokens ` +
        `and its model only ${config.vocabularySize}.`,
      'Get all of its files again, from the same place.',
    );
  }
}

function checkTensors(
  config: ModelConfig,
  stored: ReadonlyMap<string, StoredTensor>,
  source: string,
): { tensors: Map<string, StoredTensor>; unexpected: string[] } {
  const wrong = (what: string) =>
    new UserError(
      `${source} does not fit its ${CONFIG}: ${what}.`,
      'Get all files of the model again, from the same place.',
    );
  const tensors = new Map<string, StoredTensor>();
  for (const { name, shape } of parameterSpecs(config)) {
    const tensor = stored.get(name);
    if (!tensor) throw wrong(`there is no tensor "${name}"`);
    if (tensor.shape.join() !== shape.join()) {
      throw wrong(
        `"${name}" has the shape [${tensor.shape.join(', ')}] where [${shape.join(', ')}] is needed`,
      );
    }
    if (!tensor.data.every(Number.isFinite)) throw wrong(`"${name}" holds values that are not numbers`);
    tensors.set(name, tensor);
  }
  const unexpected = [...stored.keys()].filter((name) => !tensors.has(name)).map(clip);
  return { tensors, unexpected };
}

function hashFiles(files: readonly (readonly [name: string, bytes: Uint8Array])[]): string {
  const lines: string[] = [];
  for (const [name, bytes] of files) lines.push(`${sha256(bytes)}  ${name}\n`);
  return sha256(lines.join(''));
}
