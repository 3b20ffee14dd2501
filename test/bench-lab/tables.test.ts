import { describe, expect, it } from 'vitest';
import { bestRates, kernelTable, planTable } from '../../src/lab/bench/report.ts';
import { digits, markdown } from '../../src/lab/bench/table.ts';
import { spread } from '../../src/lab/bench/timing.ts';
import type { KernelMeasurement, StepShape } from '../../src/lab/bench/types.ts';

const kernel = (changes: Partial<KernelMeasurement>): KernelMeasurement => ({
  name: 'work',
  kernels: 'matmul',
  shape: '1',
  version: '',
  bits: null,
  bound: 'arithmetic',
  flops: 0,
  bytes: 0,
  time: { median: 1, least: 1, most: 1 },
  dispatches: 1,
  failure: null,
  ...changes,
});

describe('the table of kernels', () => {
  const measured = [
    kernel({ name: 'copy', kernels: 'copy', bound: 'memory', bytes: 8e6 }),
    kernel({ name: 'fast product', flops: 4e9, bytes: 1e6 }),
    kernel({ name: 'slow product', flops: 1e9, bytes: 1e6 }),
    kernel({ name: 'norm', kernels: 'rmsNorm', bound: 'memory', bytes: 2e6 }),
    kernel({ name: 'too large', time: null, failure: 'no room' }),
  ];

  it('compares products with the fastest product and the rest with the fastest copy', () => {
    expect(bestRates(measured)).toEqual({ flops: 4e12, bytes: 8e9 });
    const shares = kernelTable('t', measured).rows.map((row) => row.at(-1));
    expect(shares).toEqual(['100 % of copy', '100 % of product', '25.0 % of product', '25.0 % of copy', '']);
  });

  it('says why something was not timed', () => {
    expect(kernelTable('t', measured).rows.at(-1)).toContain('no room');
  });
});

it('a plan that is refused is shown with the settings that fit', () => {
  const shape: StepShape = {
    bits: 8,
    rank: 8,
    batch: 4,
    time: 8,
    microBatches: 1,
    gradientCheckpointing: false,
  };
  const summary = { arenaBytes: 2 ** 20, heldBytes: 0, weightBytes: 0, dispatches: 7, calls: 9 };
  const fits = { settings: { microBatches: 2, gradientCheckpointing: true }, summary };
  const plan = { refusal: 'Too large.', fits };
  const { rows } = planTable('t', [{ model: 'nano', shape, limits: 'every device', plan }]);
  expect(rows[0]).toContain('Too large.');
  expect(rows[1]).toEqual(expect.arrayContaining(['in 2 parts, with checkpointing', '1.0 MiB', '7', '9']));
});

describe('text', () => {
  it('has three digits that count', () => {
    expect([1234.5, 123.4, 12.34, 1.234, 0.01234, 0].map(digits)).toEqual([
      '1235',
      '123',
      '12.3',
      '1.23',
      '0.0123',
      '0',
    ]);
  });

  it('is Markdown whose cells cannot break out', () => {
    const text = markdown({ title: 'T', columns: ['a', 'b'], rows: [['x|y', '1']] });
    expect(text).toBe('### T\n\n| a   | b |\n|-----|---|\n| x/y | 1 |\n');
  });

  it('has the median of an even number of values below the middle, with least and most', () => {
    expect(spread([4, 1, 3, 2])).toEqual({ median: 2, least: 1, most: 4 });
  });
});
