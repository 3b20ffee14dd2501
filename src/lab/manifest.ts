/** What a result was made of and on: enough to know it again and to make it again. */
import type { Backend } from '../engine/backends/backend.ts';
import { canonicalJson, sha256 } from '../support/hash.ts';
import { createWorld } from '../world/index.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { WORLD_SEED } from './bases.ts';
import { stageExamples } from './datasets/index.ts';
import type { LoadedBase } from './loadedBase.ts';
import type { ExperimentSpec, Manifest } from './types.ts';

export function createManifest(
  experiment: ExperimentSpec,
  { backend, base, durations }: { backend: Backend; base: LoadedBase; durations: Manifest['durations'] },
): Manifest {
  const world = createWorld(WORLD_SEED);
  const data = experiment.seeds.map((seed) =>
    experiment.arms.map((arm) => arm.stages.map((stage, index) => stageExamples(stage, index, world, seed))),
  );
  return {
    version: packageJson.version,
    createdAt: new Date().toISOString(),
    backend: backend.name,
    runtime: backend.description,
    ...(backend.kernels !== undefined && { kernels: backend.kernels }),
    hashes: {
      base: base.hash,
      world: sha256(canonicalJson(world)),
      data: sha256(canonicalJson(data)),
      experiment: sha256(canonicalJson(experiment)),
    },
    durations,
  };
}
