/**
 * Reverse-mode differentiation as a graph transform: the gradient is more graph, built from the ops' own
 * gradient rules, so that every backend that can run the ops can train.
 */
import { inputsOf, sameShape, topologicalOrder, type Node, type Tensor } from './graph.ts';
import { scalar } from './leaves.ts';
import { add } from './ops/elementwise.ts';
import { formatShape, ShapeError } from './shapes.ts';

/**
 * dLoss/dTarget for every target, in order. `loss` is a scalar. Only what lies between the targets and the
 * loss is differentiated: a frozen weight costs nothing.
 * @throws ShapeError when the loss is not a scalar; Error when a target does not influence the loss, or
 *   does so through an input that has no gradient.
 */
export function gradients(loss: Tensor, targets: readonly Tensor[]): Tensor[] {
  if (loss.shape.length !== 0) {
    throw new ShapeError(`gradients: the loss must be a scalar, not of shape ${formatShape(loss.shape)}`);
  }
  const order = topologicalOrder([loss]);
  const targetNodes = new Set(targets.map(({ node }) => node));
  const active = new Set<Node>();
  for (const node of order) {
    if (targetNodes.has(node) || inputsOf(node).some((tensor) => active.has(tensor.node))) active.add(node);
  }

  const accumulated = new Map<Tensor, Tensor>([[loss, scalar(1)]]);
  for (const node of order.toReversed()) {
    const isLeaf = !inputsOf(node).some((tensor) => active.has(tensor.node));
    if (!active.has(node) || isLeaf) continue;
    const upstream = node.outputs.map((output) => accumulated.get(output));
    if (upstream.every((gradient) => gradient === undefined)) continue;
    propagate(node, upstream, active, accumulated);
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
): void {
  const [first, ...others] = upstream;
  if (!first) throw new Error(`gradients: ${node.op.name} is differentiable through its first output only`);
  const builders = node.op.gradient?.({
    inputs: node.inputs,
    attributes: node.attributes,
    outputs: node.outputs,
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
