/** y = silu(gate)·up with silu(z) = z·σ(z). Shazeer 2020, eq. 5 (without biases). */
import type { OnnxEmitter, OnnxName } from '../backends/onnx/emitter.ts';
import { elementwise } from '../backends/webgpu/elementwise.ts';
import { defineOp } from '../define.ts';
import type { Tensor } from '../graph.ts';
import { expectShape, float } from '../shapes.ts';

interface GatedInputs extends Record<string, Tensor> {
  gate: Tensor;
  up: Tensor;
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

export const swiglu = defineOp<GatedInputs>({
  name: 'swiglu',
  infer({ gate, up }) {
    expectShape('up', up, gate.shape);
    return [float(...gate.shape)];
  },
  gradient({ inputs: { gate, up }, upstream: [dy] }) {
    let grads: readonly Tensor[] | undefined;
    const grad = (index: number) => () => (grads ??= swigluGrad.all({ gate, up, dy }))[index]!;
    return { gate: grad(0), up: grad(1) };
  },
  reference: ({ gate, up }) => [gate.data.map((z, i) => z * sigmoid(z) * up.data[i]!)],
  onnx: (emit, { gate, up }) => [emit.mul(emitSilu(emit, gate), up)],
  webgpu: (gpu, { gate, up }, _attributes, [type]) => elementwise(gpu, 'swiglu', { a: gate, b: up }, type!),
});

/** dgate = dy·up·(σ + z·σ·(1 − σ)) = dy·up·σ·(1 + z − z·σ) and dup = dy·silu(z). Outputs dgate, dup. */
const swigluGrad = defineOp<GatedInputs & { dy: Tensor }>({
  name: 'swigluGrad',
  infer({ gate, up, dy }) {
    expectShape('up', up, gate.shape);
    expectShape('dy', dy, gate.shape);
    return [float(...gate.shape), float(...gate.shape)];
  },
  reference: ({ gate, up, dy }) => [
    gate.data.map((z, i) => dy.data[i]! * up.data[i]! * sigmoid(z) * (1 + z - z * sigmoid(z))),
    gate.data.map((z, i) => dy.data[i]! * z * sigmoid(z)),
  ],
  onnx(emit, { gate, up, dy }) {
    const sigma = emit.node('Sigmoid', [gate]);
    const silu = emitSilu(emit, gate);
    const slope = emit.mul(sigma, emit.sub(emit.add(gate, emit.float(1)), silu));
    return [emit.mul(emit.mul(dy, up), slope), emit.mul(dy, silu)];
  },
  webgpu: (gpu, { gate, up, dy }, _attributes, [dGate, dUp]) =>
    elementwise(gpu, 'swigluGrad', { a: gate, b: up, c: dy }, dGate!, dUp!),
});

function emitSilu(emit: OnnxEmitter, x: OnnxName): OnnxName {
  return emit.mul(x, emit.node('Sigmoid', [x]));
}
