/** How much memory a run takes on the graphics card, known before it starts. */
import {
  OutOfMemoryError,
  type Backend,
  type Executable,
  type PlanSummary,
  type Program,
  type Results,
} from '../../engine/backends/backend.ts';
import { sizeOf } from '../../engine/graph.ts';
import { AnswerGenerator } from '../../model/answerGenerator.ts';
import { loraSize } from '../../model/lora.ts';
import { groupsBy } from '../../support/group.ts';
import { canonicalJson } from '../../support/hash.ts';
import { labWorld } from '../labWorld.ts';
import type { LoadedBase } from '../loadedBase.ts';
import { createProbe } from '../probes/index.ts';
import { probesOf } from '../sharing.ts';
import { createStageTrainer, freshAdapter, stateBefore, type MemoryOptions } from '../stageTrainer.ts';
import type { ExperimentSpec } from '../types.ts';

/**
 * Bytes at the run's peak: the probes' programs stay for the whole run, the stages' come one after the other,
 * and all of them share the frozen weights. Counted by going through the motions of one seed on a backend that
 * plans every program and computes none. Null where the backend does not plan.
 * @throws PlanError or UserError if the device's limits do not allow one of the programs.
 */
export async function graphicsMemory(
  experiment: ExperimentSpec,
  base: LoadedBase,
  backend: Backend,
  memory: MemoryOptions = {},
): Promise<number | null> {
  if (!backend.plan) return null;
  const probing: PlanSummary[] = [];
  await planProbes(experiment, base, planningOnly(backend, probing));
  const training: PlanSummary[] = [];
  await planStages(experiment, base, planningOnly(backend, training), memory);
  const weights = Math.max(...[...probing, ...training].map(({ weightBytes }) => weightBytes));
  const largestStage = Math.max(0, ...training.map(({ arenaBytes }) => arenaBytes));
  return weights + largestStage + probing.reduce((total, { arenaBytes }) => total + arenaBytes, 0);
}

async function planProbes(experiment: ExperimentSpec, base: LoadedBase, backend: Backend): Promise<void> {
  const { lora, seeds } = experiment;
  const generator = new AnswerGenerator(backend, base.config, base.weights, lora);
  const context = { backend, base, lora, world: labWorld(), generator, seed: seeds[0]! };
  const untrained = new Float32Array(loraSize(base.config, lora));
  const probes = experiment.arms.flatMap((arm) => probesOf(experiment, arm));
  for (const spec of distinct(probes)) await (await createProbe(spec, context)).measure(untrained, null);
}

async function planStages(
  { arms, lora, seeds }: ExperimentSpec,
  base: LoadedBase,
  backend: Backend,
  memory: MemoryOptions,
): Promise<void> {
  const seed = seeds[0]!;
  const all = arms.flatMap(({ stages }) => stages.map((stage, stageIndex) => ({ stage, stageIndex })));
  for (const { stage, stageIndex } of distinct(all)) {
    const beginning = freshAdapter(base, lora, seed, stageIndex);
    const run = { backend, base, lora, stage, stageIndex, seed, beginning, memory };
    await createStageTrainer(run, stateBefore(beginning));
  }
}

/** Arms have much in common. */
function distinct<T>(items: readonly T[]): T[] {
  return groupsBy(items, canonicalJson).map(([first]) => first!);
}

/** Notes what every program would take, and gives zeros for results. */
function planningOnly(backend: Backend, plans: PlanSummary[]): Backend {
  return {
    name: backend.name,
    description: backend.description,
    plan: (program) => backend.plan!(program),
    compile(program) {
      plans.push(backend.plan!(program));
      return Promise.resolve(zerosFor(program));
    },
  };
}

function zerosFor({ outputs, state = {} }: Program): Executable {
  return {
    run() {
      const results: Results = {};
      for (const [name, { shape, dtype }] of Object.entries(outputs)) {
        const size = sizeOf(shape);
        results[name] = dtype === 'int' ? new Int32Array(size) : new Float32Array(size);
      }
      return Promise.resolve(results);
    },
    readState: (name) => Promise.resolve(new Float32Array(sizeOf(state[name]!.shape))),
    writeState: () => Promise.resolve(),
    dispose: () => Promise.resolve(),
  };
}

/** 12_345_678 → `12 MB`; memory is never said to be none. */
export const megabytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1e6))} MB`;

/** Whether less memory, at a time, might be enough for what failed. */
export const isShortOfMemory = (error: unknown): boolean => error instanceof OutOfMemoryError;
