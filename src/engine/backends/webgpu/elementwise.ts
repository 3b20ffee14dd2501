/** Calls of kernels that go element by element, and of views and parts that need no call at all. */
import { sizeOf, type TensorType } from '../../graph.ts';
import type { ArenaValue, GpuValue } from './calls.ts';
import type { GpuEmitter, GivenField } from './emitter.ts';
import { copyInto, groupsFor } from './moves.ts';

/** One entry point of `shaders/elementwise.wgsl`; its operands are a, b, c and its results y and y2. */
export function elementwise(
  gpu: GpuEmitter,
  entry: string,
  fields: Record<string, GivenField>,
  ...outputs: readonly TensorType[]
): readonly ArenaValue[] {
  const size = sizeOf(outputs[0]!.shape);
  const named = Object.fromEntries(outputs.map((type, i) => [i === 0 ? 'y' : 'y2', type]));
  return gpu.call({
    kernel: 'elementwise',
    entry,
    fields: { ...fields, size },
    outputs: named,
    workgroups: groupsFor(size),
    elementwise: true,
  });
}

/** All parts one after the other. What has a storage of its own is moved there, so that its call writes it in place. */
export function concatenate(gpu: GpuEmitter, parts: readonly GpuValue[], type: TensorType): ArenaValue {
  const whole = gpu.allocate(type);
  let offset = 0;
  for (const part of parts) {
    const size = sizeOf(part.shape);
    const isOwn =
      part.kind === 'arena' &&
      part.storage.role === 'temporary' &&
      !part.storage.parent &&
      part.storage.size === size;
    if (isOwn) part.storage.parent = { storage: whole.storage, offset };
    else copyInto(gpu, gpu.view(whole, offset, [size]), part);
    offset += size;
  }
  return whole;
}
