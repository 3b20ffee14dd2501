/**
 * The training step in TensorFlow.js, as a user of that library who cares for speed would write it: there is no
 * compiler, so every operation is a kernel, and what helps is to need few of them. The trained parameters are one
 * variable, so that the library's own Adam updates them in a dozen kernels and not in a dozen for every adapter
 * matrix; its `split` hands out the matrices, and the gradient of that is one `concat`.
 */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { moduleName, type LoraTarget } from '../../../src/model/lora.ts';
import type { Batch, Contender, Scenario } from '../contender.ts';
import { ropeTables } from '../ropeTables.ts';

type Tensors = Record<string, tf.Tensor>;

let scenario: Scenario;
let frozen: Tensors = {};
let parameters: tf.Variable<tf.Rank.R1> | undefined;
let optimizer: tf.AdamOptimizer | undefined;

export const contender: Contender = {
  name: 'tfjs',
  version: tf.version.tfjs,
  async prepare(given) {
    if (!(await tf.setBackend('webgpu'))) throw new Error('TensorFlow.js found no WebGPU device');
    await tf.ready();
    tf.enableProdMode();
    scenario = given;
    frozen = frozenTensors(scenario);
    parameters = tf.variable(tf.tensor1d(scenario.parameters));
    const { beta1, beta2, epsilon } = scenario.optimizer;
    optimizer = tf.train.adam(scenario.learningRate, beta1, beta2, epsilon);
  },
  async step(batch) {
    const variable = parameters!;
    const loss = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(
        () => lossOf(scenario, variable, batchTensors(batch)),
        [variable],
      );
      const gradient = grads[variable.name]!;
      const norm = tf.sqrt(tf.sum(tf.square(gradient)));
      const factor = tf.minimum(tf.div(scenario.maxGradNorm, tf.add(norm, 1e-6)), 1);
      optimizer!.applyGradients({ [variable.name]: tf.mul(gradient, factor) });
      return value;
    });
    const [value] = await loss.data();
    loss.dispose();
    return value!;
  },
  async dispose() {
    optimizer?.dispose();
    parameters?.dispose();
    tf.dispose(frozen);
    tf.removeBackend('webgpu');
  },
};

/** The base by its Hugging Face names, RoPE's tables, and 0 or −10⁹ for what comes before and after a position. */
function frozenTensors({ config, weights, shape }: Scenario): Tensors {
  const tensors: Tensors = {};
  for (const [name, { shape, data }] of weights) tensors[name] = tf.tensor(data, [...shape]);
  const { cos, sin } = ropeTables(config);
  const table = [config.maxPositions, config.headDim / 2];
  const { time } = shape;
  const causal = Float32Array.from({ length: time * time }, (_, at) =>
    at % time <= Math.floor(at / time) ? 0 : -1e9,
  );
  return {
    ...tensors,
    cos: tf.tensor(cos, table),
    sin: tf.tensor(sin, table),
    causal: tf.tensor2d(causal, [time, time]),
  };
}

function batchTensors(batch: Batch): { [name in keyof Batch]: tf.Tensor1D } {
  const { tokenWeights, ...whole } = batch;
  const integers = Object.fromEntries(
    Object.entries(whole).map(([name, data]) => [name, tf.tensor1d(data, 'int32')]),
  );
  return {
    ...(integers as { [name in keyof typeof whole]: tf.Tensor1D }),
    tokenWeights: tf.tensor1d(tokenWeights),
  };
}

/** The mean negative log-likelihood of the scored tokens. */
function lossOf(
  scenario: Scenario,
  parameters: tf.Tensor1D,
  batch: ReturnType<typeof batchTensors>,
): tf.Scalar {
  const hidden = forward(scenario, parameters, batch);
  const logits = tf.matMul(hidden, frozen['model.embed_tokens.weight']!, false, true);
  const labels = tf.oneHot(batch.targets, scenario.config.vocabularySize);
  return tf.losses.softmaxCrossEntropy(labels, logits, batch.tokenWeights, 0, tf.Reduction.SUM).asScalar();
}

/** The final hidden states of the positions that predict a scored token, [scored, width]. */
function forward(
  scenario: Scenario,
  parameters: tf.Tensor1D,
  batch: ReturnType<typeof batchTensors>,
): tf.Tensor {
  const { config, shape, lora } = scenario;
  const { rows, time } = shape;
  const { heads, headDim } = config;
  const adapter = adapterTensors(scenario, parameters);
  const linear = (x: tf.Tensor, layer: number, target: LoraTarget) => {
    const module = moduleName(layer, target);
    const low = tf.matMul(x, adapter[`${module}.A`]!, false, true);
    const update = tf.mul(tf.matMul(low, adapter[`${module}.B`]!, false, true), lora.alpha / lora.rank);
    return tf.add(tf.matMul(x, frozen[`${module}.weight`]!, false, true), update);
  };
  const norm = (x: tf.Tensor, module: string) => {
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), config.normEpsilon));
    return tf.mul(tf.mul(x, inverse), frozen[`${module}.weight`]!);
  };

  // What is the same for all layers: angles [rows, 1, time, headDim / 2] and who may see whom [rows, 1, time, time].
  const angles = [rows, 1, time, headDim / 2];
  const cos = tf.reshape(tf.gather(frozen.cos!, batch.positions), angles);
  const sin = tf.reshape(tf.gather(frozen.sin!, batch.positions), angles);
  const { segments } = batch;
  const sameSegment = tf.equal(segments.reshape([rows, 1, time, 1]), segments.reshape([rows, 1, 1, time]));
  const mask = tf.where(sameSegment, frozen.causal!, -1e9);
  const split = (x: tf.Tensor) => tf.transpose(tf.reshape(x, [rows, time, heads, headDim]), [0, 2, 1, 3]);
  const rotate = (x: tf.Tensor) => {
    const [first, second] = tf.split(x, 2, -1) as [tf.Tensor, tf.Tensor];
    return tf.concat(
      [tf.sub(tf.mul(first, cos), tf.mul(second, sin)), tf.add(tf.mul(second, cos), tf.mul(first, sin))],
      -1,
    );
  };

  let x: tf.Tensor = tf.gather(frozen['model.embed_tokens.weight']!, batch.tokens);
  for (let layer = 0; layer < config.layers; layer++) {
    const attentionIn = norm(x, `model.layers.${layer}.input_layernorm`);
    const q = rotate(split(linear(attentionIn, layer, 'q_proj')));
    const k = rotate(split(linear(attentionIn, layer, 'k_proj')));
    const v = split(linear(attentionIn, layer, 'v_proj'));
    const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(headDim));
    const attended = tf.matMul(tf.softmax(tf.add(scores, mask)), v);
    const merged = tf.reshape(tf.transpose(attended, [0, 2, 1, 3]), [rows * time, heads * headDim]);
    x = tf.add(x, linear(merged, layer, 'o_proj'));
    const feedForwardIn = norm(x, `model.layers.${layer}.post_attention_layernorm`);
    const gate = linear(feedForwardIn, layer, 'gate_proj');
    const up = linear(feedForwardIn, layer, 'up_proj');
    x = tf.add(x, linear(tf.mul(tf.mul(gate, tf.sigmoid(gate)), up), layer, 'down_proj'));
  }
  return norm(tf.gather(x, batch.scoredRows), 'model.norm');
}

/** Every factor as `module.A` and `module.B`. */
function adapterTensors({ layout }: Scenario, parameters: tf.Tensor1D): Tensors {
  const parts = tf.split(
    parameters,
    layout.map(({ shape }) => shape[0] * shape[1]),
  );
  return Object.fromEntries(
    layout.map(({ module, factor, shape }, i) => [`${module}.${factor}`, tf.reshape(parts[i]!, [...shape])]),
  );
}
