/**
 * Sums over segments of a vector, such as the log-probabilities of one sequence's tokens among those of a
 * whole batch. Segment −1 stands for "none".
 */
import { groupsFor } from '../backends/webgpu/moves.ts';
import type { OnnxEmitter, OnnxName } from '../backends/onnx/emitter.ts';
import { defineOp, type Op } from '../define.ts';
import type { Tensor } from '../graph.ts';
import { expectRank, expectShape, expectType, float } from '../shapes.ts';

interface SegmentInputs extends Record<string, Tensor> {
  /** [n] */
  x: Tensor;
  /** [n]: which segment each element belongs to, or −1 */
  segmentOf: Tensor;
}

/** y[s] = Σ x[i] over all i with segmentOf[i] = s: [n] → [segments]; 0 for a segment without elements. */
export const segmentSum: Op<SegmentInputs, { segments: number }> = defineOp({
  name: 'segmentSum',
  infer({ x, segmentOf }, { segments }) {
    expectRank('x', x, 1);
    expectShape('segmentOf', segmentOf, x.shape);
    expectType('segmentOf', segmentOf, 'int');
    return [float(segments)];
  },
  gradient: ({ inputs: { segmentOf }, upstream: [dy] }) => ({
    x: () => segmentGather({ y: dy, segmentOf }),
  }),
  reference({ x, segmentOf }, { segments }) {
    const y = new Float64Array(segments);
    segmentOf.data.forEach((segment, i) => {
      if (segment >= 0) y[segment]! += x.data[i]!;
    });
    return [y];
  },
  onnx(emit, { x, segmentOf }, { segments }) {
    // ONNX counts negative indices from the end: what belongs to no segment goes to a place behind the last.
    const zeros = emit.node('Expand', [emit.float(0), emit.longs([segments + 1])]);
    const sums = emit.node('ScatterElements', [zeros, segmentOf, x], {
      attributes: { axis: 0, reduction: { text: 'add' } },
    });
    return [emit.node('Slice', [sums, emit.longs([0]), emit.longs([segments])])];
  },
  webgpu: (gpu, { x, segmentOf }, { segments }, [type]) =>
    gpu.call({
      kernel: 'sums',
      entry: 'sumBySegment',
      fields: { x, index: segmentOf, size: x.shape[0]!, rows: segments },
      outputs: { y: type! },
      workgroups: segments,
    }),
});

/** x[i] = y[segmentOf[i]], and 0 where that is −1: [segments] → [n]. */
export const segmentGather: Op<{ y: Tensor; segmentOf: Tensor }, object> = defineOp({
  name: 'segmentGather',
  infer({ y, segmentOf }) {
    expectRank('y', y, 1);
    expectRank('segmentOf', segmentOf, 1);
    expectType('segmentOf', segmentOf, 'int');
    return [float(segmentOf.shape[0]!)];
  },
  gradient: ({ inputs: { y, segmentOf }, upstream: [dx] }) => ({
    y: () => segmentSum({ x: dx, segmentOf }, { segments: y.shape[0]! }),
  }),
  reference: ({ y, segmentOf }) => [segmentOf.data.map((segment) => (segment >= 0 ? y.data[segment]! : 0))],
  onnx: (emit, { y, segmentOf }) => [emit.node('Gather', [withTrailingZero(emit, y), segmentOf])],
  webgpu(gpu, { y, segmentOf }, _attributes, [type]) {
    const count = segmentOf.shape[0]!;
    return gpu.call({
      kernel: 'rows',
      entry: 'gatherOrZero',
      fields: { x: y, index: segmentOf, count, rows: y.shape[0]!, width: 1 },
      outputs: { y: type! },
      workgroups: groupsFor(count),
    });
  },
});

/** [n] → [n + 1]: index −1, which is the last place to ONNX, then reads 0. */
function withTrailingZero(emit: OnnxEmitter, y: OnnxName): OnnxName {
  return emit.node('Concat', [y, emit.floats([0], [1])], { attributes: { axis: 0 } });
}
