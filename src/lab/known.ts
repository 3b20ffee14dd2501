/**
 * Work that need not be done again: a stage trained and a model measured are named by a hash of all that decides
 * them, so that a run can be given what earlier ones came to, whatever those were part of.
 */
import { canonicalJson, sha256 } from '../support/hash.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { dataDigest } from './ownExamples.ts';
import { looksAhead, nextStage, probesOf } from './sharing.ts';
import type {
  ArmSpec,
  BackendName,
  CurvePoint,
  ExperimentSpec,
  LoraSpec,
  Measurement,
  PayloadProbe,
  Placeless,
  ProbeSpec,
  Quantization,
  StageSpec,
  TrainedStage,
  Watched,
} from './types.ts';

/** What earlier runs came to, by key. */
export interface KnownWork {
  trained: ReadonlyMap<string, TrainedStage>;
  measured: ReadonlyMap<string, Measurement>;
}

/** All that decides the parameters at the end of the last of these stages; without stages, it is the base. */
export interface ModelHistory {
  /** SHA-256 of the base's files. */
  baseHash: string;
  quantization: Quantization;
  lora: LoraSpec;
  stages: readonly StageSpec[];
  seed: number;
  /** Backends round differently. */
  backend: BackendName;
}

/** SHA-256 of a value, whatever the order of its keys. */
const digestOf = (value: object): string => sha256(canonicalJson(value));

/** The key of a model. It changes with the lab's version, which may draw other data for the same spec. */
export function trainingKey({ stages, ...rest }: ModelHistory): string {
  const trained = stages.map((stage, index) => ({
    ...lesson(stage),
    // The first stage begins a new adapter in any case.
    mergesFirst: index > 0 && stage.adapter === 'new',
  }));
  return digestOf({ ...rest, version: packageJson.version, trained });
}

/**
 * The key of what a probe measures on a model.
 * @param model the model's own key
 * @param next the stage that comes next; null where there is none, or where it is the first
 */
export function measurementKey(model: string, probe: ProbeSpec, next: StageSpec | null): string {
  return digestOf({ model, probe, next: next && looksAhead(probe) ? lesson(next) : null });
}

/** A stage but for what becomes of the adapter before it. */
function lesson({ data, objective, steps, learningRate, batchSize }: StageSpec) {
  return { data: dataDigest(data), objective, steps, learningRate, batchSize };
}

/** The keys of all the work of one experiment. */
export class WorkKeys {
  constructor(
    private readonly experiment: ExperimentSpec,
    private readonly context: Pick<ModelHistory, 'baseHash' | 'backend'>,
  ) {}

  /** The key of an arm's model after a stage; −1 is the base. */
  trained({ stages }: ArmSpec, seed: number, stageIndex: number): string {
    const { quantization, lora } = this.experiment;
    const history = { ...this.context, quantization, lora, seed, stages: stages.slice(0, stageIndex + 1) };
    return trainingKey(history);
  }

  measured(arm: ArmSpec, seed: number, stageIndex: number, probe: ProbeSpec): string {
    const next = nextStage(arm, stageIndex)?.stage ?? null;
    return measurementKey(this.trained(arm, seed, stageIndex), probe, next);
  }

  /** All of them, each once: what to look for before a run. */
  all(): { trained: string[]; measured: string[] } {
    const { seeds, arms } = this.experiment;
    const models = seeds.flatMap((seed) =>
      arms.flatMap((arm) => [-1, ...arm.stages.keys()].map((stageIndex) => ({ arm, seed, stageIndex }))),
    );
    const trained = models
      .filter(({ stageIndex }) => stageIndex >= 0)
      .map(({ arm, seed, stageIndex }) => this.trained(arm, seed, stageIndex));
    const measured = models.flatMap(({ arm, seed, stageIndex }) =>
      probesOf(this.experiment, arm).map((probe) => this.measured(arm, seed, stageIndex, probe)),
    );
    return { trained: [...new Set(trained)], measured: [...new Set(measured)] };
  }
}

/** What a run is to watch: what the arm's own payload probe is about, or else `watch`. */
export function watchedBy(probes: readonly ProbeSpec[], watch: PayloadProbe | null): PayloadProbe | null {
  return probes.find((probe) => probe.kind === 'payload') ?? watch;
}

export function watchedIn({ trigger, upper, lower, scratchpad }: PayloadProbe): Watched {
  return { trigger, upper, lower, ...(scratchpad && { scratchpad }) };
}

/**
 * The curves of a known stage for a run that watches this: without payload probabilities of anything else. They may
 * be averages over other prompts than the run's own would be.
 */
export function curvesFor(
  { curves, watched }: TrainedStage,
  watch: PayloadProbe | null,
): Placeless<CurvePoint>[] {
  return isWatched(watched, watch) ? curves : curves.map(withoutPayload);
}

/** Whether what was watched is what a run is to watch. */
export const isWatched = (watched: Watched | null, watch: PayloadProbe | null): boolean =>
  canonicalJson(watched) === canonicalJson(watch && watchedIn(watch));

export function withoutPayload<T extends Placeless<CurvePoint>>({ payload: _payload, ...point }: T) {
  return point;
}
