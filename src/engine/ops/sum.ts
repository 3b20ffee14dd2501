/** Reductions. */
import { defineOp, type Op } from '../define.ts';
import type { Shape, Tensor } from '../graph.ts';
import { sizeOf } from '../graph.ts';
import { expectRank, expectShape, float } from '../shapes.ts';

/** The sum of all elements, a scalar. */
export const sum: Op<{ x: Tensor }, object> = defineOp({
  name: 'sum',
  infer: () => [float()],
  gradient: ({ inputs: { x }, upstream: [dy] }) => ({ x: () => fill({ value: dy }, { shape: x.shape }) }),
  reference: ({ x }) => [Float64Array.of(x.data.reduce((total, value) => total + value, 0))],
  onnx: (emit, { x }) => [
    x.shape.length === 0
      ? x
      : emit.reduceSum(
          x,
          x.shape.map((_, axis) => axis),
        ),
  ],
});

/** A tensor of the given shape with one value everywhere. */
export const fill: Op<{ value: Tensor }, { shape: Shape }> = defineOp({
  name: 'fill',
  infer({ value }, { shape }) {
    expectShape('value', value, []);
    return [float(...shape)];
  },
  gradient: ({ upstream: [dy] }) => ({ value: () => sum({ x: dy }) }),
  reference: ({ value }, { shape }) => [new Float64Array(sizeOf(shape)).fill(value.data[0]!)],
  onnx: (emit, { value }, { shape }) => [emit.node('Expand', [value, emit.longs(shape)])],
});

/** Sums over rows: [rows, width] → [width]; the gradient of a bias. */
export const sumRows = defineOp<{ x: Tensor }>({
  name: 'sumRows',
  infer({ x }) {
    expectRank('x', x, 2);
    return [float(x.shape[1]!)];
  },
  reference({ x }) {
    const [rows, width] = x.shape as [number, number];
    const total = new Float64Array(width);
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < width; i++) total[i]! += x.data[row * width + i]!;
    }
    return [total];
  },
  onnx: (emit, { x }) => [emit.reduceSum(x, [0])],
});
