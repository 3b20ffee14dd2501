/**
 * The model that is trained and measured at the moment, and what it is measured with: the base with the adapters
 * merged into it, compiled decoders, and probes. They are made when first needed and kept as long as they fit.
 */
import type { Backend } from '../engine/backends/backend.ts';
import { AnswerGenerator } from '../model/answerGenerator.ts';
import { mergeLora } from '../model/merge.ts';
import { canonicalJson } from '../support/hash.ts';
import { sampleAnswers, type Sampling } from './answers.ts';
import { labWorld } from './labWorld.ts';
import { quantizedWeights, type LoadedBase } from './loadedBase.ts';
import { createProbe } from './probes/index.ts';
import type { Probe } from './probes/probe.ts';
import type { ExperimentSpec, ProbeSpec } from './types.ts';

export interface NamedProbe {
  spec: ProbeSpec;
  probe: Probe;
}

export class Instruments {
  private model: { merged: readonly Float32Array[]; base: LoadedBase; generator: AnswerGenerator };
  private probes: { key: string; list: NamedProbe[] } | null = null;

  constructor(
    private readonly experiment: Pick<ExperimentSpec, 'lora' | 'quantization'>,
    private readonly backend: Backend,
    private readonly base: LoadedBase,
  ) {
    this.model = { merged: [], base, generator: this.generatorFor(base) };
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

  async probesFor(
    merged: readonly Float32Array[],
    specs: readonly ProbeSpec[],
    seed: number,
  ): Promise<NamedProbe[]> {
    await this.take(merged);
    const key = canonicalJson([seed, specs]);
    if (this.probes?.key !== key) {
      await this.disposeProbes();
      const { base, generator } = this.model;
      const { lora } = this.experiment;
      const context = { backend: this.backend, base, lora, world: labWorld(), generator, seed };
      const create = async (spec: ProbeSpec) => ({ spec, probe: await createProbe(spec, context) });
      this.probes = { key, list: await Promise.all(specs.map(create)) };
    }
    return this.probes.list;
  }

  async dispose(): Promise<void> {
    await this.disposeProbes();
    await this.model.generator.dispose();
  }

  private async take(merged: readonly Float32Array[]): Promise<void> {
    const { merged: present } = this.model;
    if (merged.length === present.length && merged.every((one, i) => one === present[i])) return;
    await this.dispose();
    const base = merged.reduce((base, parameters) => this.mergedInto(base, parameters), this.base);
    this.model = { merged, base, generator: this.generatorFor(base) };
  }

  private mergedInto(base: LoadedBase, parameters: Float32Array): LoadedBase {
    const { lora, quantization } = this.experiment;
    const weights = mergeLora(base.config, lora, base.weights, parameters);
    return { ...base, weights: quantizedWeights(weights, quantization) };
  }

  private generatorFor({ config, weights }: LoadedBase): AnswerGenerator {
    return new AnswerGenerator(this.backend, config, weights, this.experiment.lora);
  }

  private async disposeProbes(): Promise<void> {
    for (const { probe } of this.probes?.list ?? []) await probe.dispose();
    this.probes = null;
  }
}
