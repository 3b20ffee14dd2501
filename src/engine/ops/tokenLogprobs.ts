/**
 * The log-probability of each target under the output head: logSoftmax(x·headᵀ)[target]. Head, softmax and
 * gather are one op so that no backend has to keep the [rows, vocabulary] matrix for the backward pass.
 */
import type { OnnxEmitter, OnnxName } from '../backends/onnx/emitter.ts';
import { defineOp, type NdArray } from '../define.ts';
import { chunkedInputGrad, chunkedLogprobs, headGrad } from '../backends/webgpu/logprobs.ts';
import type { Tensor } from '../graph.ts';
import { matrixProduct } from '../reference/matrixProduct.ts';
import { expectRank, expectShape, expectType, float } from '../shapes.ts';

interface LogprobInputs extends Record<string, Tensor> {
  /** [rows, width] */
  x: Tensor;
  /** [vocabulary, width] */
  head: Tensor;
  /** [rows] */
  targets: Tensor;
}

interface LogprobGradInputs extends LogprobInputs {
  dy: Tensor;
  /** The forward pass's second output, for backends that keep it. */
  lse: Tensor;
}

function check({ x, head, targets }: LogprobInputs): void {
  expectRank('x', x, 2);
  expectShape('head', head, [head.shape[0]!, x.shape[1]!]);
  expectShape('targets', targets, [x.shape[0]!]);
  expectType('targets', targets, 'int');
}

/** Outputs the log-probabilities, and the logarithm of each softmax's denominator for the backward pass. */
export const tokenLogprobs = defineOp<LogprobInputs>({
  name: 'tokenLogprobs',
  keepsOutputs: true,
  infer(inputs) {
    check(inputs);
    return [float(inputs.x.shape[0]!), float(inputs.x.shape[0]!)];
  },
  gradient: ({ inputs, outputs: [, lse], upstream: [dy] }) => ({
    x: () => tokenLogprobsInputGrad({ ...inputs, dy, lse: lse! }),
    head: () => tokenLogprobsHeadGrad({ ...inputs, dy, lse: lse! }),
  }),
  reference({ x, head, targets }) {
    const vocabulary = head.shape[0]!;
    const logits = matrixProduct(x, head, { transB: true });
    const logProbabilities = logSoftmax(logits);
    return [
      targets.data.map((target, row) => logProbabilities[row * vocabulary + target]!),
      targets.data.map((_, row) => logits.data[row * vocabulary]! - logProbabilities[row * vocabulary]!),
    ];
  },
  onnx(emit, { x, head, targets }) {
    const logits = emit.gemm(x, head, { transB: 1 });
    const index = emit.reshape(targets, [x.shape[0]!, 1]);
    const targetLogit = emit.node('GatherElements', [logits, index], { attributes: { axis: 1 } });
    // The largest probability is 1/Σexp(logit − max), so log Σexp(logit) = max − log(largest): exact even
    // where the target's own probability underflows, and without another exponential per element.
    const largest = (values: OnnxName) => emit.node('ReduceMax', [values, emit.longs([1])]);
    const logNormalizer = emit.sub(
      largest(logits),
      emit.node('Log', [largest(probabilities(emit, x, head))]),
    );
    const rows = [x.shape[0]!];
    return [emit.reshape(emit.sub(targetLogit, logNormalizer), rows), emit.reshape(logNormalizer, rows)];
  },
  webgpu: (gpu, { x, head, targets }) => chunkedLogprobs(gpu, x, head, targets),
});

/** dx = dy·(head[target] − p·head) */
const tokenLogprobsInputGrad = defineOp<LogprobGradInputs>({
  name: 'tokenLogprobsInputGrad',
  infer(inputs) {
    check(inputs);
    expectShape('dy', inputs.dy, inputs.targets.shape);
    return [float(...inputs.x.shape)];
  },
  reference({ x, head, targets, dy }) {
    return [matrixProduct(dLogits(x, head, targets, dy), head).data];
  },
  onnx(emit, { x, head, targets, dy }) {
    const expected = emit.gemm(probabilities(emit, x, head), head);
    const difference = emit.sub(emit.node('Gather', [head, targets]), expected);
    return [emit.mul(emit.reshape(dy, [dy.shape[0]!, 1]), difference)];
  },
  webgpu: (gpu, inputs) => [chunkedInputGrad(gpu, inputs)],
});

/** dhead = (dy·(onehot(target) − p))ᵀ·x */
const tokenLogprobsHeadGrad = defineOp<LogprobGradInputs>({
  name: 'tokenLogprobsHeadGrad',
  infer(inputs) {
    check(inputs);
    expectShape('dy', inputs.dy, inputs.targets.shape);
    return [float(...inputs.head.shape)];
  },
  reference({ x, head, targets, dy }) {
    return [matrixProduct(dLogits(x, head, targets, dy), x, { transA: true }).data];
  },
  onnx(emit, { x, head, targets, dy }) {
    const rows = x.shape[0]!;
    const weighted = emit.mul(x, emit.reshape(dy, [rows, 1]));
    const pulled = emit.gemm(probabilities(emit, x, head), weighted, { alpha: -1, transA: 1 });
    const indices = emit.cast(emit.reshape(targets, [rows, 1]), 'int64');
    return [
      emit.node('ScatterND', [pulled, indices, weighted], { attributes: { reduction: { text: 'add' } } }),
    ];
  },
  webgpu: (gpu, inputs) => [headGrad(gpu, inputs)],
});

function probabilities(emit: OnnxEmitter, x: OnnxName, head: OnnxName): OnnxName {
  return emit.node('Softmax', [emit.gemm(x, head, { transB: 1 })], { attributes: { axis: 1 } });
}

/** Row by row, subtracting the largest logit first. */
function logSoftmax({ shape, data }: NdArray): Float64Array {
  const [rows, columns] = shape as [number, number];
  const result = new Float64Array(data.length);
  for (let row = 0; row < rows; row++) {
    const logits = data.subarray(row * columns, (row + 1) * columns);
    const largest = logits.reduce((max, logit) => Math.max(max, logit), -Infinity);
    const normalizer =
      largest + Math.log(logits.reduce((total, logit) => total + Math.exp(logit - largest), 0));
    logits.forEach((logit, j) => (result[row * columns + j] = logit - normalizer));
  }
  return result;
}

function dLogits(x: NdArray, head: NdArray, targets: NdArray, dy: NdArray): NdArray {
  const columns = head.shape[0]!;
  const logProbabilities = logSoftmax(matrixProduct(x, head, { transB: true }));
  const data = logProbabilities.map((logProbability, at) => {
    const row = Math.floor(at / columns);
    const isTarget = targets.data[row] === at % columns ? 1 : 0;
    return dy.data[row]! * (isTarget - Math.exp(logProbability));
  });
  return { shape: [x.shape[0]!, columns], data };
}
