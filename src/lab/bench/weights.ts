/**
 * Weights of a network's sizes without a model: uniform random numbers of variance 1/in, made when they are
 * asked for, so that a plan for half a billion of them takes no memory.
 */
import { sizeOf } from '../../engine/graph.ts';
import { toFloat16 } from '../../engine/float16.ts';
import { BLOCK_SIZE, blockBytes, QuantizedWeight, type QuantizationBits } from '../../engine/quantized.ts';
import type { QuantizedMatrix } from '../../engine/quantized.ts';
import type { ModelConfig } from '../../model/files/config.ts';
import type { HostWeight, HostWeights } from '../../model/llama.ts';
import { parameterSpecs } from '../../model/parameters.ts';
import type { FrozenBits } from './types.ts';

/** @param values `none` for weights that are only planned with: there are no numbers behind them. */
export function benchWeights(
  config: ModelConfig,
  bits: FrozenBits,
  values: 'random' | 'none' = 'random',
): HostWeights {
  return new Map(
    parameterSpecs(config).map(({ name, shape, kind }, seed): [string, HostWeight] => {
      if (shape.length !== 2) {
        return [name, { shape, data: new Float32Array(sizeOf(shape)).fill(kind === 'gain' ? 1 : 0) }];
      }
      const [rows, columns] = shape as [number, number];
      if (bits !== 32) {
        const quantized = new RandomBlocks(bits, [rows, columns], seed);
        const none = { shape, data: new Float32Array(0), quantized };
        return [name, values === 'none' ? none : new QuantizedWeight(quantized)];
      }
      const size = rows * columns;
      const data = values === 'none' ? new Float32Array(size) : randomValues(size, columns ** -0.5, seed);
      return [name, { shape, data }];
    }),
  );
}

/** A quantized matrix of random levels. Its bytes are made anew whenever they are asked for, and are the same. */
export class RandomBlocks implements QuantizedMatrix {
  constructor(
    readonly bits: QuantizationBits,
    readonly shape: readonly [rows: number, columns: number],
    private readonly seed: number,
  ) {}

  get blocks(): Uint8Array {
    const [rows, columns] = this.shape;
    const stride = blockBytes(this.bits);
    const length = ((rows * columns) / BLOCK_SIZE) * stride;
    const words = new Uint32Array(Math.ceil(length / 4));
    const next = generator(this.seed);
    for (let i = 0; i < words.length; i++) words[i] = next();
    const blocks = new Uint8Array(words.buffer, 0, length);
    // Levels are uniform: their standard deviation is their range by √12.
    const scale = toFloat16((columns ** -0.5 * Math.sqrt(12)) / 2 ** this.bits);
    for (let at = 0; at < length; at += stride) {
      blocks[at] = scale & 0xff;
      blocks[at + 1] = scale >> 8;
    }
    return blocks;
  }
}

/** Uniform, of mean 0. */
export function randomValues(size: number, deviation: number, seed: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(size);
  const next = generator(seed);
  const factor = (deviation * Math.sqrt(12)) / 2 ** 32;
  for (let i = 0; i < size; i++) values[i] = (next() - 2 ** 31) * factor;
  return values;
}

/** 32 random bits at a time (Marsaglia 2003, "Xorshift RNGs"): fast rather than good. */
function generator(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
