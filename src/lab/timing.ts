/** Small measurements that decide how the lab computes on the machine at hand. */
import type { Backend, Program } from '../engine/backends/backend.ts';
import { input } from '../engine/leaves.ts';
import { scale } from '../engine/ops/elementwise.ts';
import type { LoadedBase } from './loadedBase.ts';
import { meowMinute } from './presets/meow.ts';
import { createStageTrainer, freshAdapter, stateBefore } from './stageTrainer.ts';

/** The least program there is, for starting a runtime. */
export function startupProgram(): Program {
  return { outputs: { y: scale({ x: input('x', [1]) }, { factor: 1 }) } };
}

/** The fewest seconds that one of a few steps of the meow experiment's first stage takes. */
export async function secondsPerStep(backend: Backend, base: LoadedBase, steps = 4): Promise<number> {
  const { lora, arms } = meowMinute.experiment(base.id);
  const stage = { ...arms[0]!.stages[0]!, steps };
  const beginning = freshAdapter(base, lora, 0, 0);
  const run = { backend, base, lora, stage, stageIndex: 0, seed: 0, beginning };
  const trainer = await createStageTrainer(run, stateBefore(beginning));
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
