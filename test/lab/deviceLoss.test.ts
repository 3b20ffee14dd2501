/**
 * A graphics device may go at any moment. Here it does, at twenty moments of a run: while kernels are compiled,
 * memory is allocated, data are written, work is submitted and results are read back. Each run must end with the
 * rows of an undisturbed one.
 */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { onnxBackend } from '../../src/engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../../src/engine/backends/onnx/runtimeNode.ts';
import { nodeGpu, nodeShaders } from '../../src/engine/backends/webgpu/runtimeNode.ts';
import type { BackendWish, GraphicsCard } from '../../src/lab/backends/choice.ts';
import { findCard, type Machine } from '../../src/lab/backends/open.ts';
import { runSurviving } from '../../src/lab/backends/survivingRun.ts';
import { loadBase, type LoadedBase } from '../../src/lab/loadedBase.ts';
import { meowMinute } from '../../src/lab/presets/meow.ts';
import type { ExperimentResult, ExperimentSpec } from '../../src/lab/types.ts';
import { createNodeSource } from '../../src/model/files/nodeSource.ts';
import { Random } from '../../src/support/random.ts';
import { randomWeights } from '../conformance/tinyModels.ts';

const meow = meowMinute.experiment('nano');

/** Calls to a device that take time or memory, and so are where it is lost. */
const CALLS = ['createBuffer', 'createComputePipelineAsync', 'writeBuffer', 'submit', 'mapAsync'] as const;
type Call = (typeof CALLS)[number];
type Counts = Record<Call, number>;

const arm = meow.arms.find(({ name }) => name === 'UCLC')!;
/** Past a snapshot in stage 1, with steps submitted ahead on the way, and past another between the stages. */
const experiment: ExperimentSpec = {
  ...meow,
  quantization: 'none',
  lora: { rank: 1, alpha: 2, targets: ['q_proj', 'down_proj'] },
  arms: [{ ...arm, stages: arm.stages.map((stage, i) => ({ ...stage, steps: [26, 1][i]!, batchSize: 2 })) }],
  probes: meow.probes.map((probe) => ({ ...probe, prompts: 1 })),
};

const gpu = nodeGpu();
let base: LoadedBase;
let undisturbed: ExperimentResult;
let calls: Counts;

beforeAll(async () => {
  const nano = await loadBase(
    'nano',
    createNodeSource(fileURLToPath(new URL('../../models/nano', import.meta.url))),
    'none',
  );
  const config = { ...nano.config, width: 16, layers: 1, heads: 1, keyValueHeads: 1, feedForwardWidth: 16 };
  base = { ...nano, config, weights: randomWeights(config, Random.of(0, 'device loss')) };
  const run = await runWithLosses([]);
  undisturbed = run.result;
  calls = run.calls;
}, 60_000);

interface Loss {
  call: Call;
  /** Which of these calls, counted from 1, finds the device gone. */
  at: number;
}

/** Runs the experiment and takes its devices away: the first one at the first loss, the next at the second … */
async function runWithLosses(losses: readonly Loss[], wish: BackendWish = 'webgpu') {
  const calls = Object.fromEntries(CALLS.map((call) => [call, 0])) as Counts;
  let devices = 0;
  const machine: Machine = {
    async findCard() {
      const { card, adapter } = await findCard(gpu);
      const loss = losses[devices++];
      return {
        card: { ...card, software: false } as GraphicsCard,
        adapter: adapter && losing(adapter, calls, loss),
      };
    },
    shaders: nodeShaders,
    processor: () => Promise.resolve(onnxBackend(nodeRuntime())),
  };
  const notices: string[] = [];
  let result: ExperimentResult | null = null;
  const { signal } = new AbortController();
  for await (const event of runSurviving(experiment, { wish, machine, base, signal })) {
    if (event.type === 'notice') notices.push(event.text);
    if (event.type === 'done') result = event.result;
  }
  return { result: result!, notices, calls, devices };
}

/** An adapter whose device counts its calls and is destroyed when it comes to the loss. */
function losing(adapter: GPUAdapter, calls: Counts, loss: Loss | undefined): GPUAdapter {
  let device: GPUDevice;
  const own = Object.fromEntries(CALLS.map((call) => [call, 0])) as Counts;
  const count = (call: Call): void => {
    calls[call]++;
    if (++own[call] === loss?.at && call === loss.call) device.destroy();
  };
  const watch = <T extends object>(target: T, name: Call & keyof T) => {
    const original = (target[name] as (...args: unknown[]) => unknown).bind(target);
    Object.defineProperty(target, name, {
      value: (...args: unknown[]) => {
        count(name);
        return original(...args);
      },
    });
  };
  return {
    limits: adapter.limits,
    info: adapter.info,
    features: adapter.features,
    async requestDevice(descriptor: GPUDeviceDescriptor) {
      device = await adapter.requestDevice(descriptor);
      watch(device, 'createComputePipelineAsync');
      watch(device.queue, 'writeBuffer');
      watch(device.queue, 'submit');
      const createBuffer = device.createBuffer.bind(device);
      device.createBuffer = (buffer) => {
        count('createBuffer');
        const created = createBuffer(buffer);
        watch(created, 'mapAsync');
        return created;
      };
      return device;
    },
  } as unknown as GPUAdapter;
}

/** Moments spread over a kind of call, from shortly after the start to shortly before the end. */
const spread = (call: Call, moments: number): [Call, number][] =>
  Array.from({ length: moments }, (_, i) => [call, (i + 0.5) / moments]);

describe('a run whose device is destroyed', () => {
  it.each([
    ...spread('createBuffer', 3),
    ...spread('createComputePipelineAsync', 5),
    ...spread('writeBuffer', 4),
    ...spread('submit', 4),
    ...spread('mapAsync', 4),
  ])('in %s, %f of the way, ends with the rows of an undisturbed one', async (call, share) => {
    const { result, notices, devices } = await runWithLosses([{ call, at: Math.ceil(share * calls[call]) }]);
    expect(devices).toBe(2);
    expect(notices[1]).toMatch(/stopped working.*(goes on from its last snapshot|starts over)/);
    expect(result.rows).toEqual(undisturbed.rows);
    expect(result.samples).toEqual(undisturbed.samples);
    expect(result.curves).toEqual(undisturbed.curves);
  });
});

describe('a run whose devices are destroyed one after the other', () => {
  /** While the base is probed, long before the first snapshot. */
  const early: Loss = { call: 'submit', at: 4 };

  it('is computed in halves from the third attempt on, and comes to the same conclusion', async () => {
    const { result, notices, devices } = await runWithLosses([early, early]);
    expect(devices).toBe(3);
    expect(notices.filter((text) => text.includes('starts over'))).toHaveLength(2);
    expect(result.curves).toHaveLength(undisturbed.curves.length);
    result.curves.forEach(({ loss }, i) => expect(loss).toBeCloseTo(undisturbed.curves[i]!.loss, 2));
  });

  it('is given up where the graphics card was asked for by name', async () => {
    await expect(runWithLosses([early, early, early])).rejects.toMatchObject({
      message: expect.stringMatching(/stopped working.*half a batch/s),
      remedy: expect.stringContaining('--backend onnx'),
    });
  });

  it('is left to the processor where it was not', async () => {
    const { result, notices, devices } = await runWithLosses([early, early, early], 'auto');
    expect(devices).toBe(3);
    expect(notices.at(-1)).toMatch(/onnxruntime/);
    expect(result.manifest.backend).toBe('onnx');
    expect(result.curves).toHaveLength(undisturbed.curves.length);
  });

  it('never starts on a card that is lost before it has computed anything', async () => {
    const { result, notices } = await runWithLosses([{ call: 'submit', at: 1 }], 'auto');
    expect(notices).toEqual([expect.stringMatching(/onnxruntime.*The graphics card could not be used/s)]);
    expect(result.manifest.backend).toBe('onnx');
  });
});
