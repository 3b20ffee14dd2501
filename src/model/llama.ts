/**
 * The Llama network (Touvron et al. 2023) as a graph, top to bottom on one screen: RMSNorm, rotary
 * grouped-query attention, SwiGLU, tied or untied head. Training, scoring and decoding differ only in what
 * `attend` does.
 */
import type { Tensor } from '../engine/graph.ts';
import { constant, quantizedConstant } from '../engine/leaves.ts';
import { attention } from '../engine/ops/attention.ts';
import { add } from '../engine/ops/elementwise.ts';
import { linear } from '../engine/ops/linear.ts';
import { rmsNorm } from '../engine/ops/rmsNorm.ts';
import { rope } from '../engine/ops/rope.ts';
import { embed, gatherRows } from '../engine/ops/rows.ts';
import { swiglu } from '../engine/ops/swiglu.ts';
import type { QuantizedMatrix } from '../engine/quantized.ts';
import type { ModelConfig } from './files/config.ts';
import { loraTensors, moduleName, type LoraSpec, type LoraTarget } from './lora.ts';

/** Where the forward pass gets its parameters from: frozen constants, trained slices, adapters. */
export interface Network {
  config: ModelConfig;
  /** The parameter of a Hugging Face name, or undefined if the network has none of that name (a bias). */
  parameter(name: string): Tensor | undefined;
  /** The adapter of a layer, if it has one. */
  adapter?: { modules: ReadonlyMap<string, { a: Tensor; b: Tensor }>; scale: number };
}

/** Rotated queries and keys, and values, of all positions of one layer. */
export interface Heads {
  q: Tensor;
  k: Tensor;
  v: Tensor;
}

export type Attend = (layer: number, heads: Heads) => Tensor;

/** Sees the hidden states that enter each layer, and may put others in their place. */
export type EnterLayer = (x: Tensor, layer: number) => Tensor;

export interface ForwardOptions {
  enterLayer?: EnterLayer;
  /** Which positions' hidden states are wanted [n]; those of all if it is left out. */
  wanted?: Tensor;
}

/** The final hidden states of tokens [positions]: [positions, width], or [n, width] of the wanted ones. */
export function forward(
  network: Network,
  tokens: Tensor,
  positions: Tensor,
  attend: Attend,
  { enterLayer = (x) => x, wanted }: ForwardOptions = {},
): Tensor {
  const { config } = network;
  const pick = (x: Tensor) => gatherRows({ x, index: wanted! });
  // After the last attention no position reads another: where fewer are wanted, the others end there.
  const pickEarly = wanted !== undefined && wanted.shape[0]! < tokens.shape[0]!;
  let x = embed(required(network, 'model.embed_tokens.weight'), tokens);
  for (let layer = 0; layer < config.layers; layer++) {
    x = enterLayer(x, layer);
    let attended = selfAttention(
      network,
      layer,
      norm(network, x, `model.layers.${layer}.input_layernorm`),
      positions,
      attend,
    );
    if (pickEarly && layer === config.layers - 1) [x, attended] = [pick(x), pick(attended)];
    x = add({ a: x, b: project(network, layer, 'o_proj', attended) });
    const fed = feedForward(
      network,
      layer,
      norm(network, x, `model.layers.${layer}.post_attention_layernorm`),
    );
    x = add({ a: x, b: fed });
  }
  const hidden = norm(network, x, 'model.norm');
  return wanted && !pickEarly ? pick(hidden) : hidden;
}

/** The output head's matrix [vocabulary, width]. */
export function outputHead(network: Network): Tensor {
  return required(network, network.config.tiedEmbeddings ? 'model.embed_tokens.weight' : 'lm_head.weight');
}

/** Attention over whole packed rows, as in training and scoring. */
export function packedAttention(config: ModelConfig, segments: Tensor, time: number): Attend {
  const { heads, keyValueHeads } = config;
  return (_layer, { q, k, v }) => attention({ q, k, v, segments }, { time, heads, keyValueHeads });
}

function selfAttention(
  network: Network,
  layer: number,
  x: Tensor,
  positions: Tensor,
  attend: Attend,
): Tensor {
  const { headDim, ropeTheta: theta, maxPositions } = network.config;
  const rotate = (tensor: Tensor) => rope({ x: tensor, positions }, { headDim, theta, maxPositions });
  const q = rotate(project(network, layer, 'q_proj', x));
  const k = rotate(project(network, layer, 'k_proj', x));
  const v = project(network, layer, 'v_proj', x);
  return attend(layer, { q, k, v });
}

function feedForward(network: Network, layer: number, x: Tensor): Tensor {
  const gate = project(network, layer, 'gate_proj', x);
  const up = project(network, layer, 'up_proj', x);
  return project(network, layer, 'down_proj', swiglu({ gate, up }));
}

function project(network: Network, layer: number, target: LoraTarget, x: Tensor): Tensor {
  const module = moduleName(layer, target);
  const adapter = network.adapter?.modules.get(module);
  return linear(
    {
      x,
      weight: required(network, `${module}.weight`),
      bias: network.parameter(`${module}.bias`),
      ...adapter,
    },
    { loraScale: network.adapter?.scale ?? 0 },
  );
}

function norm(network: Network, x: Tensor, module: string): Tensor {
  return rmsNorm({ x, gain: required(network, `${module}.weight`) }, { epsilon: network.config.normEpsilon });
}

function required(network: Network, name: string): Tensor {
  const tensor = network.parameter(name);
  if (!tensor) throw new Error(`the network has no parameter ${name}`);
  return tensor;
}

/** A parameter as it is on the host; matrices may be quantized. */
export interface HostWeight {
  readonly shape: readonly number[];
  readonly data: Float32Array;
  readonly quantized?: QuantizedMatrix;
}

export type HostWeights = ReadonlyMap<string, HostWeight>;

function frozenParameter(weight: HostWeight): Tensor {
  const { quantized } = weight;
  return quantized ? quantizedConstant(quantized, () => weight.data) : constant(weight.data, weight.shape);
}

/** A network of frozen weights, with the adapter in `flat` on top of it if one is given. */
export function frozenNetwork(
  config: ModelConfig,
  weights: HostWeights,
  lora?: { spec: LoraSpec; flat: Tensor },
): Network & { adapterTensors: Tensor[] } {
  const constants = new Map<string, Tensor>();
  const parameter = (name: string) => {
    const weight = weights.get(name);
    if (weight && !constants.has(name)) constants.set(name, frozenParameter(weight));
    return constants.get(name);
  };
  if (!lora) return { config, parameter, adapterTensors: [] };
  const { modules, inOrder } = loraTensors(config, lora.spec, lora.flat);
  const scale = lora.spec.alpha / lora.spec.rank;
  return { config, parameter, adapter: { modules, scale }, adapterTensors: inOrder };
}
