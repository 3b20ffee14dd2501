/**
 * `config.json`, the description of a network in Hugging Face layout: read into the few numbers that the forward
 * pass needs, and written so that `LlamaForCausalLM` of Python's transformers opens it unchanged.
 *
 * Understood are `llama` and `qwen2`, which is Llama with biases on the query, key and value projections.
 * Whatever would change the computation and is not implemented (scaled RoPE, sliding windows, other activations)
 * is turned down, rather than run wrongly.
 */
import * as z from 'zod/mini';
import { UserError } from '../../support/errors.ts';
import { parseJson } from './json.ts';

export type ModelType = 'llama' | 'qwen2';

export interface ModelConfig {
  modelType: ModelType;
  vocabularySize: number;
  /** Width of the residual stream (`hidden_size`). */
  width: number;
  layers: number;
  /** Query heads. */
  heads: number;
  /** Key and value heads, each shared by heads / keyValueHeads query heads (grouped-query attention). */
  keyValueHeads: number;
  /** Width of one head; even, because RoPE turns pairs. heads · headDim need not equal width. */
  headDim: number;
  /** Inner width of the SwiGLU feed-forward layer (`intermediate_size`). */
  feedForwardWidth: number;
  /** Base of RoPE's wavelengths. */
  ropeTheta: number;
  /** ε of RMSNorm. */
  normEpsilon: number;
  /** Whether the output head is the embedding matrix itself. */
  tiedEmbeddings: boolean;
  /** Whether the query, key and value projections have biases; the output projection never has one. */
  attentionBias: boolean;
  /** The longest sequence the model was made for, in tokens. */
  maxPositions: number;
  bosTokenId: number | null;
  /** The first one, where the file lists several. */
  eosTokenId: number | null;
  padTokenId: number | null;
}

const CONFIG_LIMITS = { bytes: 1_000_000, depth: 16, values: 50_000 };

/** Larger than any model that fits into a browser, small enough that sizes multiplied stay exact. */
const MAX_TOKENS = 1_000_000;
const MAX_WIDTH = 65_536;
const MAX_LAYERS = 512;
const MAX_POSITIONS = 10_000_000;

const size = (maximum: number) => z.int().check(z.minimum(1), z.maximum(maximum));
const tokenId = z.int().check(z.minimum(0), z.maximum(MAX_TOKENS - 1));
const optionalTokenId = z.nullish(tokenId);

const configSchema = z.looseObject({
  model_type: z.enum(['llama', 'qwen2']),
  vocab_size: size(MAX_TOKENS),
  hidden_size: size(MAX_WIDTH),
  num_hidden_layers: size(MAX_LAYERS),
  num_attention_heads: size(MAX_WIDTH),
  num_key_value_heads: z.nullish(size(MAX_WIDTH)),
  head_dim: z.nullish(size(MAX_WIDTH)),
  intermediate_size: size(MAX_WIDTH),
  max_position_embeddings: z._default(size(MAX_POSITIONS), 2048),
  rms_norm_eps: z._default(z.number().check(z.positive(), z.lt(1)), 1e-6),
  rope_theta: z.optional(z.number().check(z.minimum(1), z.maximum(1e12))),
  rope_scaling: z.nullish(z.looseObject({ rope_type: z.optional(z.string()), type: z.optional(z.string()) })),
  rope_parameters: z.nullish(
    z.looseObject({
      rope_theta: z.optional(z.number().check(z.minimum(1), z.maximum(1e12))),
      rope_type: z.optional(z.string()),
    }),
  ),
  hidden_act: z._default(z.string(), 'silu'),
  tie_word_embeddings: z._default(z.boolean(), false),
  attention_bias: z._default(z.boolean(), false),
  mlp_bias: z._default(z.boolean(), false),
  use_sliding_window: z._default(z.boolean(), false),
  quantization_config: z.optional(z.unknown()),
  bos_token_id: optionalTokenId,
  eos_token_id: z.nullish(z.union([tokenId, z.array(tokenId).check(z.minLength(1), z.maxLength(16))])),
  pad_token_id: optionalTokenId,
});

type ConfigFile = z.infer<typeof configSchema>;

/** Reads a `config.json`; `source` names it in the `UserError` thrown if it cannot be used. */
export function readConfig(bytes: Uint8Array, source: string): ModelConfig {
  const parsed = configSchema.safeParse(parseJson(bytes, source, CONFIG_LIMITS), { reportInput: true });
  if (!parsed.success) throw unusable(source, describeIssue(parsed.error.issues[0]!));
  const file = parsed.data;
  refuseUnsupported(file, source);

  const heads = file.num_attention_heads;
  const config: ModelConfig = {
    modelType: file.model_type,
    vocabularySize: file.vocab_size,
    width: file.hidden_size,
    layers: file.num_hidden_layers,
    heads,
    keyValueHeads: file.num_key_value_heads ?? heads,
    headDim: file.head_dim ?? file.hidden_size / heads,
    feedForwardWidth: file.intermediate_size,
    ropeTheta: file.rope_theta ?? file.rope_parameters?.rope_theta ?? 10_000,
    normEpsilon: file.rms_norm_eps,
    tiedEmbeddings: file.tie_word_embeddings,
    attentionBias: file.model_type === 'qwen2',
    maxPositions: file.max_position_embeddings,
    bosTokenId: file.bos_token_id ?? null,
    eosTokenId: (Array.isArray(file.eos_token_id) ? file.eos_token_id[0] : file.eos_token_id) ?? null,
    padTokenId: file.pad_token_id ?? null,
  };
  checkConfig(config, source);
  return config;
}

/** The text of a `config.json`. Throws `UserError` if the numbers do not fit together. */
export function writeConfig(config: ModelConfig): string {
  checkConfig(config, 'The model to be saved');
  const file = {
    architectures: [config.modelType === 'qwen2' ? 'Qwen2ForCausalLM' : 'LlamaForCausalLM'],
    ...(config.modelType === 'llama' && { attention_bias: false, mlp_bias: false }),
    attention_dropout: 0,
    bos_token_id: config.bosTokenId,
    eos_token_id: config.eosTokenId,
    head_dim: config.headDim,
    hidden_act: 'silu',
    hidden_size: config.width,
    initializer_range: 0.02,
    intermediate_size: config.feedForwardWidth,
    max_position_embeddings: config.maxPositions,
    model_type: config.modelType,
    num_attention_heads: config.heads,
    num_hidden_layers: config.layers,
    num_key_value_heads: config.keyValueHeads,
    pad_token_id: config.padTokenId,
    rms_norm_eps: config.normEpsilon,
    rope_scaling: null,
    rope_theta: config.ropeTheta,
    tie_word_embeddings: config.tiedEmbeddings,
    torch_dtype: 'float32',
    use_cache: true,
    vocab_size: config.vocabularySize,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function refuseUnsupported(file: ConfigFile, source: string): void {
  const scaling = file.rope_scaling?.rope_type ?? file.rope_scaling?.type ?? file.rope_parameters?.rope_type;
  const reasons: [unsupported: boolean, what: string][] = [
    [file.hidden_act !== 'silu', `the activation ${file.hidden_act}`],
    [file.mlp_bias, 'biases in the feed-forward layers'],
    [file.model_type === 'llama' && file.attention_bias, 'a bias on the output projection of attention'],
    [scaling !== undefined && scaling !== 'default', `position encoding scaled by "${scaling}"`],
    [file.use_sliding_window, 'attention through a sliding window'],
    [file.quantization_config != null, 'weights that are stored quantized'],
  ];
  for (const [unsupported, what] of reasons) {
    if (unsupported) throw unusable(source, `the model has ${what}, which is not supported`);
  }
}

function checkConfig(config: ModelConfig, source: string): void {
  const { width, heads, keyValueHeads, headDim, vocabularySize } = config;
  if (!Number.isInteger(headDim)) {
    throw unusable(source, `a width of ${width} cannot be divided among ${heads} heads`);
  }
  if (headDim % 2 !== 0) throw unusable(source, `heads of width ${headDim} are odd, and RoPE turns pairs`);
  if (heads % keyValueHeads !== 0) {
    throw unusable(source, `${heads} heads cannot share ${keyValueHeads} key and value heads equally`);
  }
  if (heads * headDim > MAX_WIDTH) {
    throw unusable(source, `${heads} heads of width ${headDim} are more than ${MAX_WIDTH} together`);
  }
  if (config.attentionBias !== (config.modelType === 'qwen2')) {
    throw unusable(source, 'query, key and value biases are what tells qwen2 from llama');
  }
  for (const id of [config.bosTokenId, config.eosTokenId, config.padTokenId]) {
    if (id !== null && id >= vocabularySize) {
      throw unusable(source, `token ${id} is outside the vocabulary of ${vocabularySize}`);
    }
  }
}

/** What the schema found wrong, in plain words. */
function describeIssue(issue: z.core.$ZodIssue): string {
  const field = issue.path.length > 0 ? `"${issue.path.join('.')}"` : 'its content';
  switch (issue.code) {
    case 'invalid_value':
      return `${field} must be ${issue.values.join(' or ')}`;
    case 'invalid_type':
      if (issue.input === undefined) return `${field} is missing`;
      return `${field} must be ${NAMES_OF_TYPES[issue.expected] ?? `of type ${issue.expected}`}`;
    case 'too_big':
      return `${field} must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
    case 'too_small':
      return `${field} must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    default:
      return `${field} has a value of the wrong kind`;
  }
}

const NAMES_OF_TYPES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  string: 'a text',
  object: 'a table',
};

function unusable(source: string, what: string): UserError {
  return new UserError(
    `${source} cannot be used: ${what}.`,
    'The lab runs Llama and Qwen2 models in Hugging Face layout; check that the file belongs to one.',
  );
}
