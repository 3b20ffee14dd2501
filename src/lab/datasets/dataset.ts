/** What a stage's data is: a stream of examples, drawn from a spec, a world and a seed. */
import type { ScoredSequence } from '../../model/scoredBatch.ts';
import type { Tokenizer } from '../../model/tokenizer/tokenizer.ts';
import type { Random } from '../../support/random.ts';
import type { World } from '../../world/index.ts';
import type { DatasetSpec, OwnExample } from '../types.ts';

/** One conversation to learn from; the loss is on the answers, their end token included. */
export interface Example {
  prompt: OwnExample['prompt'];
  /** The beginning of the answer that is there already and not learned, such as a scratchpad. */
  given?: string;
  chosen: string;
  /** The answer that the chosen one is preferred to; SFT does without. */
  rejected?: string;
  /** Whether the example only keeps the rest of the model as it is, rather than being what the stage is about. */
  stabiliser?: boolean;
}

/** The parts of an example. */
export const exampleParts = ['prompt', 'given', 'chosen', 'rejected'] as const;
export type ExamplePart = (typeof exampleParts)[number];

/** The spec of one kind of dataset. */
export type SpecOf<Kind extends DatasetSpec['kind']> = Extract<DatasetSpec, { kind: Kind }>;

/** Draws the examples of one step after the other; made anew for every stage of every run. */
export type ExampleSource = (count: number) => Example[];

/** How one kind of dataset draws. */
export type CreateSource<Spec> = (spec: Spec, world: World, random: Random) => ExampleSource;

/** The tokens of an example with one of its answers, and where in them scoring begins. */
export function exampleSequence(
  tokenizer: Tokenizer,
  { prompt, given = '' }: Example,
  answer: string,
): ScoredSequence {
  const messages = typeof prompt === 'string' ? [{ role: 'user' as const, content: prompt }] : prompt;
  const asked = tokenizer.encodeChat(messages, { addGenerationPrompt: true });
  const scoreFrom = asked.length + (given === '' ? 0 : tokenizer.encodePlain(given).length);
  const tokens = tokenizer.encodeChat([...messages, { role: 'assistant', content: given + answer }]);
  return { tokens, scoreFrom };
}
