/** Writing an adapter into the weights it stands beside: W' = W + alpha / rank · B · A. */
import type { ModelConfig } from './files/config.ts';
import type { HostWeights } from './llama.ts';
import { loraLayout, type LoraSpec } from './lora.ts';

/**
 * The weights with the adapter merged into them, in plain values; whoever wants blocks quantizes again. Weights
 * without an adapter are passed on as they are.
 */
export function mergeLora(
  config: ModelConfig,
  spec: LoraSpec,
  weights: HostWeights,
  parameters: Float32Array,
): HostWeights {
  const merged = new Map(weights);
  const layout = loraLayout(config, spec);
  for (const a of layout.filter(({ factor }) => factor === 'A')) {
    const b = layout.find(({ module, factor }) => factor === 'B' && module === a.module)!;
    const name = `${a.module}.weight`;
    const weight = weights.get(name);
    if (!weight) throw new Error(`mergeLora: there is no ${name}`);
    const data = addProduct(weight.data, parameters, {
      scale: spec.alpha / spec.rank,
      rank: spec.rank,
      a: a.offset,
      b: b.offset,
      inputs: a.shape[1],
    });
    merged.set(name, { shape: weight.shape, data });
  }
  return merged;
}

/** W [out, in] + scale · B [out, rank] · A [rank, in], the factors read from one flat vector. */
function addProduct(
  weight: Float32Array,
  flat: Float32Array,
  { scale, rank, a, b, inputs }: { scale: number; rank: number; a: number; b: number; inputs: number },
): Float32Array {
  return weight.map((value, i) => {
    const row = Math.floor(i / inputs);
    const column = i % inputs;
    let sum = 0;
    for (let r = 0; r < rank; r++) sum += flat[b + row * rank + r]! * flat[a + r * inputs + column]!;
    return value + scale * sum;
  });
}
