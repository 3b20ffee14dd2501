/** What a result was made of and on: enough to know it again and to make it again. */
import type { Backend } from '../engine/backends/backend.ts';
import { canonicalJson, sha256, Sha256 } from '../support/hash.ts';
import { nextTask } from '../support/nextTask.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { stageExamples, type DrawnStage } from './datasets/index.ts';
import { labWorld } from './labWorld.ts';
import type { LoadedBase } from './loadedBase.ts';
import type { ExperimentSpec, Manifest } from './types.ts';

export interface ManifestContext extends Pick<Manifest, 'durations' | 'computedOn' | 'reused' | 'watched'> {
  /** What the run ended on. */
  backend: Backend;
  base: LoadedBase;
}

export async function createManifest(
  experiment: ExperimentSpec,
  { backend, base, durations, computedOn, reused, watched }: ManifestContext,
): Promise<Manifest> {
  return {
    version: packageJson.version,
    createdAt: new Date().toISOString(),
    backend: backend.name,
    runtime: backend.description,
    ...(backend.kernels !== undefined && { kernels: backend.kernels }),
    hashes: await resultHashes(experiment, base),
    durations,
    ...(computedOn && { computedOn }),
    ...(reused && reused.length > 0 && { reused }),
    ...(watched && { watched }),
  };
}

/** What a result of the experiment is made of: equal hashes, equal results. */
export async function resultHashes(
  experiment: ExperimentSpec,
  base: Pick<LoadedBase, 'hash'>,
): Promise<Manifest['hashes']> {
  return {
    base: base.hash,
    world: sha256(canonicalJson(labWorld())),
    data: await dataHash(experiment),
    experiment: experimentHash(experiment),
  };
}

export const experimentHash = (experiment: ExperimentSpec): string => sha256(canonicalJson(experiment));

/**
 * Of the JSON of all examples: by seed, arm, stage and step. With many seeds it would not fit into one string, so it
 * is digested stage by stage; in between, whoever computes it can do something else.
 */
async function dataHash({ seeds, arms }: ExperimentSpec): Promise<string> {
  const hash = new Sha256();
  for (const [nth, seed] of seeds.entries()) {
    // Most arms of an experiment begin alike.
    const drawn = new Map<string, string>();
    hash.add(nth === 0 ? '[[' : ',[');
    for (const [at, arm] of arms.entries()) {
      await nextTask();
      hash.add(at === 0 ? '[' : ',[');
      for (const [index, { data, objective, steps, batchSize }] of arm.stages.entries()) {
        const stage: DrawnStage = { data, objective, steps, batchSize };
        const key = canonicalJson([stage, index]);
        const text = drawn.get(key) ?? canonicalJson(stageExamples(stage, index, labWorld(), seed));
        drawn.set(key, text);
        hash.add(index === 0 ? text : `,${text}`);
      }
      hash.add(']');
    }
    hash.add(']');
  }
  return hash.add(seeds.length === 0 ? '[]' : ']').end();
}
