/**
 * The arithmetic that a program cannot do without: the matrix products of its ops, a multiplication and an
 * addition counted as two. Whatever a backend computes twice counts once, so that the figure is fair to all.
 */
import type { Program } from '../../engine/backends/backend.ts';
import { sizeOf, topologicalOrder, type Node, type Tensor } from '../../engine/graph.ts';
import type { AttentionAttributes } from '../../engine/ops/attention.ts';

type Count = (inputs: Record<string, Tensor>, attributes: unknown) => number;

const extent = (tensor: Tensor, axis: number) => tensor.shape[axis]!;
const product = (rows: number, depth: number, columns: number) => 2 * rows * depth * columns;

/** Of the op by its name; what is not named multiplies no matrices worth counting. */
const countOf: Record<string, Count> = {
  // With an adapter: u = x·Aᵀ, which the gradient of B reads again, and u·Bᵀ.
  linear: ({ x, weight, a }) =>
    layer(x!, weight!) +
    (a ? product(extent(x!, 0), extent(a, 0), extent(weight!, 0) + extent(weight!, 1)) : 0),
  // With an adapter: t·A, where t = dy·B is counted with the gradient of A.
  linearInputGrad: ({ dy, weight, a }) =>
    layer(dy!, weight!) + (a ? product(extent(dy!, 0), extent(a, 0), extent(weight!, 1)) : 0),
  linearWeightGrad: ({ dy, x }) => product(extent(dy!, 1), extent(dy!, 0), extent(x!, 1)),
  loraAGrad: ({ dy, x, b }) => product(extent(dy!, 0), extent(b!, 1), extent(dy!, 1) + extent(x!, 1)),
  loraBGrad: ({ dy, a }) => product(extent(dy!, 1), extent(dy!, 0), extent(a!, 0)),
  attention: (inputs, attributes) => 2 * attentionProduct(inputs, attributes),
  // The scores again, dP, dq, dk and dv.
  attentionGrad: (inputs, attributes) => 5 * attentionProduct(inputs, attributes),
  tokenLogprobs: ({ x, head }) => layer(x!, head!),
  tokenLogprobsInputGrad: ({ x, head }) => layer(x!, head!),
  tokenLogprobsHeadGrad: ({ x, head }) => layer(x!, head!),
};

const layer = (x: Tensor, weight: Tensor) => product(extent(x, 0), extent(weight, 0), extent(weight, 1));

/** One product of attention, if every row is one sequence: a position pairs with itself and what is before it. */
function attentionProduct({ q }: Record<string, Tensor>, attributes: unknown): number {
  const { time } = attributes as AttentionAttributes;
  return causalFlops(sizeOf(q!.shape), time);
}

/** @param elements of q: positions · heads · headDim. */
export const causalFlops = (elements: number, time: number): number => 2 * elements * ((time + 1) / 2);

export function programFlops({ outputs, state = {} }: Program): number {
  return topologicalOrder([...Object.values(outputs), ...Object.values(state)]).reduce(
    (total, { op, inputs, attributes }: Node) =>
      total + (countOf[op.name]?.(inputs as Record<string, Tensor>, attributes) ?? 0),
    0,
  );
}
