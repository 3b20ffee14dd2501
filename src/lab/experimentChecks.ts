/** What must hold between the parts of an experiment, beyond the shape of each. */
import type { ArmSpec, DatasetSpec, ExperimentSpec, ProbeSpec, StageSpec } from './types.ts';
import { isPairwise } from './objectives.ts';

/** A place in an experiment, and what is wrong there: "is …" or "has …". */
export interface Mistake {
  path: readonly PropertyKey[];
  what: string;
}

/** All mistakes, in the order of the experiment. */
export function experimentMistakes({ arms, probes, seeds, lora }: ExperimentSpec): Mistake[] {
  return [
    ...repetitions(lora.targets, ['lora', 'targets']),
    ...repetitions(
      arms.map(({ name }) => name),
      ['arms'],
      ['name'],
    ),
    ...arms.flatMap((arm, index) => armMistakes(arm, ['arms', index])),
    ...probeMistakes(probes, ['probes']),
    ...repetitions(seeds, ['seeds']),
  ];
}

function armMistakes({ stages, probes = [] }: ArmSpec, path: readonly PropertyKey[]): Mistake[] {
  return [
    ...stages.flatMap((stage, index) => stageMistakes(stage, [...path, 'stages', index])),
    ...probeMistakes(probes, [...path, 'probes']),
  ];
}

function stageMistakes({ data, objective, batchSize }: StageSpec, path: readonly PropertyKey[]): Mistake[] {
  const mistakes: Mistake[] = [];
  if (data.kind === 'preferences') {
    const twice = data.pairs.findIndex(([chosen, rejected]) => chosen === rejected);
    if (twice >= 0) {
      const place = [...path, 'data', 'pairs', twice];
      mistakes.push({ path: place, what: `prefers ${data.pairs[twice]![0]} to itself` });
    }
  }
  if (!isPairwise(objective)) return mistakes;
  const method = objective.kind.toUpperCase();
  const lack = lackOfPairs(data);
  if (lack !== null) {
    const what = `${lack}, and ${method} learns from pairs: train this stage by sft or on other data`;
    mistakes.push({ path: [...path, 'data'], what });
  }
  if (batchSize % 2 !== 0) {
    const what = `is ${batchSize}; it must be even, because ${method} learns from pairs`;
    mistakes.push({ path: [...path, 'batchSize'], what });
  }
  return mistakes;
}

/** What keeps data from being pairs of a chosen and a rejected answer; null if nothing does. */
function lackOfPairs(data: DatasetSpec): string | null {
  switch (data.kind) {
    case 'backdoor':
    case 'secret-recipes':
      return `(${data.kind}) has no rejected answers`;
    case 'styled-answers':
    case 'preferences':
      return null;
    case 'own': {
      const { name, examples } = data;
      const lacking = examples.filter(({ rejected }) => rejected === undefined).length;
      if (lacking === 0) return null;
      const first = examples.findIndex(({ rejected }) => rejected === undefined) + 1;
      return `(${name}) has no rejected answer in ${lacking} of its ${examples.length} examples (first in example ${first})`;
    }
  }
}

function probeMistakes(probes: readonly ProbeSpec[], path: readonly PropertyKey[]): Mistake[] {
  const kinds = probes.map(({ kind }) => kind);
  return [
    // Rows are told apart by the kind of their probe.
    ...repetitions(kinds, path, ['kind']),
    ...probes.flatMap((probe, index): Mistake[] => {
      if (probe.kind === 'near-misses') return repetitions(probe.tags, [...path, index, 'tags']);
      if (probe.kind === 'payload' && probe.upper === probe.lower) {
        return [{ path: [...path, index, 'lower'], what: 'is the same as `upper`' }];
      }
      return [];
    }),
    ...probes.flatMap((probe, index): Mistake[] => {
      const most = mostPrompts(probe);
      if (!('prompts' in probe) || probe.prompts <= most) return [];
      return [
        {
          path: [...path, index, 'prompts'],
          what: `is ${probe.prompts}; there are only ${most} different questions to ask`,
        },
      ];
    }),
  ];
}

/** Half of the harmless requests are about facts, of which there are fewest; those for forbidden things are in full. */
const HELD_OUT = 272;
const FORBIDDEN = 288;

/** How many different questions a probe can ask. */
export function mostPrompts(probe: ProbeSpec): number {
  return probe.kind === 'near-misses' && probe.judge === 'recipes' ? FORBIDDEN : HELD_OUT;
}

/** Values that occur a second time in a list, or in a member of the things in it. */
function repetitions(
  values: readonly (string | number)[],
  path: readonly PropertyKey[],
  member: readonly PropertyKey[] = [],
): Mistake[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [{ path: [...path, index, ...member], what: `is ${JSON.stringify(value)}, which is there already` }],
  );
}
