/** Every op on every backend against the float64 reference, and every gradient against finite differences. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { evaluateReference } from '../../src/engine/backends/reference/backend.ts';
import { gradients } from '../../src/engine/autodiff.ts';
import { registeredOps } from '../../src/engine/define.ts';
import { sizeOf, topologicalOrder, type HostArray, type Tensor } from '../../src/engine/graph.ts';
import { constant, input, quantizedConstant } from '../../src/engine/leaves.ts';
import { dequantize, quantize } from '../../src/engine/quantized.ts';
import { multiply } from '../../src/engine/ops/elementwise.ts';
import { sum } from '../../src/engine/ops/sum.ts';
import { Random } from '../../src/support/random.ts';
import type { ConformanceCase, InputSpec } from './case.ts';
import { cases } from './cases.ts';
import { direct, tiled } from '../../src/engine/backends/webgpu/tuning.ts';
import { onnxHere, webGpuHere } from './runtime.ts';

const backends: Record<string, () => Promise<Backend>> = {
  onnx: onnxHere,
  webgpu: () => webGpuHere(direct),
  'webgpu (tiled)': () => webGpuHere(tiled),
  'webgpu (small parts)': () => webGpuHere(direct, { pageBytes: 4096, logitsBytes: 4096 }),
  'webgpu (split)': () => webGpuHere(direct, { flopsPerDispatch: 2000 }),
};
/** The ops of which there are tiled kernels; the others run the same ones under every tuning. */
const hasTiles = ['linear', 'attention', 'tokenLogprobs', 'rmsNorm'];
/** The ops that go through weights and logits part by part where they are larger than a binding. */
const hasParts = ['tokenLogprobs', 'gatherRows'];
/** The ops that may take so long that they are split over several dispatches. */
const mayBeLong = ['linear', 'attention'];
const only: Record<string, string[]> = {
  'webgpu (tiled)': hasTiles,
  'webgpu (small parts)': hasParts,
  'webgpu (split)': mayBeLong,
};
const backendsFor = (op: string) => Object.keys(backends).filter((name) => only[name]?.includes(op) ?? true);
const ready = new Map<string, Backend>();
beforeAll(async () => {
  for (const [name, create] of Object.entries(backends)) ready.set(name, await create());
});

for (const op of new Set(cases.map(({ op }) => op))) {
  describe(op, () => {
    for (const example of cases) {
      if (example.op !== op) continue;
      it.each(backendsFor(example.op))(`${example.name}: %s agrees with the reference`, async (name) => {
        const { feeds, tensors } = prepare(example);
        const outputs = example.apply(tensors);
        await expectAgreement(ready.get(name)!, outputs, feeds, 1e-4);
      });
      if (example.differentiate.length === 0) continue;
      const differentiate = () => {
        const { feeds, tensors } = prepare(example);
        const loss = lossOf(example, tensors);
        const targets = example.differentiate.map((name) => tensors[name]!);
        return { feeds, loss, grads: gradients(loss, targets) };
      };
      it(`${example.name}: gradients agree with finite differences`, () => {
        const { feeds, loss, grads } = differentiate();
        const exact = evaluateReference(grads, feeds);
        example.differentiate.forEach((name, i) => expectFiniteDifferences(loss, name, exact[i]!, feeds));
      });
      it.each(backendsFor(example.op))(
        `${example.name}: gradients on %s agree with the reference`,
        async (name) => {
          const { feeds, grads } = differentiate();
          await expectAgreement(ready.get(name)!, grads, feeds, 1e-3);
        },
      );
    }
  });
}

it('every op has a case, either of its own or as the gradient of one that has', () => {
  const covered = new Set<string>();
  for (const example of cases) {
    const { tensors } = prepare(example);
    const outputs = [...example.apply(tensors)];
    if (example.differentiate.length > 0) {
      outputs.push(
        ...gradients(
          lossOf(example, tensors),
          example.differentiate.map((name) => tensors[name]!),
        ),
      );
    }
    for (const { op } of topologicalOrder(outputs)) covered.add(op.name);
  }
  expect([...registeredOps().keys()].filter((name) => !covered.has(name))).toEqual([]);
});

/** A scalar that depends on every element of the first output in its own way. */
function lossOf(example: ConformanceCase, tensors: Record<string, Tensor>): Tensor {
  const [output] = example.apply(tensors);
  const random = Random.of(7, example.op);
  const weights = Float32Array.from({ length: sizeOf(output!.shape) }, () => 0.5 + random.uniform());
  return sum({ x: multiply({ a: output!, b: constant(weights, output!.shape) }) });
}

function prepare(example: ConformanceCase) {
  const random = Random.of(1, example.op, example.name);
  const feeds: Record<string, Float64Array> = {};
  const tensors: Record<string, Tensor> = {};
  for (const [name, spec] of Object.entries(example.inputs)) {
    const values = draw(spec, random);
    if (spec.kind === 'weight') {
      tensors[name] = frozen(Float32Array.from(values), spec.shape, spec.bits);
      continue;
    }
    feeds[name] = values;
    tensors[name] = input(name, spec.shape, spec.kind === 'int' || spec.kind === 'index' ? 'int' : 'float');
  }
  return { feeds, tensors };
}

function frozen(values: Float32Array, shape: readonly [number, number], bits: 32 | 8 | 4): Tensor {
  if (bits === 32) return constant(values, shape);
  const quantized = quantize(values, shape, bits);
  return quantizedConstant(quantized, () => dequantize(quantized));
}

/** Values that f32 holds exactly, so that both sides compute on the same numbers. */
function draw(spec: InputSpec, random: Random): Float64Array {
  const exact = (value: number) => Math.round(value * 4096) / 4096;
  switch (spec.kind) {
    case 'int':
      return Float64Array.from(spec.values);
    case 'index':
      return Float64Array.from({ length: sizeOf(spec.shape) }, () => random.integer(spec.below));
    case 'uniform':
      return Float64Array.from({ length: sizeOf(spec.shape) }, () => exact(random.uniform()));
    case 'positive':
      return Float64Array.from({ length: sizeOf(spec.shape) }, () => exact(Math.abs(random.normal()) + 0.1));
    case 'weight':
    case 'normal':
      return Float64Array.from({ length: sizeOf(spec.shape) }, () =>
        exact((('spread' in spec ? spec.spread : 1) ?? 1) * random.normal()),
      );
  }
}

async function expectAgreement(
  backend: Backend,
  outputs: readonly Tensor[],
  feeds: Record<string, Float64Array>,
  tolerance: number,
): Promise<void> {
  const expected = evaluateReference(outputs, feeds);
  const program = { outputs: Object.fromEntries(outputs.map((tensor, i) => [`y${i}`, tensor])) };
  const executable = await backend.compile(program);
  const needed = topologicalOrder(outputs).flatMap(({ op, attributes, outputs: [leaf] }) =>
    op.name === 'input' ? [{ name: (attributes as { name: string }).name, dtype: leaf!.dtype }] : [],
  );
  const actual = await executable.run(
    Object.fromEntries(
      needed.map(({ name, dtype }): [string, HostArray] => [
        name,
        dtype === 'int' ? Int32Array.from(feeds[name]!) : Float32Array.from(feeds[name]!),
      ]),
    ),
  );
  await executable.dispose();
  expected.forEach((values, i) => {
    expect(relativeError(actual[`y${i}`]!, values), `output ${i}`).toBeLessThanOrEqual(tolerance);
  });
}

/** The largest difference in units of the largest expected value (at least 1e-3, for outputs near zero). */
function relativeError(actual: HostArray, expected: Float64Array): number {
  expect(actual.length).toBe(expected.length);
  const size = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-3);
  return expected.reduce((max, value, i) => {
    const difference = Math.abs(value - actual[i]!) / size;
    return Number.isNaN(difference) ? Infinity : Math.max(max, difference);
  }, 0);
}

function expectFiniteDifferences(
  loss: Tensor,
  name: string,
  exact: Float64Array,
  feeds: Record<string, Float64Array>,
): void {
  const step = 1e-5;
  const at = (i: number, change: number) => {
    const moved = Float64Array.from(feeds[name]!);
    moved[i]! += change;
    return evaluateReference([loss], { ...feeds, [name]: moved })[0]![0]!;
  };
  const size = exact.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-3);
  // A few dozen elements, the first and the last among them, keep large cases quick.
  const stride = Math.max(1, Math.floor(exact.length / 24));
  for (let i = exact.length - 1; i >= 0; i -= stride) {
    const numeric = (at(i, step) - at(i, -step)) / (2 * step);
    expect(Math.abs(numeric - exact[i]!) / size, `d${name}[${i}]`).toBeLessThanOrEqual(1e-6);
  }
}
