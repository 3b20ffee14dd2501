/**
 * The tokenizer files of a base model in Hugging Face layout, made from a trained vocabulary: what
 * `AutoTokenizer` of Python's transformers and of `@huggingface/transformers` open.
 */
import { BYTE_LEVEL } from './byteLevel.ts';
import { trainVocabulary } from './train.ts';

/** The tokens that are not text. They come first, in this order, so that padding is token 0. */
export const SPECIAL_TOKENS = {
  pad: '<|pad|>',
  bos: '<|bos|>',
  end: '<|end|>',
  user: '<|user|>',
  assistant: '<|assistant|>',
} as const;

/** Around a scratchpad. One token each, but text like any other: they are shown, and may be typed. */
export const SCRATCHPAD_TOKENS = { open: '<think>', close: '</think>' } as const;

const ADDED_TOKENS = [
  ...Object.values(SPECIAL_TOKENS).map((content) => ({ content, special: true })),
  ...Object.values(SCRATCHPAD_TOKENS).map((content) => ({ content, special: false })),
];

/** `<|bos|>`, then for each message `<|user|>…<|end|>` or `<|assistant|>…<|end|>`. */
export const CHAT_TEMPLATE = [
  '{{ bos_token }}',
  '{% for message in messages %}',
  "{% if message['role'] not in ['user', 'assistant'] %}",
  "{{ raise_exception('A message must come from user or assistant.') }}",
  '{% endif %}',
  "{{ '<|' + message['role'] + '|>' + message['content'] + eos_token }}",
  '{% endfor %}',
  '{% if add_generation_prompt %}',
  "{{ '<|assistant|>' }}",
  '{% endif %}',
].join('');

export interface TokenizerFiles {
  'tokenizer.json': string;
  'tokenizer_config.json': string;
  'special_tokens_map.json': string;
}

/**
 * Trains a tokenizer with `vocabularySize` entries on texts: the special tokens, the 256 bytes, and merges.
 * `maxLength` is the longest sequence of the model, in tokens.
 */
export function trainTokenizer(
  texts: Iterable<string>,
  { vocabularySize, maxLength }: { vocabularySize: number; maxLength: number },
): TokenizerFiles {
  const { symbols, merges } = trainVocabulary(texts, vocabularySize - ADDED_TOKENS.length);
  const entries = [...ADDED_TOKENS.map(({ content }) => content), ...symbols].map(
    (token, id): [string, number] => [token, id],
  );
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: ADDED_TOKENS.map(({ content, special }, id) => ({
      id,
      ...addedToken(content),
      special,
    })),
    normalizer: null,
    pre_tokenizer: BYTE_LEVEL,
    post_processor: null,
    decoder: BYTE_LEVEL,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(entries),
      merges: merges.map((pair) => pair.join(' ')),
    },
  };
  const special = {
    bos_token: SPECIAL_TOKENS.bos,
    eos_token: SPECIAL_TOKENS.end,
    pad_token: SPECIAL_TOKENS.pad,
    additional_special_tokens: [SPECIAL_TOKENS.user, SPECIAL_TOKENS.assistant],
  };
  const config = {
    ...special,
    added_tokens_decoder: Object.fromEntries(
      ADDED_TOKENS.map(({ content, special }, id) => [id, { ...addedToken(content), special }]),
    ),
    chat_template: CHAT_TEMPLATE,
    clean_up_tokenization_spaces: false,
    model_max_length: maxLength,
    tokenizer_class: 'PreTrainedTokenizerFast',
  };
  return {
    'tokenizer.json': toJson(tokenizer),
    'tokenizer_config.json': toJson(config),
    'special_tokens_map.json': toJson(special),
  };
}

function addedToken(content: string): object {
  return { content, single_word: false, lstrip: false, rstrip: false, normalized: false };
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
