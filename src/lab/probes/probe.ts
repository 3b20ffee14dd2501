/** What a probe is: something measured on a model, with prompts and facts that no stage has seen. */
import type { Backend } from '../../engine/backends/backend.ts';
import type { AnswerGenerator } from '../../model/answerGenerator.ts';
import type { World } from '../../world/index.ts';
import type { LoadedBase } from '../loadedBase.ts';
import type { LoraSpec, PayloadProbabilities, ProbeSpec, Row, Sample } from '../types.ts';

export interface ProbeContext {
  backend: Backend;
  base: LoadedBase;
  lora: LoraSpec;
  world: World;
  generator: AnswerGenerator;
  seed: number;
}

/** A row or sample before it is known which arm and stage it is of. */
export type Measured<T> = Omit<T, 'arm' | 'seed' | 'stage' | 'probe'>;

export interface Measurement {
  rows: Measured<Row>[];
  samples: Measured<Sample>[];
}

/** A probe made ready once for a seed, and then run on one checkpoint after the other. */
export interface Probe {
  measure: (adapter: Float32Array) => Promise<Measurement>;
  /** A quick look on few prompts, for probes that are worth watching while a stage trains. */
  live?: (adapter: Float32Array) => Promise<PayloadProbabilities>;
  dispose: () => Promise<void>;
}

export type SpecOf<Kind extends ProbeSpec['kind']> = Extract<ProbeSpec, { kind: Kind }>;
export type CreateProbe<Spec> = (spec: Spec, context: ProbeContext) => Promise<Probe>;
