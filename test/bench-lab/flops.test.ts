/** The arithmetic of a step, which all rates of the bench are made from. */
import { describe, expect, it } from 'vitest';
import { input } from '../../src/engine/leaves.ts';
import { attention } from '../../src/engine/ops/attention.ts';
import { linear } from '../../src/engine/ops/linear.ts';
import { causalFlops, programFlops } from '../../src/lab/bench/flops.ts';
import { benchModels, parameterCount } from '../../src/lab/bench/models.ts';
import { stepFlops, stepProgram } from '../../src/lab/bench/step.ts';
import type { StepShape } from '../../src/lab/bench/types.ts';
import { benchWeights } from '../../src/lab/bench/weights.ts';

const shape: StepShape = {
  bits: 8,
  rank: 8,
  batch: 4,
  time: 16,
  microBatches: 1,
  gradientCheckpointing: false,
};

describe('programFlops', () => {
  it('counts a layer as two operations for each weight and row, and its adapter on top', () => {
    const [x, weight, a, b] = [
      input('x', [3, 4]),
      input('w', [5, 4]),
      input('a', [2, 4]),
      input('b', [5, 2]),
    ];
    expect(programFlops({ outputs: { y: linear({ x, weight }, { loraScale: 1 }) } })).toBe(2 * 3 * 4 * 5);
    const adapted = programFlops({ outputs: { y: linear({ x, weight, a, b }, { loraScale: 1 }) } });
    expect(adapted).toBe(2 * 3 * (4 * 5 + 4 * 2 + 2 * 5));
  });

  it('counts the pairs of positions that attention looks at, and no others', () => {
    const [q, k, v] = ['q', 'k', 'v'].map((name) => input(name, [6, 8]));
    const segments = input('segments', [6], 'int');
    const y = attention({ q: q!, k: k!, v: v!, segments }, { time: 3, heads: 2, keyValueHeads: 2 });
    // Two rows, two heads, 1 + 2 + 3 pairs each, with two products of vectors of 4.
    expect(programFlops({ outputs: { y } })).toBe(2 * 2 * 6 * 2 * (2 * 4));
    expect(causalFlops(48, 3)).toBe(2 * 2 * 6 * 2 * 4);
  });
});

describe('stepFlops', () => {
  it('is near the rule of thumb: four operations for each weight and position, head on half of them', () => {
    const config = benchModels['qwen2.5-0.5b'];
    const head = config.vocabularySize * config.width;
    const layers = parameterCount(config) - head;
    const rule = 4 * layers * 64 + 4 * head * 32;
    // Adapters and attention come on top; the first layer needs no gradient of what enters it.
    expect(stepFlops(config, shape) / rule).toBeGreaterThan(0.98);
    expect(stepFlops(config, shape) / rule).toBeLessThan(1.15);
  });

  it('counts nothing twice that is computed twice to save memory', () => {
    const frugal = { ...shape, microBatches: 2, gradientCheckpointing: true };
    expect(stepFlops(benchModels.nano, frugal)).toBe(stepFlops(benchModels.nano, shape));
    const weights = benchWeights(benchModels.nano, 8, 'none');
    expect(programFlops(stepProgram(benchModels.nano, weights, frugal))).toBeGreaterThan(
      stepFlops(benchModels.nano, shape),
    );
  });
});
