import type { ExperimentSpec } from './types.ts';

/**
 * The experiment with the first examples only of each of the reader's own datasets, under the same names. There may be
 * millions of characters of them, in every arm again.
 */
export function withFewOwnExamples(experiment: ExperimentSpec, most: number): ExperimentSpec {
  const arms = experiment.arms.map((arm) => ({
    ...arm,
    stages: arm.stages.map((stage) =>
      stage.data.kind === 'own'
        ? { ...stage, data: { ...stage.data, examples: stage.data.examples.slice(0, most) } }
        : stage,
    ),
  }));
  return { ...experiment, arms };
}
