/**
 * Attention of one new position per sequence while decoding. The cache has two segments: the prompt's keys
 * and values, fixed and as long as each prompt is, and those of the new positions 0 … step, stored by
 * `storeSlot`. Grouping and scaling as in `attention`. Not differentiable: decoding is never trained through.
 *
 * A cache begins as `emptyCache`, gets its slots from `storeSlot`, one after the other, and is read by
 * `cachedAttention` alone. What it holds beyond the slots that were stored is the backend's own affair: WebGPU
 * stores in place in room for all of them; onnxruntime can change nothing in place, so that there the cache is as
 * long as it has slots stored, and nothing is copied, masked or looked at in vain.
 */
import { copyOf, groupsFor, zeros } from '../backends/webgpu/moves.ts';
import type { OnnxEmitter, OnnxName } from '../backends/onnx/emitter.ts';
import { defineOp } from '../define.ts';
import type { Tensor } from '../graph.ts';
import { expectDivides, expectShape, expectType, float } from '../shapes.ts';
import { mergeHeads, splitHeads } from './heads.ts';

interface CachedAttentionInputs extends Record<string, Tensor> {
  /** [batch, heads·headDim] */
  q: Tensor;
  /** [batch·promptTime, keyValueHeads·headDim] */
  promptK: Tensor;
  promptV: Tensor;
  /** [batch]: how many positions of the prompt are real. */
  promptLengths: Tensor;
  /** Caches [batch, keyValueHeads, slots, headDim], slots 0 … step of which are stored. */
  newK: Tensor;
  newV: Tensor;
  /** Scalar: the slot of the current position. */
  step: Tensor;
}

export const cachedAttention = defineOp<CachedAttentionInputs, { heads: number }>({
  name: 'cachedAttention',
  infer({ q, promptK, promptV, promptLengths, newK, newV, step }, { heads }) {
    const [batch, keyValueHeads, , headDim] = newK.shape as [number, number, number, number];
    expectShape('q', q, [batch, heads * headDim]);
    expectDivides('heads in groups of key/value heads', heads, keyValueHeads);
    expectDivides('prompt positions in rows of the batch', promptK.shape[0]!, batch);
    expectShape('promptK', promptK, [promptK.shape[0]!, keyValueHeads * headDim]);
    expectShape('promptV', promptV, promptK.shape);
    expectShape('promptLengths', promptLengths, [batch]);
    expectType('promptLengths', promptLengths, 'int');
    expectShape('newV', newV, newK.shape);
    expectShape('step', step, []);
    expectType('step', step, 'int');
    return [float(...q.shape)];
  },
  reference({ q, promptK, promptV, promptLengths, newK, newV, step }, { heads }) {
    const [batch, keyValueHeads, slots, headDim] = newK.shape as [number, number, number, number];
    const promptTime = promptK.shape[0]! / batch;
    const y = new Float64Array(q.data.length);
    for (let row = 0; row < batch; row++) {
      for (let head = 0; head < heads; head++) {
        const keyHead = Math.floor((head * keyValueHeads) / heads);
        const visible: { k: Float64Array; v: Float64Array }[] = [];
        const see = (k: Float64Array, v: Float64Array, at: number) =>
          visible.push({ k: k.subarray(at, at + headDim), v: v.subarray(at, at + headDim) });
        for (let j = 0; j < promptLengths.data[row]!; j++) {
          see(promptK.data, promptV.data, ((row * promptTime + j) * keyValueHeads + keyHead) * headDim);
        }
        for (let slot = 0; slot <= step.data[0]!; slot++) {
          see(newK.data, newV.data, ((row * keyValueHeads + keyHead) * slots + slot) * headDim);
        }
        const queryAt = (row * heads + head) * headDim;
        const scores = visible.map(
          ({ k }) => k.reduce((dot, value, i) => dot + value * q.data[queryAt + i]!, 0) / Math.sqrt(headDim),
        );
        const largest = Math.max(...scores);
        const weights = scores.map((score) => Math.exp(score - largest));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        visible.forEach(({ v }, j) => {
          for (let i = 0; i < headDim; i++) y[queryAt + i]! += (weights[j]! / total) * v[i]!;
        });
      }
    }
    return [y];
  },
  onnx(emit, { q, promptK, promptV, promptLengths, newK, newV }, { heads }) {
    const [batch, keyValueHeads, , headDim] = newK.shape as [number, number, number, number];
    const promptTime = promptK.shape[0]! / batch;
    const query = { batch, time: 1, keyValueHeads, group: heads / keyValueHeads, headDim };
    const prompt = { batch, time: promptTime, keyValueHeads, group: 1, headDim };
    const alpha = 1 / Math.sqrt(headDim);
    const queries = splitHeads(emit, q, query);

    const promptIndex = emit.ints(
      Int32Array.from({ length: promptTime }, (_, j) => j),
      [1, 1, 1, promptTime],
    );
    const promptMask = maskWhere(
      emit,
      emit.node('Less', [promptIndex, emit.reshape(promptLengths, [batch, 1, 1, 1])]),
    );
    const promptKeys = emit.transpose(
      emit.reshape(promptK, [batch, promptTime, keyValueHeads, headDim]),
      [0, 2, 3, 1],
    );
    const promptScores = emit.add(emit.batchedMatmul(queries, promptKeys, { alpha }), promptMask);

    const newScores = emit.batchedMatmul(queries, newK, { alpha, transB: 1 });

    const scores = emit.node('Concat', [promptScores, newScores], { attributes: { axis: 3 } });
    const probabilities = emit.node('Softmax', [scores], { attributes: { axis: -1 } });
    const [from, split, end, axis] = [[0], [promptTime], [Number.MAX_SAFE_INTEGER], [3]].map((bound) =>
      emit.longs(bound),
    );
    const onPrompt = emit.node('Slice', [probabilities, from!, split!, axis!]);
    const onNew = emit.node('Slice', [probabilities, split!, end!, axis!]);
    const out = emit.add(
      emit.batchedMatmul(onPrompt, splitHeads(emit, promptV, prompt)),
      emit.batchedMatmul(onNew, newV),
    );
    return [mergeHeads(emit, out, query)];
  },
  webgpu(gpu, { q, promptK, promptV, promptLengths, newK, newV, step }, { heads }, [type]) {
    const [batch, keyValueHeads, slots, headDim] = newK.shape as [number, number, number, number];
    const promptTime = promptK.shape[0]! / batch;
    return gpu.call({
      kernel: 'cachedAttention',
      entry: 'attend',
      fields: {
        ...{ batch, heads, keyValueHeads, headDim, promptTime, slots },
        ...{ q, promptK, promptV, promptLengths, newK, newV, step, scale: 1 / Math.sqrt(headDim) },
      },
      outputs: { out: type! },
      workgroups: batch * heads,
    });
  },
});

/** 0 where the condition holds, −10⁹ elsewhere. */
function maskWhere(emit: OnnxEmitter, condition: OnnxName): OnnxName {
  return emit.node('Where', [condition, emit.float(0), emit.float(-1e9)]);
}

/** A cache [batch, heads, slots, headDim] in which nothing is stored yet. */
export const emptyCache = defineOp<
  Record<never, Tensor>,
  { batch: number; heads: number; slots: number; headDim: number }
>({
  name: 'emptyCache',
  infer: (_inputs, { batch, heads, slots, headDim }) => [float(batch, heads, slots, headDim)],
  reference: (_inputs, { batch, heads, slots, headDim }) => [
    new Float64Array(batch * heads * slots * headDim),
  ],
  onnx: (emit, _inputs, { batch, heads, headDim }) => [
    { ...emit.floats([], [batch, heads, 0, headDim]), dims: [batch, heads, null, headDim] },
  ],
  webgpu: (gpu, _inputs, _attributes, [type]) => [zeros(gpu, type!)],
});

/** Puts [batch, heads·headDim] into slot `step`, the first that is free, of a cache. */
export const storeSlot = defineOp<{ cache: Tensor; row: Tensor; step: Tensor }>({
  name: 'storeSlot',
  infer({ cache, row, step }) {
    const [batch, heads, , headDim] = cache.shape as [number, number, number, number];
    expectShape('row', row, [batch, heads * headDim]);
    expectShape('step', step, []);
    expectType('step', step, 'int');
    return [float(...cache.shape)];
  },
  reference({ cache, row, step }) {
    const [batch, heads, slots, headDim] = cache.shape as [number, number, number, number];
    const stored = Float64Array.from(cache.data);
    for (let i = 0; i < batch * heads; i++) {
      stored.set(row.data.subarray(i * headDim, (i + 1) * headDim), (i * slots + step.data[0]!) * headDim);
    }
    return [stored];
  },
  onnx(emit, { cache, row }) {
    const [batch, heads, , headDim] = cache.shape as [number, number, number, number];
    const parts = [cache, emit.reshape(row, [batch, heads, 1, headDim])];
    return [emit.node('Concat', parts, { attributes: { axis: 2 } })];
  },
  webgpu(gpu, { cache, row, step }) {
    const [batch, heads, slots, headDim] = cache.shape as [number, number, number, number];
    // In place where nobody else reads the cache, as in the decoding loop.
    const inPlace = cache.kind === 'arena' && cache.storage.role !== 'state' && gpu.isReadOnce(cache);
    const target = inPlace ? cache : copyOf(gpu, cache);
    gpu.mutate(
      {
        kernel: 'cachedAttention',
        entry: 'store',
        fields: { batch, heads, headDim, slots, q: row, step },
        workgroups: groupsFor(batch * heads * headDim),
      },
      { newK: target },
    );
    return [target];
  },
});
