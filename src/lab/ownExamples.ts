/**
 * Own examples can be megabytes, and the same list is in every arm, asked for after every edit and at every event of a
 * run. Lists are never changed in place: what is worked out about one is kept with it.
 */
import { canonicalJson, sha256, Sha256 } from '../support/hash.ts';
import type { DatasetSpec, ExperimentSpec, OwnExample, StageSpec } from './types.ts';

const hashes = new WeakMap<readonly OwnExample[], string>();

/** SHA-256 of the canonical JSON of a list. */
export function examplesHash(examples: readonly OwnExample[]): string {
  let hash = hashes.get(examples);
  if (hash === undefined) {
    hash = sha256(canonicalJson(examples));
    hashes.set(examples, hash);
  }
  return hash;
}

const begun = new WeakMap<readonly OwnExample[], Sha256>();

/** SHA-256 of the canonical JSON of data. */
export function dataDigest(data: DatasetSpec): string {
  if (data.kind !== 'own') return sha256(canonicalJson(data));
  const { examples, ...rest } = data;
  let state = begun.get(examples);
  if (!state) {
    // Of its keys, that of the examples comes first.
    state = new Sha256().add('{"examples":').add(canonicalJson(examples));
    begun.set(examples, state);
  }
  return state
    .copy()
    .add(`,${canonicalJson(rest).slice(1)}`)
    .end();
}

/** What is equal for equal stages: their canonical JSON, but for a hash in the place of own examples. */
export function stageText({ data, ...stage }: StageSpec): string {
  const short = data.kind === 'own' ? { ...data, examples: examplesHash(data.examples) } : data;
  return canonicalJson({ ...stage, data: short });
}

/** The experiment with the first examples only of each of the reader's own datasets, under the same names. */
export const withFewOwnExamples = (experiment: ExperimentSpec, most: number): ExperimentSpec =>
  withOwnExamples(experiment, (examples) => examples.slice(0, most)) as ExperimentSpec;

/** The experiment with something else in the place of each list of own examples, and its keys in the same order. */
export function withOwnExamples(
  experiment: ExperimentSpec,
  inPlaceOf: (examples: OwnExample[]) => unknown,
): object {
  const arms = experiment.arms.map((arm) => ({
    ...arm,
    stages: arm.stages.map((stage) =>
      // What was stored or is in a file may be anything.
      stage.data.kind === 'own' && Array.isArray(stage.data.examples)
        ? { ...stage, data: { ...stage.data, examples: inPlaceOf(stage.data.examples) } }
        : stage,
    ),
  }));
  return { ...experiment, arms };
}
