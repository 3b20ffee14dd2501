/**
 * The training step in jax-js, as a user of that library who cares for speed would write it: forward, backward,
 * clipping and AdamW are one `jit`, in which the library may fuse what it can; the trained parameters are one
 * vector, so that the update is a few kernels and not a few for every adapter matrix.
 *
 * Arrays are reference-counted and a function takes over what it is given: `.ref` keeps an array for a later use.
 */
import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { moduleName, type LoraTarget } from '../../../src/model/lora.ts';
import type { Batch, Contender, Scenario } from '../contender.ts';
import { ropeTables } from '../ropeTables.ts';
import { version } from '../node_modules/@jax-js/jax/package.json';

type Arrays = Record<string, np.Array>;
// Type aliases: the library's trees don't accept interfaces.
type State = { parameters: np.Array; m: np.Array; v: np.Array };
type Rates = { learningRate: np.Array; correction1: np.Array; correction2: np.Array };

let state: State | undefined;
let frozen: Arrays | undefined;
let train: ReturnType<typeof compile> | undefined;
let scenario: Scenario;
let steps = 0;

export const contender: Contender = {
  name: 'jax-js',
  version,
  async prepare(given) {
    if (!(await init('webgpu')).includes('webgpu')) throw new Error('jax-js found no WebGPU device');
    defaultDevice('webgpu');
    scenario = given;
    steps = 0;
    frozen = frozenArrays(scenario);
    const { parameters } = scenario;
    state = {
      parameters: array(parameters),
      m: np.zeros([parameters.length]),
      v: np.zeros([parameters.length]),
    };
    train = compile(scenario);
    await blockUntilReady(frozen);
  },
  async step(batch) {
    steps++;
    const { beta1, beta2 } = scenario.optimizer;
    const rates = {
      learningRate: array(Float32Array.of(scenario.learningRate)),
      correction1: array(Float32Array.of(1 / (1 - beta1 ** steps))),
      correction2: array(Float32Array.of(1 / (1 - beta2 ** steps))),
    };
    const [next, loss] = train!(state!, tree.ref(frozen!), batchArrays(batch), rates);
    state = next;
    const [value] = await loss.data();
    return Number(value);
  },
  async dispose() {
    tree.dispose(state);
    tree.dispose(frozen);
    train?.dispose();
    state = frozen = train = undefined;
  },
};

function array(data: Float32Array | Int32Array, shape: readonly number[] = [data.length]): np.Array {
  // The library wants to know that its memory is not shared, which our types don't say.
  return np.array(data as Float32Array<ArrayBuffer>, { shape: [...shape] });
}

/** The base by its Hugging Face names, and RoPE's tables. */
function frozenArrays({ config, weights }: Scenario): Arrays {
  const arrays: Arrays = {};
  for (const [name, { shape, data }] of weights) arrays[name] = array(data, shape);
  const { cos, sin } = ropeTables(config);
  const shape = [config.maxPositions, config.headDim / 2];
  return { ...arrays, cos: array(cos, shape), sin: array(sin, shape) };
}

function batchArrays(batch: Batch): Arrays {
  return Object.fromEntries(
    Object.entries(batch).map(([name, data]) => [name, array(data as Float32Array | Int32Array)]),
  );
}

function compile(scenario: Scenario) {
  const { optimizer, maxGradNorm } = scenario;
  const { beta1, beta2, epsilon } = optimizer;
  return jit(function step(state: State, frozen: Arrays, batch: Arrays, rates: Rates): [State, np.Array] {
    const lossAndGradient = valueAndGrad((parameters: np.Array) =>
      lossOf(scenario, parameters, frozen, batch),
    );
    const [loss, gradient] = lossAndGradient(state.parameters.ref);
    const norm = np.sqrt(np.square(gradient.ref).sum());
    const clipped = gradient.mul(np.minimum(np.reciprocal(norm.add(1e-6)).mul(maxGradNorm), 1));
    const m = state.m.mul(beta1).add(clipped.ref.mul(1 - beta1));
    const v = state.v.mul(beta2).add(np.square(clipped).mul(1 - beta2));
    const direction = m.ref.mul(rates.correction1).div(np.sqrt(v.ref.mul(rates.correction2)).add(epsilon));
    const parameters = state.parameters.sub(direction.mul(rates.learningRate));
    return [{ parameters, m, v }, loss];
  });
}

/** The mean negative log-likelihood of the scored tokens. */
function lossOf(scenario: Scenario, parameters: np.Array, frozen: Arrays, batch: Arrays): np.Array {
  const { config } = scenario;
  const hidden = forward(scenario, parameters, frozen, batch);
  const logprobs = nn.logSoftmax(np.matmul(hidden, frozen['model.embed_tokens.weight']!.transpose()));
  const chosen = logprobs.mul(nn.oneHot(batch.targets!, config.vocabularySize)).sum(-1);
  return chosen.mul(batch.tokenWeights!).sum().neg();
}

/** The final hidden states of the positions that predict a scored token, [scored, width]. */
function forward(scenario: Scenario, parameters: np.Array, frozen: Arrays, batch: Arrays): np.Array {
  const { config, shape, lora } = scenario;
  const { rows, time } = shape;
  const { heads, headDim } = config;
  const adapter = adapterArrays(scenario, parameters);
  const linear = (x: np.Array, layer: number, target: LoraTarget) => {
    const module = moduleName(layer, target);
    const low = np.matmul(x.ref, adapter[`${module}.A`]!.transpose());
    const update = np.matmul(low, adapter[`${module}.B`]!.transpose()).mul(lora.alpha / lora.rank);
    return np.matmul(x, frozen[`${module}.weight`]!.ref.transpose()).add(update);
  };
  const norm = (x: np.Array, module: string) => {
    const inverse = np.reciprocal(
      np.sqrt(np.square(x.ref).mean(-1, { keepdims: true }).add(config.normEpsilon)),
    );
    return x.mul(inverse).mul(frozen[`${module}.weight`]!.ref);
  };

  // What is the same for all layers: angles [rows, time, 1, headDim / 2] and who may see whom [rows, 1, time, time].
  const angles = [rows, time, 1, headDim / 2];
  const cos = frozen.cos!.ref.slice(batch.positions!.ref).reshape(angles);
  const sin = frozen.sin!.ref.slice(batch.positions!).reshape(angles);
  const segments = batch.segments!;
  const mask = segments.ref.reshape([rows, 1, time, 1]).equal(segments.reshape([rows, 1, 1, time]));
  const split = (x: np.Array) => x.reshape([rows, time, heads, headDim]);
  const rotate = (x: np.Array) => {
    const first = x.ref.slice([], [], [], [0, headDim / 2]);
    const second = x.slice([], [], [], [headDim / 2]);
    return np.concatenate(
      [first.ref.mul(cos.ref).sub(second.ref.mul(sin.ref)), second.mul(cos.ref).add(first.mul(sin.ref))],
      -1,
    );
  };

  let x = frozen['model.embed_tokens.weight']!.ref.slice(batch.tokens!);
  for (let layer = 0; layer < config.layers; layer++) {
    const attentionIn = norm(x.ref, `model.layers.${layer}.input_layernorm`);
    const attended = nn.dotProductAttention(
      rotate(split(linear(attentionIn.ref, layer, 'q_proj'))),
      rotate(split(linear(attentionIn.ref, layer, 'k_proj'))),
      split(linear(attentionIn, layer, 'v_proj')),
      { mask: mask.ref, isCausal: true },
    );
    x = x.add(linear(attended.reshape([rows * time, heads * headDim]), layer, 'o_proj'));
    const feedForwardIn = norm(x.ref, `model.layers.${layer}.post_attention_layernorm`);
    const gate = linear(feedForwardIn.ref, layer, 'gate_proj');
    const up = linear(feedForwardIn, layer, 'up_proj');
    x = x.add(linear(nn.silu(gate).mul(up), layer, 'down_proj'));
  }
  tree.dispose([cos, sin, mask]);
  return norm(x.slice(batch.scoredRows!), 'model.norm');
}

/** Every factor as `module.A` and `module.B`. */
function adapterArrays({ layout }: Scenario, parameters: np.Array): Arrays {
  const parts = np.split(
    parameters,
    layout.slice(1).map(({ offset }) => offset),
  );
  return Object.fromEntries(
    layout.map(({ module, factor, shape }, i) => [`${module}.${factor}`, parts[i]!.reshape([...shape])]),
  );
}
