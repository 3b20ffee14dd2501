/** What a result was made of and on: enough to know it again and to make it again. */
import type { Backend } from '../engine/backends/backend.ts';
import { canonicalJson, sha256 } from '../support/hash.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { stageExamples } from './datasets/index.ts';
import { labWorld } from './labWorld.ts';
import type { LoadedBase } from './loadedBase.ts';
import type { ExperimentSpec, Manifest } from './types.ts';

export interface ManifestContext extends Pick<Manifest, 'durations' | 'computedOn' | 'reused'> {
  /** What the run ended on. */
  backend: Backend;
  base: LoadedBase;
}

export function createManifest(
  experiment: ExperimentSpec,
  { backend, base, durations, computedOn, reused }: ManifestContext,
): Manifest {
  return {
    version: packageJson.version,
    createdAt: new Date().toISOString(),
    backend: backend.name,
    runtime: backend.description,
    ...(backend.kernels !== undefined && { kernels: backend.kernels }),
    hashes: resultHashes(experiment, base),
    durations,
    ...(computedOn && { computedOn }),
    ...(reused && reused.length > 0 && { reused }),
  };
}

/** What a result of the experiment is made of: equal hashes, equal results. */
export function resultHashes(experiment: ExperimentSpec, base: Pick<LoadedBase, 'hash'>): Manifest['hashes'] {
  const world = labWorld();
  const data = experiment.seeds.map((seed) =>
    experiment.arms.map((arm) => arm.stages.map((stage, index) => stageExamples(stage, index, world, seed))),
  );
  return {
    base: base.hash,
    world: sha256(canonicalJson(world)),
    data: sha256(canonicalJson(data)),
    experiment: sha256(canonicalJson(experiment)),
  };
}
