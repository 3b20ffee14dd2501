/**
 * A bounded loop with carried state: what decoding is made of. A loop is a node like any other, but control
 * flow is a matter of the backend, not of an op: the reference iterates, ONNX has a Loop operator.
 */
import { createNode, type OpDefinition } from './define.ts';
import { inputsOf, sameShape, topologicalOrder, type Node, type Tensor, type TensorRecord } from './graph.ts';
import { input } from './leaves.ts';
import { formatShape, ShapeError } from './shapes.ts';

export interface LoopAttributes {
  maxIterations: number;
  /** Placeholders for the iteration's number (an int scalar) and for each carried value. */
  iteration: Tensor;
  carried: readonly Tensor[];
  /** The body's results: the next carried values, what each iteration emits, and whether to go on (int scalar). */
  next: readonly Tensor[];
  emitted: readonly Tensor[];
  goOn: Tensor;
}

export interface LoopBody {
  next: readonly Tensor[];
  emitted: readonly Tensor[];
  goOn: Tensor;
}

const never = (): never => {
  throw new Error('a loop is executed by the backend itself');
};

const loopOp: OpDefinition<TensorRecord, LoopAttributes> = {
  name: 'loop',
  infer(inputs, { maxIterations, next, emitted }) {
    next.forEach((tensor, i) => {
      const initial = inputs[`initial.${i}`]!;
      if (!sameShape(tensor.shape, initial.shape)) {
        throw new ShapeError(
          `carried value ${i} starts as ${formatShape(initial.shape)} and goes on as ${formatShape(tensor.shape)}`,
        );
      }
    });
    return emitted.map(({ shape, dtype }) => ({ shape: [maxIterations, ...shape], dtype }));
  },
  reference: never,
  onnx: never,
  webgpu: never,
};

export const isLoop = (node: Node): boolean => node.op === loopOp;
export const loopAttributes = (node: Node): LoopAttributes => node.attributes as LoopAttributes;

/**
 * Repeats `body` until it says not to go on, at most `maxIterations` times (at least once). Returns what the
 * iterations emitted, stacked along a new first axis; rows of iterations that were not reached are absent on
 * the way out of a backend, so read the number of rows from the result.
 */
export function loop(
  initial: readonly Tensor[],
  maxIterations: number,
  body: (carried: readonly Tensor[], iteration: Tensor) => LoopBody,
): readonly Tensor[] {
  const iteration = input('loop.iteration', [], 'int');
  const carried = initial.map(({ shape, dtype }, i) => input(`loop.carried.${i}`, shape, dtype));
  const { next, emitted, goOn } = body(carried, iteration);
  const attributes: LoopAttributes = { maxIterations, iteration, carried, next, emitted, goOn };
  const inputs: TensorRecord = {};
  initial.forEach((tensor, i) => (inputs[`initial.${i}`] = tensor));
  capturedTensors(attributes).forEach((tensor, i) => (inputs[`captured.${i}`] = tensor));
  return createNode(loopOp, inputs, attributes).outputs;
}

/** The nodes of the body that depend on the iteration, in order; the rest can be computed before the loop. */
export function bodyNodes({ iteration, carried, next, emitted, goOn }: LoopAttributes): Node[] {
  const dependent = new Set<Node>([iteration.node, ...carried.map(({ node }) => node)]);
  return topologicalOrder([...next, ...emitted, goOn]).filter((node) => {
    if (dependent.has(node)) return false;
    const depends = inputsOf(node).some((tensor) => dependent.has(tensor.node));
    if (depends) dependent.add(node);
    return depends;
  });
}

/** What the body reads from outside the loop. */
function capturedTensors(attributes: LoopAttributes): Tensor[] {
  const body = bodyNodes(attributes);
  const inside = new Set<Node>([
    attributes.iteration.node,
    ...attributes.carried.map(({ node }) => node),
    ...body,
  ]);
  const read = [...body.flatMap(inputsOf), ...attributes.next, ...attributes.emitted, attributes.goOn];
  return [...new Set(read.filter((tensor) => !inside.has(tensor.node)))];
}
