/** A base model ready for experiments: read from its folder, its matrices quantized in blocks. */
import type { HostWeights } from '../model/llama.ts';
import { loadModelFolder, type LoadProgress, type ModelSource } from '../model/files/folder.ts';
import type { ModelConfig } from '../model/files/config.ts';
import { quantize, QuantizedWeight } from '../engine/quantized.ts';
import type { Tokenizer } from '../model/tokenizer/tokenizer.ts';
import type { Quantization } from './types.ts';

export interface LoadedBase {
  id: string;
  config: ModelConfig;
  weights: HostWeights;
  tokenizer: Tokenizer;
  /** SHA-256 of the files it was read from. */
  hash: string;
}

export async function loadBase(
  id: string,
  source: ModelSource,
  quantization: Quantization,
  onProgress?: LoadProgress,
): Promise<LoadedBase> {
  const { config, tensors, tokenizer, hash } = await loadModelFolder(source, onProgress);
  return { id, config, weights: quantizedWeights(tensors, quantization), tokenizer, hash };
}

/**
 * The weights with their matrices in blocks. The WebGPU backend computes with the blocks, the ONNX backend
 * with the values that they stand for. Gains and biases are left as they are.
 */
export function quantizedWeights(weights: HostWeights, quantization: Quantization): HostWeights {
  if (quantization === 'none') return weights;
  const bits = quantization === '8-bit' ? 8 : 4;
  return new Map(
    [...weights].map(([name, weight]) => {
      if (weight.shape.length !== 2) return [name, weight];
      return [name, new QuantizedWeight(quantize(weight.data, weight.shape as [number, number], bits))];
    }),
  );
}
