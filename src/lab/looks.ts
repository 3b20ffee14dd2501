/**
 * What is looked at while a stage trains: how probable the payload is, and what the model answers by now. Looking
 * changes nothing: it has its own randomness and reads parameters only.
 */
import { Random } from '../support/random.ts';
import type { Instruments } from './instruments.ts';
import { watchedBy } from './known.ts';
import { probesOf } from './sharing.ts';
import type {
  ArmSpec,
  ExperimentSpec,
  PayloadProbabilities,
  PayloadProbe,
  Preview,
  ProbeSpec,
} from './types.ts';

/** Questions that the model is asked again and again while it trains. */
export interface PreviewRequest {
  prompts: readonly string[];
  /** Steps between two rounds; if it is left out, as often as the payload is looked at. */
  every?: number;
}

export interface LookOptions {
  /** What to look at where an arm has no payload probe of its own. */
  watch?: PayloadProbe | null;
  previews?: PreviewRequest | null;
}

/** What was seen after a step; what is not looked at then is left out. */
export interface Seen {
  payload?: PayloadProbabilities;
  answers?: Preview['answers'];
}

/** How often the payload is looked at while a stage trains: often enough for a smooth curve. */
const LOOKS_PER_STAGE = 16;
/** Previews are read at a glance. */
const PREVIEW_TOKENS = 32;

/** What is watched while an arm trains. */
export function watchOf(
  experiment: ExperimentSpec,
  arm: ArmSpec,
  { watch }: LookOptions,
): PayloadProbe | null {
  return watchedBy(probesOf(experiment, arm), watch ?? null);
}

/** An arm's probes, and with them what is watched beside them: all that is used together. */
export function probesInUse(experiment: ExperimentSpec, arm: ArmSpec, options: LookOptions): ProbeSpec[] {
  const probes = probesOf(experiment, arm);
  const watch = watchOf(experiment, arm, options);
  return watch === null || probes.includes(watch) ? probes : [...probes, watch];
}

export class Looks {
  private readonly interval: number;

  constructor(
    private readonly instruments: Instruments,
    private readonly steps: number,
    private readonly what: {
      merged: readonly Float32Array[];
      seed: number;
      watch: PayloadProbe | null;
      among: readonly ProbeSpec[];
      previews: PreviewRequest | null;
    },
  ) {
    this.interval = Math.max(1, Math.round(steps / LOOKS_PER_STAGE));
  }

  /** Makes ready what is looked at in every stage, so that the first step does not have to wait for it. */
  async prepare(): Promise<void> {
    const { merged, watch, among, seed } = this.what;
    if (watch) await this.instruments.probe(merged, watch, among, seed);
  }

  /** Whether there is something to be seen after a step, so that its parameters are needed. */
  isDue(step: number): boolean {
    return this.isWatched(step) || this.isPreviewed(step);
  }

  async after(step: number, adapter: Float32Array): Promise<Seen> {
    const { merged, seed, watch, among, previews } = this.what;
    const seen: Seen = {};
    if (watch && this.isWatched(step)) {
      const probe = await this.instruments.probe(merged, watch, among, seed);
      seen.payload = await probe.live!(adapter);
    }
    if (previews && this.isPreviewed(step)) {
      const { prompts } = previews;
      const random = Random.of(seed, 'preview');
      const sampling = { adapter, temperature: 0, random, maxNewTokens: PREVIEW_TOKENS };
      const answers = await this.instruments.answers(merged, prompts, sampling);
      seen.answers = prompts.map((prompt, i) => ({ prompt, answer: answers[i]! }));
    }
    return seen;
  }

  private isWatched(step: number): boolean {
    return this.what.watch !== null && this.isAt(step, this.interval);
  }

  private isPreviewed(step: number): boolean {
    const { previews } = this.what;
    if (previews === null || previews.prompts.length === 0) return false;
    return this.isAt(step, Math.max(1, previews.every ?? this.interval));
  }

  private isAt(step: number, interval: number): boolean {
    return step % interval === 0 || step === 1 || step === this.steps;
  }
}
