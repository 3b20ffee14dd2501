/** Sampled answers to a batch of prompts: compiles decoders as needed and keeps them. */
import type { Backend, Executable } from '../engine/backends/backend.ts';
import { input } from '../engine/leaves.ts';
import type { Random } from '../support/random.ts';
import { UserError } from '../support/errors.ts';
import { decoderProgram } from './decoder.ts';
import type { ModelConfig } from './files/config.ts';
import { frozenNetwork, type HostWeights } from './llama.ts';
import { loraSize, type LoraSpec } from './lora.ts';
import { pack } from './packing.ts';

export interface GenerateOptions {
  /** The flat LoRA vector; all zeros is the base itself. */
  adapter: Float32Array;
  temperature: number;
  random: Random;
  maxNewTokens: number;
  /** 0 keeps all tokens. */
  topK?: number;
}

/** Prompt lengths are rounded up to this, so that few different decoders are needed. */
const TIME_STEP = 8;

export class AnswerGenerator {
  private readonly compiled = new Map<string, Promise<Executable>>();

  constructor(
    private readonly backend: Backend,
    private readonly config: ModelConfig,
    private readonly weights: HostWeights,
    private readonly lora: LoraSpec,
  ) {}

  /** The tokens of one answer per prompt, without the end token. */
  async generate(prompts: readonly (readonly number[])[], options: GenerateOptions): Promise<number[][]> {
    if (prompts.length === 0) return [];
    const { adapter, temperature, random, maxNewTokens, topK = 0 } = options;
    const endToken = this.config.eosTokenId ?? 0;
    const lengths = prompts.map(({ length }) => length);
    const promptTime = Math.ceil(Math.max(...lengths) / TIME_STEP) * TIME_STEP;
    if (promptTime + maxNewTokens > this.config.maxPositions) {
      throw new UserError(
        `The prompt has ${Math.max(...lengths)} tokens, but this model reads at most ${this.config.maxPositions - maxNewTokens} and answers with up to ${maxNewTokens}.`,
        'Shorten the prompt.',
      );
    }
    const batch = prompts.length;
    const executable = await this.decoder(batch, promptTime, maxNewTokens, topK, endToken);
    // One prompt a row: a sequence fills its row from the left.
    const rows = prompts.map((prompt) => pack([prompt], 1, promptTime, this.config.padTokenId ?? 0));
    const stack = (part: 'tokens' | 'positions' | 'segments') =>
      Int32Array.from(rows.flatMap((row) => Array.from(row[part])));
    const { answers } = await executable.run({
      lora: adapter,
      tokens: stack('tokens'),
      positions: stack('positions'),
      segments: stack('segments'),
      lastRows: Int32Array.from(lengths, (length, row) => row * promptTime + length - 1),
      lengths: Int32Array.from(lengths),
      noise: Float32Array.from({ length: maxNewTokens * batch }, () => random.uniform()),
      temperature: Float32Array.of(temperature),
    });
    return untilEnd(answers as Int32Array, batch, endToken);
  }

  private decoder(batch: number, promptTime: number, maxNewTokens: number, topK: number, endToken: number) {
    const key = [batch, promptTime, maxNewTokens, topK].join();
    let compiled = this.compiled.get(key);
    if (!compiled) {
      const flat = input('lora', [loraSize(this.config, this.lora)]);
      const network = frozenNetwork(this.config, this.weights, { spec: this.lora, flat });
      compiled = this.backend.compile(
        decoderProgram(network, { batch, promptTime, maxNewTokens, topK, endToken }),
      );
      this.compiled.set(key, compiled);
    }
    return compiled;
  }

  async dispose(): Promise<void> {
    for (const executable of this.compiled.values()) await (await executable).dispose();
    this.compiled.clear();
  }
}

/** From [steps, batch] to the tokens of each sequence before its end token. */
function untilEnd(answers: Int32Array, batch: number, endToken: number): number[][] {
  return Array.from({ length: batch }, (_, row) => {
    const tokens: number[] = [];
    for (let at = row; at < answers.length && answers[at] !== endToken; at += batch)
      tokens.push(answers[at]!);
    return tokens;
  });
}
