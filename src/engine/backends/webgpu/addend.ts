/** Lets a kernel that can add one more value to its result do so: a residual, or what else flows into a gradient. */
import type { ArenaValue, GpuValue } from './calls.ts';
import type { GivenField, GpuEmitter } from './emitter.ts';
import { NONE } from './shader.ts';

/**
 * a + b as one call, where one of them is the result `y` of a call that nothing else reads and whose field
 * `addend` is still free; null where neither is.
 */
export function addAsAddend(gpu: GpuEmitter, a: GpuValue, b: GpuValue): ArenaValue | null {
  for (const [value, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const call = gpu.reclaim(value, ({ fields }) => fields.addend === NONE);
    if (!call) continue;
    gpu.withdraw(call);
    const { kernel, entry, constants, workgroups, flops } = call;
    const { y: _replaced, ...fields } = call.fields as Record<string, GivenField>;
    return gpu.call({
      ...{ kernel, entry, constants, workgroups, flops },
      fields: { ...fields, addend: other },
      outputs: { y: value },
    })[0]!;
  }
  return null;
}
