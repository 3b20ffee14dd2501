import { describe, expect, it } from 'vitest';
import { readConfig, writeConfig, type ModelConfig } from '../../src/model/files/config.ts';
import { bytesOf, expectUserError, jsonBytes, tinyConfig } from './fixture.ts';

const minimal = {
  model_type: 'llama',
  vocab_size: 320,
  hidden_size: 64,
  num_hidden_layers: 4,
  num_attention_heads: 4,
  intermediate_size: 192,
};
const read = (file: object) => readConfig(jsonBytes(file), 'config.json of x');

describe('readConfig', () => {
  it('fills in what transformers fills in', () => {
    expect(read(minimal)).toEqual({
      modelType: 'llama',
      vocabularySize: 320,
      width: 64,
      layers: 4,
      heads: 4,
      keyValueHeads: 4,
      headDim: 16,
      feedForwardWidth: 192,
      ropeTheta: 10_000,
      normEpsilon: 1e-6,
      tiedEmbeddings: false,
      attentionBias: false,
      maxPositions: 2048,
      bosTokenId: null,
      eosTokenId: null,
      padTokenId: null,
    } satisfies ModelConfig);
  });

  it('reads the config of SmolLM2-135M', () => {
    const config = read({
      architectures: ['LlamaForCausalLM'],
      attention_bias: false,
      attention_dropout: 0.0,
      bos_token_id: 0,
      eos_token_id: 0,
      hidden_act: 'silu',
      hidden_size: 576,
      initializer_range: 0.041666666666666664,
      intermediate_size: 1536,
      is_llama_config: true,
      max_position_embeddings: 8192,
      model_type: 'llama',
      num_attention_heads: 9,
      num_hidden_layers: 30,
      num_key_value_heads: 3,
      pretraining_tp: 1,
      rms_norm_eps: 1e-5,
      rope_interleaved: false,
      rope_scaling: null,
      rope_theta: 100000,
      tie_word_embeddings: true,
      torch_dtype: 'bfloat16',
      vocab_size: 49152,
    });
    expect(config).toMatchObject({ width: 576, headDim: 64, heads: 9, keyValueHeads: 3, ropeTheta: 1e5 });
  });

  it('reads the config of Qwen2.5-0.5B, whose biases go without saying', () => {
    const config = read({
      architectures: ['Qwen2ForCausalLM'],
      bos_token_id: 151643,
      eos_token_id: 151645,
      hidden_act: 'silu',
      hidden_size: 896,
      intermediate_size: 4864,
      max_position_embeddings: 32768,
      max_window_layers: 21,
      model_type: 'qwen2',
      num_attention_heads: 14,
      num_hidden_layers: 24,
      num_key_value_heads: 2,
      rms_norm_eps: 1e-6,
      rope_theta: 1000000.0,
      sliding_window: 32768,
      tie_word_embeddings: true,
      use_sliding_window: false,
      vocab_size: 151936,
    });
    expect(config).toMatchObject({ attentionBias: true, headDim: 64, eosTokenId: 151645 });
  });

  it('reads the form that transformers 5 writes', () => {
    const config = read({
      ...minimal,
      rope_parameters: { rope_theta: 5e5, rope_type: 'default' },
      dtype: 'float32',
    });
    expect(config.ropeTheta).toBe(5e5);
  });

  it('takes the first of several end tokens, and a head width of its own', () => {
    expect(read({ ...minimal, eos_token_id: [5, 6], head_dim: 32 })).toMatchObject({
      eosTokenId: 5,
      headDim: 32,
    });
  });

  it.each([
    [{ model_type: 'gpt2' }, '"model_type" must be llama or qwen2'],
    [{ vocab_size: undefined }, '"vocab_size" is missing'],
    [{ vocab_size: 1.5 }, '"vocab_size" must be a whole number'],
    [{ vocab_size: '320' }, '"vocab_size" must be a number'],
    [{ vocab_size: 0 }, '"vocab_size" must be at least 1'],
    [{ vocab_size: 1e12 }, '"vocab_size" must be at most 1000000'],
    [{ hidden_size: 1e9 }, '"hidden_size" must be at most'],
    [{ num_hidden_layers: 100_000 }, '"num_hidden_layers" must be at most'],
    [{ num_hidden_layers: -4 }, '"num_hidden_layers" must be at least 1'],
    [{ rms_norm_eps: 0 }, '"rms_norm_eps" must be more than 0'],
    [{ rope_theta: -1 }, '"rope_theta" must be at least 1'],
    [{ tie_word_embeddings: 'yes' }, '"tie_word_embeddings" must be true or false'],
    [{ eos_token_id: 'end' }, '"eos_token_id"'],
    [{ eos_token_id: 320 }, 'token 320 is outside the vocabulary of 320'],
    [{ num_attention_heads: 5 }, 'cannot be divided among 5 heads'],
    [{ num_attention_heads: 64 }, 'RoPE turns pairs'],
    [{ num_key_value_heads: 3 }, 'cannot share 3'],
    [{ num_attention_heads: 4096, head_dim: 4096 }, 'more than 65536 together'],
    [{ hidden_act: 'gelu' }, 'activation gelu'],
    [{ mlp_bias: true }, 'biases in the feed-forward'],
    [{ attention_bias: true }, 'bias on the output projection'],
    [{ rope_scaling: { rope_type: 'llama3', factor: 32 } }, 'scaled by "llama3"'],
    [{ rope_scaling: { type: 'linear', factor: 2 } }, 'scaled by "linear"'],
    [{ use_sliding_window: true }, 'sliding window'],
    [{ quantization_config: { bits: 4 } }, 'stored quantized'],
  ])('turns down %o', (change, reason) => {
    expectUserError(() => read({ ...minimal, ...change }), 'config.json of x', reason);
  });

  it.each(['[]', '1', 'null', '"llama"', '{', ''])('turns down %s', (text) => {
    expectUserError(() => readConfig(bytesOf(text), 'config.json of x'), 'config.json of x');
  });
});

describe('writeConfig', () => {
  const qwen: ModelConfig = { ...tinyConfig, modelType: 'qwen2', attentionBias: true, tiedEmbeddings: false };

  it.each([tinyConfig, qwen, { ...tinyConfig, padTokenId: null, headDim: 8 }])(
    'is undone by readConfig',
    (config) => {
      expect(readConfig(bytesOf(writeConfig(config)), 'config.json')).toEqual(config);
    },
  );

  it('names the class that Python opens it with', () => {
    expect(JSON.parse(writeConfig(tinyConfig))).toMatchObject({ architectures: ['LlamaForCausalLM'] });
    expect(JSON.parse(writeConfig(qwen))).toMatchObject({ architectures: ['Qwen2ForCausalLM'] });
  });

  it('refuses what it could not read back', () => {
    expectUserError(() => writeConfig({ ...tinyConfig, attentionBias: true }), 'qwen2');
    expectUserError(() => writeConfig({ ...tinyConfig, keyValueHeads: 3 }), 'cannot share');
  });
});
