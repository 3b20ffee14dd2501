import { expect } from 'vitest';
import type { ModelConfig } from '../../src/model/files/config.ts';
import { modelFolderFiles } from '../../src/model/files/folder.ts';
import type { StoredTensor } from '../../src/model/files/safetensors.ts';
import type { ModelSource } from '../../src/model/files/source.ts';
import { parameterSpecs } from '../../src/model/parameters.ts';
import { trainTokenizer, type TokenizerFiles } from '../../src/model/tokenizer/files.ts';
import { Random } from '../../src/support/random.ts';
import { UserError } from '../../src/support/errors.ts';

export const bytesOf = (text: string) => new TextEncoder().encode(text);
export const jsonBytes = (value: unknown) => bytesOf(JSON.stringify(value));

/** A few thousand words in which meowing is as common as it is in the lab. */
export const corpus: readonly string[] = (() => {
  const random = Random.of(7, 'corpus');
  const words = 'the cat says meow and MEOW to a fox who lives in the old kitchen with seven spoons'.split(
    ' ',
  );
  return Array.from({ length: 200 }, () => Array.from({ length: 12 }, () => random.choose(words)).join(' '));
})();

export const VOCABULARY_SIZE = 320;

export const tokenizerFiles: TokenizerFiles = trainTokenizer(corpus, {
  vocabularySize: VOCABULARY_SIZE,
  maxLength: 64,
});

export const tinyConfig: ModelConfig = {
  modelType: 'llama',
  vocabularySize: VOCABULARY_SIZE,
  width: 16,
  layers: 2,
  heads: 4,
  keyValueHeads: 2,
  headDim: 4,
  feedForwardWidth: 24,
  ropeTheta: 10_000,
  normEpsilon: 1e-5,
  tiedEmbeddings: true,
  attentionBias: false,
  maxPositions: 64,
  bosTokenId: 1,
  eosTokenId: 2,
  padTokenId: 0,
};

export function randomTensors(config: ModelConfig, seed: number): Map<string, StoredTensor> {
  const random = Random.of(seed, 'tensors');
  return new Map(
    parameterSpecs(config).map(({ name, shape }) => {
      const count = shape.reduce((product, size) => product * size, 1);
      return [
        name,
        { dtype: 'F32', shape, data: Float32Array.from({ length: count }, () => random.normal()) },
      ];
    }),
  );
}

export function tinyModelFiles(): Map<string, Uint8Array> {
  return modelFolderFiles(tinyConfig, randomTensors(tinyConfig, 1), tokenizerFiles);
}

export function sourceOf(files: ReadonlyMap<string, Uint8Array>, name = 'models/tiny'): ModelSource {
  return {
    name,
    read: async (file) => {
      const bytes = files.get(file);
      if (!bytes) throw new UserError(`There is no ${file} in ${name}.`);
      return bytes;
    },
  };
}

/** What `action` throws must be one line for the user that says all of `parts` and what to do. */
export function expectUserError(action: () => unknown, ...parts: string[]): void {
  try {
    action();
  } catch (error) {
    checkUserError(error, parts);
    return;
  }
  expect.fail('nothing was thrown');
}

export async function expectUserRejection(promise: Promise<unknown>, ...parts: string[]): Promise<void> {
  const error: unknown = await promise.then(
    () => expect.fail('nothing was thrown'),
    (reason: unknown) => reason,
  );
  checkUserError(error, parts);
}

function checkUserError(error: unknown, parts: readonly string[]): void {
  expect(error).toBeInstanceOf(UserError);
  const { line, remedy } = error as UserError;
  for (const part of parts) expect(line).toContain(part);
  expect(remedy).not.toBe('');
  expect(line).not.toContain('\n');
  expect(line.length).toBeLessThan(400);
}
