import { describe, expect, it } from 'vitest';
import { dequantize } from '../../src/engine/quantized.ts';
import { benchModels, parameterCount } from '../../src/lab/bench/models.ts';
import { benchWeights, RandomBlocks, randomValues } from '../../src/lab/bench/weights.ts';

const deviation = (values: Float32Array) => {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  return Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length);
};

describe('random weights', () => {
  it.each([8, 4] as const)('%i bits: blocks of the deviation that keeps activations in bounds', (bits) => {
    const values = dequantize(new RandomBlocks(bits, [64, 256], 1));
    expect(deviation(values) * Math.sqrt(256)).toBeCloseTo(1, 1);
  });

  it('are the same whenever they are asked for, and differ from matrix to matrix', () => {
    const blocks = new RandomBlocks(8, [4, 32], 1);
    expect(blocks.blocks).toEqual(blocks.blocks);
    expect(new RandomBlocks(8, [4, 32], 2).blocks).not.toEqual(blocks.blocks);
    expect(deviation(randomValues(10_000, 0.5, 3))).toBeCloseTo(0.5, 1);
  });

  it('take no memory where a step is only planned', () => {
    const before = process.memoryUsage().arrayBuffers;
    const weights = benchWeights(benchModels['qwen2.5-0.5b'], 8, 'none');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
    expect(weights.get('model.embed_tokens.weight')?.quantized?.shape).toEqual([151_936, 896]);
  });
});

it('the measured models are as large as they are called', () => {
  expect(parameterCount(benchModels['smollm2-135m'])).toBe(134_515_008);
  expect(parameterCount(benchModels['qwen2.5-0.5b'])).toBe(494_032_768);
});
