/** Gradient clipping and the AdamW update, on one vector of parameters. */
import { groupsFor } from '../backends/webgpu/moves.ts';
import { defineOp } from '../define.ts';
import type { Tensor } from '../graph.ts';
import { expectRank, expectShape, float } from '../shapes.ts';

/** Stretches whose squares are summed side by side: so few that every invocation can add up their sums again. */
const MOST_PARTS = 64;
/** Below that, a stretch has this many elements for each invocation of its workgroup. */
const ELEMENTS_PER_INVOCATION = 16;

/**
 * Outputs [clipped, norm]: the gradient scaled so that its L2 norm is at most `maxNorm`, and the norm before
 * clipping. Pascanu et al. 2013, with PyTorch's 10⁻⁶ in the denominator.
 */
export const clipByGlobalNorm = defineOp<{ gradient: Tensor }, { maxNorm: number }>({
  name: 'clipByGlobalNorm',
  infer: ({ gradient }) => [float(...gradient.shape), float()],
  reference({ gradient }, { maxNorm }) {
    const norm = Math.hypot(...chunkNorms(gradient.data));
    const factor = Math.min(1, maxNorm / (norm + 1e-6));
    return [gradient.data.map((value) => value * factor), Float64Array.of(norm)];
  },
  onnx(emit, { gradient }, { maxNorm }) {
    const norm = emit.node('Sqrt', [
      emit.node('ReduceSumSquare', [gradient], { attributes: { keepdims: 0 } }),
    ]);
    const factor = emit.node('Min', [
      emit.float(1),
      emit.div(emit.float(maxNorm), emit.add(norm, emit.float(1e-6))),
    ]);
    return [emit.mul(gradient, factor), norm];
  },
  webgpu(gpu, { gradient }, { maxNorm }, [type, norm]) {
    const size = gradient.shape[0]!;
    const parts = Math.min(Math.ceil(groupsFor(size) / ELEMENTS_PER_INVOCATION), MOST_PARTS);
    const [partial] = gpu.call({
      kernel: 'optimizer',
      entry: 'squares',
      fields: { gradient, size, parts },
      outputs: { partial: float(parts) },
      workgroups: parts,
    });
    return gpu.call({
      kernel: 'optimizer',
      entry: 'clip',
      fields: { gradient, partial: partial!, size, parts, limit: maxNorm },
      outputs: { y: type!, norm: norm! },
      workgroups: groupsFor(size),
    });
  },
});

/** Norms of stretches of the vector: `Math.hypot` takes its arguments on the stack. */
function chunkNorms(data: Float64Array): number[] {
  const norms: number[] = [];
  for (let at = 0; at < data.length; at += 1024) norms.push(Math.hypot(...data.subarray(at, at + 1024)));
  return norms;
}

export interface AdamWAttributes {
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
}

interface AdamWInputs extends Record<string, Tensor | undefined> {
  /** [n], as are gradient, m, v and decayMask */
  parameter: Tensor;
  gradient: Tensor;
  m: Tensor;
  v: Tensor;
  /** Scalars: the step's learning rate, 1/(1 − β₁ᵗ) and 1/(1 − β₂ᵗ). */
  learningRate: Tensor;
  correction1: Tensor;
  correction2: Tensor;
  /** 1 where weight decay applies and 0 elsewhere; everywhere if absent. */
  decayMask?: Tensor | undefined;
}

/**
 * Outputs the new [parameter, m, v]. Loshchilov & Hutter 2019, algorithm 2, with PyTorch's placing of ε:
 * m ← β₁m + (1−β₁)g;  v ← β₂v + (1−β₂)g²;  θ ← θ − lr·λ·θ − lr·m̂ / (√v̂ + ε).
 */
export const adamw = defineOp<AdamWInputs, AdamWAttributes>({
  name: 'adamw',
  infer({ parameter, gradient, m, v, learningRate, correction1, correction2, decayMask }) {
    expectRank('parameter', parameter, 1);
    for (const [name, tensor] of Object.entries({ gradient, m, v, ...(decayMask && { decayMask }) })) {
      expectShape(name, tensor, parameter.shape);
    }
    for (const [name, tensor] of Object.entries({ learningRate, correction1, correction2 })) {
      expectShape(name, tensor, []);
    }
    return [parameter, m, v].map(({ shape }) => float(...shape));
  },
  reference(inputs, { beta1, beta2, epsilon, weightDecay }) {
    const { parameter, gradient, decayMask } = inputs;
    const [learningRate, correction1, correction2] = [
      inputs.learningRate,
      inputs.correction1,
      inputs.correction2,
    ].map(({ data }) => data[0]!) as [number, number, number];
    const m = inputs.m.data.map((value, i) => beta1 * value + (1 - beta1) * gradient.data[i]!);
    const v = inputs.v.data.map((value, i) => beta2 * value + (1 - beta2) * gradient.data[i]! ** 2);
    const updated = parameter.data.map((value, i) => {
      const decay = weightDecay * (decayMask ? decayMask.data[i]! : 1) * value;
      const direction = (m[i]! * correction1) / (Math.sqrt(v[i]! * correction2) + epsilon);
      return value - learningRate * (decay + direction);
    });
    return [updated, m, v];
  },
  onnx(emit, { parameter, gradient, m, v, learningRate, correction1, correction2, decayMask }, attributes) {
    const { beta1, beta2, epsilon, weightDecay } = attributes;
    const average = (old: typeof m, beta: number, value: typeof m | ReturnType<typeof emit.mul>) =>
      emit.add(emit.mul(old, emit.float(beta)), emit.mul(value, emit.float(1 - beta)));
    const newM = average(m, beta1, gradient);
    const newV = average(v, beta2, emit.mul(gradient, gradient));
    const root = emit.node('Sqrt', [emit.mul(newV, correction2)]);
    let direction = emit.div(emit.mul(newM, correction1), emit.add(root, emit.float(epsilon)));
    if (weightDecay !== 0) {
      const decayed = decayMask ? emit.mul(parameter, decayMask) : parameter;
      direction = emit.add(direction, emit.mul(decayed, emit.float(weightDecay)));
    }
    return [emit.sub(parameter, emit.mul(learningRate, direction)), newM, newV];
  },
  webgpu(gpu, { decayMask, ...vectors }, { beta1, beta2, epsilon, weightDecay }, types) {
    const size = vectors.parameter.shape[0]!;
    return gpu.call({
      kernel: 'optimizer',
      entry: 'adamw',
      fields: {
        ...{ ...vectors, decayMask: decayMask ?? null, size, epsilon, weightDecay },
        ...{ beta1, beta2, oneMinusBeta1: 1 - beta1, oneMinusBeta2: 1 - beta2 },
      },
      outputs: { y: types[0]!, newM: types[1]!, newV: types[2]! },
      workgroups: groupsFor(size),
      elementwise: true,
    });
  },
});
