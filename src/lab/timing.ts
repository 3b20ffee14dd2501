/** Small measurements that decide how the lab computes on the machine at hand. */
import type { Backend, Program } from '../engine/backends/backend.ts';
import { input } from '../engine/leaves.ts';
import { scale } from '../engine/ops/elementwise.ts';
import { initialLora } from '../model/lora.ts';
import { LoraTrainer } from '../training/trainer.ts';
import { sft } from '../training/objectives/sft.ts';
import { Random } from '../support/random.ts';
import { createWorld } from '../world/index.ts';
import { WORLD_SEED } from './bases.ts';
import { exampleSequence } from './datasets/dataset.ts';
import { stageExamples } from './datasets/index.ts';
import type { LoadedBase } from './loadedBase.ts';
import { meow } from './presets/meow.ts';

/** The least program there is, for starting a runtime. */
export function startupProgram(): Program {
  return { outputs: { y: scale({ x: input('x', [1]) }, { factor: 1 }) } };
}

/** The fewest seconds that one of a few steps of the meow experiment's first stage takes. */
export async function secondsPerStep(backend: Backend, base: LoadedBase, steps = 4): Promise<number> {
  const stage = { ...meow.arms[0]!.stages[0]!, steps };
  const examples = stageExamples(stage, 0, createWorld(WORLD_SEED), 0);
  const parameters = initialLora(base.config, meow.lora, Random.of(0, 'timing'));
  const zeros = () => new Float32Array(parameters.length);
  const trainer = await LoraTrainer.create(
    {
      backend,
      config: base.config,
      weights: base.weights,
      lora: meow.lora,
      objective: sft,
      learningRate: stage.learningRate,
      batches: examples.map((batch) => batch.map((example) => exampleSequence(base.tokenizer, example))),
    },
    { step: 0, parameters, m: zeros(), v: zeros() },
  );
  let fastest = Infinity;
  let began = performance.now();
  for await (const report of trainer.steps()) {
    // The first step warms up: buffers are allocated and code is compiled.
    if (report.step > 1) fastest = Math.min(fastest, (performance.now() - began) / 1000);
    began = performance.now();
  }
  await trainer.dispose();
  return fastest;
}
