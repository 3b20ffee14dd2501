/** The graphs that kernels are timed with: they do what they are said to do, as often as they are said to. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { webGpuBackend } from '../../src/engine/backends/webgpu/backend.ts';
import { WebGpuDevice } from '../../src/engine/backends/webgpu/device.ts';
import { nodeGpu, nodeShaders } from '../../src/engine/backends/webgpu/runtimeNode.ts';
import { direct, tiled, type Tuning } from '../../src/engine/backends/webgpu/tuning.ts';
import { kernelCases } from '../../src/lab/bench/kernelCases.ts';
import { benchModels } from '../../src/lab/bench/models.ts';
import { stepProgram } from '../../src/lab/bench/step.ts';
import type { StepShape } from '../../src/lab/bench/types.ts';
import { benchWeights } from '../../src/lab/bench/weights.ts';

const config = { ...benchModels.nano, layers: 2, vocabularySize: 160 };
const shape = { batch: 2, time: 16 };
const cases = kernelCases(config, shape);

/** Kernels of a step that are not worth a line: they handle the loss, of one number for each scored token. */
const OF_THE_LOSS = ['elementwise.multiply', 'elementwise.scale', 'sums.sum'];

async function open(tuning: Tuning, options: string[] = []): Promise<WebGpuDevice> {
  const adapter = await nodeGpu(options).requestAdapter();
  return WebGpuDevice.create(adapter!, nodeShaders(), { tuning });
}

// With the kernels that a software adapter is fast at; that the others compute the same is for test/conformance.
describe('on a device', () => {
  let device: WebGpuDevice;
  beforeAll(async () => {
    device = await open(direct);
  });
  afterAll(() => device.dispose());

  it.each(cases)('$name computes finite numbers', async ({ formats, program }) => {
    for (const bits of formats ?? [null]) {
      const executable = await webGpuBackend(device).compile(program(2, bits));
      const results = await executable.run({});
      expect(Object.values(results).every((values) => values.every(Number.isFinite))).toBe(true);
      await executable.dispose();
    }
  });
});

describe('the cases', () => {
  let device: WebGpuDevice;
  beforeAll(async () => {
    device = await open(tiled, ['backend=null']);
  });
  afterAll(() => device.dispose());

  it.each(cases.filter(({ kernels }) => kernels === 'matmul'))(
    '$name is one dispatch, which waits for the one before',
    ({ formats, program }) => {
      const { dispatches } = webGpuBackend(device).plan(program(5, formats?.[0] ?? null));
      // The last one fetches a number.
      expect(dispatches).toBe(5 + 1);
    },
  );

  it('run every kernel that a training step runs', async () => {
    const kernels = new Set<string>();
    const compile = vi.spyOn(device, 'pipeline').mockImplementation(function (this: WebGpuDevice, spec) {
      kernels.add(`${spec.kernel}.${spec.entry}`);
      return WebGpuDevice.prototype.pipeline.call(this, spec);
    });
    const backend = webGpuBackend(device);
    for (const { formats, program } of cases) {
      await (await backend.compile(program(1, formats?.[0] ?? null))).dispose();
    }
    const measured = new Set([...kernels, ...OF_THE_LOSS]);
    kernels.clear();
    const step: StepShape = { ...shape, bits: 8, rank: 8, microBatches: 1, gradientCheckpointing: false };
    await (await backend.compile(stepProgram(config, benchWeights(config, 8), step))).dispose();
    expect([...kernels].filter((kernel) => !measured.has(kernel))).toEqual([]);
    compile.mockRestore();
  });
});
