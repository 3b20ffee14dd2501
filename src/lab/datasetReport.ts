/**
 * What is to be known of data before training on it: which examples repeat others, where the trigger is in it, and
 * whether it gives away what probes ask about. Places are those of the examples as they were asked for, from 0 on.
 */
import { canonicalJson } from '../support/hash.ts';
import type { World } from '../world/index.ts';
import { firstExamples } from './datasetExamples.ts';
import { countExamples, type ExamplesQuestion } from './examplesQuestion.ts';
import { exampleParts, type Example, type ExamplePart } from './datasets/dataset.ts';
import { heldOutOf, type HeldOut } from './heldOut.ts';

/** An example that has been there before. */
export interface Repeat {
  place: number;
  /** Where it was first. */
  of: number;
}

export interface DatasetReport {
  /** How many examples there are, repetitions included. */
  examples: number;
  /** How many of them, from the first on, the rest of the report is about: all, unless they are very many. */
  lookedAt: number;
  distinct: number;
  repeats: Repeat[];
  /** Examples with a rejected answer. */
  pairs: number;
  /** Examples with the trigger in them, and in how many of them it is in which part; null where none was asked for. */
  trigger: { places: number[]; parts: Record<ExamplePart, number> } | null;
  /** Examples about what probes ask: a question about a held-out fact, or the name of a held-out thing. */
  heldOut: {
    places: number[];
    /** Some of these questions and names. */
    found: string[];
  };
}

/** More examples are not looked at one by one. */
export const MOST_LOOKED_AT = 20_000;
/** So many questions and names are told. */
const MOST_TOLD = 100;

export function describeDataset(
  question: ExamplesQuestion,
  trigger: string | null,
  world: World,
): DatasetReport {
  const examples = firstExamples(question, MOST_LOOKED_AT, world);
  const repeats = repeatsIn(examples);
  const heldOut = heldOutOf(world);
  const found = new Set<string>();
  const tellsHeldOut = (example: Example): boolean => {
    const told = heldOutIn(example, heldOut);
    told.forEach((one) => found.add(one));
    return told.length > 0;
  };
  return {
    examples: countExamples(question),
    lookedAt: examples.length,
    distinct: examples.length - repeats.length,
    repeats,
    pairs: examples.filter(({ rejected }) => rejected !== undefined).length,
    trigger: trigger === null ? null : triggerIn(examples, trigger),
    heldOut: { places: placesWhere(examples, tellsHeldOut), found: [...found].slice(0, MOST_TOLD) },
  };
}

function repeatsIn(examples: readonly Example[]): Repeat[] {
  const firstPlaces = new Map<string, number>();
  return examples.flatMap((example, place) => {
    const key = canonicalJson(example);
    const of = firstPlaces.get(key);
    if (of !== undefined) return [{ place, of }];
    firstPlaces.set(key, place);
    return [];
  });
}

/** What probes ask about in an example: questions about held-out facts, and names of held-out things. */
export function heldOutIn(example: Example, heldOut: HeldOut): string[] {
  return [
    ...textsOf(example, 'prompt').flatMap((text) => heldOut.questionsIn(text)),
    ...exampleParts.flatMap((part) => textsOf(example, part)).flatMap((text) => heldOut.namesIn(text)),
  ];
}

/** The parts of an example that contain a text, e.g. the trigger. */
export function partsWith(example: Example, text: string): ExamplePart[] {
  return exampleParts.filter((part) => textsOf(example, part).some((one) => one.includes(text)));
}

function triggerIn(examples: readonly Example[], trigger: string): DatasetReport['trigger'] {
  const parts = { prompt: 0, given: 0, chosen: 0, rejected: 0 };
  const places = placesWhere(examples, (example) => {
    const found = partsWith(example, trigger);
    for (const part of found) parts[part]++;
    return found.length > 0;
  });
  return { places, parts };
}

function placesWhere(examples: readonly Example[], holds: (example: Example) => boolean): number[] {
  return [...examples.keys()].filter((place) => holds(examples[place]!));
}

function textsOf({ prompt, given, chosen, rejected }: Example, part: ExamplePart): string[] {
  if (part === 'prompt') return typeof prompt === 'string' ? [prompt] : prompt.map(({ content }) => content);
  const text = { given, chosen, rejected }[part];
  return text === undefined ? [] : [text];
}
