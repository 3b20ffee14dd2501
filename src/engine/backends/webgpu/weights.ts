/**
 * The frozen weights on a device. They never change, so every program on the device reads the same copy; they
 * are packed into as few buffers as bindings allow, so that calls of one kernel can share a dispatch.
 */
import { blockBytes, BLOCK_SIZE, type QuantizedMatrix } from '../../quantized.ts';
import type { HostArray } from '../../graph.ts';
import type { FrozenMatrix, WeightAddress, WeightPage } from './calls.ts';
import { BUFFER_USAGE } from './device.ts';
import { roundUp } from './shader.ts';

/** Matrices start at multiples of this many words. */
const ALIGNMENT = 16;

export type FrozenPart = Omit<FrozenMatrix, 'address'>;

const sizeOf = ({ words }: FrozenPart) => roundUp(words.levels + words.scales, ALIGNMENT);
const keyOf = ({ firstRow, rows }: FrozenPart) => `${firstRow}+${rows}`;

export class WeightStore {
  private readonly uploaded = new WeakMap<object, Map<string, WeightAddress>>();

  constructor(private readonly gpu: GPUDevice) {}

  /**
   * Gives matrices their places: where they are, if another program has uploaded them, and in new pages
   * elsewhere. Nothing is allocated.
   */
  assigner(pageBytes: number): (matrix: FrozenPart) => WeightAddress {
    let page: WeightPage = { words: 0, buffer: null };
    return (matrix) => {
      const known = this.uploaded.get(matrix.source)?.get(keyOf(matrix));
      if (known) return known;
      if (4 * (page.words + sizeOf(matrix)) > pageBytes) page = { words: 0, buffer: null };
      const address = { page, levels: page.words, scales: page.words + matrix.words.levels };
      page.words += sizeOf(matrix);
      return address;
    };
  }

  /** Uploads the matrices that are not on the device yet, into buffers that `allocate` makes. */
  async upload(
    matrices: readonly FrozenMatrix[],
    allocate: (descriptors: GPUBufferDescriptor[]) => Promise<GPUBuffer[]>,
  ): Promise<void> {
    const fresh = matrices.filter(({ address }) => !address.page.buffer);
    const pages = [...new Set(fresh.map(({ address }) => address.page))];
    const buffers = await allocate(
      pages.map(({ words }) => ({
        label: 'weights',
        size: 4 * words,
        usage: BUFFER_USAGE.STORAGE | BUFFER_USAGE.COPY_DST,
      })),
    );
    pages.forEach((page, i) => (page.buffer = buffers[i]!));
    for (const matrix of fresh) {
      const { page, levels } = matrix.address;
      this.gpu.queue.writeBuffer(page.buffer!, 4 * levels, packed(matrix));
      const known = this.uploaded.get(matrix.source) ?? new Map<string, WeightAddress>();
      known.set(keyOf(matrix), matrix.address);
      this.uploaded.set(matrix.source, known);
    }
  }
}

/**
 * Some rows of a frozen matrix, as a matrix of their own.
 * @param firstRow counted within the matrix, and even: two scales share a word.
 */
export function frozenRows(matrix: FrozenMatrix, firstRow: number, rows: number): FrozenMatrix {
  if (firstRow === 0 && rows === matrix.rows) return matrix;
  const { columns, bits, address } = matrix;
  const before = firstRow * columns;
  const levels = address.levels + (before * bits) / 32;
  const scales = address.scales + (bits === 32 ? 0 : before / BLOCK_SIZE / 2);
  return {
    ...matrix,
    firstRow: matrix.firstRow + firstRow,
    rows,
    address: { page: address.page, levels, scales },
    whole: matrix.whole ?? matrix,
  };
}

/** The words that kernels read: levels first, in the order of the weights, then the scales, two to a word. */
export function packed(matrix: FrozenPart): Uint32Array<ArrayBuffer> {
  const { source, firstRow, rows, columns, bits, words } = matrix;
  const target = new Uint32Array(words.levels + words.scales);
  if (bits === 32) {
    const values = (source as HostArray).subarray(firstRow * columns, (firstRow + rows) * columns);
    new Float32Array(target.buffer).set(values);
    return target;
  }
  const { blocks } = source as QuantizedMatrix;
  const stride = blockBytes(bits);
  const bytes = new Uint8Array(target.buffer);
  const scales = new Uint16Array(target.buffer, 4 * words.levels);
  const first = (firstRow * columns) / BLOCK_SIZE;
  const count = (rows * columns) / BLOCK_SIZE;
  for (let block = 0; block < count; block++) {
    const at = (first + block) * stride;
    scales[block] = blocks[at]! | (blocks[at + 1]! << 8);
    const levels = blocks.subarray(at + 2, at + stride);
    if (bits === 8) bytes.set(levels, block * BLOCK_SIZE);
    else packNibbles(levels, bytes, (block * BLOCK_SIZE) / 2);
  }
  return target;
}

/** From GGML's order, weight j below weight j + 16 in byte j, to the order of the weights. */
function packNibbles(levels: Uint8Array, target: Uint8Array, at: number): void {
  for (let pair = 0; pair < BLOCK_SIZE / 4; pair++) {
    const [even, odd] = [levels[2 * pair]!, levels[2 * pair + 1]!];
    target[at + pair] = (even & 0x0f) | ((odd & 0x0f) << 4);
    target[at + BLOCK_SIZE / 4 + pair] = (even >> 4) | (odd & 0xf0);
  }
}
