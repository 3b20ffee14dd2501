/** What an answer might have been, token by token: the same on every backend, and what the scorer says. */
import { beforeAll, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { referenceBackend } from '../../src/engine/backends/reference/backend.ts';
import { AnswerReader, type TokenChoice } from '../../src/model/answerReader.ts';
import { Scorer } from '../../src/model/score.ts';
import { Random } from '../../src/support/random.ts';
import { onnxHere, webGpuHere } from '../conformance/runtime.ts';
import { randomLora, randomWeights, tinyLora, tinyModels } from '../conformance/tinyModels.ts';

const config = tinyModels['grouped queries, biases, untied head']!;
const random = Random.of(7, 'answer reader');
const weights = randomWeights(config, random);
const adapter = randomLora(config, random);
const sequence = {
  tokens: Array.from({ length: 21 }, () => random.integer(config.vocabularySize)),
  scoreFrom: 13,
};
const RUNNERS_UP = 3;

let backends: Backend[];
beforeAll(async () => {
  backends = [referenceBackend, await onnxHere(), await webGpuHere()];
});

async function read(backend: Backend): Promise<TokenChoice[]> {
  const reader = new AnswerReader(backend, config, weights, tinyLora);
  const choices = await reader.read(sequence, adapter, RUNNERS_UP);
  expect(await reader.read({ tokens: [1, 2], scoreFrom: 2 }, adapter, 1)).toEqual([]);
  await reader.dispose();
  return choices;
}

it('gives every token of the answer its probability, and the likeliest others', async () => {
  for (const backend of backends) {
    const choices = await read(backend);
    expect(choices.map(({ token }) => token)).toEqual(sequence.tokens.slice(sequence.scoreFrom));
    const scorer = await Scorer.create(backend, config, weights, tinyLora, [[sequence]]);
    const [score] = await scorer.score(adapter);
    await scorer.dispose();
    const logprob = choices.reduce((sum, { probability }) => sum + Math.log(probability), 0);
    expect(logprob, backend.name).toBeCloseTo(score!.logprob, 3);
    for (const { token, probability, runnersUp } of choices) {
      expect(runnersUp).toHaveLength(RUNNERS_UP);
      expect(runnersUp.some((other) => other.token === token)).toBe(false);
      const probabilities = runnersUp.map((other) => other.probability);
      expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
      expect(probability + probabilities.reduce((a, b) => a + b)).toBeLessThanOrEqual(1 + 1e-9);
    }
  }
});

it('sums to one over all tokens', async () => {
  const reader = new AnswerReader(backends[1]!, config, weights, tinyLora);
  const [first] = await reader.read(sequence, adapter, config.vocabularySize);
  await reader.dispose();
  const all = [first!, ...first!.runnersUp];
  expect(new Set(all.map(({ token }) => token)).size).toBe(config.vocabularySize);
  expect(all.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
});

it('is the same on every backend', async () => {
  const [reference, ...others] = await Promise.all(backends.map(read));
  for (const choices of others) {
    choices.forEach(({ probability, runnersUp }, i) => {
      expect(probability).toBeCloseTo(reference![i]!.probability, 4);
      runnersUp.forEach((other, place) =>
        expect(other.probability).toBeCloseTo(reference![i]!.runnersUp[place]!.probability, 4),
      );
    });
  }
});
