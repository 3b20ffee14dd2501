import { describe, expect, it } from 'vitest';
import { BLOCK_SIZE } from '../../src/engine/quantized.ts';
import { bases } from '../../src/lab/bases.ts';
import { parameterSpecs } from '../../src/model/parameters.ts';

describe.each(Object.values(bases))('the base $id', ({ id, config }) => {
  const specs = parameterSpecs(config);

  it('has matrices that can be stored in blocks', () => {
    const matrices = specs.filter(({ shape }) => shape.length === 2);
    expect(matrices.length).toBeGreaterThan(0);
    for (const { name, shape } of matrices) expect(shape[1]! % BLOCK_SIZE, name).toBe(0);
  });

  it('is as large as it is said to be', () => {
    const parameters = specs.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    const millions: Record<string, number> = { nano: 0.3, micro: 1, mini: 3 };
    expect(parameters / 1e6 / millions[id]!).toBeGreaterThan(0.8);
    expect(parameters / 1e6 / millions[id]!).toBeLessThan(1.2);
  });
});
