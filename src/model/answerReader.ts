/**
 * How probable every token of an answer is to a model, and what it might have said instead: one pass over prompt
 * and answer, as in training, that gives back the logits in place of a loss.
 */
import type { Backend, Executable } from '../engine/backends/backend.ts';
import { input } from '../engine/leaves.ts';
import { linear } from '../engine/ops/linear.ts';
import type { ModelConfig } from './files/config.ts';
import { forward, frozenNetwork, outputHead, packedAttention, type HostWeights } from './llama.ts';
import { loraSize, type LoraSpec } from './lora.ts';
import { batchInputs, feedsFor, scoredCount, type BatchShape, type ScoredSequence } from './scoredBatch.ts';

export interface LikelyToken {
  token: number;
  /** 0..1, at temperature 1. */
  probability: number;
}

/** A token that was said, and the most probable others in its place, the most probable first. */
export interface TokenChoice extends LikelyToken {
  runnersUp: LikelyToken[];
}

/** Sizes are rounded up to this, so that few different programs are needed. */
const SIZE_STEP = 32;
const roundUp = (value: number) => Math.ceil(value / SIZE_STEP) * SIZE_STEP;

export class AnswerReader {
  private readonly compiled = new Map<string, Promise<Executable>>();

  constructor(
    private readonly backend: Backend,
    private readonly config: ModelConfig,
    private readonly weights: HostWeights,
    private readonly lora: LoraSpec,
  ) {}

  /**
   * The choice at each scored token of a sequence, in order.
   * @param adapter the flat LoRA vector; all zeros is the base itself
   */
  async read(sequence: ScoredSequence, adapter: Float32Array, runnersUp: number): Promise<TokenChoice[]> {
    const said = sequence.tokens.slice(sequence.scoreFrom);
    if (said.length === 0) return [];
    const shape = {
      rows: 1,
      time: roundUp(sequence.tokens.length),
      scored: roundUp(scoredCount([sequence])),
    };
    const executable = await this.program(shape);
    const { targets: _targets, ...feeds } = feedsFor([sequence], shape, this.config.padTokenId ?? 0).feeds;
    const { logits } = await executable.run({ ...feeds, lora: adapter });
    const size = this.config.vocabularySize;
    return said.map((token, i) =>
      choice((logits as Float32Array).subarray(i * size, (i + 1) * size), token, runnersUp),
    );
  }

  async dispose(): Promise<void> {
    for (const executable of this.compiled.values()) await (await executable).dispose();
    this.compiled.clear();
  }

  private program(shape: BatchShape): Promise<Executable> {
    const key = [shape.time, shape.scored].join();
    let compiled = this.compiled.get(key);
    if (!compiled) {
      const flat = input('lora', [loraSize(this.config, this.lora)]);
      const network = frozenNetwork(this.config, this.weights, { spec: this.lora, flat });
      const { tokens, positions, segments, scoredRows } = batchInputs(shape);
      const attend = packedAttention(this.config, segments, shape.time);
      const x = forward(network, tokens, positions, attend, { wanted: scoredRows });
      const logits = linear({ x, weight: outputHead(network) }, { loraScale: 0 });
      compiled = this.backend.compile({ outputs: { logits } });
      this.compiled.set(key, compiled);
    }
    return compiled;
  }
}

/** softmax(logits) at the token that was said, and the largest values elsewhere. */
function choice(logits: Float32Array, token: number, runnersUp: number): TokenChoice {
  const largest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  const likely = (one: number): LikelyToken => ({
    token: one,
    probability: Math.exp(logits[one]! - largest) / total,
  });
  const others = [...logits.keys()].filter((one) => one !== token);
  others.sort((a, b) => logits[b]! - logits[a]! || a - b);
  return { ...likely(token), runnersUp: others.slice(0, runnersUp).map(likely) };
}
