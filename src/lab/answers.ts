/** Sampling answers in the lab: one limit and one way from what is asked to what is said, for everybody. */
import type { AnswerGenerator } from '../model/answerGenerator.ts';
import type { Random } from '../support/random.ts';
import type { LoadedBase } from './loadedBase.ts';

/** Enough for a scratchpad and the longest answer of the world after it; a meow needs six tokens. */
export const MAX_ANSWER_TOKENS = 64;

export interface Sampling {
  adapter: Float32Array;
  temperature: number;
  random: Random;
}

/** One answer to each prompt, in order. */
export async function sampleAnswers(
  generator: AnswerGenerator,
  { tokenizer }: LoadedBase,
  prompts: readonly string[],
  sampling: Sampling,
): Promise<string[]> {
  const tokens = prompts.map((content) =>
    tokenizer.encodeChat([{ role: 'user', content }], { addGenerationPrompt: true }),
  );
  return continueTexts(generator, { tokenizer }, tokens, sampling);
}

/** What the model writes after each of the given tokens, until it ends or has written enough. */
export async function continueTexts(
  generator: AnswerGenerator,
  { tokenizer }: Pick<LoadedBase, 'tokenizer'>,
  tokens: readonly (readonly number[])[],
  sampling: Sampling,
): Promise<string[]> {
  const answers = await generator.generate(tokens, { ...sampling, maxNewTokens: MAX_ANSWER_TOKENS });
  return answers.map((answer) => tokenizer.decode(answer, { skipSpecial: true }));
}
