/** The reference backend: every op's own loops in float64. Slow, obvious, and what the others are tested against. */
import type { NdArray } from '../../define.ts';
import { inputsOf, sizeOf, topologicalOrder, type HostArray, type Node, type Tensor } from '../../graph.ts';
import { constantAttributes, inputAttributes, isConstant, isInput } from '../../leaves.ts';
import { bodyNodes, isLoop, loopAttributes } from '../../loop.ts';
import {
  checkFeed,
  programInputs,
  type Backend,
  type Executable,
  type Feeds,
  type Program,
  type Results,
} from '../backend.ts';

type Values = Map<Tensor, NdArray>;

export const referenceBackend: Backend = {
  name: 'reference',
  description: 'float64 loops in JavaScript, the reference implementation',
  compile: (program) => Promise.resolve(new ReferenceExecutable(program)),
};

class ReferenceExecutable implements Executable {
  private readonly inputs: Map<string, Tensor>;
  private readonly order: Node[];
  private readonly states = new Map<string, Float64Array>();

  constructor(private readonly program: Program) {
    this.inputs = programInputs(program);
    this.order = topologicalOrder([...Object.values(program.outputs), ...Object.values(program.state ?? {})]);
    for (const name of Object.keys(program.state ?? {})) {
      this.states.set(name, new Float64Array(sizeOf(this.inputs.get(name)!.shape)));
    }
  }

  run(feeds: Feeds): Promise<Results> {
    const values = evaluate(this.order, new Map(), (node) => this.fed(node, feeds));
    for (const [name, next] of Object.entries(this.program.state ?? {})) {
      this.states.set(name, values.get(next)!.data);
    }
    const results = Object.entries(this.program.outputs).map(([name, tensor]) => [
      name,
      toHost(tensor, values),
    ]);
    return Promise.resolve(Object.fromEntries(results) as Results);
  }

  private fed(node: Node, feeds: Feeds): Float64Array {
    const { name, shape } = inputAttributes(node);
    const state = this.states.get(name);
    return state ?? Float64Array.from(checkFeed(name, feeds[name], this.inputs.get(name)!, sizeOf(shape)));
  }

  readState(name: string): Promise<Float32Array> {
    return Promise.resolve(Float32Array.from(this.states.get(name)!));
  }

  writeState(name: string, value: Float32Array): Promise<void> {
    this.states.set(name, Float64Array.from(value));
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}

/** The float64 values of tensors, given those of the input leaves by name: for tests that need all digits. */
export function evaluateReference(
  tensors: readonly Tensor[],
  feeds: Record<string, Float64Array>,
): Float64Array[] {
  const values = evaluate(topologicalOrder(tensors), new Map(), (node) => feeds[inputAttributes(node).name]!);
  return tensors.map((tensor) => values.get(tensor)!.data);
}

function toHost(tensor: Tensor, values: Values): HostArray {
  const { data } = values.get(tensor)!;
  return tensor.dtype === 'int' ? Int32Array.from(data) : Float32Array.from(data);
}

function evaluate(order: readonly Node[], values: Values, feed: (node: Node) => Float64Array): Values {
  for (const node of order) {
    if (values.has(node.outputs[0]!)) continue;
    const results = execute(node, values, feed);
    node.outputs.forEach((output, i) => {
      const data = results[i]!;
      values.set(output, { shape: isLoop(node) ? emittedShape(output, data) : output.shape, data });
    });
  }
  return values;
}

function execute(node: Node, values: Values, feed: (node: Node) => Float64Array): Float64Array[] {
  if (isInput(node)) return [feed(node)];
  if (isConstant(node)) return [Float64Array.from(constantAttributes(node).data)];
  if (isLoop(node)) return iterate(node, values, feed);
  const inputs = Object.fromEntries(
    Object.entries(node.inputs).map(([name, tensor]) => [name, tensor && values.get(tensor)]),
  );
  return node.op.reference(inputs, node.attributes, node.outputs);
}

function iterate(node: Node, values: Values, feed: (node: Node) => Float64Array): Float64Array[] {
  const attributes = loopAttributes(node);
  const body = bodyNodes(attributes);
  const collected: number[][] = attributes.emitted.map(() => []);
  let carried = attributes.carried.map((_, i) => values.get(node.inputs[`initial.${i}`]!)!);
  for (let iteration = 0; iteration < attributes.maxIterations; iteration++) {
    const inner: Values = new Map(inputsOf(node).map((tensor) => [tensor, values.get(tensor)!]));
    inner.set(attributes.iteration, { shape: [], data: Float64Array.of(iteration) });
    attributes.carried.forEach((placeholder, i) => inner.set(placeholder, carried[i]!));
    evaluate(body, inner, feed);
    attributes.emitted.forEach((tensor, i) =>
      inner.get(tensor)!.data.forEach((value) => collected[i]!.push(value)),
    );
    carried = attributes.next.map((tensor) => inner.get(tensor)!);
    if (inner.get(attributes.goOn)!.data[0] === 0) break;
  }
  return collected.map((rows) => Float64Array.from(rows));
}

function emittedShape(output: Tensor, data: Float64Array): readonly number[] {
  const rest = output.shape.slice(1);
  return [data.length / sizeOf(rest), ...rest];
}
