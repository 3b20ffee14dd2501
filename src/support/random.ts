import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/**
 * A seeded stream of random numbers: the same seed and label give the same stream on every machine.
 * Independent streams come from `Random.of(seed, 'what it is for')`, so that drawing more numbers in
 * one place never shifts the numbers drawn in another.
 */
export class Random {
  private spareNormal: number | null = null;

  private constructor(private readonly generator: RandomGenerator) {}

  static of(seed: number, ...labels: (string | number)[]): Random {
    return new Random(xoroshiro128plus(hash32([seed, ...labels].join('\u0000'))));
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    return uniformFloat64(this.generator);
  }

  /** Uniform over the whole numbers 0 … below − 1. */
  integer(below: number): number {
    return uniformInt(this.generator, 0, below - 1);
  }

  /** Normal with mean 0 and variance 1 (Box & Muller 1958). */
  normal(): number {
    if (this.spareNormal !== null) {
      const spare = this.spareNormal;
      this.spareNormal = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  choose<T>(options: readonly T[]): T {
    if (options.length === 0) throw new RangeError('choose: there is nothing to choose from');
    return options[this.integer(options.length)]!;
  }

  /** One of the options, each with a chance in proportion to its weight. */
  weighted<T>(options: readonly (readonly [weight: number, option: T])[]): T {
    let left = this.uniform() * options.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, option] of options) {
      left -= weight;
      if (left < 0) return option;
    }
    return options.at(-1)![1];
  }

  /** A shuffled copy (Fisher & Yates). */
  shuffled<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [copy[i], copy[j]] = [copy[j]!, copy[i]!];
    }
    return copy;
  }

  /** `count` different items in random order; all of them, shuffled, if there are fewer. */
  sample<T>(items: readonly T[], count: number): T[] {
    return this.shuffled(items).slice(0, count);
  }
}

/** A well-mixed 32-bit hash of a text: FNV-1a with the finalizer of MurmurHash3. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
