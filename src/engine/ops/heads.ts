/** How the ONNX lowerings lay out attention heads: the query heads of a group become more rows of one matrix. */
import type { OnnxEmitter, OnnxName } from '../backends/onnx/emitter.ts';

export interface HeadLayout {
  batch: number;
  time: number;
  keyValueHeads: number;
  /** Query heads per key/value head; 1 for keys and values. */
  group: number;
  headDim: number;
}

/** [batch·time, keyValueHeads·group·headDim] → [batch, keyValueHeads, group·time, headDim] */
export function splitHeads(emit: OnnxEmitter, x: OnnxName, layout: HeadLayout): OnnxName {
  const { batch, time, keyValueHeads, group, headDim } = layout;
  if (group === 1)
    return emit.transpose(emit.reshape(x, [batch, time, keyValueHeads, headDim]), [0, 2, 1, 3]);
  const split = emit.transpose(
    emit.reshape(x, [batch, time, keyValueHeads, group, headDim]),
    [0, 2, 3, 1, 4],
  );
  return emit.reshape(split, [batch, keyValueHeads, group * time, headDim]);
}

/** The inverse of `splitHeads`. */
export function mergeHeads(emit: OnnxEmitter, x: OnnxName, layout: HeadLayout): OnnxName {
  const { batch, time, keyValueHeads, group, headDim } = layout;
  const width = keyValueHeads * group * headDim;
  if (group === 1) return emit.reshape(emit.transpose(x, [0, 2, 1, 3]), [batch * time, width]);
  const split = emit.reshape(x, [batch, keyValueHeads, group, time, headDim]);
  return emit.reshape(emit.transpose(split, [0, 3, 1, 2, 4]), [batch * time, width]);
}
