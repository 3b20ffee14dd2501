/**
 * How an op is defined: one object in one file under `ops/`, holding its shape rule, its gradient in terms
 * of other ops, its reference implementation and one lowering per backend.
 */
import type { OnnxEmitter, OnnxName, OnnxValue } from './backends/onnx/emitter.ts';
import type { GpuEmitter } from './backends/webgpu/emitter.ts';
import type { GpuValue } from './backends/webgpu/calls.ts';
import type { Node, Shape, Tensor, TensorRecord, TensorType } from './graph.ts';
import { ShapeError } from './shapes.ts';

/** A float64 array with its shape; integers are held as float64 too. */
export interface NdArray {
  readonly shape: Shape;
  readonly data: Float64Array;
}

/** The op's inputs with every tensor replaced by `Value`; optional inputs stay optional. */
export type Replace<Inputs extends TensorRecord, Value> = {
  [Name in keyof Inputs]: undefined extends Inputs[Name] ? Value | undefined : Value;
};

/** Builds the gradient of one input; called only where that gradient is needed. */
export type GradientBuilder = () => Tensor;

export interface GradientContext<Inputs extends TensorRecord, Attributes> {
  readonly inputs: Inputs;
  readonly attributes: Attributes;
  readonly outputs: readonly Tensor[];
  /** dLoss/dOutput for each output. The first is always there; others only if the loss depends on them. */
  readonly upstream: readonly [Tensor, ...(Tensor | undefined)[]];
}

export interface OpDefinition<Inputs extends TensorRecord, Attributes> {
  readonly name: string;
  /** The types of the outputs; throws `ShapeError` for inputs that don't fit. */
  infer(inputs: Inputs, attributes: Attributes): readonly TensorType[];
  /** dLoss/dInput for the inputs that have one; an input left out is not differentiable. */
  gradient?(context: GradientContext<Inputs, Attributes>): Partial<Record<keyof Inputs, GradientBuilder>>;
  /** Set where the result counts as fixed: no gradient flows through it. */
  readonly stopsGradient?: boolean;
  /** Set where the gradient reads what the op computed and that is dear: checkpointing then keeps it. */
  readonly keepsOutputs?: boolean;
  /** The formula in float64 and plain loops: what every other lowering is tested against. */
  reference(
    inputs: Replace<Inputs, NdArray>,
    attributes: Attributes,
    outputs: readonly TensorType[],
  ): Float64Array[];
  /** The lowering to ONNX operators; the emitter shares equal expressions between ops. */
  onnx(emit: OnnxEmitter, inputs: Replace<Inputs, OnnxValue>, attributes: Attributes): OnnxName[];
  /** The lowering to calls of the kernels in `shaders/`; the emitter shares equal calls between ops. */
  webgpu(
    gpu: GpuEmitter,
    inputs: Replace<Inputs, GpuValue>,
    attributes: Attributes,
    outputs: readonly TensorType[],
  ): readonly GpuValue[];
}

/** An op of any signature, as graphs and backends handle it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- signatures differ per op; `defineOp` checks them
export type AnyOp = OpDefinition<any, any>;

export interface Op<Inputs extends TensorRecord, Attributes> {
  /** Applies the op; returns its first output. */
  (inputs: Inputs, ...attributes: object extends Attributes ? [Attributes?] : [Attributes]): Tensor;
  /** Applies the op; returns all outputs. */
  all(
    inputs: Inputs,
    ...attributes: object extends Attributes ? [Attributes?] : [Attributes]
  ): readonly Tensor[];
  readonly definition: OpDefinition<Inputs, Attributes>;
}

const registry = new Map<string, AnyOp>();

/** Every op defined so far, for the conformance suite to check that none lacks a case. */
export const registeredOps = (): ReadonlyMap<string, AnyOp> => registry;

export function defineOp<Inputs extends TensorRecord, Attributes = object>(
  definition: OpDefinition<Inputs, Attributes>,
): Op<Inputs, Attributes> {
  if (registry.has(definition.name)) throw new Error(`an op named ${definition.name} is defined already`);
  registry.set(definition.name, definition);
  const all = (inputs: Inputs, attributes?: Attributes) =>
    createNode(definition, inputs, (attributes ?? {}) as Attributes).outputs;
  const op = (inputs: Inputs, attributes?: Attributes) => all(inputs, attributes)[0]!;
  return Object.assign(op, { all, definition });
}

export function createNode<Inputs extends TensorRecord, Attributes>(
  op: OpDefinition<Inputs, Attributes>,
  inputs: Inputs,
  attributes: Attributes,
): Node {
  let types: readonly TensorType[];
  try {
    types = op.infer(inputs, attributes);
  } catch (error) {
    if (error instanceof ShapeError) throw new ShapeError(`${op.name}: ${error.message}`);
    throw error;
  }
  const node = { op, inputs, attributes, outputs: [] as Tensor[] };
  types.forEach(({ shape, dtype }, index) => node.outputs.push({ node, index, shape, dtype }));
  return node;
}
