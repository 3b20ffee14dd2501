import { describe, expect, it } from 'vitest';
import { writeConfig } from '../../src/model/files/config.ts';
import { loadModelFolder, modelFolderFiles } from '../../src/model/files/folder.ts';
import { writeSafetensors, type StoredTensor } from '../../src/model/files/safetensors.ts';
import {
  bytesOf,
  expectUserError,
  expectUserRejection,
  randomTensors,
  sourceOf,
  tinyConfig,
  tinyModelFiles,
  tokenizerFiles,
  VOCABULARY_SIZE,
} from './fixture.ts';

/** The files of the tiny model with some of them replaced. */
const filesWith = (changes: Record<string, Uint8Array>) =>
  new Map([...tinyModelFiles(), ...Object.entries(changes)]);

/** The same with its tensors changed. */
function filesWithTensors(change: (tensors: Map<string, StoredTensor>) => void): Map<string, Uint8Array> {
  const tensors = randomTensors(tinyConfig, 1);
  change(tensors);
  return filesWith({ 'model.safetensors': writeSafetensors(tensors) });
}

const down = 'model.layers.1.mlp.down_proj.weight';

describe('loadModelFolder', () => {
  it('gives back the model that was saved', async () => {
    const seen: string[] = [];
    const model = await loadModelFolder(sourceOf(tinyModelFiles()), (file) => seen.push(file));
    expect(model.config).toEqual(tinyConfig);
    expect(new Map([...model.tensors].sort())).toEqual(new Map([...randomTensors(tinyConfig, 1)].sort()));
    expect(model.unexpected).toEqual([]);
    expect(model.tokenizer.vocabularySize).toBe(VOCABULARY_SIZE);
    expect(seen).toEqual([]); // this source reports no progress
  });

  it('hashes what decides how the model behaves', async () => {
    const hashOf = async (files: Map<string, Uint8Array>) => (await loadModelFolder(sourceOf(files))).hash;
    const hash = await hashOf(tinyModelFiles());
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf(filesWith({ 'README.md': bytesOf('other') }))).toBe(hash);
    expect(
      await hashOf(filesWith({ 'config.json': bytesOf(writeConfig({ ...tinyConfig, ropeTheta: 9 })) })),
    ).not.toBe(hash);
    expect(await hashOf(filesWithTensors((tensors) => (tensors.get(down)!.data[0]! += 1)))).not.toBe(hash);
  });

  it('reports tensors that the model does not have, and leaves them out', async () => {
    const files = filesWithTensors((tensors) => {
      tensors.set('lm_head.weight', { dtype: 'F32', shape: [1], data: Float32Array.of(1) });
    });
    const { unexpected, tensors } = await loadModelFolder(sourceOf(files));
    expect(unexpected).toEqual(['lm_head.weight']);
    expect(tensors.has('lm_head.weight')).toBe(false);
  });

  it('wants an output head of its own where the embeddings are not tied', async () => {
    const untied = { ...tinyConfig, tiedEmbeddings: false };
    const files = filesWith({ 'config.json': bytesOf(writeConfig(untied)) });
    await expectUserRejection(loadModelFolder(sourceOf(files)), 'no tensor "lm_head.weight"');
    const saved = modelFolderFiles(untied, randomTensors(untied, 1), tokenizerFiles);
    expect((await loadModelFolder(sourceOf(saved))).tensors.has('lm_head.weight')).toBe(true);
  });

  it.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'])(
    'misses %s',
    async (file) => {
      const files = tinyModelFiles();
      files.delete(file);
      await expect(loadModelFolder(sourceOf(files))).rejects.toThrow(file);
      const cut = tinyModelFiles();
      cut.set(file, cut.get(file)!.subarray(0, -5));
      await expectUserRejection(loadModelFolder(sourceOf(cut)), `${file} of models/tiny`);
    },
  );

  it('turns down weights that do not fit the config', async () => {
    const without = filesWithTensors((tensors) => tensors.delete(down));
    await expectUserRejection(loadModelFolder(sourceOf(without)), 'model.safetensors of models/tiny', down);
    const transposed = filesWithTensors((tensors) => {
      tensors.set(down, { ...tensors.get(down)!, shape: [24, 16] });
    });
    await expectUserRejection(loadModelFolder(sourceOf(transposed)), down, '[24, 16]', '[16, 24]');
    const broken = filesWithTensors((tensors) => (tensors.get(down)!.data[3] = NaN));
    await expectUserRejection(loadModelFolder(sourceOf(broken)), down, 'not numbers');
  });

  it('turns down a tokenizer with more tokens than the model', async () => {
    const small = { ...tinyConfig, vocabularySize: VOCABULARY_SIZE - 1 };
    const files = filesWith({ 'config.json': bytesOf(writeConfig(small)) });
    await expectUserRejection(loadModelFolder(sourceOf(files)), 'do not belong together', '320', '319');
  });
});

describe('modelFolderFiles', () => {
  it('makes the same files from the same model', () => {
    expect(tinyModelFiles()).toEqual(tinyModelFiles());
  });

  it('saves nothing that could not be loaded', () => {
    const save = (change: (tensors: Map<string, StoredTensor>) => void) => () => {
      const tensors = randomTensors(tinyConfig, 1);
      change(tensors);
      return modelFolderFiles(tinyConfig, tensors, tokenizerFiles);
    };
    expectUserError(
      save((tensors) => tensors.delete(down)),
      down,
    );
    expectUserError(
      save((tensors) => (tensors.get(down)!.data[0] = Infinity)),
      down,
    );
    expect(save((tensors) => tensors.set('more', tensors.get(down)!))).toThrow('more');
  });
});
