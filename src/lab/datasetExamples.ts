/** The examples that a stage would train on, for looking at them. */
import type { World } from '../world/index.ts';
import { exampleSequence, type Example } from './datasets/dataset.ts';
import { stageExamples, type DrawnStage } from './datasets/index.ts';
import { examplesAStep } from './objectives.ts';
import { unreadable, type Reader } from './ownData.ts';

/** What decides a stage's examples: how it draws, its place in its arm, and the seed. */
export interface ExamplesQuestion {
  stage: DrawnStage;
  stageIndex: number;
  seed: number;
}

export interface ShownExample extends Example {
  /** Tokens of prompt and chosen answer together; null where the base cannot read them. */
  tokens: number | null;
  /** Why the base cannot learn from it; null if it can. */
  problem: string | null;
}

/** The first examples of a stage, in the order in which it trains on them; all if it has fewer than `count`. */
export function firstExamples(
  { stage, stageIndex, seed }: ExamplesQuestion,
  count: number,
  world: World,
): Example[] {
  const steps = Math.min(stage.steps, Math.ceil(count / examplesAStep(stage)));
  return stageExamples({ ...stage, steps }, stageIndex, world, seed)
    .flat()
    .slice(0, count);
}

/** An example with what a base makes of it. */
export function shownExample(example: Example, reader: Reader): ShownExample {
  const problem = unreadable(example, reader);
  const tokens =
    problem === null ? exampleSequence(reader.tokenizer, example, example.chosen).tokens.length : null;
  return { ...example, tokens, problem };
}
