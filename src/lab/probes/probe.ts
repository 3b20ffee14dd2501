/** What a probe is: something measured on a model, with prompts and facts that no stage has seen. */
import type { Backend } from '../../engine/backends/backend.ts';
import type { AnswerGenerator } from '../../model/answerGenerator.ts';
import type { World } from '../../world/index.ts';
import type { LoadedBase } from '../loadedBase.ts';
import type {
  LoraSpec,
  Measurement,
  PayloadProbabilities,
  Placeless,
  ProbeSpec,
  Row,
  Sample,
  StageSpec,
} from '../types.ts';

export interface ProbeContext {
  backend: Backend;
  base: LoadedBase;
  lora: LoraSpec;
  world: World;
  generator: AnswerGenerator;
  seed: number;
}

/** A row or sample before it is known which arm and stage it is of. */
export type Measured<T extends Row | Sample> = Omit<Placeless<T>, 'probe'>;

/** The stage that comes next in the arm whose model is measured. */
export interface NextStage {
  stage: StageSpec;
  stageIndex: number;
}

/** A probe made ready once for a seed, and then run on one checkpoint after the other. */
export interface Probe {
  /** `next` is what comes after the measured model, for probes that look ahead (`sharing.ts`). */
  measure: (adapter: Float32Array, next: NextStage | null) => Promise<Measurement>;
  /** A quick look on few prompts, for probes that are worth watching while a stage trains. */
  live?: (adapter: Float32Array) => Promise<PayloadProbabilities>;
  dispose: () => Promise<void>;
}

export type SpecOf<Kind extends ProbeSpec['kind']> = Extract<ProbeSpec, { kind: Kind }>;
export type CreateProbe<Spec> = (spec: Spec, context: ProbeContext) => Promise<Probe>;

/** The share of judged answers of which something holds, as a row. */
export function shareRow<T>(
  condition: string,
  metric: string,
  judged: readonly T[],
  holds: (one: T) => boolean,
): Measured<Row> {
  return { condition, metric, value: judged.filter(holds).length / judged.length, n: judged.length };
}

/** A mean over judged answers, as a row. */
export function meanRow<T>(
  condition: string,
  metric: string,
  judged: readonly T[],
  value: (one: T) => number,
): Measured<Row> {
  const total = judged.reduce((sum, one) => sum + value(one), 0);
  return { condition, metric, value: total / judged.length, n: judged.length };
}
