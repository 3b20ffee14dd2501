/** Lets the norm's backward pass add what else flows into its input: the residual stream's gradient. */
import type { ArenaValue, GpuValue } from './calls.ts';
import type { GivenField, GpuEmitter } from './emitter.ts';
import { NONE } from './shader.ts';

/** a + b, where one is a norm's input gradient that nothing else reads, as one call; null where neither is. */
export function addToNorm(gpu: GpuEmitter, a: GpuValue, b: GpuValue): ArenaValue | null {
  for (const [value, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const call = gpu.reclaim(
      value,
      ({ kernel, entry, fields }) => kernel === 'rmsNorm' && entry === 'inputGrad' && fields.addend === NONE,
    );
    if (!call || value === other) continue;
    gpu.withdraw(call);
    const { y: _replaced, ...fields } = call.fields as Record<string, GivenField>;
    const { kernel, entry, constants, workgroups } = call;
    return gpu.call({
      kernel,
      entry,
      constants,
      workgroups,
      fields: { ...fields, addend: other },
      outputs: { y: value },
    })[0]!;
  }
  return null;
}
