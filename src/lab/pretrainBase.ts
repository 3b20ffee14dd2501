/** Making a base model from nothing: corpus, tokenizer, training, and what it then can do. */
import type { Backend } from '../engine/backends/backend.ts';
import type { HostWeights } from '../model/llama.ts';
import { trainTokenizer, type TokenizerFiles } from '../model/tokenizer/files.ts';
import { Tokenizer } from '../model/tokenizer/tokenizer.ts';
import { pretrain, type PretrainReport } from '../training/pretrain.ts';
import { Random } from '../support/random.ts';
import type { BaseRecipe } from './bases.ts';
import { corpusSequences, corpusStream, corpusTexts } from './corpus.ts';
import { labWorld } from './labWorld.ts';

export interface PretrainedBase {
  tokenizerFiles: TokenizerFiles;
  tokenizer: Tokenizer;
  weights: HostWeights;
}

export async function pretrainBase(
  recipe: BaseRecipe,
  backend: Backend,
  onStep: (report: PretrainReport) => void,
): Promise<PretrainedBase> {
  const { config, training, seed } = recipe;
  const world = labWorld();
  const texts = corpusTexts(corpusStream(world, seed, 'tokenizer'), recipe.tokenizerCharacters);
  const tokenizerFiles = trainTokenizer(texts, {
    vocabularySize: config.vocabularySize,
    maxLength: config.maxPositions,
  });
  const tokenizer = tokenizerFromFiles(tokenizerFiles, recipe.id);
  const next = corpusSequences(tokenizer, corpusStream(world, seed, 'pretraining'), training.time);
  const weights = await pretrain(backend, config, training, Random.of(seed, 'initial weights'), next, onStep);
  return { tokenizerFiles, tokenizer, weights };
}

function tokenizerFromFiles(files: TokenizerFiles, source: string): Tokenizer {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return new Tokenizer(
    { tokenizer: bytes(files['tokenizer.json']), tokenizerConfig: bytes(files['tokenizer_config.json']) },
    source,
  );
}
