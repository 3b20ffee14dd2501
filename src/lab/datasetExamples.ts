/** Examples to be looked at: those that a stage would train on, or the reader's own as they stand. */
import type { World } from '../world/index.ts';
import { exampleSequence, type Example } from './datasets/dataset.ts';
import { stageExamples } from './datasets/index.ts';
import type { ExamplesQuestion } from './examplesQuestion.ts';
import { examplesAStep } from './objectives.ts';
import { unreadable, type Reader } from './ownData.ts';

export interface ShownExample extends Example {
  /** Tokens of prompt and chosen answer together; null where the base cannot read them. */
  tokens: number | null;
  /** Why the base cannot learn from it; null if it can. */
  problem: string | null;
}

/** The first examples, those of a stage in the order in which it trains on them; all if there are fewer. */
export function firstExamples(question: ExamplesQuestion, count: number, world: World): Example[] {
  if ('listed' in question) return question.listed.slice(0, count);
  const { stage, stageIndex, seed } = question;
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
