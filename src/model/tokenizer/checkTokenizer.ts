/**
 * Reads `tokenizer.json` and `tokenizer_config.json` and checks them before anything is built from them: the
 * tokenizer library trusts its input, and would answer a damaged file with wrong tokens or an obscure error.
 */
import { UserError } from '../../support/errors.ts';
import { clip, isObject, parseJson } from '../files/json.ts';
import { byteAlphabet } from './byteLevel.ts';

export interface AddedToken {
  id: number;
  content: string;
  /** Special tokens steer the model and are no text; others are text that has a token of its own. */
  special: boolean;
}

/** The parts of the files that this project uses itself; the rest goes to the library as it is. */
export interface CheckedTokenizer {
  tokenizer: Record<string, unknown>;
  config: Record<string, unknown>;
  addedTokens: AddedToken[];
  vocabularySize: number;
  bosToken: string | null;
  eosToken: string | null;
  padToken: string | null;
  chatTemplate: string | null;
}

const TOKENIZER_LIMITS = { bytes: 40_000_000, depth: 32, values: 4_000_000 };
const CONFIG_LIMITS = { bytes: 4_000_000, depth: 16, values: 100_000 };
const MAX_VOCABULARY = 1_000_000;
const MAX_ADDED_TOKENS = 10_000;
const MAX_TOKEN_LENGTH = 1_000;
const MAX_TEMPLATE_LENGTH = 100_000;

/** `source` is what messages call the model, e.g. `models/nano`. Throws `UserError`. */
export function checkTokenizer(
  tokenizerJson: Uint8Array,
  tokenizerConfigJson: Uint8Array,
  source: string,
): CheckedTokenizer {
  const file = `tokenizer.json of ${source}`;
  const tokenizer = parseJson(tokenizerJson, file, TOKENIZER_LIMITS);
  if (!isObject(tokenizer)) throw unusable(file, 'it is not a table');
  const addedTokens = readAddedTokens(tokenizer, file);
  const vocabulary = readVocabulary(tokenizer, file);
  const vocabularySize = countTokens(vocabulary, addedTokens, file);

  const configFile = `tokenizer_config.json of ${source}`;
  const config = parseJson(tokenizerConfigJson, configFile, CONFIG_LIMITS);
  if (!isObject(config)) throw unusable(configFile, 'it is not a table');
  const named = (key: string) => readTokenName(config, key, addedTokens, configFile);
  return {
    tokenizer,
    config,
    addedTokens,
    vocabularySize,
    bosToken: named('bos_token'),
    eosToken: named('eos_token'),
    padToken: named('pad_token'),
    chatTemplate: readTemplate(config, configFile),
  };
}

function readAddedTokens(tokenizer: Record<string, unknown>, file: string): AddedToken[] {
  const list = tokenizer.added_tokens ?? [];
  if (!Array.isArray(list) || list.length > MAX_ADDED_TOKENS) {
    throw unusable(file, `added_tokens is not a list of at most ${MAX_ADDED_TOKENS} tokens`);
  }
  return list.map((token: unknown) => {
    if (!isObject(token) || !isTokenText(token.content) || !isTokenId(token.id)) {
      throw unusable(file, 'an added token has no proper id and content');
    }
    const { id, content, special = false } = token;
    if (typeof special !== 'boolean')
      throw unusable(file, `"special" of "${clip(content)}" is not true or false`);
    if (special && (token.lstrip === true || token.rstrip === true)) {
      throw unusable(file, `"${clip(content)}" swallows the space beside it, which is not supported`);
    }
    return { id, content, special };
  });
}

/** The vocabulary of the BPE model, after checking it and the merges. */
function readVocabulary(tokenizer: Record<string, unknown>, file: string): Map<string, number> {
  const { model } = tokenizer;
  if (!isObject(model) || model.type !== 'BPE') throw unusable(file, 'its model is not of type BPE');
  if (!isObject(model.vocab)) throw unusable(file, 'it has no vocabulary');
  const vocabulary = new Map<string, number>();
  for (const [token, id] of Object.entries(model.vocab)) {
    if (!isTokenText(token) || !isTokenId(id)) {
      throw unusable(file, `"${clip(token)}" is not a token with an id below ${MAX_VOCABULARY}`);
    }
    vocabulary.set(token, id);
  }
  if (!Array.isArray(model.merges)) throw unusable(file, 'it has no list of merges');
  for (const merge of model.merges as unknown[]) {
    const parts: unknown = typeof merge === 'string' ? merge.split(' ') : merge;
    const isMerge =
      Array.isArray(parts) &&
      parts.length === 2 &&
      [parts[0], parts[1], `${parts[0]}${parts[1]}`].every((part: unknown) => vocabulary.has(part as string));
    if (!isMerge) throw unusable(file, `the merge "${clip(String(merge))}" does not fit the vocabulary`);
  }
  if (isByteLevel(tokenizer.pre_tokenizer) && !byteAlphabet().every((symbol) => vocabulary.has(symbol))) {
    throw unusable(file, 'its vocabulary lacks some of the 256 bytes');
  }
  return vocabulary;
}

function isByteLevel(preTokenizer: unknown): boolean {
  if (!isObject(preTokenizer)) return false;
  if (preTokenizer.type === 'ByteLevel') return true;
  return Array.isArray(preTokenizer.pretokenizers) && preTokenizer.pretokenizers.some(isByteLevel);
}

/** The number of tokens, after checking that their ids are 0 … n − 1, each with one text. */
function countTokens(
  vocabulary: ReadonlyMap<string, number>,
  added: readonly AddedToken[],
  file: string,
): number {
  const textOf = new Map<number, string>();
  for (const [token, id] of [
    ...vocabulary,
    ...added.map(({ content, id }): [string, number] => [content, id]),
  ]) {
    const other = textOf.get(id);
    if (other !== undefined && other !== token) {
      throw unusable(file, `"${clip(token)}" and "${clip(other)}" have the same id ${id}`);
    }
    textOf.set(id, token);
  }
  const ofAdded = new Map<string, number>();
  for (const { content, id } of added) {
    const other = ofAdded.get(content) ?? vocabulary.get(content) ?? id;
    if (other !== id) throw unusable(file, `"${clip(content)}" has two ids, ${other} and ${id}`);
    ofAdded.set(content, id);
  }
  const largest = [...textOf.keys()].reduce((a, b) => Math.max(a, b), -1);
  if (textOf.size === 0) throw unusable(file, 'its vocabulary is empty');
  if (largest !== textOf.size - 1) {
    throw unusable(
      file,
      `it has ${textOf.size} tokens with ids up to ${largest}, so that some ids have none`,
    );
  }
  return textOf.size;
}

/** A token that the config names, as a text or as `{ "content": text }`. */
function readTokenName(
  config: Record<string, unknown>,
  key: string,
  added: readonly AddedToken[],
  file: string,
): string | null {
  const value = config[key] ?? null;
  if (value === null) return null;
  const name = isObject(value) ? value.content : value;
  if (!isTokenText(name) || !added.some(({ content }) => content === name)) {
    throw unusable(file, `${key} is not one of the added tokens of tokenizer.json`);
  }
  return name;
}

function readTemplate(config: Record<string, unknown>, file: string): string | null {
  const template = config.chat_template ?? null;
  if (template === null) return null;
  if (typeof template !== 'string' || template.length > MAX_TEMPLATE_LENGTH) {
    throw unusable(file, `chat_template is not a text of at most ${MAX_TEMPLATE_LENGTH} characters`);
  }
  return template;
}

function isTokenText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_TOKEN_LENGTH;
}

function isTokenId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < MAX_VOCABULARY;
}

export function unusable(file: string, what: string, cause?: unknown): UserError {
  return new UserError(
    `${file} cannot be used: ${what}.`,
    'Get the file again, from the place where the model came from.',
    { cause },
  );
}
