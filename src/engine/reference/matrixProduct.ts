import type { NdArray } from '../define.ts';

/** op(a)·op(b) in three loops, op being the transpose where asked for. */
export function matrixProduct(
  a: NdArray,
  b: NdArray,
  { transA = false, transB = false }: { transA?: boolean; transB?: boolean } = {},
): NdArray {
  const [aRows, aColumns] = a.shape as [number, number];
  const [bRows, bColumns] = b.shape as [number, number];
  const rows = transA ? aColumns : aRows;
  const inner = transA ? aRows : aColumns;
  const columns = transB ? bRows : bColumns;
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let total = 0;
      for (let k = 0; k < inner; k++) {
        const left = a.data[transA ? k * aColumns + i : i * aColumns + k]!;
        const right = b.data[transB ? j * bColumns + k : k * bColumns + j]!;
        total += left * right;
      }
      data[i * columns + j] = total;
    }
  }
  return { shape: [rows, columns], data };
}
