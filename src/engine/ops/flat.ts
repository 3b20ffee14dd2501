/**
 * Many small parameters kept as one vector: `slice` reads one of them out of it, `concat` writes their
 * gradients back into one. The optimizer then touches three vectors instead of hundreds of matrices.
 */
import { concatenate } from '../backends/webgpu/elementwise.ts';
import { defineOp } from '../define.ts';
import { sizeOf, type Shape, type Tensor } from '../graph.ts';
import { expectRank, float, ShapeError } from '../shapes.ts';

/** `flat[offset …]` in the given shape. Gradients are taken with respect to slices, not to the vector. */
export const slice = defineOp<{ flat: Tensor }, { offset: number; shape: Shape }>({
  name: 'slice',
  infer({ flat }, { offset, shape }) {
    expectRank('flat', flat, 1);
    if (offset < 0 || offset + sizeOf(shape) > flat.shape[0]!) {
      throw new ShapeError(
        `${sizeOf(shape)} values from ${offset} on reach beyond the ${flat.shape[0]} there are`,
      );
    }
    return [float(...shape)];
  },
  reference: ({ flat }, { offset, shape }) => [flat.data.slice(offset, offset + sizeOf(shape))],
  onnx(emit, { flat }, { offset, shape }) {
    const part = emit.node('Slice', [flat, emit.longs([offset]), emit.longs([offset + sizeOf(shape)])]);
    return [emit.reshape(part, shape)];
  },
  webgpu: (gpu, { flat }, { offset, shape }) => [gpu.view(flat, offset, shape)],
});

/** All tensors, each flattened, one after the other in the order of the record's keys. */
export const concat = defineOp<Record<string, Tensor>>({
  name: 'concat',
  infer: (parts) => [float(Object.values(parts).reduce((total, { shape }) => total + sizeOf(shape), 0))],
  reference(parts, _attributes, [type]) {
    const whole = new Float64Array(type!.shape[0]!);
    let offset = 0;
    for (const { data } of Object.values(parts)) {
      whole.set(data, offset);
      offset += data.length;
    }
    return [whole];
  },
  onnx(emit, parts) {
    const flattened = Object.values(parts).map((part) => emit.reshape(part, [-1]));
    return [emit.node('Concat', flattened, { attributes: { axis: 0 } })];
  },
  webgpu: (gpu, parts, _attributes, [type]) => [concatenate(gpu, Object.values(parts), type!)],
});
