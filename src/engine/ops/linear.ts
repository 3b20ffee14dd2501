/**
 * y = x·Wᵀ + b + s·(x·Aᵀ)·Bᵀ: a linear layer with an optional bias and an optional LoRA term
 * (Hu et al. 2021, eq. 3), in the layout of PyTorch and PEFT: W is [out, in], A is [rank, in],
 * B is [out, rank]. One op, so that a backend may merge W' = W + s·B·A once a step (which is what the ONNX
 * lowering does) or add a skinny product to a quantized one.
 *
 * The gradients of A and B go through the rank-wide bottleneck and never form the dense dW.
 */
import { defineOp, type NdArray } from '../define.ts';
import type { OnnxEmitter, OnnxName } from '../backends/onnx/emitter.ts';
import type { FrozenMatrix, GpuValue } from '../backends/webgpu/calls.ts';
import type { GpuEmitter } from '../backends/webgpu/emitter.ts';
import { matmul, type Product } from '../backends/webgpu/matmul.ts';
import type { Tensor, TensorType } from '../graph.ts';
import { matrixProduct } from '../reference/matrixProduct.ts';
import { expectRank, expectShape, float, ShapeError } from '../shapes.ts';
import { sumRows } from './sum.ts';

interface LoraAttributes {
  /** s = alpha / rank; not used where there is no A and B. */
  loraScale: number;
}

interface WeightInputs extends Record<string, Tensor | undefined> {
  weight: Tensor;
  a?: Tensor | undefined;
  b?: Tensor | undefined;
}

interface LinearInputs extends WeightInputs {
  x: Tensor;
  bias?: Tensor | undefined;
}

function checkWeight({ weight, a, b }: WeightInputs): { inWidth: number; outWidth: number } {
  expectRank('weight', weight, 2);
  const [outWidth, inWidth] = weight.shape as [number, number];
  if (!a !== !b) throw new ShapeError('a and b must come together');
  if (a && b) {
    expectRank('a', a, 2);
    expectShape('a', a, [a.shape[0]!, inWidth]);
    expectShape('b', b, [outWidth, a.shape[0]!]);
  }
  return { inWidth, outWidth };
}

export const linear = defineOp<LinearInputs, LoraAttributes>({
  name: 'linear',
  infer(inputs) {
    const { inWidth, outWidth } = checkWeight(inputs);
    expectRank('x', inputs.x, 2);
    expectShape('x', inputs.x, [inputs.x.shape[0]!, inWidth]);
    if (inputs.bias) expectShape('bias', inputs.bias, [outWidth]);
    return [float(inputs.x.shape[0]!, outWidth)];
  },
  gradient({ inputs: { x, weight, a, b }, attributes, upstream: [dy] }) {
    return {
      x: () => linearInputGrad({ dy, weight, a, b }, attributes),
      weight: () => linearWeightGrad({ dy, x }),
      bias: () => sumRows({ x: dy }),
      a: () => loraAGrad({ dy, x, b: b! }, attributes),
      b: () => loraBGrad({ dy, x, a: a! }, attributes),
    };
  },
  reference({ x, weight, bias, a, b }, attributes) {
    const y = matrixProduct(x, mergedReference(weight, a, b, attributes), { transB: true });
    const outWidth = weight.shape[0]!;
    return [bias ? y.data.map((value, i) => value + bias.data[i % outWidth]!) : y.data];
  },
  onnx(emit, { x, weight, bias, a, b }, attributes) {
    return [emit.gemm(x, merged(emit, weight, a, b, attributes), { c: bias ?? null, transB: 1 })];
  },
  webgpu(gpu, { x, weight, bias, a, b }, { loraScale }, [type]) {
    const [rows, inWidth] = x.shape as [number, number];
    const outWidth = weight.shape[0]!;
    const parts = gpu.frozen(weight) ?? [weight];
    if (parts.length > 1) return [linearInParts(gpu, x, parts as FrozenMatrix[], type!)];
    const products: Product[] = [{ a: x, b: parts[0]!, depth: inWidth }];
    if (a && b) {
      const rank = a.shape[0]!;
      const u = narrowed(gpu, x, a);
      products.push({ a: u, b, depth: rank, alpha: loraScale });
    }
    return [matmul(gpu, { layout: 'NT', rows, columns: outWidth, products, bias })];
  },
});

/** dx = dy·W' */
const linearInputGrad = defineOp<WeightInputs & { dy: Tensor }, LoraAttributes>({
  name: 'linearInputGrad',
  infer(inputs) {
    const { inWidth, outWidth } = checkWeight(inputs);
    expectShape('dy', inputs.dy, [inputs.dy.shape[0]!, outWidth]);
    return [float(inputs.dy.shape[0]!, inWidth)];
  },
  reference: ({ dy, weight, a, b }, attributes) => [
    matrixProduct(dy, mergedReference(weight, a, b, attributes)).data,
  ],
  onnx: (emit, { dy, weight, a, b }, attributes) => [emit.gemm(dy, merged(emit, weight, a, b, attributes))],
  webgpu(gpu, { dy, weight, a, b }, { loraScale }) {
    const [rows, outWidth] = dy.shape as [number, number];
    const parts = gpu.frozen(weight) ?? [weight];
    if (parts.length > 1) throw new Error('a matrix that is trained through is larger than a binding');
    const products: Product[] = [{ a: dy, b: parts[0]!, depth: outWidth }];
    if (a && b) products.push({ a: widened(gpu, dy, b), b: a, depth: a.shape[0]!, alpha: loraScale });
    return [matmul(gpu, { layout: 'NN', rows, columns: weight.shape[1]!, products })];
  },
});

/** dW = dyᵀ·x, for layers that are trained densely */
const linearWeightGrad = defineOp<{ dy: Tensor; x: Tensor }>({
  name: 'linearWeightGrad',
  infer: ({ dy, x }) => [float(dy.shape[1]!, x.shape[1]!)],
  reference: ({ dy, x }) => [matrixProduct(dy, x, { transA: true }).data],
  onnx: (emit, { dy, x }) => [emit.gemm(dy, x, { transA: 1 })],
  webgpu(gpu, { dy, x }) {
    const products = [{ a: dy, b: x, depth: x.shape[0]! }];
    return [matmul(gpu, { layout: 'TN', rows: dy.shape[1]!, columns: x.shape[1]!, products })];
  },
});

/** dA = s·(dy·B)ᵀ·x */
const loraAGrad = defineOp<{ dy: Tensor; x: Tensor; b: Tensor }, LoraAttributes>({
  name: 'loraAGrad',
  infer: ({ x, b }) => [float(b.shape[1]!, x.shape[1]!)],
  reference({ dy, x, b }, { loraScale }) {
    const product = matrixProduct(matrixProduct(dy, b), x, { transA: true });
    return [product.data.map((value) => loraScale * value)];
  },
  onnx: (emit, { dy, x, b }, { loraScale }) => [
    emit.gemm(emit.gemm(dy, b), x, { alpha: loraScale, transA: 1 }),
  ],
  webgpu(gpu, { dy, x, b }, { loraScale }) {
    const products = [{ a: widened(gpu, dy, b), b: x, depth: x.shape[0]!, alpha: loraScale }];
    return [matmul(gpu, { layout: 'TN', rows: b.shape[1]!, columns: x.shape[1]!, products })];
  },
});

/** dB = s·dyᵀ·(x·Aᵀ) */
const loraBGrad = defineOp<{ dy: Tensor; x: Tensor; a: Tensor }, LoraAttributes>({
  name: 'loraBGrad',
  infer: ({ dy, a }) => [float(dy.shape[1]!, a.shape[0]!)],
  reference({ dy, x, a }, { loraScale }) {
    const product = matrixProduct(dy, matrixProduct(x, a, { transB: true }), { transA: true });
    return [product.data.map((value) => loraScale * value)];
  },
  onnx: (emit, { dy, x, a }, { loraScale }) => [
    emit.gemm(dy, emit.gemm(x, a, { transB: 1 }), { alpha: loraScale, transA: 1 }),
  ],
  webgpu(gpu, { dy, x, a }, { loraScale }) {
    const products = [{ a: dy, b: narrowed(gpu, x, a), depth: x.shape[0]!, alpha: loraScale }];
    return [matmul(gpu, { layout: 'TN', rows: dy.shape[1]!, columns: a.shape[0]!, products })];
  },
});

/** u = x·Aᵀ, [rows, rank]: for the forward pass and for dB, computed once. */
function narrowed(gpu: GpuEmitter, x: GpuValue, a: GpuValue): GpuValue {
  const [rank, inWidth] = a.shape as [number, number];
  const products = [{ a: x, b: a, depth: inWidth }];
  return matmul(gpu, { layout: 'NT', rows: x.shape[0]!, columns: rank, products });
}

/** t = dy·B, [rows, rank]: for dx and for dA, computed once. */
function widened(gpu: GpuEmitter, dy: GpuValue, b: GpuValue): GpuValue {
  const [outWidth, rank] = b.shape as [number, number];
  const products = [{ a: dy, b, depth: outWidth }];
  return matmul(gpu, { layout: 'NN', rows: dy.shape[0]!, columns: rank, products });
}

/** x·Wᵀ for a matrix that is larger than a binding, such as the head of a large vocabulary: part by part. */
function linearInParts(gpu: GpuEmitter, x: GpuValue, parts: FrozenMatrix[], type: TensorType): GpuValue {
  const [rows, inWidth] = x.shape as [number, number];
  const y = gpu.allocate(type);
  for (const part of parts) {
    const into = { value: gpu.view(y, part.firstRow, type.shape), stride: type.shape[1]! };
    const products = [{ a: x, b: part, depth: inWidth }];
    matmul(gpu, { layout: 'NT', rows, columns: part.rows, products, into });
  }
  return y;
}

/** W' = W + s·B·A. Written by the forward and by the backward lowering, computed once a step. */
function merged(
  emit: OnnxEmitter,
  weight: OnnxName,
  a: OnnxName | undefined,
  b: OnnxName | undefined,
  { loraScale }: LoraAttributes,
): OnnxName {
  return a && b ? emit.gemm(b, a, { c: weight, alpha: loraScale }) : weight;
}

function mergedReference(
  weight: NdArray,
  a: NdArray | undefined,
  b: NdArray | undefined,
  { loraScale }: LoraAttributes,
): NdArray {
  if (!a || !b) return weight;
  const product = matrixProduct(b, a);
  return { shape: weight.shape, data: weight.data.map((value, i) => value + loraScale * product.data[i]!) };
}
