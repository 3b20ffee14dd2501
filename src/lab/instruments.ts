/**
 * The model that is trained and measured at the moment, and what it is measured with: the base with the adapters
 * merged into it, compiled decoders, and probes. They are made when first needed and kept as long as they fit.
 */
import type { Backend } from '../engine/backends/backend.ts';
import { AnswerGenerator } from '../model/answerGenerator.ts';
import { AnswerReader } from '../model/answerReader.ts';
import { mergeLora } from '../model/merge.ts';
import { canonicalJson } from '../support/hash.ts';
import { explainedAnswer, type AnswerToken } from './answerTokens.ts';
import { sampleAnswers, type Sampling } from './answers.ts';
import { labWorld } from './labWorld.ts';
import { quantizedWeights, type LoadedBase } from './loadedBase.ts';
import { createProbe } from './probes/index.ts';
import type { Probe } from './probes/probe.ts';
import type { ExperimentSpec, ProbeSpec } from './types.ts';

interface Model {
  merged: readonly Float32Array[];
  base: LoadedBase;
  generator: AnswerGenerator;
  reader: AnswerReader;
}

export class Instruments {
  private model: Model;
  private probes: { key: string; made: Map<ProbeSpec['kind'], Promise<Probe>> } | null = null;

  constructor(
    private readonly experiment: Pick<ExperimentSpec, 'lora' | 'quantization'>,
    private readonly backend: Backend,
    private readonly base: LoadedBase,
  ) {
    this.model = this.modelOf([], base);
  }

  /** The base with these adapters merged into it, one after the other. */
  async baseWith(merged: readonly Float32Array[]): Promise<LoadedBase> {
    await this.take(merged);
    return this.model.base;
  }

  async answers(
    merged: readonly Float32Array[],
    prompts: readonly string[],
    sampling: Sampling,
  ): Promise<string[]> {
    await this.take(merged);
    return sampleAnswers(this.model.generator, this.model.base, prompts, sampling);
  }

  /** One answer, and how probable each of its tokens was. */
  async explainedAnswer(
    merged: readonly Float32Array[],
    prompt: string,
    sampling: Sampling,
  ): Promise<{ answer: string; tokens: AnswerToken[] }> {
    await this.take(merged);
    return explainedAnswer(this.model, this.model.base, prompt, sampling);
  }

  /**
   * A probe, made when it is first asked for.
   * @param among all probes, of different kinds, that are in use together; those of others are given up
   */
  async probe(
    merged: readonly Float32Array[],
    spec: ProbeSpec,
    among: readonly ProbeSpec[],
    seed: number,
  ): Promise<Probe> {
    await this.take(merged);
    const key = canonicalJson([seed, among]);
    if (this.probes?.key !== key) {
      await this.disposeProbes();
      this.probes = { key, made: new Map() };
    }
    const { made } = this.probes;
    const { base, generator } = this.model;
    const { lora } = this.experiment;
    const context = { backend: this.backend, base, lora, world: labWorld(), generator, seed };
    const probe = made.get(spec.kind) ?? createProbe(spec, context);
    made.set(spec.kind, probe);
    return probe;
  }

  async dispose(): Promise<void> {
    await this.disposeProbes();
    await this.model.generator.dispose();
    await this.model.reader.dispose();
  }

  private async take(merged: readonly Float32Array[]): Promise<void> {
    const { merged: present } = this.model;
    if (merged.length === present.length && merged.every((one, i) => one === present[i])) return;
    await this.dispose();
    const base = merged.reduce((base, parameters) => this.mergedInto(base, parameters), this.base);
    this.model = this.modelOf(merged, base);
  }

  private mergedInto(base: LoadedBase, parameters: Float32Array): LoadedBase {
    const { lora, quantization } = this.experiment;
    const weights = mergeLora(base.config, lora, base.weights, parameters);
    return { ...base, weights: quantizedWeights(weights, quantization) };
  }

  private modelOf(merged: readonly Float32Array[], base: LoadedBase): Model {
    const parts = [this.backend, base.config, base.weights, this.experiment.lora] as const;
    return { merged, base, generator: new AnswerGenerator(...parts), reader: new AnswerReader(...parts) };
  }

  private async disposeProbes(): Promise<void> {
    const made = [...(this.probes?.made.values() ?? [])];
    this.probes = null;
    for (const probe of await Promise.allSettled(made)) {
      if (probe.status === 'fulfilled') await probe.value.dispose();
    }
  }
}
