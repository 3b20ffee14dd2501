/**
 * Own examples can be megabytes, and the same list is in every arm, asked for after every edit and at every event of a
 * run. Lists are never changed in place: what is worked out about one is kept with it.
 */
import { canonicalJson, sha256 } from '../support/hash.ts';
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

/** The same of what may have come from anywhere: as it is where it is no list. */
export const hashIfList = (examples: unknown): unknown =>
  Array.isArray(examples) ? examplesHash(examples as OwnExample[]) : examples;

/** SHA-256 of what is trained on: of data of the reader's own, whatever they are called, which nothing is drawn by. */
export function dataDigest(data: DatasetSpec): string {
  const drawn = data.kind === 'own' ? { kind: data.kind, examples: examplesHash(data.examples) } : data;
  return sha256(canonicalJson(drawn));
}

/**
 * What is equal for equal stages: their canonical JSON, but for a hash in the place of own examples, where it stands
 * already in results that are being written to a file.
 */
export function stageText({ data, ...stage }: StageSpec): string {
  const short = data.kind === 'own' ? { ...data, examples: hashIfList(data.examples) } : data;
  return canonicalJson({ ...stage, data: short });
}

/** The experiment with the first examples only of each of the reader's own datasets, under the same names. */
export const withFewOwnExamples = (experiment: ExperimentSpec, most: number): ExperimentSpec =>
  withOwnExamples(experiment, (examples) => (examples as OwnExample[]).slice(0, most)) as ExperimentSpec;

/**
 * The experiment with something else in the place of each list of own examples, and its keys in the same order.
 * @param experiment may be anything, as what was stored or is in a file
 */
export function withOwnExamples(experiment: unknown, inPlaceOf: (examples: unknown) => unknown): unknown {
  return inEach(experiment, 'arms', (arm) =>
    inEach(arm, 'stages', (stage) => {
      if (!isObject(stage) || !isObject(stage.data) || stage.data.kind !== 'own') return stage;
      return { ...stage, data: { ...stage.data, examples: inPlaceOf(stage.data.examples) } };
    }),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** With something done to each member of a list in an object; as it is where there is none. */
function inEach(value: unknown, key: string, change: (one: unknown) => unknown): unknown {
  if (!isObject(value) || !Array.isArray(value[key])) return value;
  return { ...value, [key]: value[key].map(change) };
}
