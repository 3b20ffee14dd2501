/**
 * The output head and its softmax a chunk of the vocabulary at a time, so that the matrix of all logits, which
 * a vocabulary of 150,000 makes larger than a binding, never exists. A small one is one chunk, whose logits
 * are kept for the backward pass.
 */
import { float } from '../../shapes.ts';
import type { ArenaValue, FrozenMatrix, GpuValue } from './calls.ts';
import type { GpuEmitter } from './emitter.ts';
import { matmul, type MatmulSpec } from './matmul.ts';
import { frozenRows } from './weights.ts';

/** Chunks of frozen weights start at even rows. */
const CHUNK_STEP = 64;

interface Chunk {
  firstToken: number;
  width: number;
  head: GpuValue | FrozenMatrix;
}

export interface LogprobGradValues {
  x: GpuValue;
  head: GpuValue;
  targets: GpuValue;
  dy: GpuValue;
  lse: GpuValue;
}

/** [log-probabilities, log-normalizers], both [rows]. */
export function chunkedLogprobs(
  gpu: GpuEmitter,
  x: GpuValue,
  head: GpuValue,
  targets: GpuValue,
): readonly GpuValue[] {
  const rows = x.shape[0]!;
  const chunks = chunksOf(gpu, head, rows);
  const scratch = scratchFor(gpu, chunks, rows);
  const update = (chunk: Chunk, logits: GpuValue, running: GpuValue | null) => ({
    kernel: 'logprobs',
    entry: 'update',
    fields: {
      ...{ rows, width: chunk.width, firstToken: chunk.firstToken, logits, targets, running },
      isFirst: chunk === chunks[0] ? 1 : 0,
      isLast: chunk === chunks.at(-1) ? 1 : 0,
    },
    workgroups: rows,
  });
  if (!scratch) {
    const logits = logitsOf(gpu, x, chunks[0]!);
    return gpu.call({ ...update(chunks[0]!, logits, null), outputs: { y: float(rows), lse: float(rows) } });
  }
  const running = gpu.allocate(float(rows, 3));
  const y = gpu.allocate(float(rows));
  const lse = gpu.allocate(float(rows));
  for (const chunk of chunks) {
    const logits = logitsOf(gpu, x, chunk, scratch);
    gpu.mutate(update(chunk, logits, null), { running, y, lse });
  }
  return [y, lse];
}

/** dx = Σ over chunks of dlogits·head */
export function chunkedInputGrad(gpu: GpuEmitter, values: LogprobGradValues): GpuValue {
  const { x, head } = values;
  const [rows, width] = x.shape as [number, number];
  const chunks = chunksOf(gpu, head, rows);
  const scratch = scratchFor(gpu, chunks, rows);
  let dx: ArenaValue | undefined;
  for (const chunk of chunks) {
    const dLogits = logitGrads(gpu, values, chunk, scratch);
    const products = [{ a: dLogits, b: chunk.head, depth: chunk.width }];
    dx = matmul(gpu, { layout: 'NN', rows, columns: width, products, addend: dx });
  }
  return dx!;
}

/** dhead = dlogitsᵀ·x: for a head that is trained, whose gradient is as large as itself. */
export function headGrad(gpu: GpuEmitter, values: LogprobGradValues): GpuValue {
  const { x, head } = values;
  const [rows, width] = x.shape as [number, number];
  const chunks = chunksOf(gpu, head, rows);
  const scratch = scratchFor(gpu, chunks, rows);
  const spec = (chunk: Chunk): MatmulSpec => ({
    ...{ layout: 'TN', rows: chunk.width, columns: width },
    products: [{ a: logitGrads(gpu, values, chunk, scratch), b: x, depth: rows }],
  });
  if (!scratch) return matmul(gpu, spec(chunks[0]!));
  const gradient = gpu.allocate(float(...head.shape));
  for (const chunk of chunks) {
    const value = gpu.view(gradient, chunk.firstToken * width, [chunk.width, width]);
    matmul(gpu, { ...spec(chunk), into: { value, stride: width } });
  }
  return gradient;
}

function logitGrads(
  gpu: GpuEmitter,
  { x, targets, dy, lse }: LogprobGradValues,
  chunk: Chunk,
  scratch: ArenaValue | null,
): ArenaValue {
  const rows = x.shape[0]!;
  const { width, firstToken } = chunk;
  const logits = logitsOf(gpu, x, chunk, scratch);
  const call = {
    kernel: 'logprobs',
    entry: 'grad',
    fields: { rows, width, firstToken, logits, targets, lse, dy },
    workgroups: rows,
  };
  if (!scratch) return gpu.call({ ...call, outputs: { y: float(rows, width) } })[0]!;
  // In place: an element's gradient needs no other logit.
  gpu.mutate(call, { y: logits });
  return logits;
}

function logitsOf(
  gpu: GpuEmitter,
  x: GpuValue,
  { head, width }: Chunk,
  scratch: ArenaValue | null = null,
): ArenaValue {
  const [rows, depth] = x.shape as [number, number];
  const spec: MatmulSpec = { layout: 'NT', rows, columns: width, products: [{ a: x, b: head, depth }] };
  if (!scratch) return matmul(gpu, spec);
  return matmul(gpu, { ...spec, into: { value: gpu.view(scratch, 0, [rows, width]), stride: width } });
}

/** Where several chunks take turns; one chunk is a value like any other. */
function scratchFor(gpu: GpuEmitter, chunks: readonly Chunk[], rows: number): ArenaValue | null {
  if (chunks.length === 1) return null;
  return gpu.allocate(float(rows, Math.max(...chunks.map(({ width }) => width))));
}

function chunksOf(gpu: GpuEmitter, head: GpuValue, rows: number): Chunk[] {
  const [vocabulary, depth] = head.shape as [number, number];
  const parts = gpu.frozen(head);
  const most = Math.max(CHUNK_STEP, Math.floor(gpu.limits.logitsBytes / 4 / rows / CHUNK_STEP) * CHUNK_STEP);
  const wholes = parts?.map(({ firstRow, rows: width }) => ({ firstRow, width })) ?? [
    { firstRow: 0, width: vocabulary },
  ];
  return wholes.flatMap(({ firstRow, width: all }, part) =>
    Array.from({ length: Math.ceil(all / most) }, (_, i) => {
      const from = i * most;
      const width = Math.min(most, all - from);
      const rowsOfHead = parts
        ? frozenRows(parts[part]!, from, width)
        : gpu.view(head, (firstRow + from) * depth, [width, depth]);
      return { firstToken: firstRow + from, width, head: rowsOfHead };
    }),
  );
}
