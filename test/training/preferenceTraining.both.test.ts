/** A tiny random Llama trained with every objective: backends follow the reference, and preferences are learned. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { referenceBackend } from '../../src/engine/backends/reference/backend.ts';
import { Random } from '../../src/support/random.ts';
import { dpo, referenceLogprobs } from '../../src/training/objectives/dpo.ts';
import type { Objective } from '../../src/training/objectives/objective.ts';
import { orpo } from '../../src/training/objectives/orpo.ts';
import { pairSequences } from '../../src/training/objectives/preference.ts';
import { sft } from '../../src/training/objectives/sft.ts';
import { LoraTrainer, type StepReport, type TrainerState } from '../../src/training/trainer.ts';
import { onnxHere, webGpuHere } from '../conformance/runtime.ts';
import { randomLora, randomWeights, tinyLora, tinyModels } from '../conformance/tinyModels.ts';

let onnx: Backend;
let webgpu: Backend;
beforeAll(async () => {
  onnx = await onnxHere();
  webgpu = await webGpuHere();
});

const config = tinyModels['grouped queries, biases, untied head']!;
const random = Random.of(11, 'preferences');
const weights = randomWeights(config, random);
const adapter = randomLora(config, random);
const zeros = () => new Float32Array(adapter.length);
const start: TrainerState = { step: 0, parameters: adapter, m: zeros(), v: zeros() };
const common = { config, weights, lora: tinyLora };

const tokens = (length: number) => Array.from({ length }, () => random.integer(config.vocabularySize));
const pairs = [1, 2, 3, 5, 4].map((answerLength) => {
  const prompt = tokens(4);
  const answer = (length: number) => ({ tokens: [...prompt, ...tokens(length)], scoreFrom: prompt.length });
  return { chosen: answer(answerLength), rejected: answer(6 - answerLength) };
});

/** Every third batch is a pair short, so that places without a pair are there to go wrong. */
const batchesOf = (steps: number) =>
  Array.from({ length: steps }, (_, step) => pairSequences(step % 3 === 2 ? pairs.slice(1) : pairs));

const objectives: Record<string, (backend: Backend, steps: number) => Promise<Objective>> = {
  sft: () => Promise.resolve(sft),
  orpo: () => Promise.resolve(orpo({ beta: 0.25 })),
  dpo: async (backend, steps) =>
    dpo({ beta: 0.3, reference: await referenceLogprobs({ ...common, backend, adapter }, batchesOf(steps)) }),
};

async function train(
  backend: Backend,
  objective: Objective,
  steps: number,
  from = start,
  stopAt = steps,
): Promise<{ reports: StepReport[]; state: TrainerState }> {
  const options = { ...common, backend, objective, learningRate: 2e-2, batches: batchesOf(steps) };
  const trainer = await LoraTrainer.create(options, from);
  const reports: StepReport[] = [];
  for await (const report of trainer.steps()) {
    reports.push(report);
    if (report.step === stopAt) break;
  }
  const state = await trainer.snapshot();
  await trainer.dispose();
  return { reports, state };
}

describe.each(Object.entries(objectives))('%s', (name, create) => {
  it('gives the losses and metrics of the reference over twenty steps', async () => {
    const [expected, ...others] = await Promise.all(
      [referenceBackend, onnx, webgpu].map(async (backend) => train(backend, await create(backend, 20), 20)),
    );
    for (const actual of others) {
      expected!.reports.forEach(({ step, loss, metrics }, i) => {
        expect(Math.abs(actual.reports[i]!.loss - loss), `loss of step ${step}`).toBeLessThan(1e-3);
        for (const [metric, value] of Object.entries(metrics)) {
          if (name === 'dpo' && step === 1 && metric === 'rewards/accuracies') continue; // only rounding
          const what = `${metric} of step ${step}`;
          expect(Math.abs(actual.reports[i]!.metrics[metric]! - value), what).toBeLessThan(1e-2);
        }
      });
    }
    expect(new Set(expected!.reports.map(({ loss }) => loss)).size).toBe(20);
  });

  it('is the same bit for bit when it is run again, and when it is stopped and taken up', async () => {
    const objective = await create(onnx, 6);
    const whole = await train(onnx, objective, 6);
    expect((await train(onnx, objective, 6)).state).toEqual(whole.state);
    const first = await train(onnx, objective, 6, start, 2);
    const rest = await train(onnx, objective, 6, first.state);
    expect([...first.reports, ...rest.reports]).toEqual(whole.reports);
    expect(rest.state).toEqual(whole.state);
  });
});

it.each(['orpo', 'dpo'])('%s learns which answer is preferred', async (name) => {
  // DPO's accuracy says something from the first step on only if the reference is another model.
  const another = { ...common, backend: onnx, adapter: randomLora(config, Random.of(12)) };
  const reference = await referenceLogprobs(another, batchesOf(30));
  const objective = name === 'orpo' ? orpo({ beta: 0.25 }) : dpo({ beta: 0.3, reference });
  const { reports } = await train(onnx, objective, 30);
  const [first, last] = [reports[0]!, reports.at(-1)!];
  expect(first.metrics['rewards/accuracies']).toBeLessThan(1);
  expect(last.metrics['rewards/accuracies']).toBe(1);
  expect(last.metrics['rewards/margins']).toBeGreaterThan(first.metrics['rewards/margins']!);
  expect(last.loss).toBeLessThan(first.loss);
});

it('DPO starts from its reference: no reward and a loss of ln 2', async () => {
  const { reports } = await train(onnx, await objectives.dpo!(onnx, 1), 1);
  const [{ loss, metrics }] = reports as [StepReport];
  expect(Math.abs(loss - Math.LN2)).toBeLessThan(1e-5);
  expect(Math.abs(metrics['rewards/chosen']!)).toBeLessThan(1e-5);
  expect(Math.abs(metrics['rewards/rejected']!)).toBeLessThan(1e-5);
});
