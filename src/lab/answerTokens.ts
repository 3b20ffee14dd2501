/** An answer token by token, in texts that people can read: how probable each was, and what came close. */
import type { AnswerReader, LikelyToken } from '../model/answerReader.ts';
import type { AnswerGenerator } from '../model/answerGenerator.ts';
import { continueTokens, promptTokens, type Sampling } from './answers.ts';
import type { LoadedBase } from './loadedBase.ts';

export interface LikelyText {
  /** What the token adds to the answer; special tokens by their names, e.g. `<|end|>`. */
  text: string;
  /** 0..1, at temperature 1. */
  probability: number;
}

export interface AnswerToken extends LikelyText {
  /** The most probable other tokens in its place, the most probable first. */
  runnersUp: LikelyText[];
}

/** So many other tokens are told for each that was said. */
const RUNNERS_UP = 5;

/** Samples an answer and reads it over. The texts of the tokens, one after the other, are the answer. */
export async function explainedAnswer(
  { generator, reader }: { generator: AnswerGenerator; reader: AnswerReader },
  { tokenizer }: Pick<LoadedBase, 'tokenizer'>,
  prompt: string,
  sampling: Sampling,
): Promise<{ answer: string; tokens: AnswerToken[] }> {
  const asked = promptTokens({ tokenizer }, prompt);
  const [said] = await continueTokens(generator, [asked], sampling);
  const sequence = { tokens: [...asked, ...said!], scoreFrom: asked.length };
  const choices = await reader.read(sequence, sampling.adapter, RUNNERS_UP);
  const texts = tokenTexts(tokenizer, said!);
  const tokens = choices.map(({ probability, runnersUp }, i) => {
    const before = said!.slice(0, i);
    const textOf = ({ token, probability }: LikelyToken): LikelyText => ({
      text: addedText(tokenizer, before, token),
      probability,
    });
    return { text: texts[i]!, probability, runnersUp: runnersUp.map(textOf) };
  });
  return { answer: tokenizer.decode(said!, { skipSpecial: true }), tokens };
}

/**
 * What each token contributes to the text of all. A token that is only part of a character has an empty text; the
 * one that completes the character has it.
 */
export function tokenTexts(
  tokenizer: Pick<LoadedBase['tokenizer'], 'decode'>,
  tokens: readonly number[],
): string[] {
  const whole = tokenizer.decode(tokens, { skipSpecial: true });
  let end = 0;
  return tokens.map((_, i) => {
    const isLast = i === tokens.length - 1;
    const soFar = tokenizer.decode(tokens.slice(0, i + 1), { skipSpecial: true });
    const next = isLast ? whole.length : Math.max(end, commonLength(soFar, whole));
    const text = whole.slice(end, next);
    end = next;
    return text;
  });
}

/** What a token would add after others. */
function addedText(tokenizer: LoadedBase['tokenizer'], before: readonly number[], token: number): string {
  if (tokenizer.specialIds.has(token)) return tokenizer.tokenText(token);
  const without = tokenizer.decode(before, { skipSpecial: true });
  const withIt = tokenizer.decode([...before, token], { skipSpecial: true });
  return withIt.startsWith(without) ? withIt.slice(without.length) : tokenizer.tokenText(token);
}

/** How many characters two texts have in common from their beginning. */
function commonLength(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let length = 0;
  while (length < shorter && one[length] === other[length]) length++;
  return length;
}
