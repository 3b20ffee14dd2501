/**
 * Which of several kernels for the same work a device runs. The first family shares tiles in workgroup memory,
 * as graphics cards like it; the second lets every invocation read for itself, which is what a software adapter
 * is fast at: barriers cost it microseconds, and its caches are the processor's.
 */
export interface Tuning {
  /** Whose tiles: the workgroup's, or none. */
  readonly matmul: 'tiled' | 'direct';
  readonly attention: 'tiled' | 'direct';
  /** Invocations that share a row of a norm. */
  readonly lanesPerRow: number;
}

export const tiled: Tuning = { matmul: 'tiled', attention: 'tiled', lanesPerRow: 64 };
export const direct: Tuning = { matmul: 'direct', attention: 'direct', lanesPerRow: 1 };
