/** A base model ready for experiments: read from its folder, its matrices quantized in blocks. */
import type { HostWeights } from '../model/llama.ts';
import { loadModelFolder, type LoadProgress, type ModelSource } from '../model/files/folder.ts';
import type { ModelConfig } from '../model/files/config.ts';
import { dequantize, quantize } from '../model/quantize.ts';
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
 * The values that the quantized matrices stand for. The ONNX backend computes in f32 and is given these;
 * what is lost by quantization is lost here already. Gains and biases are left as they are.
 */
export function quantizedWeights(weights: HostWeights, quantization: Quantization): HostWeights {
  if (quantization === 'none') return weights;
  const bits = quantization === '8-bit' ? 8 : 4;
  return new Map(
    [...weights].map(([name, { shape, data }]) => {
      if (shape.length !== 2) return [name, { shape, data }];
      return [name, { shape, data: dequantize(quantize(data, shape as [number, number], bits)) }];
    }),
  );
}
