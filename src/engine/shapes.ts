import { sameShape, type DataType, type Shape, type TensorType } from './graph.ts';

/** Tensors that don't fit together. The message names the op, what was expected and what came. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

export const float = (...shape: number[]): TensorType => ({ shape, dtype: 'float' });
export const int = (...shape: number[]): TensorType => ({ shape, dtype: 'int' });

export const formatShape = (shape: Shape): string => `[${shape.join(', ')}]`;

export function expectRank(name: string, tensor: TensorType, rank: number): void {
  if (tensor.shape.length !== rank) {
    throw new ShapeError(`${name} must have ${rank} axes, but its shape is ${formatShape(tensor.shape)}`);
  }
}

export function expectShape(name: string, tensor: TensorType, shape: Shape): void {
  if (!sameShape(tensor.shape, shape)) {
    throw new ShapeError(`${name} must have shape ${formatShape(shape)}, not ${formatShape(tensor.shape)}`);
  }
}

export function expectType(name: string, tensor: TensorType, dtype: DataType): void {
  if (tensor.dtype !== dtype) throw new ShapeError(`${name} must be of type ${dtype}, not ${tensor.dtype}`);
}

export function expectDivides(what: string, whole: number, part: number): void {
  if (part <= 0 || whole % part !== 0) throw new ShapeError(`${what}: ${whole} is not a multiple of ${part}`);
}
