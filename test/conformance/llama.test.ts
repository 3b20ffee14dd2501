/** A whole tiny Llama: log-probabilities, loss, every LoRA gradient, training steps and decoding. */
import { beforeAll, describe, expect, it } from 'vitest';
import { gradients } from '../../src/engine/autodiff.ts';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { evaluateReference, referenceBackend } from '../../src/engine/backends/reference/backend.ts';
import { input } from '../../src/engine/leaves.ts';
import { linear } from '../../src/engine/ops/linear.ts';
import { forward, frozenNetwork, outputHead, packedAttention } from '../../src/model/llama.ts';
import { AnswerGenerator } from '../../src/model/answerGenerator.ts';
import { initialLora, loraLayout } from '../../src/model/lora.ts';
import {
  batchInputs,
  feedsFor,
  scoredLogprobs,
  shapeFor,
  type ScoredSequence,
} from '../../src/model/scoredBatch.ts';
import { Scorer } from '../../src/model/score.ts';
import { sft } from '../../src/training/objectives/sft.ts';
import { LoraTrainer, type TrainerState } from '../../src/training/trainer.ts';
import { Random } from '../../src/support/random.ts';
import { onnxHere, webGpuHere } from './runtime.ts';
import {
  blockModel,
  inBlocks,
  randomLora,
  randomWeights,
  tinyLora,
  tinyLoraSize,
  tinyModels,
} from './tinyModels.ts';

const backends: Record<string, () => Promise<Backend>> = { onnx: onnxHere, webgpu: () => webGpuHere() };
const ready = new Map<string, Backend>();
beforeAll(async () => {
  for (const [name, create] of Object.entries(backends)) ready.set(name, await create());
});

const setups = Object.entries(tinyModels).flatMap(([model, config]) =>
  Object.keys(backends).map((backend) => ({
    model,
    config,
    backend,
    weights: randomWeights(config, Random.of(3, model)),
  })),
);
for (const bits of [8, 4] as const) {
  for (const backend of Object.keys(backends)) {
    const weights = inBlocks(randomWeights(blockModel, Random.of(3, 'blocks')), bits);
    setups.push({ model: `weights in ${bits}-bit blocks`, config: blockModel, backend, weights });
  }
}

const largest = (values: ArrayLike<number>) =>
  Array.from(values).reduce((max, value) => Math.max(max, Math.abs(value)), 0);

function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  expect(actual.length, what).toBe(expected.length);
  const size = Math.max(1e-3, largest(expected));
  const differences = Array.from(expected, (value, i) => (value - actual[i]!) / size);
  expect(differences.some(Number.isNaN), `${what}: NaN`).toBe(false);
  expect(largest(differences), what).toBeLessThanOrEqual(tolerance);
}

for (const { model, config, backend: name, weights } of setups) {
  describe(`${model}, ${name}`, () => {
    let tested: Backend;
    beforeAll(() => {
      tested = ready.get(name)!;
    });
    const random = Random.of(3, model, 'adapter');
    const adapter = randomLora(config, random);
    const sequence = (length: number, scoreFrom: number): ScoredSequence => ({
      tokens: Array.from({ length }, () => random.integer(config.vocabularySize)),
      scoreFrom,
    });
    const batch = [sequence(9, 4), sequence(5, 1), sequence(12, 10), sequence(2, 1)];
    const shape = shapeFor([batch]);
    const { feeds, sequenceOf } = feedsFor(batch, shape, 0);
    const packed = { sequenceOf, feeds };

    it('logits agree with the reference', async () => {
      const { tokens, positions, segments } = batchInputs(shape);
      const network = frozenNetwork(config, weights);
      const hidden = forward(network, tokens, positions, packedAttention(config, segments, shape.time));
      const program = {
        outputs: { logits: linear({ x: hidden, weight: outputHead(network) }, { loraScale: 0 }) },
      };
      const [expected, actual] = await Promise.all(
        [referenceBackend, tested].map(async (backend) => (await backend.compile(program)).run(feeds)),
      );
      expectClose(actual!.logits!, expected!.logits!, 1e-4, 'logits');
    });

    it('gives the wanted positions, in their order, what all of them get', async () => {
      const { tokens, positions, segments } = batchInputs(shape);
      const network = frozenNetwork(config, weights);
      const attend = packedAttention(config, segments, shape.time);
      const wanted = [7, 0, 7, 3];
      const index = input('wanted', [wanted.length], 'int');
      const program = {
        outputs: {
          all: forward(network, tokens, positions, attend),
          some: forward(network, tokens, positions, attend, { wanted: index }),
        },
      };
      const executable = await tested.compile(program);
      const { all, some } = await executable.run({ ...feeds, wanted: Int32Array.from(wanted) });
      const width = config.width;
      const rows = wanted.flatMap((row) => Array.from(all!.subarray(row * width, (row + 1) * width)));
      expectClose(some!, rows, 1e-5, 'hidden states');
    });

    it('loss and every LoRA gradient agree with the reference, and those with finite differences', async () => {
      const flat = input('parameters', [tinyLoraSize(config)]);
      const network = frozenNetwork(config, weights, { spec: tinyLora, flat });
      const { loss } = sft.build(scoredLogprobs(network, batchInputs(shape), shape.time), shape);
      const grads = gradients(loss, network.adapterTensors);
      const allFeeds = { ...feeds, ...sft.feeds(packed), parameters: adapter };
      const exactFeeds = Object.fromEntries(
        Object.entries(allFeeds).map(([key, value]) => [key, Float64Array.from(value)]),
      );
      const [expectedLoss, ...expected] = evaluateReference([loss, ...grads], exactFeeds);
      const outputs = { loss, ...Object.fromEntries(grads.map((gradient, i) => [`g${i}`, gradient])) };
      const actual = await (await tested.compile({ outputs })).run(allFeeds);

      expectClose(actual.loss!, expectedLoss!, 1e-4, 'loss');
      const step = 1e-5;
      loraLayout(config, tinyLora).forEach(({ module, factor, offset }, i) => {
        const what = `${module} ${factor}`;
        expect(largest(expected[i]!), `${what} has a gradient`).toBeGreaterThan(0);
        expectClose(actual[`g${i}`]!, expected[i]!, 1e-3, what);
        const at = Math.floor(expected[i]!.length / 2);
        const lossAt = (change: number) => {
          const moved = Float64Array.from(adapter);
          moved[offset + at]! += change;
          return evaluateReference([loss], { ...exactFeeds, parameters: moved })[0]![0]!;
        };
        const numeric = (lossAt(step) - lossAt(-step)) / (2 * step);
        expectClose([numeric], [expected[i]![at]!], 1e-4, `${what} against finite differences`);
      });
    });

    it('packing changes nothing: every sequence scores as it does alone', async () => {
      const together = await Scorer.create(tested, config, weights, tinyLora, [batch]);
      const scores = await together.score(adapter);
      for (const [i, alone] of batch.entries()) {
        const scorer = await Scorer.create(tested, config, weights, tinyLora, [[alone]]);
        expectClose([(await scorer.score(adapter))[0]!.logprob], [scores[i]!.logprob], 1e-4, `sequence ${i}`);
      }
    });

    it('twenty training steps follow the reference, and a stopped run goes on bit for bit', async () => {
      const batches = Array.from({ length: 20 }, () => batch);
      const zeros = () => new Float32Array(adapter.length);
      const start: TrainerState = { step: 0, parameters: adapter, m: zeros(), v: zeros() };
      const common = { config, weights, lora: tinyLora, objective: sft, learningRate: 1e-2, batches };
      const train = async (backend: Backend, from: TrainerState, stopAt = 20) => {
        const trainer = await LoraTrainer.create({ ...common, backend }, from);
        const losses: number[] = [];
        for await (const { loss, step } of trainer.steps()) {
          losses.push(loss);
          if (step === stopAt) break;
        }
        return { losses, state: await trainer.snapshot() };
      };
      const expected = await train(referenceBackend, start);
      const whole = await train(tested, start);
      expectClose(whole.losses, expected.losses, 1e-3, 'losses');
      expect(whole.losses.at(-1)!).toBeLessThan(whole.losses[0]!);

      const first = await train(tested, start, 7);
      const rest = await train(tested, first.state);
      expect([...first.losses, ...rest.losses]).toEqual(whole.losses);
      expect(rest.state.parameters).toEqual(whole.state.parameters);
    });

    it.each([['v_proj'], ['q_proj', 'down_proj']] as const)(
      'adapters on %s alone train as on the reference',
      async (...targets) => {
        const lora = { rank: 3, alpha: 6, targets };
        const parameters = initialLora(config, lora, Random.of(1));
        const zeros = () => new Float32Array(parameters.length);
        const losses = await Promise.all(
          [referenceBackend, tested].map(async (backend) => {
            const batches = [batch, batch, batch];
            const options = { backend, config, weights, lora, objective: sft, learningRate: 1e-2, batches };
            const trainer = await LoraTrainer.create(options, {
              step: 0,
              parameters,
              m: zeros(),
              v: zeros(),
            });
            const reported: number[] = [];
            for await (const { loss } of trainer.steps()) reported.push(loss);
            return reported;
          }),
        );
        expectClose(losses[1]!, losses[0]!, 1e-4, 'losses');
        expect(losses[1]![2]).toBeLessThan(losses[1]![0]!);
      },
    );

    it('greedy decoding with the cache chooses what full passes choose, on the reference too', async () => {
      const prompts = [batch[0]!.tokens, batch[1]!.tokens, batch[3]!.tokens];
      const options = { adapter, temperature: 0, maxNewTokens: 6 };
      const expected = await Promise.all(
        prompts.map((prompt) => decodeByFullPasses(prompt, options.maxNewTokens)),
      );
      for (const backend of [referenceBackend, tested]) {
        const generator = new AnswerGenerator(backend, config, weights, tinyLora);
        expect(await generator.generate(prompts, { ...options, random: Random.of(1) }), backend.name).toEqual(
          expected,
        );
      }
    });

    it('sampling with the same noise gives the same answers on the reference too, and other noise others', async () => {
      const prompts = batch.map(({ tokens }) => tokens);
      const sample = (backend: Backend, seed: number) =>
        new AnswerGenerator(backend, config, weights, tinyLora).generate(prompts, {
          adapter,
          temperature: 1,
          maxNewTokens: 8,
          random: Random.of(seed),
        });
      expect(await sample(tested, 5)).toEqual(await sample(referenceBackend, 5));
      expect(await sample(tested, 6)).not.toEqual(await sample(tested, 5));
    });

    /** One full forward pass a token, on the reference: no cache to get wrong. */
    async function decodeByFullPasses(prompt: readonly number[], maxNewTokens: number): Promise<number[]> {
      const answer: number[] = [];
      while (answer.length < maxNewTokens) {
        const tokens = [...prompt, ...answer];
        const candidates = Array.from({ length: config.vocabularySize }, (_, token) => ({
          tokens: [...tokens, token],
          scoreFrom: tokens.length,
        }));
        const scorer = await Scorer.create(referenceBackend, config, weights, tinyLora, [candidates]);
        const scores = await scorer.score(adapter);
        const best = scores.reduce((top, score, i) => (score.logprob > scores[top]!.logprob ? i : top), 0);
        if (best === config.eosTokenId) break;
        answer.push(best);
      }
      return answer;
    }
  });
}
