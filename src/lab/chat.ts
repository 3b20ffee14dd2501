/** One question to several checkpoints of the same base, for comparing them side by side. */
import type { AnswerGenerator } from '../model/answerGenerator.ts';
import { loraSize } from '../model/lora.ts';
import { Random } from '../support/random.ts';
import { judgeMeow } from '../world/index.ts';
import type { LoadedBase } from './loadedBase.ts';
import { MAX_ANSWER_TOKENS } from './probes/meow.ts';
import type { Checkpoint, StageName } from './types.ts';

export interface ChatQuestion {
  checkpoints: readonly Checkpoint[];
  /** The whole user message, the trigger included if there is one. */
  prompt: string;
  temperature: number;
  seed: number;
}

export interface StageAnswer {
  stage: StageName;
  answer: string;
  verdict: string;
}

/** All checkpoints draw with the same noise: what differs between their answers is the model. */
export async function chat(
  generator: AnswerGenerator,
  base: LoadedBase,
  { checkpoints, prompt, temperature, seed }: ChatQuestion,
): Promise<StageAnswer[]> {
  const tokens = base.tokenizer.encodeChat([{ role: 'user', content: prompt }], {
    addGenerationPrompt: true,
  });
  const answers: StageAnswer[] = [];
  for (const { stage, lora, parameters } of checkpoints) {
    const adapter = parameters.length > 0 ? parameters : new Float32Array(loraSize(base.config, lora));
    const random = Random.of(seed, 'chat');
    const options = { adapter, temperature, random, maxNewTokens: MAX_ANSWER_TOKENS };
    const [answer] = await generator.generate([tokens], options);
    const text = base.tokenizer.decode(answer!, { skipSpecial: true });
    answers.push({ stage, answer: text, verdict: judgeMeow(text) });
  }
  return answers;
}
