/**
 * The graph: what to compute, not how. A `Tensor` is a typed edge, a `Node` is one application of an op.
 * Building a graph computes nothing; a backend compiles it (`backends/`) and gradients are a transform of
 * it (`autodiff.ts`). Shapes are static: a program is compiled for its batch and length.
 */
import type { AnyOp } from './define.ts';

/** `float` is f32 on devices and f64 in the reference; `int` is a 32-bit integer. */
export type DataType = 'float' | 'int';
export type Shape = readonly number[];

export interface TensorType {
  readonly shape: Shape;
  readonly dtype: DataType;
}

export interface Tensor extends TensorType {
  readonly node: Node;
  /** Which of the node's outputs this is. */
  readonly index: number;
}

export type TensorRecord = Record<string, Tensor | undefined>;

export interface Node {
  readonly op: AnyOp;
  readonly inputs: TensorRecord;
  readonly attributes: unknown;
  readonly outputs: readonly Tensor[];
}

/** Host data of a tensor: what goes into a program and what comes out of it. */
export type HostArray = Float32Array | Int32Array;

export const sizeOf = (shape: Shape): number => shape.reduce((product, extent) => product * extent, 1);

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/** The tensors a node reads, in the order of its input names; optional ones that are absent are left out. */
export function inputsOf(node: Node): Tensor[] {
  return Object.values(node.inputs).filter((tensor) => tensor !== undefined);
}

/** Every node that the given tensors need, each after the nodes it reads. */
export function topologicalOrder(outputs: readonly Tensor[]): Node[] {
  const order: Node[] = [];
  const visited = new Set<Node>();
  // An explicit stack: a deep model would overflow the call stack.
  const stack: { node: Node; expanded: boolean }[] = outputs.map(({ node }) => ({ node, expanded: false }));
  stack.reverse();
  while (stack.length > 0) {
    const top = stack.pop()!;
    if (top.expanded) {
      order.push(top.node);
      continue;
    }
    if (visited.has(top.node)) continue;
    visited.add(top.node);
    stack.push({ node: top.node, expanded: true });
    for (const input of inputsOf(top.node).reverse()) {
      if (!visited.has(input.node)) stack.push({ node: input.node, expanded: false });
    }
  }
  return order;
}
