import { describe, expect, it } from 'vitest';
import { sampleFrom, sampleToken, tokenProbabilities } from '../../src/model/sampling.ts';
import { Random } from '../../src/support/random.ts';
import { expectUserError } from './fixture.ts';

describe('tokenProbabilities', () => {
  it('is softmax of logits / temperature', () => {
    const [a, b, c] = tokenProbabilities([0, Math.log(2), Math.log(5)], { temperature: 1 });
    expect([a, b, c].map((p) => p!.toFixed(12))).toEqual([
      '0.125000000000',
      '0.250000000000',
      '0.625000000000',
    ]);
    const [cold, hot] = tokenProbabilities([0, Math.log(3)], { temperature: 0.5 });
    expect(hot! / cold!).toBeCloseTo(9, 12);
  });

  it('does not overflow or underflow to nothing', () => {
    expect([...tokenProbabilities([1e4, 0, 1e4], { temperature: 1e-3 })]).toEqual([0.5, 0, 0.5]);
    expect([...tokenProbabilities([-1e300, -1e300], { temperature: 1e-300 })]).toEqual([0.5, 0.5]);
  });

  it('keeps the topK largest, of equal ones those with lower ids', () => {
    const p = tokenProbabilities([1, 3, 2, 3, 3], { temperature: 1, topK: 2 });
    expect([...p]).toEqual([0, 0.5, 0, 0.5, 0]);
    expect([...tokenProbabilities([1, 3, 2], { temperature: 1, topK: 10 })].every((x) => x > 0)).toBe(true);
  });

  it('gives a forbidden token no chance', () => {
    const p = tokenProbabilities([-Infinity, 1, -Infinity, 1], { temperature: 1, topK: 3 });
    expect([...p]).toEqual([0, 0.5, 0, 0.5]);
  });

  it('refuses senseless options and broken logits', () => {
    for (const temperature of [-1, NaN, Infinity]) {
      expect(() => tokenProbabilities([1, 2], { temperature })).toThrow(RangeError);
    }
    for (const topK of [0, -1, 1.5, NaN]) {
      expect(() => tokenProbabilities([1, 2], { temperature: 1, topK })).toThrow(RangeError);
    }
    expectUserError(() => sampleToken([1, NaN], 0.5, { temperature: 1 }), 'NaN', 'learning rate');
    expectUserError(() => sampleToken([1, Infinity], 0.5, { temperature: 0 }), 'Infinity');
    expect(() => sampleToken([-Infinity, -Infinity], 0.5, { temperature: 1 })).toThrow(RangeError);
  });
});

describe('sampleFrom', () => {
  it('inverts the cumulative distribution', () => {
    const p = [0.25, 0, 0.5, 0.25];
    expect([0, 0.2499, 0.25, 0.5, 0.7499, 0.75, 0.9999].map((u) => sampleFrom(p, u))).toEqual([
      0, 0, 2, 2, 2, 3, 3,
    ]);
  });

  it('never takes an impossible token, however the sum rounds', () => {
    const p = [...Array(10).fill(0.1), 0];
    expect(sampleFrom(p, 1 - 2 ** -53)).toBe(9);
    expect(sampleFrom([0, 1], 0)).toBe(1);
  });

  it('needs a number in [0, 1)', () => {
    for (const uniform of [-0.1, 1, NaN]) expect(() => sampleFrom([1], uniform)).toThrow(RangeError);
  });
});

describe('sampleToken', () => {
  it('is greedy at temperature 0 and takes the lowest id of equals', () => {
    expect(sampleToken([1, 5, 5, 2], 0.99, { temperature: 0 })).toBe(1);
    expect([...tokenProbabilities([1, 5, 5, 2], { temperature: 0 })]).toEqual([0, 1, 0, 0]);
  });

  it('draws tokens as often as they are likely', () => {
    const random = Random.of(11, 'draws');
    const logits = Float32Array.from([0, 1, 2, -1]);
    const p = tokenProbabilities(logits, { temperature: 0.8 });
    const counts = [0, 0, 0, 0];
    const draws = 20_000;
    for (let i = 0; i < draws; i++) counts[sampleToken(logits, random.uniform(), { temperature: 0.8 })]!++;
    counts.forEach((count, id) => {
      const spread = Math.sqrt((p[id]! * (1 - p[id]!)) / draws);
      expect(Math.abs(count / draws - p[id]!)).toBeLessThan(4 * spread);
    });
  });
});
