/**
 * Rotary position embedding (Su et al. 2021), in the half-split layout of Hugging Face's Llama: component i
 * and component i + d/2 of every head are rotated by the angle position · θ^(−2i/d).
 */
import { groupsFor } from '../backends/webgpu/moves.ts';
import { defineOp, type Op } from '../define.ts';
import type { Tensor } from '../graph.ts';
import { expectDivides, expectRank, expectShape, expectType, float } from '../shapes.ts';

export interface RopeAttributes {
  headDim: number;
  theta: number;
  /** Positions are 0 … maxPositions − 1. */
  maxPositions: number;
  /** Rotates back; the gradient of a rotation. */
  inverse?: boolean;
}

interface RopeInputs extends Record<string, Tensor> {
  /** [rows, heads·headDim] */
  x: Tensor;
  /** [rows] */
  positions: Tensor;
}

export const rope: Op<RopeInputs, RopeAttributes> = defineOp<RopeInputs, RopeAttributes>({
  name: 'rope',
  infer({ x, positions }, { headDim }) {
    expectRank('x', x, 2);
    expectShape('positions', positions, [x.shape[0]!]);
    expectType('positions', positions, 'int');
    expectDivides('the width of x in heads', x.shape[1]!, headDim);
    expectDivides('headDim in two halves', headDim, 2);
    return [float(...x.shape)];
  },
  gradient: ({ inputs: { positions }, attributes, upstream: [dy] }) => ({
    x: () => rope({ x: dy, positions }, { ...attributes, inverse: !attributes.inverse }),
  }),
  reference({ x, positions }, { headDim, theta, inverse }) {
    const width = x.shape[1]!;
    const half = headDim / 2;
    const y = new Float64Array(x.data.length);
    for (let at = 0; at < y.length; at += headDim) {
      const position = positions.data[Math.floor(at / width)]!;
      for (let i = 0; i < half; i++) {
        const angle = position * frequency(i, headDim, theta) * (inverse ? -1 : 1);
        const first = x.data[at + i]!;
        const second = x.data[at + half + i]!;
        y[at + i] = first * Math.cos(angle) - second * Math.sin(angle);
        y[at + half + i] = second * Math.cos(angle) + first * Math.sin(angle);
      }
    }
    return [y];
  },
  onnx(emit, { x, positions }, { headDim, theta, maxPositions, inverse }) {
    const [rows, width] = x.shape as [number, number];
    const half = headDim / 2;
    const angles = Float64Array.from(
      { length: maxPositions * half },
      (_, at) => Math.floor(at / half) * frequency(at % half, headDim, theta),
    );
    // Repeated for every head: products of equal shapes are far faster than ones that broadcast a few values.
    const heads = width / headDim;
    const table = (f: (angle: number) => number, what: string) => {
      const values = () =>
        Float32Array.from({ length: maxPositions * heads * half }, (_, at) =>
          f(angles[Math.floor(at / (heads * half)) * half + (at % half)]!),
        );
      const name = `rope ${what} ${heads}×${headDim} ${theta} ${maxPositions}`;
      return emit.node('Gather', [emit.table(name, values, [maxPositions, heads, half]), positions]);
    };
    const cos = table(Math.cos, 'cos');
    const sin = table(Math.sin, 'sin');
    const split = emit.reshape(x, [rows, heads, headDim]);
    const [first, second] = emit.multi('Split', [split, emit.longs([half, half])], 2, {
      attributes: { axis: 2 },
    });
    const plus = inverse ? 'Add' : 'Sub';
    const minus = inverse ? 'Sub' : 'Add';
    const rotated = [
      emit.node(plus, [emit.mul(first!, cos), emit.mul(second!, sin)]),
      emit.node(minus, [emit.mul(second!, cos), emit.mul(first!, sin)]),
    ];
    return [emit.reshape(emit.node('Concat', rotated, { attributes: { axis: 2 } }), [rows, width])];
  },
  webgpu(gpu, { x, positions }, { headDim, theta, maxPositions, inverse }, [type]) {
    const [rows, width] = x.shape as [number, number];
    const half = headDim / 2;
    const table = (f: (angle: number) => number) =>
      gpu.table(`rope ${f.name} ${headDim} ${theta} ${maxPositions}`, [maxPositions, half], () =>
        Float32Array.from({ length: maxPositions * half }, (_, at) =>
          f(Math.floor(at / half) * frequency(at % half, headDim, theta)),
        ),
      );
    const pairs = (rows * width) / 2;
    return gpu.call({
      kernel: 'rope',
      entry: 'rotate',
      fields: {
        ...{ pairs, width, half, x, positions },
        ...{ cosines: table(Math.cos), sines: table(Math.sin), direction: inverse ? -1 : 1 },
      },
      outputs: { y: type! },
      workgroups: groupsFor(pairs),
    });
  },
});

const frequency = (i: number, headDim: number, theta: number) => theta ** ((-2 * i) / headDim);
