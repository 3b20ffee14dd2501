/**
 * Block quantization of the frozen base: every 32 consecutive weights of a row share one float16 scale.
 * The bytes are those of GGML's Q8_0 and Q4_0 (ggml-quants.c, the reference quantizers), rounding included,
 * so that matrices of GGUF files can be used as they are.
 *
 *     Q8_0, 34 bytes a block: scale, 32 × int8                          w ≈ scale · q,        q = −127 … 127
 *     Q4_0, 18 bytes a block: scale, 16 bytes of two 4-bit numbers      w ≈ scale · (q − 8),  q = 0 … 15
 *                             (byte j holds weight j below and weight j + 16 above)
 *
 * Q4_0 takes its scale from the weight of largest magnitude, with its sign, so that this one falls on q = 0
 * exactly: the 16 levels reach −8 on one side but only +7 on the other.
 */
import { UserError } from '../support/errors.ts';
import { fromFloat16, toFloat16 } from './float16.ts';

export const BLOCK_SIZE = 32;

export type QuantizationBits = 8 | 4;

/** A quantized matrix of `rows` outputs by `columns` inputs; rows follow each other without gaps. */
export interface QuantizedMatrix {
  bits: QuantizationBits;
  shape: readonly [rows: number, columns: number];
  /** GGML blocks, `columns / 32` to a row. */
  blocks: Uint8Array;
}

/** A quantized matrix whose plain values are worked out when they are first asked for, and kept. */
export class QuantizedWeight {
  private values: Float32Array | undefined;

  constructor(readonly quantized: QuantizedMatrix) {}

  get shape(): readonly number[] {
    return this.quantized.shape;
  }

  get data(): Float32Array {
    return (this.values ??= dequantize(this.quantized));
  }
}

/** Bytes of one block: the scale and its 32 weights. */
export function blockBytes(bits: QuantizationBits): number {
  return 2 + (BLOCK_SIZE * bits) / 8;
}

/**
 * Quantizes a matrix [out, in], stored row by row.
 *
 * `in` must be a multiple of 32: a padded last block would no longer be GGML's layout.
 * Throws `UserError` if it is not, or if a weight is not finite or too large for a float16 scale.
 */
export function quantize(
  values: Float32Array,
  [rows, columns]: readonly [rows: number, columns: number],
  bits: QuantizationBits,
): QuantizedMatrix {
  if (values.length !== rows * columns) {
    throw new RangeError(`quantize: ${values.length} values do not make a ${rows} × ${columns} matrix`);
  }
  if (columns % BLOCK_SIZE !== 0) {
    throw new UserError(
      `A weight matrix with ${columns} inputs cannot be quantized: blocks hold ${BLOCK_SIZE} inputs.`,
      `Use a model whose sizes are multiples of ${BLOCK_SIZE}, or load it without quantization.`,
    );
  }
  const bytes = blockBytes(bits);
  const blocks = new Uint8Array((values.length / BLOCK_SIZE) * bytes);
  const view = new DataView(blocks.buffer);
  const quantizeBlock = bits === 8 ? quantizeBlock8 : quantizeBlock4;
  for (let start = 0, offset = 0; start < values.length; start += BLOCK_SIZE, offset += bytes) {
    quantizeBlock(values.subarray(start, start + BLOCK_SIZE), view, offset);
  }
  return { bits, shape: [rows, columns], blocks };
}

/** The weights [out, in] that a quantized matrix stands for. */
export function dequantize(matrix: QuantizedMatrix): Float32Array {
  const { levels, scales } = unpack(matrix);
  // A plain loop: `Float32Array.from` first collects all values in a list, too long for a large matrix.
  const values = new Float32Array(levels.length);
  for (let i = 0; i < values.length; i++) values[i] = levels[i]! * scales[Math.floor(i / BLOCK_SIZE)]!;
  return values;
}

/**
 * Levels and scales apart, for kernels that want them so: weight [row, column] is
 * `levels[row, column] · scales[row, ⌊column / 32⌋]`, with levels −127 … 127 (8 bits) or −8 … 7 (4 bits).
 */
export function unpack({ bits, shape, blocks }: QuantizedMatrix): {
  levels: Int8Array;
  scales: Float32Array;
} {
  const [rows, columns] = shape;
  const bytes = blockBytes(bits);
  const count = (rows * columns) / BLOCK_SIZE;
  if (blocks.length !== count * bytes) {
    throw new RangeError(`unpack: ${blocks.length} bytes are not ${count} blocks of ${bytes}`);
  }
  const view = new DataView(blocks.buffer, blocks.byteOffset, blocks.byteLength);
  const levels = new Int8Array(rows * columns);
  const scales = new Float32Array(count);
  for (let block = 0; block < count; block++) {
    const offset = block * bytes;
    const start = block * BLOCK_SIZE;
    scales[block] = fromFloat16(view.getUint16(offset, true));
    if (bits === 8) {
      for (let j = 0; j < BLOCK_SIZE; j++) levels[start + j] = view.getInt8(offset + 2 + j);
    } else {
      for (let j = 0; j < BLOCK_SIZE / 2; j++) {
        const pair = view.getUint8(offset + 2 + j);
        levels[start + j] = (pair & 0x0f) - 8;
        levels[start + j + BLOCK_SIZE / 2] = (pair >>> 4) - 8;
      }
    }
  }
  return { levels, scales };
}

// GGML computes in float32; Math.fround after every operation gives the same bits. As there, the levels are
// found with the scale before its rounding to float16.

function quantizeBlock8(block: Float32Array, view: DataView, offset: number): void {
  const scale = Math.fround(Math.abs(ofLargestMagnitude(block)) / 127);
  const inverse = scale ? Math.fround(1 / scale) : 0;
  view.setUint16(offset, scaleBits(scale), true);
  for (let j = 0; j < BLOCK_SIZE; j++) {
    view.setInt8(offset + 2 + j, roundHalfAway(Math.fround(block[j]! * inverse)));
  }
}

function quantizeBlock4(block: Float32Array, view: DataView, offset: number): void {
  const scale = Math.fround(ofLargestMagnitude(block) / -8);
  const inverse = scale ? Math.fround(1 / scale) : 0;
  const level = (weight: number) =>
    Math.min(15, Math.trunc(Math.fround(Math.fround(weight * inverse) + 8.5)));
  view.setUint16(offset, scaleBits(scale), true);
  for (let j = 0; j < BLOCK_SIZE / 2; j++) {
    view.setUint8(offset + 2 + j, level(block[j]!) | (level(block[j + BLOCK_SIZE / 2]!) << 4));
  }
}

/** The first weight of largest magnitude, with its sign. */
function ofLargestMagnitude(block: Float32Array): number {
  let largest = 0;
  for (const weight of block) {
    if (!Number.isFinite(weight)) {
      throw new UserError(
        `A weight is ${weight}, which cannot be quantized.`,
        'The model is damaged or its training diverged: get the model again, or train it with a lower learning rate.',
      );
    }
    if (Math.abs(weight) > Math.abs(largest)) largest = weight;
  }
  return largest;
}

function scaleBits(scale: number): number {
  const bits = toFloat16(scale);
  if ((bits & 0x7fff) === 0x7c00) {
    throw new UserError(
      `A weight is so large that its scale, ${scale}, does not fit into a float16.`,
      'Load the model without quantization.',
    );
  }
  return bits;
}

/** C's roundf: halves away from zero, where Math.round takes them upwards. */
function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}
