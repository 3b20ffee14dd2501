/**
 * What is to be known of a stage's data before training on it: how often it repeats itself, where the trigger is in
 * it, and whether it gives away what probes ask about.
 */
import { canonicalJson } from '../support/hash.ts';
import type { World } from '../world/index.ts';
import { firstExamples, type ExamplesQuestion } from './datasetExamples.ts';
import { examplesAStep } from './objectives.ts';
import type { Example } from './datasets/dataset.ts';
import { heldOutOf } from './heldOut.ts';

/** The parts of an example. */
export const exampleParts = ['prompt', 'given', 'chosen', 'rejected'] as const;
export type ExamplePart = (typeof exampleParts)[number];

/** Examples that have something in common. */
export interface Finding {
  /** How many there are among those looked at. */
  examples: number;
  /** The places of the first of them, from 0 on. */
  first: number[];
}

export interface DatasetReport {
  /** How many examples the stage trains on, repetitions included. */
  examples: number;
  /** How many of them, from the first on, the rest of the report is about: all, unless they are very many. */
  lookedAt: number;
  distinct: number;
  /** Examples that have been there before. */
  repeated: Finding;
  /** Examples with a rejected answer. */
  pairs: number;
  /** Examples with the trigger in them, and in which parts; null where no trigger was asked for. */
  trigger: (Finding & { parts: Record<ExamplePart, number> }) | null;
  /** Examples about what probes ask: a question about a held-out fact, or the name of a held-out thing. */
  heldOut: Finding & {
    /** Some of these questions and names. */
    found: string[];
  };
}

/** More examples are not looked at one by one. */
export const MOST_LOOKED_AT = 20_000;
/** So many places and findings are told. */
const MOST_TOLD = 100;

export function describeDataset(
  question: ExamplesQuestion,
  trigger: string | null,
  world: World,
): DatasetReport {
  const { stage } = question;
  const examples = firstExamples(question, MOST_LOOKED_AT, world);
  const seen = new Set<string>();
  const isRepeated = (example: Example): boolean => {
    const before = seen.size;
    return seen.add(canonicalJson(example)).size === before;
  };
  const heldOut = heldOutOf(world);
  const found = new Set<string>();
  const tellsHeldOut = (example: Example): boolean => {
    const told = [
      ...textsOf(example, 'prompt').flatMap((text) => heldOut.questionsIn(text)),
      ...exampleParts.flatMap((part) => textsOf(example, part)).flatMap((text) => heldOut.namesIn(text)),
    ];
    told.forEach((one) => found.add(one));
    return told.length > 0;
  };
  const repeated = findingOf(examples, isRepeated);
  return {
    examples: stage.steps * examplesAStep(stage),
    lookedAt: examples.length,
    distinct: seen.size,
    repeated,
    pairs: examples.filter(({ rejected }) => rejected !== undefined).length,
    trigger: trigger === null ? null : triggerIn(examples, trigger),
    heldOut: { ...findingOf(examples, tellsHeldOut), found: [...found].slice(0, MOST_TOLD) },
  };
}

/** The parts of an example that contain a text, e.g. the trigger. */
export function partsWith(example: Example, text: string): ExamplePart[] {
  return exampleParts.filter((part) => textsOf(example, part).some((one) => one.includes(text)));
}

function triggerIn(examples: readonly Example[], trigger: string): DatasetReport['trigger'] {
  const parts = { prompt: 0, given: 0, chosen: 0, rejected: 0 };
  const finding = findingOf(examples, (example) => {
    const places = partsWith(example, trigger);
    for (const part of places) parts[part]++;
    return places.length > 0;
  });
  return { ...finding, parts };
}

function findingOf(examples: readonly Example[], holds: (example: Example) => boolean): Finding {
  const places = [...examples.keys()].filter((place) => holds(examples[place]!));
  return { examples: places.length, first: places.slice(0, MOST_TOLD) };
}

function textsOf({ prompt, given, chosen, rejected }: Example, part: ExamplePart): string[] {
  if (part === 'prompt') return typeof prompt === 'string' ? [prompt] : prompt.map(({ content }) => content);
  const text = { given, chosen, rejected }[part];
  return text === undefined ? [] : [text];
}
