/**
 * Causal grouped-query attention over packed sequences:
 * out = softmax(q·kᵀ/√d + mask)·v, where a position sees itself and what came before it in the same segment.
 * Vaswani et al. 2017, eq. 1; Ainslie et al. 2023 for the grouping: query head h reads key/value head
 * ⌊h / (heads / keyValueHeads)⌋.
 */
import type { OnnxEmitter, OnnxName, OnnxValue } from '../backends/onnx/emitter.ts';
import type { GpuValue } from '../backends/webgpu/calls.ts';
import { groupsFor } from '../backends/webgpu/moves.ts';
import { defineOp, type NdArray, type Replace } from '../define.ts';
import { sizeOf, type Tensor } from '../graph.ts';
import { expectDivides, expectRank, expectShape, expectType, float, ShapeError } from '../shapes.ts';
import { mergeHeads, splitHeads } from './heads.ts';

export interface AttentionAttributes {
  /** Positions in a row of the batch; rows·time is the first extent of q, k and v. */
  time: number;
  heads: number;
  keyValueHeads: number;
}

interface AttentionInputs extends Record<string, Tensor> {
  /** [batch·time, heads·headDim] */
  q: Tensor;
  /** [batch·time, keyValueHeads·headDim] */
  k: Tensor;
  v: Tensor;
  /** [batch·time]: which sequence of its row a position belongs to. */
  segments: Tensor;
}

interface GradInputs extends AttentionInputs {
  dy: Tensor;
  /** What the forward pass left, for backends that keep it. */
  out: Tensor;
  lse: Tensor;
}

function check({ q, k, v, segments }: AttentionInputs, { time, heads, keyValueHeads }: AttentionAttributes) {
  expectRank('q', q, 2);
  const [positions, width] = q.shape as [number, number];
  expectDivides('positions in rows of time', positions, time);
  expectDivides('the width of q in heads', width, heads);
  expectDivides('heads in groups of key/value heads', heads, keyValueHeads);
  expectShape('k', k, [positions, (width / heads) * keyValueHeads]);
  expectShape('v', v, k.shape);
  expectShape('segments', segments, [positions]);
  expectType('segments', segments, 'int');
}

/** Outputs `out`, and the logarithm of each softmax's denominator, [batch·time, heads], for the backward pass. */
export const attention = defineOp<AttentionInputs, AttentionAttributes>({
  name: 'attention',
  keepsOutputs: true,
  infer(inputs, attributes) {
    check(inputs, attributes);
    return [float(...inputs.q.shape), float(inputs.q.shape[0]!, attributes.heads)];
  },
  gradient({ inputs, attributes, outputs: [out, lse], upstream: [dy] }) {
    let grads: readonly Tensor[] | undefined;
    const grad = (index: number) => () =>
      (grads ??= attentionGrad.all({ ...inputs, dy, out: out!, lse: lse! }, attributes))[index]!;
    return { q: grad(0), k: grad(1), v: grad(2) };
  },
  reference({ q, k, v, segments }, attributes) {
    const y = new Float64Array(q.data.length);
    const lse = new Float64Array(q.shape[0]! * attributes.heads);
    forEachQuery(q, k, segments, attributes, ({ keys, probabilities, logNormalizer, queryAt, headDim }) => {
      keys.forEach((keyAt, j) => {
        for (let i = 0; i < headDim; i++) y[queryAt + i]! += probabilities[j]! * v.data[keyAt + i]!;
      });
      lse[queryAt / headDim] = logNormalizer;
    });
    return [y, lse];
  },
  onnx(emit, inputs, attributes) {
    const { probabilities, values, masked } = forward(emit, inputs, attributes);
    const { query } = layoutOf(inputs, attributes);
    const lse = emit.node('ReduceLogSumExp', [masked, emit.longs([-1])], { attributes: { keepdims: 1 } });
    return [
      mergeHeads(emit, emit.batchedMatmul(probabilities, values), query),
      mergeHeads(emit, lse, { ...query, headDim: 1 }),
    ];
  },
  webgpu(gpu, inputs, attributes, [out, lse]) {
    const { fields, headDim, flops, groupsOf } = problem(inputs, attributes);
    if (gpu.tuning.attention === 'direct') {
      return gpu.call({
        kernel: 'attentionDirect',
        entry: 'forward',
        constants: { HEAD_DIM: headDim },
        fields,
        outputs: { out: out!, lse: lse! },
        flops: 2 * flops,
        workgroups: Math.ceil(sizeOf(lse!.shape) / DIRECT_THREADS),
      });
    }
    const tile = tilesFor(headDim, 1);
    return gpu.call({
      kernel: 'attention',
      entry: 'forward',
      constants: { HEAD_DIM: headDim, QUERIES: tile.rows, KEYS: tile.others, LANES: tile.lanes },
      fields,
      outputs: { out: out!, lse: lse! },
      flops: 2 * flops,
      workgroups: groupsOf(tile.rows, attributes.heads),
    });
  },
});

/**
 * With P the probabilities, S the scores and dP = dy·vᵀ: dv = Pᵀ·dy, dS = P∘(dP − rowsum(dy∘out)),
 * dq = dS·k/√d, dk = dSᵀ·q/√d. Outputs dq, dk, dv.
 */
const attentionGrad = defineOp<GradInputs, AttentionAttributes>({
  name: 'attentionGrad',
  infer(inputs, attributes) {
    check(inputs, attributes);
    expectShape('dy', inputs.dy, inputs.q.shape);
    return [float(...inputs.q.shape), float(...inputs.k.shape), float(...inputs.v.shape)];
  },
  reference({ q, k, v, segments, dy }, attributes) {
    const [dq, dk, dv] = [q, k, v].map(({ data }) => new Float64Array(data.length)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    forEachQuery(q, k, segments, attributes, ({ keys, probabilities, queryAt, headDim }) => {
      const dP = keys.map((keyAt) => {
        let dot = 0;
        for (let i = 0; i < headDim; i++) dot += dy.data[queryAt + i]! * v.data[keyAt + i]!;
        return dot;
      });
      const expected = dP.reduce((total, value, j) => total + value * probabilities[j]!, 0);
      keys.forEach((keyAt, j) => {
        const dScore = (probabilities[j]! * (dP[j]! - expected)) / Math.sqrt(headDim);
        for (let i = 0; i < headDim; i++) {
          dv[keyAt + i]! += probabilities[j]! * dy.data[queryAt + i]!;
          dq[queryAt + i]! += dScore * k.data[keyAt + i]!;
          dk[keyAt + i]! += dScore * q.data[queryAt + i]!;
        }
      });
    });
    return [dq, dk, dv];
  },
  onnx(emit, inputs, attributes) {
    const layout = layoutOf(inputs, attributes);
    const { probabilities, queries, keys, values, scale } = forward(emit, inputs, attributes);
    const out = emit.batchedMatmul(probabilities, values);
    const dOut = splitHeads(emit, inputs.dy, layout.query);
    const dP = emit.batchedMatmul(dOut, values, { transB: 1 });
    const expected = emit.reduceSum(emit.mul(dOut, out), [-1], true);
    const dScores = emit.mul(probabilities, emit.sub(dP, expected));
    return [
      mergeHeads(emit, emit.batchedMatmul(dScores, keys, { alpha: scale }), layout.query),
      mergeHeads(emit, emit.batchedMatmul(dScores, queries, { alpha: scale, transA: 1 }), layout.key),
      mergeHeads(emit, emit.batchedMatmul(probabilities, dOut, { transA: 1 }), layout.key),
    ];
  },
  webgpu(gpu, { dy, out, lse, ...inputs }, attributes, [dq, dk, dv]) {
    const { heads, keyValueHeads } = attributes;
    const { fields, headDim, flops, groupsOf } = problem(inputs, attributes);
    if (gpu.tuning.attention === 'direct') {
      const whole = { kernel: 'attentionDirect', constants: { HEAD_DIM: headDim } };
      const [queryGrad, delta] = gpu.call({
        ...whole,
        entry: 'queryGrad',
        fields: { ...fields, dy, out, lse },
        outputs: { dq: dq!, delta: float(...lse.shape) },
        flops: 3 * flops,
        workgroups: Math.ceil(sizeOf(lse.shape) / DIRECT_THREADS),
      });
      const keyGrads = gpu.call({
        ...whole,
        entry: 'keyGrad',
        fields: { ...fields, dy, lse, delta: delta! },
        outputs: { dk: dk!, dv: dv! },
        flops: 4 * flops,
        workgroups: Math.ceil((lse.shape[0]! * keyValueHeads) / DIRECT_THREADS),
      });
      return [queryGrad!, ...keyGrads];
    }
    const tile = tilesFor(headDim, 2);
    const constants = { HEAD_DIM: headDim, ROWS: tile.rows, OTHERS: tile.others, LANES: tile.lanes };
    const kernel = 'attentionGrad';
    const [delta] = gpu.call({
      kernel,
      entry: 'delta',
      constants,
      fields: { ...fields, out, dy },
      outputs: { delta: float(...lse.shape) },
      workgroups: groupsFor(lse.shape[0]! * heads),
    });
    const saved = { ...fields, dy, lse, delta: delta! };
    const [queryGrad] = gpu.call({
      ...{ kernel, entry: 'queryGrad', constants, fields: saved },
      outputs: { dq: dq! },
      flops: 3 * flops,
      workgroups: groupsOf(tile.rows, heads),
    });
    const keyGrads = gpu.call({
      ...{ kernel, entry: 'keyGrad', constants, fields: saved },
      outputs: { dk: dk!, dv: dv! },
      flops: 4 * flops,
      workgroups: groupsOf(tile.rows, keyValueHeads),
    });
    return [queryGrad!, ...keyGrads];
  },
});

/** The fields that all attention kernels have, and how many workgroups take `rows` positions each. */
function problem(
  { q, k, v, segments }: Replace<AttentionInputs, GpuValue>,
  { time, heads, keyValueHeads }: AttentionAttributes,
) {
  const [positions, width] = q.shape as [number, number];
  const batch = positions / time;
  const headDim = width / heads;
  const scale = 1 / Math.sqrt(headDim);
  return {
    fields: { batch, time, heads, keyValueHeads, q, k, v, segments, scale },
    headDim,
    /** Of one product of queries with keys, all those before them taken for half of all. */
    flops: positions * time * width,
    groupsOf: (rows: number, headsTaken: number) => batch * headsTaken * Math.ceil(time / rows),
  };
}

/** As in shaders/attentionDirect.wgsl. */
const DIRECT_THREADS = 64;

/** Floats that every device has room for in workgroup memory: 16 KiB. */
const WORKGROUP_FLOATS = 4096;

/**
 * How large tiles may be. A kernel keeps `copies` tiles each of its own rows and of the others, and as many
 * matrices of scores.
 */
function tilesFor(headDim: number, copies: 1 | 2): { rows: number; others: number; lanes: number } {
  const width = 4 * Math.ceil(headDim / 4);
  for (const [rows, others] of TILES) {
    if (copies * (width * (rows + others) + rows * others) > WORKGROUP_FLOATS) continue;
    const lanes = [8, 4, 2, 1].find((count) => count <= width / 4 && rows * count <= 256)!;
    return { rows, others, lanes };
  }
  throw new ShapeError(`attention heads of ${headDim} components are wider than the WebGPU kernels allow`);
}

const TILES = [
  [32, 32],
  [16, 32],
  [16, 16],
  [8, 16],
  [8, 8],
  [4, 8],
  [4, 4],
  [2, 2],
] as const;

function layoutOf({ q }: { q: OnnxValue }, { time, heads, keyValueHeads }: AttentionAttributes) {
  const [positions, width] = q.shape as [number, number];
  const shared = { batch: positions / time, time, keyValueHeads, headDim: width / heads };
  return { query: { ...shared, group: heads / keyValueHeads }, key: { ...shared, group: 1 } };
}

/** Everything up to the probabilities, [batch, keyValueHeads, group·time, time]. */
function forward(
  emit: OnnxEmitter,
  { q, k, v, segments }: { q: OnnxValue; k: OnnxName; v: OnnxName; segments: OnnxName },
  attributes: AttentionAttributes,
) {
  const layout = layoutOf({ q }, attributes);
  const scale = 1 / Math.sqrt(layout.query.headDim);
  const queries = splitHeads(emit, q, layout.query);
  const keys = splitHeads(emit, k, layout.key);
  const values = splitHeads(emit, v, layout.key);
  const scores = emit.batchedMatmul(queries, keys, { alpha: scale, transB: 1 });
  const masked = emit.add(scores, maskOf(emit, segments, layout.query));
  return {
    masked,
    probabilities: emit.node('Softmax', [masked], { attributes: { axis: -1 } }),
    queries,
    keys,
    values,
    scale,
  };
}

/** 0 where a query may look and −10⁹ elsewhere, [batch, 1, group·time, time]. */
function maskOf(
  emit: OnnxEmitter,
  segments: OnnxName,
  { batch, time, group }: { batch: number; time: number; group: number },
): OnnxName {
  const sameSegment = emit.node('Equal', [
    emit.reshape(segments, [batch, 1, time, 1]),
    emit.reshape(segments, [batch, 1, 1, time]),
  ]);
  const causal = emit.table(
    `causal ${time}`,
    () =>
      Float32Array.from({ length: time * time }, (_, at) => (at % time <= Math.floor(at / time) ? 0 : -1e9)),
    [1, 1, time, time],
  );
  const mask = emit.node('Where', [sameSegment, causal, emit.float(-1e9)]);
  if (group === 1) return mask;
  return emit.node('Concat', Array<OnnxName>(group).fill(mask), { attributes: { axis: 2 } });
}

interface Query {
  /** Offsets of the visible keys (and values) of this head. */
  keys: number[];
  probabilities: number[];
  logNormalizer: number;
  /** Offset of the query (and output) of this head. */
  queryAt: number;
  headDim: number;
}

function forEachQuery(
  q: NdArray,
  k: NdArray,
  segments: NdArray,
  { time, heads, keyValueHeads }: AttentionAttributes,
  visit: (query: Query) => void,
): void {
  const [positions, width] = q.shape as [number, number];
  const headDim = width / heads;
  const group = heads / keyValueHeads;
  for (let position = 0; position < positions; position++) {
    const rowStart = position - (position % time);
    for (let head = 0; head < heads; head++) {
      const queryAt = position * width + head * headDim;
      const keys: number[] = [];
      const scores: number[] = [];
      for (let other = rowStart; other <= position; other++) {
        if (segments.data[other] !== segments.data[position]) continue;
        const keyAt = (other * keyValueHeads + Math.floor(head / group)) * headDim;
        let dot = 0;
        for (let i = 0; i < headDim; i++) dot += q.data[queryAt + i]! * k.data[keyAt + i]!;
        keys.push(keyAt);
        scores.push(dot / Math.sqrt(headDim));
      }
      const largest = Math.max(...scores);
      const exponentials = scores.map((score) => Math.exp(score - largest));
      const total = exponentials.reduce((sum, value) => sum + value, 0);
      const probabilities = exponentials.map((value) => value / total);
      visit({ keys, probabilities, logNormalizer: largest + Math.log(total), queryAt, headDim });
    }
  }
}
