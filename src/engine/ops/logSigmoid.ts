/** log σ(x), the log-likelihood of a preference (Bradley & Terry 1952) as DPO and ORPO use it. */
import { elementwise } from '../backends/webgpu/elementwise.ts';
import { defineOp } from '../define.ts';
import type { Tensor } from '../graph.ts';
import { expectShape, float } from '../shapes.ts';

/** log σ(x) = min(x, 0) − log(1 + e^−|x|), which neither overflows nor becomes log 0 for any x. */
export const logSigmoidAt = (x: number): number => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));

export const logSigmoid = defineOp<{ x: Tensor }>({
  name: 'logSigmoid',
  infer: ({ x }) => [float(...x.shape)],
  gradient: ({ inputs: { x }, upstream: [dy] }) => ({ x: () => logSigmoidGrad({ x, dy }) }),
  reference: ({ x }) => [x.data.map(logSigmoidAt)],
  // The runtime's Softplus, log(1 + e^x), takes care of large x itself.
  onnx: (emit, { x }) => [emit.node('Neg', [emit.node('Softplus', [emit.node('Neg', [x])])])],
  webgpu: (gpu, { x }, _attributes, [type]) => elementwise(gpu, 'logSigmoid', { a: x }, type!),
});

/** dx = dy·σ(−x) */
const logSigmoidGrad = defineOp<{ x: Tensor; dy: Tensor }>({
  name: 'logSigmoidGrad',
  infer({ x, dy }) {
    expectShape('dy', dy, x.shape);
    return [float(...x.shape)];
  },
  reference: ({ x, dy }) => [x.data.map((value, i) => dy.data[i]! / (1 + Math.exp(value)))],
  // Not the runtime's Sigmoid, which is off by 10⁻⁸ of 1: nothing here, but `logOddsGrad` may divide by 10⁻⁶.
  onnx: (emit, { x, dy }) => [emit.div(dy, emit.add(emit.float(1), emit.node('Exp', [x])))],
  webgpu: (gpu, { x, dy }, _attributes, [type]) => elementwise(gpu, 'logSigmoidGrad', { a: x, b: dy }, type!),
});
