/** Less memory, same result: micro-batches and checkpointing; and what happens when numbers stop being any. */
import { beforeAll, describe, expect, it } from 'vitest';
import { mebibytes, type Backend, type PlanSummary } from '../../src/engine/backends/backend.ts';
import { referenceBackend } from '../../src/engine/backends/reference/backend.ts';
import { webGpuBackend, type WebGpuBackend } from '../../src/engine/backends/webgpu/backend.ts';
import { planLoraStep, type LoraTrainingOptions } from '../../src/training/loraStep.ts';
import { orpo } from '../../src/training/objectives/orpo.ts';
import type { Objective } from '../../src/training/objectives/objective.ts';
import { sft } from '../../src/training/objectives/sft.ts';
import { LoraTrainer, type TrainerState } from '../../src/training/trainer.ts';
import { UserError } from '../../src/support/errors.ts';
import { Random } from '../../src/support/random.ts';
import { onnxHere, webGpuHere } from '../conformance/runtime.ts';
import type { HostWeights } from '../../src/model/llama.ts';
import {
  blockModel,
  inBlocks,
  randomLora,
  randomWeights,
  tinyLora,
  tinyModels,
} from '../conformance/tinyModels.ts';

let webgpu: WebGpuBackend;
let onnx: Backend;
beforeAll(async () => {
  webgpu = await webGpuHere();
  onnx = await onnxHere();
});

const config = { ...tinyModels['grouped queries, biases, untied head']!, layers: 4 };
const random = Random.of(5, 'memory');
const weights = randomWeights(config, random);
const adapter = randomLora(config, random);
const zeros = () => new Float32Array(adapter.length);
const start: TrainerState = { step: 0, parameters: adapter, m: zeros(), v: zeros() };
const batch = Array.from({ length: 12 }, (_, i) => ({
  tokens: Array.from({ length: 20 + (i % 3) }, () => random.integer(config.vocabularySize)),
  scoreFrom: 3 + (i % 5),
}));

const options = (backend: Backend, objective: Objective, extra: Partial<LoraTrainingOptions> = {}) => ({
  ...{ backend, config, weights, lora: tinyLora, objective, learningRate: 1e-2 },
  batches: [batch, batch.slice(2), batch, batch, batch],
  ...extra,
});

async function train(settings: LoraTrainingOptions) {
  const trainer = await LoraTrainer.create(settings, start);
  const losses: number[] = [];
  for await (const { loss } of trainer.steps()) losses.push(loss);
  const { parameters } = await trainer.snapshot();
  await trainer.dispose();
  return { losses, parameters };
}

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe('settings that save memory', () => {
  const settings: Record<string, Partial<LoraTrainingOptions>> = {
    'micro-batches': { microBatches: 3 },
    checkpointing: { gradientCheckpointing: true },
    both: { microBatches: 2, gradientCheckpointing: true },
  };
  for (const [name, extra] of Object.entries(settings)) {
    for (const objective of [sft, orpo({ beta: 0.2 })]) {
      it(`${name}: ${objective.name} trains as without, on every backend`, async () => {
        const plain = await train(options(referenceBackend, objective));
        for (const backend of [referenceBackend, onnx, webgpu]) {
          const changed = await train(options(backend, objective, extra));
          expect(largestDifference(changed.losses, plain.losses), backend.name).toBeLessThan(1e-4);
          expect(largestDifference(changed.parameters, plain.parameters), backend.name).toBeLessThan(1e-3);
        }
      });
    }
  }

  it('each of them takes less memory, and the plan says so before anything is allocated', () => {
    const bytes = (extra: Partial<LoraTrainingOptions>): PlanSummary =>
      planLoraStep(options(webgpu, sft, extra))!;
    const plain = bytes({});
    const transient = ({ arenaBytes, heldBytes }: PlanSummary) => arenaBytes - heldBytes;
    expect(transient(bytes({ microBatches: 2 }))).toBeLessThan(0.65 * transient(plain));
    expect(transient(bytes({ microBatches: 4 }))).toBeLessThan(0.45 * transient(plain));
    expect(transient(bytes({ gradientCheckpointing: true }))).toBeLessThan(0.75 * transient(plain));
  });
});

it('planning and training on weights in blocks never works out their plain values', async () => {
  const plain = randomWeights(blockModel, Random.of(6));
  const weights: HostWeights = new Map(
    [...inBlocks(plain, 8)].map(([name, { shape, data, quantized }]) => {
      if (!quantized) return [name, { shape, data }];
      const lazy = {
        shape,
        quantized,
        get data(): Float32Array {
          throw new Error(`the plain values of ${name} were asked for`);
        },
      };
      return [name, lazy];
    }),
  );
  const parameters = randomLora(blockModel, Random.of(7));
  const state = { step: 0, parameters, m: parameters.map(() => 0), v: parameters.map(() => 0) };
  const settings = { ...options(webgpu, sft), config: blockModel, weights, batches: [batch] };
  expect(planLoraStep(settings)!.weightBytes).toBeGreaterThan(0);
  const trainer = await LoraTrainer.create(settings, state);
  for await (const { loss } of trainer.steps()) expect(loss).toBeGreaterThan(0);
});

describe('a step that does not fit', () => {
  const limited = (bytes: number) =>
    webGpuBackend(webgpu.device, { bufferBytes: 2 ** 30, bindingBytes: bytes });
  const needed = () => planLoraStep(options(webgpu, sft))!.arenaBytes;

  it('is refused with the limit, the need and a setting that fits, and that setting does fit', async () => {
    const backend = limited(0.7 * needed());
    const refusal = await LoraTrainer.create(options(backend, sft), start).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UserError);
    const { message, remedy } = refusal as UserError;
    expect(message).toContain('maxStorageBufferBindingSize');
    expect(message).toContain(mebibytes(needed()));
    const microBatches = Number(/^Computed in (\d+) parts \(microBatches \1\), it needs/.exec(remedy)?.[1]);
    expect(microBatches).toBeGreaterThan(1);
    const plain = await train(options(webgpu, sft));
    const fitting = await train(options(backend, sft, { microBatches }));
    expect(largestDifference(fitting.losses, plain.losses)).toBeLessThan(1e-4);
  });

  it('is repeated layer by layer where parts alone are not enough', async () => {
    const bytes = (extra: Partial<LoraTrainingOptions>) =>
      planLoraStep(options(webgpu, sft, extra))!.arenaBytes;
    const both = { microBatches: 4, gradientCheckpointing: true };
    expect(bytes(both)).toBeLessThan(bytes({ microBatches: 16 }));
    const refused = LoraTrainer.create(options(limited(bytes(both)), sft), start);
    await expect(refused).rejects.toHaveProperty(
      'remedy',
      `Computed in 4 parts (microBatches 4) and with every layer repeated in the backward pass (gradientCheckpointing), it needs ${mebibytes(bytes(both))}, which fits.`,
    );
  });

  it('says so where nothing fits', async () => {
    const refused = LoraTrainer.create(options(limited(4096), sft), start);
    await expect(refused).rejects.toThrow(/allows 0.004 MiB/);
    await expect(refused).rejects.toHaveProperty('remedy', expect.stringContaining('smaller model'));
  });
});

describe('numbers that are none', () => {
  const diverging = (backend: Backend) =>
    options(backend, sft, { learningRate: 1e30, batches: Array.from({ length: 30 }, () => batch) });

  it.each(['onnx', 'webgpu'])(
    'are caught within ten steps, and are in no state that %s gives out',
    async (name) => {
      const backend = name === 'onnx' ? onnx : webgpu;
      const trainer = await LoraTrainer.create(diverging(backend), start);
      let reported = 0;
      const run = async () => {
        for await (const { loss } of trainer.steps(() => false)) reported += Number.isFinite(loss) ? 1 : NaN;
      };
      await expect(run()).rejects.toThrow(/^Training diverged: the loss became .* at step \d+/);
      expect(reported).toBeLessThan(10);
      const state = await trainer.snapshot().catch(() => null);
      if (state)
        expect([state.parameters, state.m, state.v].every((v) => v.every(Number.isFinite))).toBe(true);
    },
  );

  it('are traced to the op that first gave one', async () => {
    const trainer = await LoraTrainer.create(diverging(webgpu), start);
    const run = async () => {
      for await (const report of trainer.steps()) void report;
    };
    await expect(run()).rejects.toThrow(/The first op to give such a number was linear\./);
  });
});

describe('working ahead', () => {
  it('gives the reports and the state that going step by step gives, and stops where it is halted', async () => {
    const settings = options(webgpu, sft, { batches: Array.from({ length: 12 }, () => batch) });
    const stepByStep = await train(settings);
    const trainer = await LoraTrainer.create(settings, start);
    const losses: number[] = [];
    for await (const { loss, step } of trainer.steps((at) => at === 5)) {
      losses.push(loss);
      if (step === 5) expect((await trainer.snapshot()).step).toBe(5);
      if (step === 7) trainer.halt();
    }
    const halted = await trainer.snapshot();
    expect(halted.step).toBeGreaterThanOrEqual(7);
    expect(losses).toHaveLength(halted.step);
    for await (const { loss } of trainer.steps(() => false)) losses.push(loss);
    expect(losses).toEqual(stepByStep.losses);
    expect((await trainer.snapshot()).parameters).toEqual(stepByStep.parameters);
  });

  it('refuses the state while it is ahead of the last report', async () => {
    const settings = options(webgpu, sft, { batches: Array.from({ length: 6 }, () => batch) });
    const trainer = await LoraTrainer.create(settings, start);
    for await (const { step } of trainer.steps(() => false)) {
      if (step === 2) await expect(trainer.snapshot()).rejects.toThrow(/ahead of step 2/);
    }
  });
});
