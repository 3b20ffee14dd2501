/** The leaves of a graph: values fed at every run, and values fixed when the program is compiled. */
import { createNode, type OpDefinition } from './define.ts';
import type { QuantizedMatrix } from './quantized.ts';
import {
  sizeOf,
  type HostArray,
  type Node,
  type Shape,
  type Tensor,
  type TensorRecord,
  type TensorType,
} from './graph.ts';
import { formatShape, ShapeError } from './shapes.ts';

export interface InputAttributes extends TensorType {
  readonly name: string;
}

export interface ConstantAttributes extends TensorType {
  /** The values; of a quantized matrix, those that its blocks stand for. */
  readonly data: HostArray;
  /** The blocks of a quantized matrix, for a backend that computes with them. */
  readonly quantized?: QuantizedMatrix;
}

const never = (): never => {
  throw new Error('a leaf is not computed; backends feed it');
};

const inputOp: OpDefinition<TensorRecord, InputAttributes> = {
  name: 'input',
  infer: (_inputs, { shape, dtype }) => [{ shape, dtype }],
  reference: never,
  onnx: never,
  webgpu: never,
};

const constantOp: OpDefinition<TensorRecord, ConstantAttributes> = {
  name: 'constant',
  infer(_inputs, { shape, dtype, data }) {
    if (data.length !== sizeOf(shape)) {
      throw new ShapeError(`${data.length} values do not fill the shape ${formatShape(shape)}`);
    }
    return [{ shape, dtype }];
  },
  reference: never,
  onnx: never,
  webgpu: never,
};

const quantizedOp: OpDefinition<TensorRecord, ConstantAttributes> = {
  ...constantOp,
  infer: (_inputs, { shape, dtype }) => [{ shape, dtype }],
};

/** A value fed under `name` at every run. */
export function input(name: string, shape: Shape, dtype: 'float' | 'int' = 'float'): Tensor {
  return createNode(inputOp, {}, { name, shape, dtype }).outputs[0]!;
}

/** A value fixed when the program is compiled: a frozen weight, a table. */
export function constant(data: HostArray, shape: Shape): Tensor {
  return createNode(constantOp, {}, { shape, dtype: data instanceof Int32Array ? 'int' : 'float', data })
    .outputs[0]!;
}

/** A frozen matrix in blocks. Its plain values are worked out only for a backend that asks for them. */
export function quantizedConstant(quantized: QuantizedMatrix, values: () => Float32Array): Tensor {
  const attributes: ConstantAttributes = {
    shape: quantized.shape,
    dtype: 'float',
    quantized,
    get data() {
      return values();
    },
  };
  return createNode(quantizedOp, {}, attributes).outputs[0]!;
}

export const scalar = (value: number): Tensor => constant(Float32Array.of(value), []);

export const isInput = (node: Node): boolean => node.op === inputOp;
export const isConstant = (node: Node): boolean => node.op === constantOp || node.op === quantizedOp;
export const inputAttributes = (node: Node): InputAttributes => node.attributes as InputAttributes;
export const constantAttributes = (node: Node): ConstantAttributes => node.attributes as ConstantAttributes;
