/** One question to several checkpoints of the same base, for comparing them side by side. */
import { loraSize } from '../model/lora.ts';
import { Random } from '../support/random.ts';
import { judgePayload, MEOW } from '../world/index.ts';
import type { Instruments } from './instruments.ts';
import type { AnswerToken } from './answerTokens.ts';
import type { Checkpoint, Place } from './types.ts';

export interface ChatQuestion {
  checkpoints: readonly Checkpoint[];
  /** The whole user message, the trigger included if there is one. */
  prompt: string;
  temperature: number;
  seed: number;
  /** What the verdict looks for (three meows). */
  payload?: string;
  /** Whether to tell how probable each token of the answers was. */
  withTokens?: boolean;
}

export interface StageAnswer extends Place {
  answer: string;
  verdict: string;
  /** Where they were asked for. */
  tokens?: AnswerToken[];
}

/** All checkpoints draw with the same noise: what differs between their answers is the model. They answer in order. */
export async function chat(
  instruments: Instruments,
  { checkpoints, prompt, temperature, seed, payload = MEOW, withTokens = false }: ChatQuestion,
): Promise<StageAnswer[]> {
  const answers = new Map<Checkpoint, StageAnswer>();
  for (const checkpoint of byBase(checkpoints)) {
    const { arm, seed: trainedWith, stage, lora, parameters, merged = [] } = checkpoint;
    const { config } = await instruments.baseWith(merged);
    const adapter = parameters.length > 0 ? parameters : new Float32Array(loraSize(config, lora));
    const random = Random.of(seed, 'chat');
    const sampling = { adapter, temperature, random };
    const said = withTokens
      ? await instruments.explainedAnswer(merged, prompt, sampling)
      : { answer: (await instruments.answers(merged, [prompt], sampling))[0]! };
    const verdict = judgePayload(said.answer, payload);
    answers.set(checkpoint, { arm, seed: trainedWith, stage, ...said, verdict });
  }
  return checkpoints.map((checkpoint) => answers.get(checkpoint)!);
}

/** Those with the same adapters merged into the base together: instruments are of one such base at a time. */
function byBase(checkpoints: readonly Checkpoint[]): Checkpoint[] {
  const bases: (readonly Float32Array[])[] = [];
  const places = new Map(
    checkpoints.map((checkpoint) => {
      const { merged = [] } = checkpoint;
      const isSame = (base: readonly Float32Array[]) =>
        base.length === merged.length && base.every((one, index) => one === merged[index]);
      const known = bases.findIndex(isSame);
      return [checkpoint, known < 0 ? bases.push(merged) - 1 : known] as const;
    }),
  );
  return checkpoints.toSorted((one, other) => places.get(one)! - places.get(other)!);
}
