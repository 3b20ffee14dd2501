/** Copies and counters: the few calls that the lowering itself needs. */
import { sizeOf, type TensorType } from '../../graph.ts';
import { int } from '../../shapes.ts';
import type { ArenaValue, GpuValue } from './calls.ts';
import type { GpuEmitter } from './emitter.ts';

/** Elements that one workgroup of the element-wise kernels handles. */
export const ELEMENTS_PER_GROUP = 256;
/** Shared by all, so that it takes one place in the arena. */
const ZERO = new Int32Array(1);

export const groupsFor = (elements: number): number => Math.ceil(elements / ELEMENTS_PER_GROUP);

/** A copy of a value in a storage of its own. */
export function copyOf(gpu: GpuEmitter, value: GpuValue): ArenaValue {
  const copy = gpu.allocate(value);
  copyInto(gpu, copy, value);
  return copy;
}

export function copyInto(gpu: GpuEmitter, target: ArenaValue, value: GpuValue): void {
  const size = sizeOf(value.shape);
  gpu.mutate(
    { kernel: 'copy', entry: 'copy', fields: { x: value, size }, workgroups: groupsFor(size) },
    { y: target },
  );
}

/** A value of zeros that may be added to: one of its own every time. */
export function zeros(gpu: GpuEmitter, type: TensorType): ArenaValue {
  const target = gpu.allocate(type);
  const zero: GpuValue = { kind: 'constant', ...int(), data: ZERO };
  const size = sizeOf(type.shape);
  gpu.mutate(
    { kernel: 'copy', entry: 'fill', fields: { x: zero, size }, workgroups: groupsFor(size) },
    { y: target },
  );
  return target;
}

/** Row `row` of `rows`, the row's number being a scalar on the device. */
export function storeRow(gpu: GpuEmitter, rows: ArenaValue, row: ArenaValue, value: GpuValue): void {
  const size = sizeOf(value.shape);
  gpu.mutate(
    { kernel: 'copy', entry: 'storeRow', fields: { x: value, row, size }, workgroups: groupsFor(size) },
    { y: rows },
  );
}

/** Adds 1 to a counter on the device. */
export function increment(gpu: GpuEmitter, counter: ArenaValue): void {
  const one: GpuValue = { kind: 'constant', ...int(), data: Int32Array.of(1) };
  gpu.mutate(
    { kernel: 'integers', entry: 'add', fields: { a: counter, b: one, size: 1, endToken: 0 }, workgroups: 1 },
    { y: counter },
  );
}
