/**
 * Counts what a contender asks of WebGPU, by wrapping the calls themselves: the same yardstick for libraries
 * that know nothing of it. Contenders take turns, so whoever's turn it is made the call.
 */
export class GpuUse {
  dispatches = 0;
  submits = 0;
  /** Bytes of the buffers that were created and not destroyed, now and at most. */
  liveBytes = 0;
  peakBytes = 0;
  /** Of every device that was asked for. */
  readonly adapters: GPUAdapterInfo[] = [];
}

let current = new GpuUse();
const owners = new WeakMap<GPUBuffer, GpuUse>();

/** Whose calls are counted from now on. */
export function countFor(use: GpuUse): void {
  current = use;
}

/** To be called once, before any device is asked for. */
export function wrapWebGpu(): void {
  after(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => current.dispatches++);
  after(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => current.dispatches++);
  after(GPUQueue.prototype, 'submit', () => current.submits++);
  after(GPUAdapter.prototype, 'requestDevice', (adapter) => current.adapters.push(adapter.info));
  after(GPUDevice.prototype, 'createBuffer', (_device, buffer) => {
    owners.set(buffer, current);
    current.liveBytes += buffer.size;
    current.peakBytes = Math.max(current.peakBytes, current.liveBytes);
  });
  after(GPUBuffer.prototype, 'destroy', (buffer) => {
    // A buffer may be destroyed more than once.
    const owner = owners.get(buffer);
    if (owner) owner.liveBytes -= buffer.size;
    owners.delete(buffer);
  });
}

type Method = (...values: never[]) => unknown;

/** Has `note` called after every call of a method, with the object it was called on and what it returned. */
function after<Name extends string, T extends Record<Name, Method>>(
  prototype: T,
  name: Name,
  note: (self: T, result: ReturnType<T[Name]>) => void,
): void {
  const original = prototype[name];
  prototype[name] = function (this: T, ...values: never[]) {
    const result = original.apply(this, values) as ReturnType<T[Name]>;
    note(this, result);
    return result;
  } as T[Name];
}
