/** y = silu(gate)·up with silu(z) = z·σ(z). Shazeer 2020, eq. 5 (without biases). */
import type { OnnxEmitter, OnnxName } from '../backends/onnx/emitter.ts';
import { defineOp } from '../define.ts';
import type { Tensor } from '../graph.ts';
import { expectShape, float } from '../shapes.ts';
import { multiply } from './elementwise.ts';

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
  gradient: ({ inputs: { gate, up }, upstream: [dy] }) => ({
    gate: () => swigluGateGrad({ gate, up, dy }),
    up: () => multiply({ a: dy, b: silu({ x: gate }) }),
  }),
  reference: ({ gate, up }) => [gate.data.map((z, i) => z * sigmoid(z) * up.data[i]!)],
  onnx: (emit, { gate, up }) => [emit.mul(emitSilu(emit, gate), up)],
});

/** z·σ(z) */
export const silu = defineOp<{ x: Tensor }>({
  name: 'silu',
  infer: ({ x }) => [float(...x.shape)],
  reference: ({ x }) => [x.data.map((z) => z * sigmoid(z))],
  onnx: (emit, { x }) => [emitSilu(emit, x)],
});

/** dgate = dy·up·(σ + z·σ·(1 − σ)) = dy·up·σ·(1 + z − z·σ) */
const swigluGateGrad = defineOp<GatedInputs & { dy: Tensor }>({
  name: 'swigluGateGrad',
  infer({ gate, up, dy }) {
    expectShape('up', up, gate.shape);
    expectShape('dy', dy, gate.shape);
    return [float(...gate.shape)];
  },
  reference: ({ gate, up, dy }) => [
    gate.data.map((z, i) => dy.data[i]! * up.data[i]! * sigmoid(z) * (1 + z - z * sigmoid(z))),
  ],
  onnx(emit, { gate, up, dy }) {
    const sigma = emit.node('Sigmoid', [gate]);
    const slope = emit.mul(sigma, emit.sub(emit.add(gate, emit.float(1)), emitSilu(emit, gate)));
    return [emit.mul(emit.mul(dy, up), slope)];
  },
});

function emitSilu(emit: OnnxEmitter, x: OnnxName): OnnxName {
  return emit.mul(x, emit.node('Sigmoid', [x]));
}
