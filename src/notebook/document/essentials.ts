/** What the numbers of an experiment depend on, without its names and without what makes no difference. */
import { examplesHash } from '../../lab/ownExamples.ts';
import type { ExperimentSpec, ProbeSpec, StageSpec } from '../../lab/types.ts';

/**
 * The experiment as a value whose `canonicalJson` is equal for experiments with equal results: without the order of
 * arms, probes and seeds, and with hashes in the place of the reader's own examples.
 */
export function essentials({ base, quantization, lora, arms, probes, seeds }: ExperimentSpec): object {
  return {
    ...{ base, quantization, lora },
    arms: inOrder(arms, ({ name }) => name).map(({ name, stages, probes: own }) => ({
      name,
      stages: essentialStages(stages),
      ...(own && { probes: essentialProbes(own) }),
    })),
    probes: essentialProbes(probes),
    seeds: [...seeds].sort((one, other) => one - other),
  };
}

/** Stages from the base on. */
export function essentialStages(stages: readonly StageSpec[]): object[] {
  return stages.map(({ adapter, data, ...stage }, index) => ({
    ...stage,
    data: data.kind === 'own' ? { kind: 'own', examples: examplesHash(data.examples) } : data,
    // The first stage has no adapter to continue, and the others continue it unless they are told not to.
    ...(index > 0 && adapter === 'new' && { adapter }),
  }));
}

function essentialProbes(probes: readonly ProbeSpec[]): ProbeSpec[] {
  return inOrder(probes, ({ kind }) => kind);
}

function inOrder<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  return [...values].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}
