/**
 * y = x, but computed no sooner than `signal`, and not the same value to a backend that shares equal
 * expressions. What is computed again from it, to save memory, is then really computed again, and late.
 */
import { groupsFor } from '../backends/webgpu/moves.ts';
import { defineOp } from '../define.ts';
import { sizeOf, type Tensor } from '../graph.ts';
import { float } from '../shapes.ts';

export const after = (x: Tensor, signal: Tensor): Tensor => wait({ x, signal: detach({ x: signal }) });

/** x as a fixed number: no gradient flows through it. */
export const detach = defineOp<{ x: Tensor }>({
  name: 'detach',
  stopsGradient: true,
  infer: ({ x }) => [float(...x.shape)],
  reference: ({ x }) => [x.data],
  onnx: (_emit, { x }) => [x],
  webgpu: (_gpu, { x }) => [x],
});

const wait = defineOp<{ x: Tensor; signal: Tensor }>({
  name: 'after',
  infer: ({ x }) => [float(...x.shape)],
  gradient: ({ upstream: [dy] }) => ({ x: () => dy }),
  reference: ({ x }) => [x.data],
  // The runtime decides itself when to compute what: nothing is computed twice there.
  onnx: (_emit, { x }) => [x],
  webgpu(gpu, { x, signal }, _attributes, [type]) {
    const size = sizeOf(x.shape);
    return gpu.call({
      kernel: 'copy',
      entry: 'copy',
      fields: { x, row: signal, size },
      outputs: { y: type! },
      workgroups: groupsFor(size),
    });
  },
});
