/** The losses that every contender has to reproduce: the lab's own training step on its ONNX backend. */
import { onnxBackend } from '../../src/engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../../src/engine/backends/onnx/runtimeNode.ts';
import type { Feeds } from '../../src/engine/backends/backend.ts';
import { input } from '../../src/engine/leaves.ts';
import { frozenNetwork } from '../../src/model/llama.ts';
import { sft } from '../../src/training/objectives/sft.ts';
import { optimizerFeeds, STATE, trainingStep } from '../../src/training/step.ts';
import type { Scenario } from './contender.ts';

/** The losses, in nats, of the first `steps` steps. */
export async function referenceLosses(scenario: Scenario, steps: number): Promise<number[]> {
  const { config, weights, lora, parameters, shape, batches, learningRate, optimizer, maxGradNorm } =
    scenario;
  const flat = input(STATE.parameters, [parameters.length]);
  const network = frozenNetwork(config, weights, { spec: lora, flat });
  const program = trainingStep(network, flat, network.adapterTensors, {
    shape,
    objective: sft,
    optimizer,
    maxGradNorm,
  });
  const executable = await onnxBackend(nodeRuntime()).compile(program);
  await executable.writeState(STATE.parameters, parameters);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const feeds: Feeds = { ...batches[step % batches.length]! };
    const { loss } = await executable.run({ ...feeds, ...optimizerFeeds(step, learningRate, optimizer) });
    losses.push(loss![0]!);
  }
  await executable.dispose();
  return losses;
}
