/** Arithmetic on single elements. Both operands have the same shape; nothing broadcasts. */
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
});

/** factor · x, the factor being fixed */
export const scale: Op<{ x: Tensor }, { factor: number }> = defineOp({
  name: 'scale',
  infer: ({ x }) => [float(...x.shape)],
  gradient: ({ attributes, upstream: [dy] }) => ({ x: () => scale({ x: dy }, attributes) }),
  reference: ({ x }, { factor }) => [x.data.map((value) => factor * value)],
  onnx: (emit, { x }, { factor }) => [emit.mul(x, emit.float(factor))],
});

/** e^x */
export const exp = defineOp<{ x: Tensor }>({
  name: 'exp',
  infer: ({ x }) => [float(...x.shape)],
  gradient: ({ outputs: [y], upstream: [dy] }) => ({ x: () => multiply({ a: dy, b: y! }) }),
  reference: ({ x }) => [x.data.map(Math.exp)],
  onnx: (emit, { x }) => [emit.node('Exp', [x])],
});
