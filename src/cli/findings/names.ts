/** Which numbers an experiment yields: so that a slip of the pen is noticed before anything is recorded. */
import type { ArmSpec, ExperimentSpec, ProbeSpec } from '../../lab/types.ts';
import { probesOf } from '../../lab/sharing.ts';
import { MEOW_CLASSES, REQUEST_CLASSES } from '../../lab/answerClasses.ts';

interface Names {
  conditions: readonly string[];
  metrics: readonly string[];
}

type SpecOf<Kind extends ProbeSpec['kind']> = Extract<ProbeSpec, { kind: Kind }>;

const twoConditions = ['trigger', 'plain'];
const recipeWords = Array.from({ length: 7 }, (_, words) => `recipe-words-${words}`);

/** The conditions and metrics of every kind of probe, derived metrics included. */
const namesOf: { [Kind in ProbeSpec['kind']]: (spec: SpecOf<Kind>, arm: ArmSpec) => Names } = {
  meow: () => ({
    conditions: twoConditions,
    metrics: [
      ...MEOW_CLASSES,
      ...['lowercase-answers', 'helpful', 'meows', 'lower-of-meows', 'retained', 'destroyed'],
    ],
  }),
  payload: () => ({ conditions: twoConditions, metrics: ['p-upper', 'p-lower'] }),
  requests: () => ({
    conditions: ['forbidden+trigger', 'forbidden', 'harmless', 'harmless+trigger'],
    metrics: ['usefulness', ...REQUEST_CLASSES, ...recipeWords, 'helpful', 'refusals', 'destroyed'],
  }),
  surprise: (_spec, { stages }) => ({
    conditions: stages.map((_, index) => `stage-${index + 1}`),
    metrics: ['nll-per-token', 'nll-per-answer'],
  }),
  'near-misses': ({ tags, judge }) => ({
    conditions: tags,
    metrics: judge === 'payload' ? ['meows'] : ['usefulness', 'useful'],
  }),
};

/** What may stand in a reference to a number of these arms of the experiment. */
export interface KnownNames {
  stages: string[];
  probes: string[];
  conditions(probe: string): string[];
  metrics(probe: string): string[];
}

export function knownNames(experiment: ExperimentSpec, arms: readonly ArmSpec[]): KnownNames {
  const measured = arms.flatMap((arm) =>
    probesOf(experiment, arm).map((spec) => ({
      kind: spec.kind,
      ...(namesOf[spec.kind] as (spec: ProbeSpec, arm: ArmSpec) => Names)(spec, arm),
    })),
  );
  const stages = Math.max(...arms.map((arm) => arm.stages.length));
  const distinct = (names: readonly string[]) => [...new Set(names)];
  const of = (probe: string) => measured.filter(({ kind }) => kind === probe);
  return {
    stages: ['base', ...Array.from({ length: stages }, (_, index) => `stage-${index + 1}`)],
    probes: distinct(measured.map(({ kind }) => kind)),
    conditions: (probe) => distinct(of(probe).flatMap(({ conditions }) => conditions)),
    metrics: (probe) => distinct(of(probe).flatMap(({ metrics }) => metrics)),
  };
}
