/** Arithmetic on single elements. Both operands have the same shape; nothing broadcasts. */
import { addAsAddend } from '../backends/webgpu/addend.ts';
import { elementwise } from '../backends/webgpu/elementwise.ts';
import { joinProducts } from '../backends/webgpu/matmul.ts';
import { defineOp, type NdArray, type Op } from '../define.ts';
import type { Tensor } from '../graph.ts';
import { expectShape, float } from '../shapes.ts';

interface Pair extends Record<string, Tensor> {
  a: Tensor;
  b: Tensor;
}

const zip = (a: NdArray, b: NdArray, f: (x: number, y: number) => number) =>
  a.data.map((x, i) => f(x, b.data[i]!));

function inferPair({ a, b }: Pair) {
  expectShape('b', b, a.shape);
  return [float(...a.shape)];
}

/** a + b */
export const add = defineOp<Pair>({
  name: 'add',
  infer: inferPair,
  gradient: ({ upstream: [dy] }) => ({ a: () => dy, b: () => dy }),
  reference: ({ a, b }) => [zip(a, b, (x, y) => x + y)],
  // Sum rather than Add: the runtime folds it into a matrix product that feeds it.
  onnx: (emit, { a, b }) => [emit.node('Sum', [a, b])],
  webgpu: (gpu, { a, b }, _attributes, [type]) => {
    const fused = joinProducts(gpu, a, b) ?? addAsAddend(gpu, a, b);
    return fused ? [fused] : elementwise(gpu, 'add', { a, b }, type!);
  },
});

/** a − b */
export const subtract = defineOp<Pair>({
  name: 'subtract',
  infer: inferPair,
  gradient: ({ upstream: [dy] }) => ({ a: () => dy, b: () => scale({ x: dy }, { factor: -1 }) }),
  reference: ({ a, b }) => [zip(a, b, (x, y) => x - y)],
  onnx: (emit, { a, b }) => [emit.sub(a, b)],
  webgpu: (gpu, { a, b }, _attributes, [type]) => elementwise(gpu, 'subtract', { a, b }, type!),
});

/** a · b, element by element */
export const multiply: Op<Pair, object> = defineOp<Pair>({
  name: 'multiply',
  infer: inferPair,
  gradient: ({ inputs: { a, b }, upstream: [dy] }) => ({
    a: () => multiply({ a: dy, b }),
    b: () => multiply({ a: dy, b: a }),
  }),
  reference: ({ a, b }) => [zip(a, b, (x, y) => x * y)],
  onnx: (emit, { a, b }) => [emit.mul(a, b)],
  webgpu: (gpu, { a, b }, _attributes, [type]) => elementwise(gpu, 'multiply', { a, b }, type!),
});

/** factor · x, the factor being fixed */
export const scale: Op<{ x: Tensor }, { factor: number }> = defineOp({
  name: 'scale',
  infer: ({ x }) => [float(...x.shape)],
  gradient: ({ attributes, upstream: [dy] }) => ({ x: () => scale({ x: dy }, attributes) }),
  reference: ({ x }, { factor }) => [x.data.map((value) => factor * value)],
  onnx: (emit, { x }, { factor }) => [emit.mul(x, emit.float(factor))],
  webgpu: (gpu, { x }, { factor }, [type]) => elementwise(gpu, 'scale', { a: x, factor }, type!),
});

/** e^x */
export const exp = defineOp<{ x: Tensor }>({
  name: 'exp',
  infer: ({ x }) => [float(...x.shape)],
  gradient: ({ outputs: [y], upstream: [dy] }) => ({ x: () => multiply({ a: dy, b: y! }) }),
  reference: ({ x }) => [x.data.map(Math.exp)],
  onnx: (emit, { x }) => [emit.node('Exp', [x])],
  webgpu: (gpu, { x }, _attributes, [type]) => elementwise(gpu, 'exponential', { a: x }, type!),
});
