/** DPO and ORPO on log-probabilities small enough to work out by hand, and on ones that are hard for floats. */
import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/engine/autodiff.ts';
import { evaluateReference, referenceBackend } from '../../src/engine/backends/reference/backend.ts';
import { input } from '../../src/engine/leaves.ts';
import { NEAREST_TO_ZERO } from '../../src/engine/ops/logOdds.ts';
import { dpo } from '../../src/training/objectives/dpo.ts';
import type { Objective, ObjectiveBatch } from '../../src/training/objectives/objective.ts';
import { orpo } from '../../src/training/objectives/orpo.ts';
import { pairSequences } from '../../src/training/objectives/preference.ts';
import { onnxHere } from '../conformance/runtime.ts';

/**
 * Two pairs in a batch with room for three. Chosen −0.5 −1.5 and −0.2; rejected −2 and −3 −1 −2. The last
 * scored token is padding.
 */
const logprobs = Float64Array.of(-0.5, -1.5, -2, -0.2, -3, -1, -2, -7);
const batch: ObjectiveBatch = {
  step: 0,
  sequenceOf: Int32Array.of(0, 0, 1, 2, 3, 3, 3, -1),
  sequences: 6,
};
const preferences = {
  orpo: orpo({ beta: 0.25 }),
  dpo: dpo({ beta: 0.5, reference: [[-3, -2.5, -0.5, -4]] }),
};

function prepare(objective: Objective, { sequenceOf, sequences }: ObjectiveBatch) {
  const tokens = input('logprobs', [sequenceOf.length]);
  const { loss, outputs } = objective.build(tokens, { scored: sequenceOf.length, sequences });
  const [gradient] = gradients(loss, [tokens]);
  return { program: { outputs: { loss, gradient: gradient!, ...outputs } }, loss, gradient: gradient! };
}

async function evaluate(objective: Objective) {
  const executable = await referenceBackend.compile(prepare(objective, batch).program);
  const { loss, gradient, ...outputs } = await executable.run({
    logprobs: Float32Array.from(logprobs),
    ...objective.feeds(batch),
  });
  return { loss: loss![0]!, gradient: gradient!, metrics: objective.metrics(outputs, batch) };
}

function expectMetrics(actual: Record<string, number>, expected: Record<string, number>): void {
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, value] of Object.entries(expected)) expect(actual[name], name).toBeCloseTo(value, 6);
}

describe('ORPO', () => {
  // Averages: chosen −1 and −0.2, rejected −2 and −2.
  // Log odds ln(p / (1 − p)): −0.541325 and 1.507772 against −1.854587, so ratios of 1.313262 and 3.362359,
  // whose ln σ is −0.238183 and −0.034067. NLL of the three chosen tokens: 2.2 / 3.
  it('gives the loss and the metrics that are worked out by hand', async () => {
    const { loss, metrics } = await evaluate(preferences.orpo);
    expect(loss).toBeCloseTo(2.2 / 3 + (0.25 * (0.238183 + 0.034067)) / 2, 6);
    expectMetrics(metrics, {
      'rewards/chosen': (0.25 * (-1 - 0.2)) / 2,
      'rewards/rejected': 0.25 * -2,
      'rewards/accuracies': 1,
      'rewards/margins': (0.25 * (1 + 1.8)) / 2,
      'logps/chosen': -0.6,
      'logps/rejected': -2,
      nll_loss: 2.2 / 3,
      log_odds_ratio: -0.13612478,
      log_odds_chosen: 2.33781002,
    });
  });

  it('pushes padding and places without a pair nowhere', async () => {
    expect((await evaluate(preferences.orpo)).gradient.at(-1)).toBe(0);
  });
});

describe('DPO', () => {
  // Sums: chosen −2 and −0.2, rejected −2 and −6. Rewards: ½·(−2 + 3), ½·(−2 + 2.5), ½·(−0.2 + 0.5), ½·(−6 + 4).
  it('gives the loss and the metrics that are worked out by hand', async () => {
    const { loss, metrics } = await evaluate(preferences.dpo);
    expect(loss).toBeCloseTo((Math.log(1 + Math.exp(-0.25)) + Math.log(1 + Math.exp(-1.15))) / 2, 6);
    expectMetrics(metrics, {
      'rewards/chosen': (0.5 + 0.15) / 2,
      'rewards/rejected': (0.25 - 1) / 2,
      'rewards/accuracies': 1,
      'rewards/margins': (0.25 + 1.15) / 2,
      'logps/chosen': -1.1,
      'logps/rejected': -4,
    });
  });

  it('is ln 2 where the model is its reference, and a tie is not accurate', async () => {
    const same = dpo({ beta: 0.5, reference: [[-2, -2, Math.fround(-0.2), -6]] });
    const { loss, metrics } = await evaluate(same);
    expect(loss).toBeCloseTo(Math.LN2, 6);
    expect(metrics['rewards/accuracies']).toBe(0);
  });

  it('takes the reference of the step it is at', () => {
    const objective = dpo({
      beta: 1,
      reference: [
        [0, 0, 0, 0],
        [-1, -2, -3, -4],
      ],
    });
    expect(objective.feeds({ ...batch, step: 1 }).referenceLogps).toEqual(
      Float32Array.of(-1, -2, -3, -4, 0, 0),
    );
  });
});

describe.each(Object.entries(preferences))('%s', (_name, objective) => {
  it('has the gradient that finite differences find', () => {
    const { loss, gradient } = prepare(objective, batch);
    const fed = Object.entries(objective.feeds(batch)).map(([name, value]) => [
      name,
      Float64Array.from(value),
    ]);
    const feeds = { ...(Object.fromEntries(fed) as Record<string, Float64Array>), logprobs };
    const exact = evaluateReference([gradient], feeds)[0]!;
    const step = 1e-5;
    logprobs.forEach((_, i) => {
      const at = (change: number) =>
        evaluateReference([loss], { ...feeds, logprobs: logprobs.with(i, logprobs[i]! + change) })[0]![0]!;
      expect(exact[i]).toBeCloseTo((at(step) - at(-step)) / (2 * step), 8);
    });
  });

  it('stays finite for answers that are certain or hopeless, and onnx agrees', async () => {
    const certainToHopeless = [0, 1e-6, -1e-9, -1e-7, -1e-4, -1, -50, -1e4];
    const values = certainToHopeless.flatMap((chosen) =>
      certainToHopeless.flatMap((rejected) => [chosen, rejected]),
    );
    const wide: ObjectiveBatch = {
      step: 0,
      sequenceOf: Int32Array.from(values.keys()),
      sequences: values.length,
    };
    const compared =
      objective.name === 'dpo' ? dpo({ beta: 0.5, reference: [values.map(() => -3)] }) : objective;
    const { program } = prepare(compared, wide);
    const feeds = { logprobs: Float32Array.from(values), ...compared.feeds(wide) };
    const [expected, actual] = await Promise.all(
      [referenceBackend, await onnxHere()].map(async (backend) =>
        (await backend.compile(program)).run(feeds),
      ),
    );
    for (const results of [expected!, actual!]) {
      expect(results.gradient!.every(Number.isFinite)).toBe(true);
      expect(Object.values(compared.metrics(results, wide)).every(Number.isFinite)).toBe(true);
    }
    expect(Math.abs(actual!.loss![0]! / expected!.loss![0]! - 1)).toBeLessThan(1e-5);
    expected!.gradient!.forEach((value, i) => {
      const where = `gradient ${i}, log p ${values[i]}`;
      expect(Math.abs(actual!.gradient![i]! - value), where).toBeLessThan(1e-3 * Math.abs(value) + 1e-6);
    });
  });

  it('refuses a batch that is not made of pairs', () => {
    const message = 'a preference batch needs pairs of sequences that each have a token to score';
    const of = (...sequenceOf: number[]) => ({ ...batch, sequenceOf: Int32Array.from(sequenceOf) });
    expect(() => objective.feeds(of(0, 0, 1, 2))).toThrow(message);
    expect(() => objective.feeds(of(1, 1))).toThrow(message);
    expect(() => objective.feeds(of(-1))).toThrow(message);
    expect(() => objective.build(input('logprobs', [4]), { scored: 4, sequences: 3 })).toThrow('3');
  });
});

it('moves a model that is certain of a rejected answer away from it', () => {
  const pair: ObjectiveBatch = { step: 0, sequenceOf: Int32Array.of(0, 1), sequences: 2 };
  const objective = orpo({ beta: 1 });
  const { gradient } = prepare(objective, pair);
  const fed = Object.entries(objective.feeds(pair)).map(([name, value]) => [name, Float64Array.from(value)]);
  const certain = { ...Object.fromEntries(fed), logprobs: Float64Array.of(-1, 0) } as Record<
    string,
    Float64Array
  >;
  const [, rejected] = evaluateReference([gradient], certain)[0]!;
  // d loss / d log p(rejected) = σ(log odds(rejected) − log odds(chosen)) / (1 − p), at the clamp
  expect(rejected).toBeCloseTo(-1 / NEAREST_TO_ZERO, -1);
});

it('orders a batch of pairs as chosen, rejected, chosen, rejected', () => {
  const [a, b, c, d] = [1, 2, 3, 4].map((token) => ({ tokens: [0, token], scoreFrom: 1 }));
  expect(
    pairSequences([
      { chosen: a!, rejected: b! },
      { chosen: c!, rejected: d! },
    ]),
  ).toEqual([a, b, c, d]);
});
