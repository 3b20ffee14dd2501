import type { ModelConfig } from '../../src/model/files/config.ts';

/** cos and sin of RoPE's angles position · θ^(−2i/d), each [maxPositions, headDim / 2]; made once, as users do. */
export function ropeTables({ headDim, ropeTheta, maxPositions }: ModelConfig): {
  cos: Float32Array;
  sin: Float32Array;
} {
  const half = headDim / 2;
  const angles = Float64Array.from(
    { length: maxPositions * half },
    (_, at) => Math.floor(at / half) * ropeTheta ** ((-2 * (at % half)) / headDim),
  );
  return { cos: Float32Array.from(angles, Math.cos), sin: Float32Array.from(angles, Math.sin) };
}
