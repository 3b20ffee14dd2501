/**
 * Which of several kernels for the same work a device runs. The first family shares tiles in workgroup memory,
 * as graphics cards like it; the second lets every invocation read for itself, which is what a software adapter
 * is fast at: barriers cost it microseconds, and its caches are the processor's.
 */
export interface Tuning {
  readonly matmul: 'tiled' | 'direct';
  readonly attention: 'tiled' | 'direct';
  /** Invocations that share a row of a norm. */
  readonly lanesPerRow: number;
  /** Whether tiles of forward products with frozen weights are kept in half precision. */
  readonly halfTiles: boolean;
}

export const tiled: Tuning = { matmul: 'tiled', attention: 'tiled', lanesPerRow: 64, halfTiles: false };
export const tiledHalf: Tuning = { ...tiled, halfTiles: true };
export const direct: Tuning = { matmul: 'direct', attention: 'direct', lanesPerRow: 1, halfTiles: false };

/** In a few words, for manifests and for the page. */
export function describeTuning({ matmul, halfTiles }: Tuning): string {
  return `${matmul} kernels${halfTiles ? ' with half-precision tiles' : ''}`;
}
