import { describe, expect, it } from 'vitest';
import { fromBfloat16, fromFloat16, toBfloat16, toFloat16 } from '../../src/engine/float16.ts';
import { Random } from '../../src/support/random.ts';

const allBits = Array.from({ length: 0x10000 }, (_, bits) => bits);

describe('float16', () => {
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff], // the largest
    [2 ** -14, 0x0400], // the smallest normal
    [2 ** -24, 0x0001], // the smallest subnormal
    [1023 * 2 ** -24, 0x03ff], // the largest subnormal
    [1 / 3, 0x3555],
    [Infinity, 0x7c00],
    [-Infinity, 0xfc00],
  ])('%d is %x', (value, bits) => {
    expect(toFloat16(value)).toBe(bits);
  });

  it('gives every one of its values back', () => {
    const changed = allBits.filter((bits) => {
      const value = fromFloat16(bits);
      const back = toFloat16(value);
      return Number.isNaN(value) ? !Number.isNaN(fromFloat16(back)) : back !== bits;
    });
    expect(changed).toEqual([]);
  });

  it('rounds halfway cases to the even neighbour', () => {
    expect(toFloat16(1 + 2 ** -11)).toBe(0x3c00); // between 0x3c00 and 0x3c01
    expect(toFloat16(1 + 3 * 2 ** -11)).toBe(0x3c02); // between 0x3c01 and 0x3c02
    expect(toFloat16(1 + 2 ** -11 + 2 ** -20)).toBe(0x3c01);
    expect(toFloat16(2 ** -25)).toBe(0x0000);
    expect(toFloat16(3 * 2 ** -25)).toBe(0x0002);
    expect(toFloat16(2 ** -14 - 2 ** -25)).toBe(0x0400); // from the subnormals into the normals
    expect(toFloat16(65519)).toBe(0x7bff);
    expect(toFloat16(65520)).toBe(0x7c00); // halfway to what would be the next one: infinity
  });

  it('takes the nearest of its values', () => {
    const random = Random.of(3, 'float16');
    for (let i = 0; i < 5000; i++) {
      const value = Math.fround(random.normal() * 10 ** (random.uniform() * 12 - 8));
      const bits = toFloat16(value);
      const distance = (other: number) => Math.abs(fromFloat16(other) - value);
      if ((bits & 0x7fff) >= 0x7bff) continue;
      expect(distance(bits)).toBeLessThanOrEqual(distance(bits + 1));
      if (bits & 0x7fff) expect(distance(bits)).toBeLessThanOrEqual(distance(bits - 1));
    }
  });
});

describe('bfloat16', () => {
  it('gives every one of its values back', () => {
    const changed = allBits.filter((bits) => {
      const value = fromBfloat16(bits);
      const back = toBfloat16(value);
      return Number.isNaN(value) ? !Number.isNaN(fromBfloat16(back)) : back !== bits;
    });
    expect(changed).toEqual([]);
  });

  it('rounds halfway cases to the even neighbour', () => {
    expect(toBfloat16(1 + 2 ** -8)).toBe(0x3f80);
    expect(toBfloat16(1 + 3 * 2 ** -8)).toBe(0x3f82);
    expect(toBfloat16(1 + 2 ** -8 + 2 ** -20)).toBe(0x3f81);
  });
});
