import { describe, expect, it } from 'vitest';
import { blockBytes, dequantize, quantize, unpack } from '../../src/engine/quantized.ts';
import { Random } from '../../src/support/random.ts';
import { expectUserError } from './fixture.ts';

/** One block that starts with the given weights and is zero elsewhere. */
function block(...weights: number[]): Float32Array {
  const values = new Float32Array(32);
  values.set(weights);
  return values;
}

function randomMatrix(rows: number, columns: number): Float32Array {
  const random = Random.of(5, 'matrix');
  return Float32Array.from({ length: rows * columns }, () => random.normal());
}

describe('Q8_0', () => {
  it('has the bytes worked out by hand', () => {
    // Largest magnitude 254, so the scale is 254 / 127 = 2 (float16 0x4000). 254 → 127, −254 → −127, 2 → 1,
    // 1 → 0.5 → 1 and −1 → −0.5 → −1: halves go away from zero.
    const { blocks } = quantize(block(254, -254, 2, 1, -1, 0.9), [1, 32], 8);
    expect([...blocks]).toEqual([0x00, 0x40, 127, 0x81, 1, 1, 0xff, 0, ...Array(26).fill(0)]);
  });

  it('is off by at most half a step and the rounding of the scale', () => {
    const values = randomMatrix(8, 64);
    const matrix = quantize(values, [8, 64], 8);
    expect(matrix.blocks.length).toBe(16 * 34);
    const { scales } = unpack(matrix);
    dequantize(matrix).forEach((value, i) => {
      const scale = scales[Math.floor(i / 32)]!;
      expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(scale * (0.5 + 128 * 2 ** -11));
    });
  });
});

describe('Q4_0', () => {
  it('has the bytes worked out by hand', () => {
    // The weight of largest magnitude is −8, so the scale is −8 / −8 = 1 (float16 0x3c00) and it lies on q = 0.
    // 7 → 15, 0 → 8, 0.5 → ⌊0.5 + 8.5⌋ = 9. Weight 16 is the upper half of the first byte, 3 → 11.
    const values = block(-8, 7, 0.5);
    values[16] = 3;
    const { blocks } = quantize(values, [1, 32], 4);
    expect([...blocks]).toEqual([0x00, 0x3c, 0xb0, 0x8f, 0x89, ...Array(13).fill(0x88)]);
  });

  it('turns its scale around for a positive largest weight, and clips the other side', () => {
    // Scale 8 / −8 = −1 (0xbc00): 8 → 0, −8 would be 16 and becomes 15, which stands for −7.
    const matrix = quantize(block(8, -8), [1, 32], 4);
    expect([...matrix.blocks.subarray(0, 4)]).toEqual([0x00, 0xbc, 0x80, 0x8f]);
    expect([...dequantize(matrix).subarray(0, 3)]).toEqual([8, -7, -0]);
  });

  it('is off by at most half a step, or a whole one at the clipped end', () => {
    const values = randomMatrix(8, 64);
    const matrix = quantize(values, [8, 64], 4);
    expect(matrix.blocks.length).toBe(16 * 18);
    const { levels, scales } = unpack(matrix);
    dequantize(matrix).forEach((value, i) => {
      const scale = Math.abs(scales[Math.floor(i / 32)]!);
      const steps = levels[i] === 7 ? 1 : 0.5;
      expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(scale * (steps + 8 * 2 ** -11));
    });
  });
});

describe.each([8, 4] as const)('%d bits', (bits) => {
  it('keep what they can represent', () => {
    const once = dequantize(quantize(randomMatrix(4, 96), [4, 96], bits));
    const twice = dequantize(quantize(once, [4, 96], bits));
    twice.forEach((value, i) => expect(value).toBeCloseTo(once[i]!, 2));
  });

  it('keep zeros, and blocks apart', () => {
    const values = new Float32Array(64);
    values[40] = 1e-3;
    const matrix = quantize(values, [2, 32], bits);
    expect(Math.abs(unpack(matrix).scales[0]!)).toBe(0);
    const back = dequantize(matrix);
    expect(back.subarray(0, 32).every((value) => value === 0)).toBe(true);
    expect(back[40]).toBeCloseTo(1e-3, 5);
    expect(blockBytes(bits)).toBe(matrix.blocks.length / 2);
  });

  it('refuse what cannot be quantized', () => {
    expectUserError(() => quantize(new Float32Array(48), [1, 48], bits), '48 inputs', 'multiples of 32');
    expectUserError(() => quantize(block(NaN), [1, 32], bits), 'NaN');
    expectUserError(() => quantize(block(1, -Infinity), [1, 32], bits), '-Infinity');
    expectUserError(() => quantize(block(3e38), [1, 32], bits), 'float16');
    expect(() => quantize(new Float32Array(32), [2, 32], bits)).toThrow(RangeError);
  });
});

it('unpack refuses the wrong number of bytes', () => {
  expect(() => unpack({ bits: 8, shape: [1, 32], blocks: new Uint8Array(33) })).toThrow(RangeError);
});
