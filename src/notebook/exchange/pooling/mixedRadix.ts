/**
 * Digits of different radices as one number: nothing is wasted by rounding each up to whole bits. What radix a digit
 * has may depend on the digits before it, since they are read in the order in which they were written.
 */

/** Whole numbers below this are written with `number`. */
const DIGITS = 14;

export class DigitWriter {
  private readonly digits: { digit: number; radix: number }[] = [];

  /** @throws RangeError if it is not one of 0 … radix − 1 */
  digit(digit: number, radix: number): void {
    if (!Number.isInteger(digit) || digit < 0 || digit >= radix) {
      throw new RangeError(`${digit} is not a digit of radix ${radix}`);
    }
    this.digits.push({ digit, radix });
  }

  /** Any whole number from 0 to 2⁵³ − 1; small ones take less. */
  number(number: number): void {
    const digits = number === 0 ? [] : [...number.toString(16)].map((digit) => parseInt(digit, 16));
    this.digit(digits.length, DIGITS + 1);
    for (const digit of digits) this.digit(digit, 16);
  }

  /** The first digit written is the least significant. */
  value(): bigint {
    return this.digits.reduceRight((value, { digit, radix }) => value * BigInt(radix) + BigInt(digit), 0n);
  }
}

export class DigitReader {
  constructor(private rest: bigint) {}

  digit(radix: number): number {
    const digit = Number(this.rest % BigInt(radix));
    this.rest /= BigInt(radix);
    return digit;
  }

  /** May be larger than any number that was written, if what is read was not written by `DigitWriter`. */
  number(): number {
    const count = this.digit(DIGITS + 1);
    let number = 0;
    for (let i = 0; i < count; i++) number = number * 16 + this.digit(16);
    return number;
  }

  /** Whether nothing is left to be read. */
  get isDone(): boolean {
    return this.rest === 0n;
  }
}
