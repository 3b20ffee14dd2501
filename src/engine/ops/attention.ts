/**
 * Causal grouped-query attention over packed sequences:
 * out = softmax(q·kᵀ/√d + mask)·v, where a position sees itself and what came before it in the same segment.
 * Vaswani et al. 2017, eq. 1; Ainslie et al. 2023 for the grouping: query head h reads key/value head
 * ⌊h / (heads / keyValueHeads)⌋.
 */
import type { OnnxEmitter, OnnxName, OnnxValue } from '../backends/onnx/emitter.ts';
import { defineOp, type NdArray } from '../define.ts';
import type { Tensor } from '../graph.ts';
import { expectDivides, expectRank, expectShape, expectType, float } from '../shapes.ts';
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

type GradInputs = AttentionInputs & { dy: Tensor };

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

export const attention = defineOp<AttentionInputs, AttentionAttributes>({
  name: 'attention',
  infer(inputs, attributes) {
    check(inputs, attributes);
    return [float(...inputs.q.shape)];
  },
  gradient({ inputs, attributes, upstream: [dy] }) {
    let grads: readonly Tensor[] | undefined;
    const grad = (index: number) => () =>
      (grads ??= attentionGrad.all({ ...inputs, dy }, attributes))[index]!;
    return { q: grad(0), k: grad(1), v: grad(2) };
  },
  reference({ q, k, v, segments }, attributes) {
    const y = new Float64Array(q.data.length);
    forEachQuery(q, k, segments, attributes, ({ keys, probabilities, queryAt, headDim }) => {
      keys.forEach((keyAt, j) => {
        for (let i = 0; i < headDim; i++) y[queryAt + i]! += probabilities[j]! * v.data[keyAt + i]!;
      });
    });
    return [y];
  },
  onnx(emit, inputs, attributes) {
    const { probabilities, values } = forward(emit, inputs, attributes);
    return [mergeHeads(emit, emit.batchedMatmul(probabilities, values), layoutOf(inputs, attributes).query)];
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
});

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
      visit({ keys, probabilities: exponentials.map((value) => value / total), queryAt, headDim });
    }
  }
}
