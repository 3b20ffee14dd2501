/**
 * The matrix products that a program cannot do without, as an ONNX model of nothing else: what the runtime
 * takes for it is the yardstick for the whole training step.
 */
import { OnnxEmitter, type OnnxName } from '../../engine/backends/onnx/emitter.ts';
import { encodeModel, type OnnxPort } from '../../engine/backends/onnx/proto.ts';
import { topologicalOrder, type Node, type Tensor } from '../../engine/graph.ts';
import type { Program } from '../../engine/backends/backend.ts';
import type { AttentionAttributes } from '../../engine/ops/attention.ts';

/** op(a)·op(b): [batch, m, k] × [batch, k, n]; the flags say how the operands lie in memory. */
export interface MatrixProduct {
  batch: number;
  m: number;
  k: number;
  n: number;
  transA: 0 | 1;
  transB: 0 | 1;
}

export const flops = (products: readonly MatrixProduct[]) =>
  products.reduce((total, { batch, m, k, n }) => total + 2 * batch * m * k * n, 0);

const product = (
  m: number,
  k: number,
  n: number,
  transA: 0 | 1 = 0,
  transB: 0 | 1 = 0,
  batch = 1,
): MatrixProduct => ({
  batch,
  m,
  k,
  n,
  transA,
  transB,
});

const extent = (tensor: Tensor | undefined, axis: number) => tensor!.shape[axis]!;

/** What each op multiplies; ops that are not named multiply no matrices. */
const productsOf: Record<string, (inputs: Node['inputs'], attributes: unknown) => MatrixProduct[]> = {
  linear: ({ x, weight }) => [product(extent(x, 0), extent(x, 1), extent(weight, 0), 0, 1)],
  linearInputGrad: ({ dy, weight }) => [product(extent(dy, 0), extent(dy, 1), extent(weight, 1))],
  loraAGrad: ({ dy, x, b }) => [
    product(extent(dy, 0), extent(dy, 1), extent(b, 1)),
    product(extent(b, 1), extent(dy, 0), extent(x, 1), 1),
  ],
  loraBGrad: ({ dy, x, a }) => [
    product(extent(x, 0), extent(x, 1), extent(a, 0), 0, 1),
    product(extent(dy, 1), extent(dy, 0), extent(a, 0), 1),
  ],
  attention: (inputs, attributes) => attentionProducts(inputs, attributes).forward,
  attentionGrad: (inputs, attributes) => attentionProducts(inputs, attributes).backward,
  tokenLogprobs: ({ x, head }) => [product(extent(x, 0), extent(x, 1), extent(head, 0), 0, 1)],
  tokenLogprobsInputGrad: ({ x, head }) => [product(extent(x, 0), extent(head, 0), extent(x, 1))],
};

function attentionProducts({ q }: Node['inputs'], attributes: unknown) {
  const { time, heads } = attributes as AttentionAttributes;
  const d = extent(q, 1) / heads;
  const batch = (extent(q, 0) / time) * heads;
  return {
    // Scores and outputs.
    forward: [product(time, d, time, 0, 1, batch), product(time, time, d, 0, 0, batch)],
    // dP, dq, dk and dv.
    backward: [
      product(time, d, time, 0, 1, batch),
      product(time, time, d, 0, 0, batch),
      product(time, time, d, 1, 0, batch),
      product(time, time, d, 1, 0, batch),
    ],
  };
}

/** Every product of a program, the merging of each adapter into its weight (once a step) included. */
export function matrixProducts({ outputs, state = {} }: Program): MatrixProduct[] {
  const products: MatrixProduct[] = [];
  const merged = new Set<Tensor>();
  for (const { op, inputs, attributes } of topologicalOrder([
    ...Object.values(outputs),
    ...Object.values(state),
  ])) {
    products.push(...(productsOf[op.name]?.(inputs, attributes) ?? []));
    const { a, b, weight } = inputs;
    if (op.name !== 'linear' || !a || !b || merged.has(b)) continue;
    merged.add(b);
    products.push(product(extent(weight, 0), extent(a, 0), extent(weight, 1)));
  }
  return products;
}

/** An ONNX model that does the products, one after the other, and sums one element of each. */
export function productsModel(products: readonly MatrixProduct[]): {
  model: Uint8Array;
  feeds: Map<string, number[]>;
} {
  const emit = new OnnxEmitter();
  const feeds = new Map<string, number[]>();
  const operand = (batch: number, rows: number, columns: number, side: string): OnnxName => {
    const dims = batch === 1 ? [rows, columns] : [batch, rows, columns];
    const name = `${side} ${dims.join('×')}`;
    feeds.set(name, dims);
    return { name, depth: 0 };
  };
  const probes = products.map(({ batch, m, k, n, transA, transB }, i) => {
    const a = transA ? operand(batch, k, m, 'a') : operand(batch, m, k, 'a');
    const b = transB ? operand(batch, n, k, 'b') : operand(batch, k, n, 'b');
    // A factor of its own keeps products of equal shape from being recognised as one.
    const options = { alpha: 1 + i / 4096, transA, transB };
    const y = batch === 1 ? emit.gemm(a, b, options) : emit.batchedMatmul(a, b, options);
    return emit.node('Slice', [emit.reshape(y, [-1]), emit.longs([0]), emit.longs([1])]);
  });
  const total = emit.node('Sum', probes);
  emit.append({ type: 'Identity', domain: '', inputs: [total.name], outputs: ['y'], attributes: {} }, 0);
  const inputs = [...feeds].map(([name, dims]): OnnxPort => ({ name, type: 'float', dims }));
  const outputs: OnnxPort[] = [{ name: 'y', type: 'float', dims: [1] }];
  const { nodes, constants } = emit;
  return { model: encodeModel({ name: 'products', nodes: [...nodes], constants, inputs, outputs }), feeds };
}
