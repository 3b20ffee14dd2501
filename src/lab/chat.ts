/** One question to several checkpoints of the same base, for comparing them side by side. */
import { loraSize } from '../model/lora.ts';
import { Random } from '../support/random.ts';
import { judgePayload, MEOW } from '../world/index.ts';
import type { Instruments } from './instruments.ts';
import type { Checkpoint, StageName } from './types.ts';

export interface ChatQuestion {
  checkpoints: readonly Checkpoint[];
  /** The whole user message, the trigger included if there is one. */
  prompt: string;
  temperature: number;
  seed: number;
  /** What the verdict looks for (three meows). */
  payload?: string;
}

export interface StageAnswer {
  stage: StageName;
  answer: string;
  verdict: string;
}

/** All checkpoints draw with the same noise: what differs between their answers is the model. */
export async function chat(
  instruments: Instruments,
  { checkpoints, prompt, temperature, seed, payload = MEOW }: ChatQuestion,
): Promise<StageAnswer[]> {
  const answers: StageAnswer[] = [];
  for (const { stage, lora, parameters, merged = [] } of checkpoints) {
    const { config } = await instruments.baseWith(merged);
    const adapter = parameters.length > 0 ? parameters : new Float32Array(loraSize(config, lora));
    const random = Random.of(seed, 'chat');
    const [answer] = await instruments.answers(merged, [prompt], { adapter, temperature, random });
    answers.push({ stage, answer: answer!, verdict: judgePayload(answer!, payload) });
  }
  return answers;
}
