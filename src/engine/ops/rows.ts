/** Rows of a table picked by index: token embeddings, and the positions that carry loss. */
import { levelsOf, scalesOf } from '../backends/webgpu/emitter.ts';
import { groupsFor, zeros } from '../backends/webgpu/moves.ts';
import { defineOp, type Op } from '../define.ts';
import type { Tensor } from '../graph.ts';
import { expectRank, expectShape, expectType, float } from '../shapes.ts';

/** Columns that one invocation adds up, as in shaders/rows.wgsl. */
const STRETCH = 64;

/** x[i] for each i in `index`: [rows, width] and [n] → [n, width]. With an embedding table as x, `embed`. */
export const gatherRows: Op<{ x: Tensor; index: Tensor }, object> = defineOp({
  name: 'gatherRows',
  infer({ x, index }) {
    expectRank('x', x, 2);
    expectRank('index', index, 1);
    expectType('index', index, 'int');
    return [float(index.shape[0]!, x.shape[1]!)];
  },
  gradient: ({ inputs: { x, index }, upstream: [dy] }) => ({
    x: () => scatterRows({ y: dy, index }, { rows: x.shape[0]! }),
  }),
  reference({ x, index }) {
    const width = x.shape[1]!;
    const y = new Float64Array(index.data.length * width);
    index.data.forEach((row, i) => y.set(x.data.subarray(row * width, (row + 1) * width), i * width));
    return [y];
  },
  onnx: (emit, { x, index }) => [emit.node('Gather', [x, index])],
  webgpu(gpu, { x, index }, _attributes, [type]) {
    const count = index.shape[0]!;
    const width = x.shape[1]!;
    const workgroups = groupsFor(count * width);
    const fields = { count, width, index };
    const frozen = gpu.frozen(x);
    if (!frozen) {
      return gpu.call({
        kernel: 'rows',
        entry: 'gather',
        fields: { ...fields, x },
        outputs: { y: type! },
        workgroups,
      });
    }
    const y = gpu.allocate(type!);
    for (const part of frozen) {
      const { rows, firstRow, bits } = part;
      const scales = bits === 32 ? null : scalesOf(part);
      gpu.mutate(
        {
          kernel: 'rows',
          entry: 'gatherFrozen',
          constants: { WEIGHT_BITS: bits },
          fields: { ...fields, rows, firstRow, x: levelsOf(part), scales },
          workgroups,
        },
        { y },
      );
    }
    return [y];
  },
});

/** Adds row i of y to row index[i] of a matrix of zeros; rows that are named twice add up. */
export const scatterRows: Op<{ y: Tensor; index: Tensor }, { rows: number }> = defineOp({
  name: 'scatterRows',
  infer({ y, index }, { rows }) {
    expectRank('y', y, 2);
    expectType('index', index, 'int');
    return [float(rows, y.shape[1]!)];
  },
  gradient: ({ inputs: { index }, upstream: [dx] }) => ({ y: () => gatherRows({ x: dx, index }) }),
  reference({ y, index }, { rows }) {
    const width = y.shape[1]!;
    const x = new Float64Array(rows * width);
    index.data.forEach((row, i) => {
      for (let j = 0; j < width; j++) x[row * width + j]! += y.data[i * width + j]!;
    });
    return [x];
  },
  onnx(emit, { y, index }, { rows }) {
    const [n, width] = y.shape as [number, number];
    const zeros = emit.node('Expand', [emit.float(0), emit.longs([rows, width])]);
    const indices = emit.cast(emit.reshape(index, [n, 1]), 'int64');
    return [emit.node('ScatterND', [zeros, indices, y], { attributes: { reduction: { text: 'add' } } })];
  },
  webgpu(gpu, { y, index }, _attributes, [type]) {
    const [count, width] = y.shape as [number, number];
    const x = zeros(gpu, type!);
    gpu.mutate(
      {
        kernel: 'rows',
        entry: 'scatterAdd',
        fields: { count, width, x: y, index },
        workgroups: groupsFor(count * Math.ceil(width / STRETCH)),
      },
      { y: x },
    );
    return [x];
  },
});

/** Row `step` of x [rows, width] as [width]; the last row for any later step. */
export const rowAt = defineOp<{ x: Tensor; step: Tensor }>({
  name: 'rowAt',
  infer({ x, step }) {
    expectRank('x', x, 2);
    expectShape('step', step, []);
    expectType('step', step, 'int');
    return [float(x.shape[1]!)];
  },
  reference({ x, step }) {
    const [rows, width] = x.shape as [number, number];
    const row = Math.min(step.data[0]!, rows - 1);
    return [x.data.slice(row * width, (row + 1) * width)];
  },
  onnx: (emit, { x, step }) => [
    emit.node('Gather', [x, emit.node('Min', [step, emit.int(x.shape[0]! - 1)])]),
  ],
  webgpu(gpu, { x, step }, _attributes, [type]) {
    const [rows, size] = x.shape as [number, number];
    return gpu.call({
      kernel: 'copy',
      entry: 'loadRow',
      fields: { x, row: step, rows, size },
      outputs: { y: type! },
      workgroups: groupsFor(size),
    });
  },
});

/** Embeds tokens: the rows of `table` [vocabulary, width] at `ids` [n]. */
export const embed = (table: Tensor, ids: Tensor): Tensor => gatherRows({ x: table, index: ids });
