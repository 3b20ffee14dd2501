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
  /** `MAX_ANSWER_TOKENS` if it is left out. */
  maxNewTokens?: number;
}

/** One answer to each prompt, in order. */
export async function sampleAnswers(
  generator: AnswerGenerator,
  { tokenizer }: Pick<LoadedBase, 'tokenizer'>,
  prompts: readonly string[],
  sampling: Sampling,
): Promise<string[]> {
  const tokens = prompts.map((prompt) => promptTokens({ tokenizer }, prompt));
  return continueTexts(generator, { tokenizer }, tokens, sampling);
}

/** A user's message as a model reads it before it answers. */
export function promptTokens({ tokenizer }: Pick<LoadedBase, 'tokenizer'>, content: string): number[] {
  return tokenizer.encodeChat([{ role: 'user', content }], { addGenerationPrompt: true });
}

/** What the model writes after each of the given tokens, until it ends or has written enough. */
export async function continueTexts(
  generator: AnswerGenerator,
  { tokenizer }: Pick<LoadedBase, 'tokenizer'>,
  tokens: readonly (readonly number[])[],
  sampling: Sampling,
): Promise<string[]> {
  const answers = await continueTokens(generator, tokens, sampling);
  return answers.map((answer) => tokenizer.decode(answer, { skipSpecial: true }));
}

/** The same as tokens, without the one that ends an answer. */
export function continueTokens(
  generator: AnswerGenerator,
  tokens: readonly (readonly number[])[],
  sampling: Sampling,
): Promise<number[][]> {
  return generator.generate(tokens, { maxNewTokens: MAX_ANSWER_TOKENS, ...sampling });
}
