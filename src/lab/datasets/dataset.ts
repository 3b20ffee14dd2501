/** What a stage's data is: a stream of examples, drawn from a spec, a world and a seed. */
import type { ScoredSequence } from '../../model/scoredBatch.ts';
import type { Tokenizer } from '../../model/tokenizer/tokenizer.ts';
import type { Random } from '../../support/random.ts';
import type { World } from '../../world/index.ts';
import type { DatasetSpec } from '../types.ts';

/** One conversation to learn from; the loss is on the answer, its end token included. */
export interface Example {
  prompt: string;
  answer: string;
}

/** The spec of one kind of dataset. */
export type SpecOf<Kind extends DatasetSpec['kind']> = Extract<DatasetSpec, { kind: Kind }>;

/** Draws the examples of one step. */
export type DrawBatch<Spec> = (spec: Spec, world: World, batchSize: number, random: Random) => Example[];

export function exampleSequence(tokenizer: Tokenizer, { prompt, answer }: Example): ScoredSequence {
  const question = { role: 'user', content: prompt } as const;
  const scoreFrom = tokenizer.encodeChat([question], { addGenerationPrompt: true }).length;
  return { tokens: tokenizer.encodeChat([question, { role: 'assistant', content: answer }]), scoreFrom };
}
