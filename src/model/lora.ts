/**
 * LoRA adapters (Hu et al. 2021): which matrices there are, where each lies in the one flat vector that is
 * trained, and how they start. Names are PEFT's.
 */
import type { Tensor } from '../engine/graph.ts';
import { slice } from '../engine/ops/flat.ts';
import type { Random } from '../support/random.ts';
import type { ModelConfig } from './files/config.ts';

export const loraTargets = [
  'q_proj',
  'k_proj',
  'v_proj',
  'o_proj',
  'gate_proj',
  'up_proj',
  'down_proj',
] as const;
export type LoraTarget = (typeof loraTargets)[number];

export interface LoraSpec {
  rank: number;
  /** The update is scaled by alpha / rank. */
  alpha: number;
  targets: readonly LoraTarget[];
}

/** One of the two factors of one adapted matrix. A is [rank, in], B is [out, rank]. */
export interface LoraFactor {
  /** The adapted layer, e.g. `model.layers.0.self_attn.q_proj`. */
  module: string;
  factor: 'A' | 'B';
  shape: readonly [number, number];
  /** Where it starts in the flat vector. */
  offset: number;
}

/** Every factor in the order of the flat vector: layer by layer, target by target, A before B. */
export function loraLayout(config: ModelConfig, { rank, targets }: LoraSpec): LoraFactor[] {
  const layout: LoraFactor[] = [];
  let offset = 0;
  const place = (module: string, factor: 'A' | 'B', shape: readonly [number, number]) => {
    layout.push({ module, factor, shape, offset });
    offset += shape[0] * shape[1];
  };
  for (let layer = 0; layer < config.layers; layer++) {
    for (const target of targets) {
      const module = moduleName(layer, target);
      const [outWidth, inWidth] = matrixShape(config, target);
      place(module, 'A', [rank, inWidth]);
      place(module, 'B', [outWidth, rank]);
    }
  }
  return layout;
}

export function loraSize(config: ModelConfig, spec: LoraSpec): number {
  return loraLayout(config, spec).reduce((total, { shape }) => total + shape[0] * shape[1], 0);
}

/** A starts as N(0, 1/in) and B as zeros, so that the adapted model starts out as the base. */
export function initialLora(config: ModelConfig, spec: LoraSpec, random: Random): Float32Array {
  const parameters = new Float32Array(loraSize(config, spec));
  for (const { factor, shape, offset } of loraLayout(config, spec)) {
    if (factor === 'B') continue;
    const deviation = 1 / Math.sqrt(shape[1]);
    for (let i = 0; i < shape[0] * shape[1]; i++) parameters[offset + i] = deviation * random.normal();
  }
  return parameters;
}

/** The factors of every adapted layer as tensors read out of the flat vector. */
export function loraTensors(
  config: ModelConfig,
  spec: LoraSpec,
  flat: Tensor,
): { modules: Map<string, { a: Tensor; b: Tensor }>; inOrder: Tensor[] } {
  const modules = new Map<string, { a: Tensor; b: Tensor }>();
  const inOrder = loraLayout(config, spec).map(({ shape, offset }) => slice({ flat }, { offset, shape }));
  loraLayout(config, spec).forEach(({ module, factor }, i) => {
    if (factor === 'A') modules.set(module, { a: inOrder[i]!, b: inOrder[i + 1]! });
  });
  return { modules, inOrder };
}

const attentionTargets: readonly string[] = ['q_proj', 'k_proj', 'v_proj', 'o_proj'];

export function moduleName(layer: number, target: LoraTarget): string {
  return `model.layers.${layer}.${attentionTargets.includes(target) ? 'self_attn' : 'mlp'}.${target}`;
}

/** [out, in] of a layer's weight. */
export function matrixShape(config: ModelConfig, target: LoraTarget): readonly [number, number] {
  const { width, heads, keyValueHeads, headDim, feedForwardWidth } = config;
  switch (target) {
    case 'q_proj':
      return [heads * headDim, width];
    case 'k_proj':
    case 'v_proj':
      return [keyValueHeads * headDim, width];
    case 'o_proj':
      return [width, heads * headDim];
    case 'gate_proj':
    case 'up_proj':
      return [feedForwardWidth, width];
    case 'down_proj':
      return [width, feedForwardWidth];
  }
}
