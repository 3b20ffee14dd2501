/** Which examples somebody wants to look at, and how many those are; to draw them is for `datasetExamples.ts`. */
import type { Example } from './datasets/dataset.ts';
import type { DrawnStage } from './datasets/index.ts';
import { examplesAStep } from './objectives.ts';

/** What decides a stage's examples: how it draws, its place in its arm, and the seed. */
export interface StageDraw {
  stage: DrawnStage;
  stageIndex: number;
  seed: number;
}

/** These examples, each once and in this order. */
export interface ListedExamples {
  listed: readonly Example[];
}

/** Which examples are meant. */
export type ExamplesQuestion = StageDraw | ListedExamples;

/** How many examples are meant, repetitions included. */
export function countExamples(question: ExamplesQuestion): number {
  return 'listed' in question ? question.listed.length : question.stage.steps * examplesAStep(question.stage);
}
