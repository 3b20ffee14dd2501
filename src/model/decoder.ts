/**
 * Decoding a batch of prompts as one program: the prompts in one pass, then a loop that samples a token per
 * sequence and feeds it back. Keys and values of the prompt stay as they are; those of new tokens go into
 * a cache of as many slots as there may be new tokens.
 */
import type { Program } from '../engine/backends/backend.ts';
import type { Tensor } from '../engine/graph.ts';
import { constant, input } from '../engine/leaves.ts';
import { loop } from '../engine/loop.ts';
import { cachedAttention, emptyCache, storeSlot } from '../engine/ops/cachedAttention.ts';
import { addInteger, anyGoesOn, markEnded } from '../engine/ops/integers.ts';
import { linear } from '../engine/ops/linear.ts';
import { rowAt } from '../engine/ops/rows.ts';
import { sampleToken } from '../engine/ops/sampleToken.ts';
import { forward, outputHead, packedAttention, type Attend, type Heads, type Network } from './llama.ts';

export interface DecoderShape {
  batch: number;
  /** Length to which prompts are padded on the right. */
  promptTime: number;
  /** The most tokens an answer may have. */
  maxNewTokens: number;
  topK: number;
  endToken: number;
}

/**
 * Inputs: `tokens`, `positions`, `segments` [batch·promptTime] (a padded position is of another segment than
 * the prompt); `lastRows` [batch], the row of each prompt's last token; `lengths` [batch];
 * `noise` [maxNewTokens, batch], `temperature` []. Output: `answers` [≤ maxNewTokens, batch], one row a step;
 * what follows a sequence's end token is meaningless.
 */
export function decoderProgram(network: Network, shape: DecoderShape): Program {
  const { batch, promptTime, maxNewTokens, topK, endToken } = shape;
  const { config } = network;
  const tokens = input('tokens', [batch * promptTime], 'int');
  const positions = input('positions', [batch * promptTime], 'int');
  const segments = input('segments', [batch * promptTime], 'int');
  const lastRows = input('lastRows', [batch], 'int');
  const lengths = input('lengths', [batch], 'int');
  const noise = input('noise', [maxNewTokens, batch]);
  const temperature = input('temperature', []);

  const prompt: Heads[] = [];
  const attendPrompt = packedAttention(config, segments, promptTime);
  const attend: Attend = (layer, heads) => {
    prompt[layer] = heads;
    return attendPrompt(layer, heads);
  };
  const last = forward(network, tokens, positions, attend, { wanted: lastRows });

  const sample = (rows: Tensor, step: Tensor) => {
    const logits = linear({ x: rows, weight: outputHead(network) }, { loraScale: 0 });
    return sampleToken({ logits, noise: rowAt({ x: noise, step }), temperature }, { topK });
  };
  const first = sample(last, intScalar(0));

  const { keyValueHeads, headDim } = config;
  const emptyCaches = Array.from({ length: 2 * config.layers }, () =>
    emptyCache({}, { batch, heads: keyValueHeads, slots: maxNewTokens, headDim }),
  );
  const nobodyEnded = constant(new Int32Array(batch), [batch]);
  const [answers] = loop([first, nobodyEnded, ...emptyCaches], maxNewTokens, (carried, step) => {
    const [token, endedBefore, ...caches] = carried as [Tensor, Tensor, ...Tensor[]];
    const ended = markEnded({ ended: endedBefore, token }, { endToken });
    const stored: Tensor[] = [];
    const x = forward(network, token, addInteger({ a: lengths, b: step }), (layer, { q, k, v }) => {
      const newK = storeSlot({ cache: caches[2 * layer]!, row: k, step });
      const newV = storeSlot({ cache: caches[2 * layer + 1]!, row: v, step });
      stored.push(newK, newV);
      const { k: promptK, v: promptV } = prompt[layer]!;
      return cachedAttention(
        { q, promptK, promptV, promptLengths: lengths, newK, newV, step },
        { heads: config.heads },
      );
    });
    const next = sample(x, addInteger({ a: step, b: intScalar(1) }));
    return { next: [next, ended, ...stored], emitted: [token], goOn: anyGoesOn({ ended }) };
  });
  return { outputs: { answers: answers! } };
}

const intScalar = (value: number) => constant(Int32Array.of(value), []);
