/** Integer bookkeeping of the decoding loop: positions, and which sequences have ended. */
import type { GpuValue } from '../backends/webgpu/calls.ts';
import type { GivenField, GpuEmitter } from '../backends/webgpu/emitter.ts';
import { groupsFor } from '../backends/webgpu/moves.ts';
import { defineOp } from '../define.ts';
import { sizeOf, type Shape, type Tensor, type TensorType } from '../graph.ts';
import { expectShape, int } from '../shapes.ts';

/** a + b, b being a scalar. */
export const addInteger = defineOp<{ a: Tensor; b: Tensor }>({
  name: 'addInteger',
  infer({ a, b }) {
    expectShape('b', b, []);
    return [int(...a.shape)];
  },
  reference: ({ a, b }) => [a.data.map((value) => value + b.data[0]!)],
  onnx: (emit, { a, b }) => [emit.add(a, b)],
  webgpu: (gpu, { a, b }, _attributes, [type]) => call(gpu, 'add', { a, b }, a.shape, type!),
});

/** 1 where the sequence had ended before or `token` ends it, else 0. */
export const markEnded = defineOp<{ ended: Tensor; token: Tensor }, { endToken: number }>({
  name: 'markEnded',
  infer({ ended, token }) {
    expectShape('token', token, ended.shape);
    return [int(...ended.shape)];
  },
  reference: ({ ended, token }, { endToken }) => [
    ended.data.map((value, i) => (value !== 0 || token.data[i] === endToken ? 1 : 0)),
  ],
  onnx(emit, { ended, token }, { endToken }) {
    const ends = emit.cast(emit.node('Equal', [token, emit.int(endToken)]), 'int32');
    return [emit.node('Max', [ended, ends])];
  },
  webgpu: (gpu, { ended, token }, { endToken }, [type]) =>
    call(gpu, 'markEnded', { a: ended, b: token, endToken }, ended.shape, type!),
});

/** A scalar: 1 if any sequence goes on (is 0 in `ended`), else 0. */
export const anyGoesOn = defineOp<{ ended: Tensor }>({
  name: 'anyGoesOn',
  infer: () => [int()],
  reference: ({ ended }) => [Float64Array.of(ended.data.some((value) => value === 0) ? 1 : 0)],
  onnx(emit, { ended }) {
    const smallest = emit.node('ReduceMin', [ended], { attributes: { keepdims: 0 } });
    return [emit.sub(emit.int(1), smallest)];
  },
  webgpu: (gpu, { ended }, _attributes, [type]) => call(gpu, 'anyZero', { a: ended }, ended.shape, type!),
});

/** An entry point of `shaders/integers.wgsl`, on as many elements as `shape` has. */
function call(
  gpu: GpuEmitter,
  entry: string,
  fields: Record<string, GivenField>,
  shape: Shape,
  type: TensorType,
): readonly GpuValue[] {
  const size = sizeOf(shape);
  const workgroups = entry === 'anyZero' ? 1 : groupsFor(size);
  return gpu.call({
    kernel: 'integers',
    entry,
    fields: { ...fields, size },
    outputs: { y: type },
    workgroups,
  });
}
