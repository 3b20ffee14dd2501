/** Reductions. */
import { groupsFor } from '../backends/webgpu/moves.ts';
import { defineOp, type Op } from '../define.ts';
import type { Shape, Tensor } from '../graph.ts';
import { sizeOf } from '../graph.ts';
import { expectRank, expectShape, float } from '../shapes.ts';

/** As in shaders/sums.wgsl. */
const COLUMNS_PER_GROUP = 64;

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
  webgpu: (gpu, { x }, _attributes, [type]) =>
    gpu.call({
      kernel: 'sums',
      entry: 'sum',
      fields: { x, size: sizeOf(x.shape) },
      outputs: { y: type! },
      workgroups: 1,
    }),
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
  webgpu: (gpu, { value }, { shape }, [type]) =>
    gpu.call({
      kernel: 'copy',
      entry: 'fill',
      fields: { x: value, size: sizeOf(shape) },
      outputs: { y: type! },
      workgroups: groupsFor(sizeOf(shape)),
    }),
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
  webgpu(gpu, { x }, _attributes, [type]) {
    const [rows, width] = x.shape as [number, number];
    const workgroups = Math.ceil(width / COLUMNS_PER_GROUP);
    return gpu.call({
      kernel: 'sums',
      entry: 'sumRows',
      fields: { x, rows, width },
      outputs: { y: type! },
      workgroups,
    });
  },
});
