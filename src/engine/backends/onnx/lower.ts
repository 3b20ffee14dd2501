/** From our graph to an ONNX graph: walks the nodes in order and lets every op write its own lowering. */
import { topologicalOrder, type Node, type Tensor } from '../../graph.ts';
import { constantAttributes, inputAttributes, isConstant, isInput } from '../../leaves.ts';
import { bodyNodes, isLoop, loopAttributes } from '../../loop.ts';
import { programInputs, type Program } from '../backend.ts';
import { OnnxEmitter, type OnnxName, type OnnxValue } from './emitter.ts';
import { prune } from './prune.ts';
import type { OnnxGraph, OnnxPort, OnnxType } from './proto.ts';

/** Outputs of the ONNX model that carry a state's next value are named with this prefix. */
export const NEXT_STATE = 'next.';

export function lower(program: Program): OnnxGraph {
  const lowering = new Lowering();
  const outputs: Record<string, Tensor> = { ...program.outputs };
  for (const [name, next] of Object.entries(program.state ?? {})) outputs[NEXT_STATE + name] = next;
  lowering.lowerAll(topologicalOrder(Object.values(outputs)));

  const inputs = [...programInputs(program)].map(([name, tensor]) => portOf(name, tensor));
  const ports = Object.entries(outputs).map(([name, tensor]) => {
    lowering.publish(lowering.valueOf(tensor), name);
    // A loop may end early, so how many rows it emits is not known beforehand.
    return isLoop(tensor.node) ? { name, type: onnxType(tensor) } : portOf(name, tensor);
  });
  const { nodes, constants } = lowering.emit;
  return prune({ name: 'program', nodes: [...nodes], constants, inputs, outputs: ports });
}

class Lowering {
  readonly emit = new OnnxEmitter();
  private readonly values = new Map<Tensor, OnnxValue>();

  valueOf(tensor: Tensor): OnnxValue {
    const value = this.values.get(tensor);
    if (!value) throw new Error(`${tensor.node.op.name} was not lowered before it was read`);
    return value;
  }

  lowerAll(order: readonly Node[]): void {
    for (const node of order) {
      if (!this.values.has(node.outputs[0]!)) this.define(node, this.lowerNode(node));
    }
  }

  /** Gives a value a fixed name, by which it leaves the (sub)graph of the given depth. */
  publish(value: OnnxName, name: string, depth = 0): void {
    this.emit.append(
      { type: 'Identity', domain: '', inputs: [value.name], outputs: [name], attributes: {} },
      depth,
    );
  }

  private define(node: Node, names: readonly OnnxName[]): void {
    node.outputs.forEach((tensor, i) => this.bind(tensor, names[i]!));
  }

  private bind(tensor: Tensor, name: OnnxName): void {
    this.values.set(tensor, { ...name, shape: tensor.shape, dtype: tensor.dtype });
  }

  private lowerNode(node: Node): OnnxName[] {
    if (isInput(node)) return [{ name: inputAttributes(node).name, depth: 0 }];
    if (isConstant(node)) {
      const { data, shape } = constantAttributes(node);
      return [data instanceof Int32Array ? this.emit.ints(data, shape) : this.emit.floats(data, shape)];
    }
    if (isLoop(node)) return this.lowerLoop(node);
    const inputs = Object.fromEntries(
      Object.entries(node.inputs).map(([name, tensor]) => [name, tensor && this.valueOf(tensor)]),
    );
    return node.op.onnx(this.emit, inputs, node.attributes);
  }

  private lowerLoop(node: Node): OnnxName[] {
    const { emit } = this;
    const { maxIterations, iteration, carried, next, emitted, goOn } = loopAttributes(node);
    const initial = carried.map((_, i) => this.valueOf(node.inputs[`initial.${i}`]!));

    const depth = emit.openScope();
    const number = emit.fresh('iteration', depth);
    const condition = emit.fresh('condition', depth);
    this.bind(iteration, emit.cast(emit.reshape(number, []), 'int32'));
    const placeholders = carried.map((tensor, i): OnnxPort => {
      const placeholder = emit.fresh('carried', depth);
      this.bind(tensor, placeholder);
      return { name: placeholder.name, type: onnxType(tensor), dims: initial[i]!.dims ?? tensor.shape };
    });
    this.lowerAll(bodyNodes(loopAttributes(node)));

    const taken = new Set(placeholders.map(({ name }) => name));
    const leaving = (value: OnnxName, port: Omit<OnnxPort, 'name'>): OnnxPort => {
      // What the body has computed leaves under its own name, once; a copy of a cache would be dear.
      if (value.depth === depth && !taken.has(value.name)) {
        taken.add(value.name);
        return { name: value.name, ...port };
      }
      const { name } = emit.fresh('leaving', depth);
      this.publish(value, name, depth);
      return { name, ...port };
    };
    const bodyOutputs = [
      leaving(emit.cast(this.valueOf(goOn), 'bool'), { type: 'bool', dims: [] }),
      ...next.map((tensor, i) =>
        leaving(this.valueOf(tensor), { type: onnxType(tensor), dims: placeholders[i]!.dims! }),
      ),
      ...emitted.map((tensor) =>
        leaving(this.valueOf(tensor), { type: onnxType(tensor), dims: tensor.shape }),
      ),
    ];
    const body: OnnxGraph = {
      name: 'body',
      nodes: emit.closeScope(),
      constants: [],
      inputs: [
        { name: number.name, type: 'int64', dims: [] },
        { name: condition.name, type: 'bool', dims: [] },
        ...placeholders,
      ],
      outputs: bodyOutputs,
    };

    const outer = emit.depth;
    const finals = carried.map(() => emit.fresh('final', outer));
    const stacked = emitted.map(() => emit.fresh('stacked', outer));
    const limit = emit.reshape(emit.longs([maxIterations]), []);
    const always = emit.cast(emit.int(1), 'bool');
    emit.append(
      {
        type: 'Loop',
        domain: '',
        inputs: [limit, always, ...initial].map(({ name }) => name),
        outputs: [...finals, ...stacked].map(({ name }) => name),
        attributes: { body: { kind: 'graph', value: body } },
      },
      outer,
    );
    return stacked;
  }
}

const onnxType = (tensor: Tensor): OnnxType => (tensor.dtype === 'int' ? 'int32' : 'float');
const portOf = (name: string, tensor: Tensor): OnnxPort => ({
  name,
  type: onnxType(tensor),
  dims: tensor.shape,
});
