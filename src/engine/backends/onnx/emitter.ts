/**
 * Writes ONNX nodes. Two things are done here once so that no op has to care:
 *
 * - **Sharing.** A node with the same operator, inputs and attributes is written once. A backward lowering
 *   simply writes the forward expression again and gets the value that is already there.
 * - **Scope.** A node goes into the innermost scope that one of its inputs comes from. What a loop's body
 *   needs but does not depend on its iterations (a merged weight, a transposed prompt cache) therefore ends
 *   up in front of the loop.
 */
import type { TensorType } from '../../graph.ts';
import {
  ONNX_TYPE,
  type OnnxAttribute,
  type OnnxConstant,
  type OnnxDims,
  type OnnxNode,
  type OnnxType,
} from './proto.ts';

/** A named value in the ONNX graph and how deep in nested scopes it lives (0 is the main graph). */
export interface OnnxName {
  readonly name: string;
  readonly depth: number;
  /** The shape it has in ONNX, where that is not the tensor's: what is held of a cache grows. */
  readonly dims?: OnnxDims;
}

/** The value of a tensor of our graph, with its type. */
export type OnnxValue = OnnxName & TensorType;

type AttributeValue = number | readonly number[] | { float: number } | { text: string };

export interface EmitOptions {
  attributes?: Record<string, AttributeValue>;
  domain?: 'com.microsoft';
}

export class OnnxEmitter {
  readonly constants: OnnxConstant[] = [];
  private readonly scopes: OnnxNode[][] = [[]];
  private readonly written = new Map<string, OnnxName[]>();
  private counter = 0;

  /** The nodes of the main graph, in an order in which they can be computed. */
  get nodes(): readonly OnnxNode[] {
    return this.scopes[0]!;
  }

  get depth(): number {
    return this.scopes.length - 1;
  }

  /** One output of an operator, e.g. `emit.node('Softmax', [scores], { attributes: { axis: -1 } })`. */
  node(type: string, inputs: readonly (OnnxName | null)[], options: EmitOptions = {}): OnnxName {
    return this.write(type, inputs, 1, options)[0]!;
  }

  /** Several outputs of an operator. */
  multi(
    type: string,
    inputs: readonly (OnnxName | null)[],
    outputs: number,
    options: EmitOptions = {},
  ): OnnxName[] {
    return this.write(type, inputs, outputs, options);
  }

  private write(
    type: string,
    inputs: readonly (OnnxName | null)[],
    outputs: number,
    { attributes = {}, domain }: EmitOptions,
  ): OnnxName[] {
    const names = inputs.map((input) => input?.name ?? '');
    const key = JSON.stringify([type, names, attributes, outputs]);
    const existing = this.written.get(key);
    if (existing) return existing;

    const depth = inputs.reduce((deepest, input) => Math.max(deepest, input?.depth ?? 0), 0);
    const results = Array.from({ length: outputs }, () => this.fresh(type, depth));
    this.scopes[depth]!.push({
      type,
      domain: domain ?? '',
      inputs: names,
      outputs: results.map(({ name }) => name),
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, typedAttribute(value)]),
      ),
    });
    this.written.set(key, results);
    return results;
  }

  /** Writes a node that must not be shared (it has a subgraph, or names an output of the model). */
  append(node: OnnxNode, depth: number): void {
    this.scopes[depth]!.push(node);
  }

  fresh(hint: string, depth: number): OnnxName {
    return { name: `${hint}_${this.counter++}`, depth };
  }

  /** Opens the body of a loop; nodes that depend on values of this depth go there until it is closed. */
  openScope(): number {
    this.scopes.push([]);
    return this.depth;
  }

  closeScope(): OnnxNode[] {
    const nodes = this.scopes.pop()!;
    // What lived in the body can't be seen from outside, so it can't be shared any more.
    for (const [key, [first]] of this.written) if (first!.depth > this.depth) this.written.delete(key);
    return nodes;
  }

  floats(values: Float32Array | readonly number[], dims: readonly number[]): OnnxName {
    return this.constant('float', Float32Array.from(values), dims);
  }

  /** A scalar f32. */
  float(value: number): OnnxName {
    return this.floats([value], []);
  }

  ints(values: Int32Array | readonly number[], dims: readonly number[]): OnnxName {
    return this.constant('int32', Int32Array.from(values), dims);
  }

  int(value: number): OnnxName {
    return this.ints([value], []);
  }

  /** 64-bit integers, which ONNX wants for shapes, axes and slice bounds. */
  longs(values: readonly number[]): OnnxName {
    return this.constant('int64', BigInt64Array.from(values, BigInt), [values.length]);
  }

  /** A large constant that several lowerings want; `name` says what is in it. */
  table(name: string, values: () => Float32Array, dims: readonly number[]): OnnxName {
    const key = `table ${name}`;
    const existing = this.written.get(key);
    if (existing) return existing[0]!;
    const value = this.constant('float', values(), dims);
    this.written.set(key, [value]);
    return value;
  }

  private constant(type: OnnxType, data: OnnxConstant['data'], dims: readonly number[]): OnnxName {
    const smallEnoughToCompare = data.length <= 64;
    const key = smallEnoughToCompare
      ? `constant ${type} [${dims.join()}] ${Array.from<unknown>(data).join()}`
      : '';
    const existing = key && this.written.get(key);
    if (existing) return existing[0]!;
    const value = this.fresh('constant', 0);
    this.constants.push({ name: value.name, type, dims, data });
    if (key) this.written.set(key, [value]);
    return value;
  }

  // Shorthands for the operators that nearly every lowering uses.

  reshape(x: OnnxName, shape: readonly number[]): OnnxName {
    return this.node('Reshape', [x, this.longs(shape)]);
  }

  transpose(x: OnnxName, perm: readonly number[]): OnnxName {
    return this.node('Transpose', [x], { attributes: { perm } });
  }

  cast(x: OnnxName, type: OnnxType): OnnxName {
    return this.node('Cast', [x], { attributes: { to: ONNX_TYPE[type] } });
  }

  add(a: OnnxName, b: OnnxName): OnnxName {
    return this.node('Add', [a, b]);
  }

  sub(a: OnnxName, b: OnnxName): OnnxName {
    return this.node('Sub', [a, b]);
  }

  mul(a: OnnxName, b: OnnxName): OnnxName {
    return this.node('Mul', [a, b]);
  }

  div(a: OnnxName, b: OnnxName): OnnxName {
    return this.node('Div', [a, b]);
  }

  reduceSum(x: OnnxName, axes: readonly number[], keepDims = false): OnnxName {
    return this.node('ReduceSum', [x, this.longs(axes)], { attributes: { keepdims: keepDims ? 1 : 0 } });
  }

  /** alpha · op(a) · op(b) + c, all of two axes; `c` may broadcast. */
  gemm(
    a: OnnxName,
    b: OnnxName,
    {
      c = null,
      alpha = 1,
      transA = 0,
      transB = 0,
    }: { c?: OnnxName | null; alpha?: number; transA?: 0 | 1; transB?: 0 | 1 } = {},
  ): OnnxName {
    return this.node('Gemm', c ? [a, b, c] : [a, b], {
      attributes: { alpha: { float: alpha }, transA, transB },
    });
  }

  /** alpha · op(a) · op(b) over the last two axes, the others being batch axes. */
  batchedMatmul(
    a: OnnxName,
    b: OnnxName,
    { alpha = 1, transA = 0, transB = 0 }: { alpha?: number; transA?: 0 | 1; transB?: 0 | 1 } = {},
  ): OnnxName {
    return this.node('FusedMatMul', [a, b], {
      domain: 'com.microsoft',
      attributes: { alpha: { float: alpha }, transA, transB },
    });
  }
}

function typedAttribute(value: AttributeValue): OnnxAttribute {
  if (typeof value === 'number') return { kind: 'int', value };
  if ('float' in value) return { kind: 'float', value: value.float };
  if ('text' in value) return { kind: 'string', value: value.text };
  return { kind: 'ints', value };
}
