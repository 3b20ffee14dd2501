/** How a conformance case is written: an op applied to inputs that are drawn or given. */
import type { Shape, Tensor } from '../../src/engine/graph.ts';

export type InputSpec =
  | { shape: Shape; kind: 'normal'; spread?: number }
  | { shape: Shape; kind: 'positive' }
  | { shape: Shape; kind: 'uniform' }
  | { shape: Shape; kind: 'int'; values: readonly number[] }
  | { shape: Shape; kind: 'index'; below: number }
  /** Frozen: fixed when the program is compiled, and in blocks if it has fewer than 32 bits. */
  | { shape: readonly [number, number]; kind: 'weight'; bits: 32 | 8 | 4 };

export interface ConformanceCase {
  op: string;
  name: string;
  inputs: Record<string, InputSpec>;
  apply(tensors: Record<string, Tensor>): readonly Tensor[];
  /** Inputs whose gradient is checked against finite differences of the first output. */
  differentiate: string[];
}

export const normal = (...shape: number[]): InputSpec => ({ shape, kind: 'normal' });
export const index = (below: number, ...shape: number[]): InputSpec => ({ shape, kind: 'index', below });
export const ints = (values: readonly number[], ...shape: number[]): InputSpec => ({
  shape,
  kind: 'int',
  values,
});

export const weight = (bits: 32 | 8 | 4, rows: number, columns: number): InputSpec => ({
  shape: [rows, columns],
  kind: 'weight',
  bits,
});

export function one(
  op: string,
  name: string,
  inputs: Record<string, InputSpec>,
  apply: (tensors: Record<string, Tensor>) => Tensor | readonly Tensor[],
  differentiate: string[] = [],
): ConformanceCase {
  const list = (tensors: Record<string, Tensor>) => [apply(tensors)].flat() as readonly Tensor[];
  return { op, name, inputs, apply: list, differentiate };
}
