/** y = x / sqrt(mean(x²) + ε) · gain over the last axis. Zhang & Sennrich 2019, eq. 4, with Llama's ε. */
import type { OnnxEmitter, OnnxName } from '../backends/onnx/emitter.ts';
import { defineOp, type NdArray } from '../define.ts';
import type { GpuValue } from '../backends/webgpu/calls.ts';
import type { GivenField, GpuEmitter } from '../backends/webgpu/emitter.ts';
import type { Shape, Tensor, TensorType } from '../graph.ts';
import { expectRank, expectShape, float } from '../shapes.ts';

/** As in shaders/rmsNorm.wgsl. */
const THREADS = 64;

interface NormAttributes {
  epsilon: number;
}

interface NormInputs extends Record<string, Tensor> {
  /** [rows, width] */
  x: Tensor;
  /** [width] */
  gain: Tensor;
}

interface NormGradInputs extends NormInputs {
  dy: Tensor;
}

function check({ x, gain }: NormInputs) {
  expectRank('x', x, 2);
  expectShape('gain', gain, [x.shape[1]!]);
}

export const rmsNorm = defineOp<NormInputs, NormAttributes>({
  name: 'rmsNorm',
  infer(inputs) {
    check(inputs);
    return [float(...inputs.x.shape)];
  },
  gradient: ({ inputs: { x, gain }, attributes, upstream: [dy] }) => ({
    x: () => rmsNormInputGrad({ x, gain, dy }, attributes),
    gain: () => rmsNormGainGrad({ x, gain, dy }, attributes),
  }),
  reference({ x, gain }, { epsilon }) {
    const width = gain.data.length;
    const inverse = inverseRms(x, epsilon);
    return [x.data.map((value, i) => value * inverse[Math.floor(i / width)]! * gain.data[i % width]!)];
  },
  onnx: (emit, { x, gain }, { epsilon }) => [normalized(emit, x, gain, epsilon)[0]!],
  webgpu: (gpu, { x, gain }, { epsilon }, [type]) =>
    perRow(gpu, 'forward', { x, gain, epsilon }, x.shape, type!),
});

/** With r = 1/sqrt(mean(x²)+ε) and g = dy·gain: dx = r·(g − x·r²·mean(g·x)). */
const rmsNormInputGrad = defineOp<NormGradInputs, NormAttributes>({
  name: 'rmsNormInputGrad',
  infer(inputs) {
    check(inputs);
    expectShape('dy', inputs.dy, inputs.x.shape);
    return [float(...inputs.x.shape)];
  },
  reference({ x, gain, dy }, { epsilon }) {
    const [rows, width] = x.shape as [number, number];
    const inverse = inverseRms(x, epsilon);
    const dx = new Float64Array(rows * width);
    for (let row = 0; row < rows; row++) {
      const at = row * width;
      const r = inverse[row]!;
      let dot = 0;
      for (let i = 0; i < width; i++) dot += dy.data[at + i]! * gain.data[i]! * x.data[at + i]!;
      for (let i = 0; i < width; i++) {
        dx[at + i] = r * (dy.data[at + i]! * gain.data[i]! - (x.data[at + i]! * r * r * dot) / width);
      }
    }
    return [dx];
  },
  onnx(emit, { x, gain, dy }, { epsilon }) {
    const inverse = normalized(emit, x, gain, epsilon)[1]!;
    const g = emit.mul(dy, gain);
    const mean = emit.node('ReduceMean', [emit.mul(g, x), emit.longs([-1])], { attributes: { keepdims: 1 } });
    const coefficient = emit.mul(mean, emit.mul(inverse, inverse));
    return [emit.mul(emit.sub(g, emit.mul(x, coefficient)), inverse)];
  },
  webgpu: (gpu, { x, gain, dy }, { epsilon }, [type]) =>
    perRow(gpu, 'inputGrad', { x, gain, dy, epsilon, addend: null }, x.shape, type!),
});

/** dgain = Σ over rows of dy·x·r */
const rmsNormGainGrad = defineOp<NormGradInputs, NormAttributes>({
  name: 'rmsNormGainGrad',
  infer: ({ gain }) => [float(...gain.shape)],
  reference({ x, gain, dy }, { epsilon }) {
    const width = gain.data.length;
    const inverse = inverseRms(x, epsilon);
    const dgain = new Float64Array(width);
    x.data.forEach(
      (value, i) => (dgain[i % width]! += dy.data[i]! * value * inverse[Math.floor(i / width)]!),
    );
    return [dgain];
  },
  onnx(emit, { x, gain, dy }, { epsilon }) {
    const inverse = normalized(emit, x, gain, epsilon)[1]!;
    return [emit.reduceSum(emit.mul(dy, emit.mul(x, inverse)), [0])];
  },
  webgpu(gpu, { x, dy }, { epsilon }, [type]) {
    const [rows, width] = x.shape as [number, number];
    const [inverse] = perRow(gpu, 'inverseRms', { x, epsilon }, x.shape, float(rows));
    return gpu.call({
      kernel: 'rmsNorm',
      entry: 'gainGrad',
      fields: { rows, width, x, dy, inverse: inverse! },
      outputs: { y: type! },
      workgroups: Math.ceil(width / THREADS),
    });
  },
});

/** A call in which as many invocations share a row of x as suits the device. */
function perRow(
  gpu: GpuEmitter,
  entry: string,
  fields: Record<string, GivenField>,
  [rows, width]: Shape,
  type: TensorType,
): readonly GpuValue[] {
  return gpu.call({
    kernel: 'rmsNorm',
    entry,
    constants: { LANES: gpu.tuning.lanesPerRow },
    fields: { ...fields, rows: rows!, width: width! },
    outputs: { y: type },
    workgroups: Math.ceil((rows! * gpu.tuning.lanesPerRow) / THREADS),
  });
}

/** [normalized and scaled x, 1/rms of each row with a trailing axis of 1]; the runtime's own name for RMSNorm. */
function normalized(emit: OnnxEmitter, x: OnnxName, gain: OnnxName, epsilon: number): OnnxName[] {
  return emit.multi('SimplifiedLayerNormalization', [x, gain], 2, {
    attributes: { axis: -1, epsilon: { float: epsilon } },
  });
}

function inverseRms(x: NdArray, epsilon: number): Float64Array {
  const [rows, width] = x.shape as [number, number];
  return Float64Array.from({ length: rows }, (_, row) => {
    const squares = x.data
      .subarray(row * width, (row + 1) * width)
      .reduce((total, value) => total + value * value, 0);
    return 1 / Math.sqrt(squares / width + epsilon);
  });
}
