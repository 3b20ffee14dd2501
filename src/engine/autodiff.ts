/**
 * Reverse-mode differentiation as a graph transform: the gradient is more graph, built from the ops' own
 * gradient rules, so that every backend that can run the ops can train.
 */
import { createNode } from './define.ts';
import { inputsOf, sameShape, topologicalOrder, type Node, type Tensor, type TensorRecord } from './graph.ts';
import { scalar } from './leaves.ts';
import { after } from './ops/after.ts';
import { add } from './ops/elementwise.ts';
import { formatShape, ShapeError } from './shapes.ts';

/**
 * dLoss/dTarget for every target, in order. `loss` is a scalar. Only what lies between the targets and the
 * loss is differentiated: a frozen weight costs nothing.
 *
 * @param checkpoints activation checkpointing (Chen et al. 2016): of what depends on these tensors, only they
 *   are kept for the backward pass; what lies between them is computed again when its gradient's turn comes.
 * @throws ShapeError when the loss is not a scalar; Error when a target does not influence the loss, or
 *   does so through an input that has no gradient.
 */
export function gradients(
  loss: Tensor,
  targets: readonly Tensor[],
  checkpoints: readonly Tensor[] = [],
): Tensor[] {
  if (loss.shape.length !== 0) {
    throw new ShapeError(`gradients: the loss must be a scalar, not of shape ${formatShape(loss.shape)}`);
  }
  const order = topologicalOrder([loss]);
  const targetNodes = new Set(targets.map(({ node }) => node));
  const active = new Set<Node>();
  for (const node of order) {
    const depends = inputsOf(node).some((tensor) => active.has(tensor.node));
    if (targetNodes.has(node) || (depends && !node.op.stopsGradient)) active.add(node);
  }

  const again = new Recomputation(order, checkpoints);
  const accumulated = new Map<Tensor, Tensor>([[loss, scalar(1)]]);
  for (const node of order.toReversed()) {
    const isLeaf = !inputsOf(node).some((tensor) => active.has(tensor.node));
    if (!active.has(node) || isLeaf) continue;
    const upstream = node.outputs.map((output) => accumulated.get(output));
    if (upstream.every((gradient) => gradient === undefined)) continue;
    propagate(node, upstream, active, accumulated, again);
  }

  return targets.map((target, index) => {
    const gradient = accumulated.get(target);
    if (!gradient)
      throw new Error(`gradients: target ${index} (${target.node.op.name}) does not influence the loss`);
    return gradient;
  });
}

function propagate(
  node: Node,
  upstream: (Tensor | undefined)[],
  active: ReadonlySet<Node>,
  accumulated: Map<Tensor, Tensor>,
  again: Recomputation,
): void {
  const [first, ...others] = upstream;
  if (!first) throw new Error(`gradients: ${node.op.name} is differentiable through its first output only`);
  const builders = node.op.gradient?.({
    inputs: again.inputsOf(node, first),
    attributes: node.attributes,
    outputs: node.outputs.map((output) => again.valueOf(output, first)),
    upstream: [first, ...others],
  });
  for (const [name, tensor] of Object.entries(node.inputs)) {
    if (!tensor || !active.has(tensor.node)) continue;
    const build = builders?.[name];
    if (!build) throw new Error(`gradients: ${node.op.name} has no gradient for its input "${name}"`);
    const gradient = build();
    if (!sameShape(gradient.shape, tensor.shape)) {
      throw new ShapeError(
        `gradients: ${node.op.name} gives "${name}" a gradient of shape ${formatShape(gradient.shape)}, not ${formatShape(tensor.shape)}`,
      );
    }
    const sum = accumulated.get(tensor);
    accumulated.set(tensor, sum ? add({ a: sum, b: gradient }) : gradient);
  }
}

/** The values that gradient rules read: those of the forward pass, or the same computed once more. */
class Recomputation {
  private readonly checkpoints: ReadonlySet<Tensor>;
  /** The nodes that depend on a checkpoint. */
  private readonly dependent = new Set<Node>();
  private readonly values = new Map<Tensor, Tensor>();

  constructor(order: readonly Node[], checkpoints: readonly Tensor[]) {
    this.checkpoints = new Set(checkpoints);
    for (const node of order) {
      const depends = (tensor: Tensor) => this.checkpoints.has(tensor) || this.dependent.has(tensor.node);
      if (inputsOf(node).some(depends)) this.dependent.add(node);
    }
  }

  inputsOf(node: Node, signal: Tensor): TensorRecord {
    if (this.checkpoints.size === 0) return node.inputs;
    const entries = Object.entries(node.inputs);
    return Object.fromEntries(
      entries.map(([name, tensor]) => [name, tensor && this.valueOf(tensor, signal)]),
    );
  }

  /** @param signal the gradient whose computation the value is wanted for: it is not computed earlier. */
  valueOf(tensor: Tensor, signal: Tensor): Tensor {
    const known = this.values.get(tensor);
    if (known) return known;
    let value = tensor;
    if (this.checkpoints.has(tensor)) value = after(tensor, signal);
    else if (this.dependent.has(tensor.node) && !tensor.node.op.keepsOutputs) {
      const { op, attributes, outputs } = tensor.node;
      const copy = createNode(op, this.inputsOf(tensor.node, signal), attributes);
      outputs.forEach((output, i) => this.values.set(output, copy.outputs[i]!));
      return copy.outputs[tensor.index]!;
    }
    this.values.set(tensor, value);
    return value;
  }
}
