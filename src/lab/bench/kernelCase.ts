/** What the measurement of a kernel needs to know about it. */
import type { Program } from '../../engine/backends/backend.ts';
import type { Tuning } from '../../engine/backends/webgpu/tuning.ts';
import type { Tensor } from '../../engine/graph.ts';
import { constant, quantizedConstant } from '../../engine/leaves.ts';
import { blockBytes, BLOCK_SIZE, dequantize } from '../../engine/quantized.ts';
import type { FrozenBits, KernelMeasurement } from './types.ts';
import { RandomBlocks, randomValues } from './weights.ts';

export interface KernelCase extends Pick<
  KernelMeasurement,
  'name' | 'kernels' | 'shape' | 'bound' | 'flops'
> {
  /** What decides between versions of the kernel; nothing where there is one. */
  choices: readonly (keyof Tuning)[];
  /** The formats of a frozen operand that are compared; null where there is none. */
  formats: readonly FrozenBits[] | null;
  /** That have to be moved at least: every operand read once and every result written once. */
  bytes: (bits: FrozenBits | null) => number;
  /** So many repetitions, each of which waits for the one before. */
  program: (count: number, bits: FrozenBits | null) => Program;
}

export interface KernelShape {
  batch: number;
  time: number;
}

/** Bytes of a frozen matrix in the kernels' layout. */
export const frozenBytes = (elements: number, bits: FrozenBits): number =>
  bits === 32 ? 4 * elements : (elements / BLOCK_SIZE) * blockBytes(bits);

export function frozenMatrix(rows: number, columns: number, bits: FrozenBits): Tensor {
  if (bits === 32) return constant(randomValues(rows * columns, columns ** -0.5, rows), [rows, columns]);
  const blocks = new RandomBlocks(bits, [rows, columns], rows);
  return quantizedConstant(blocks, () => dequantize(blocks));
}
