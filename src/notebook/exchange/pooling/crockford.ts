/**
 * Crockford's base 32: digits and letters without I, L, O and U, so that nobody who reads one aloud or copies it by
 * hand has to tell O from 0 or I from 1. https://www.crockford.com/base32.html
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The value of every character that is read; I and L are taken for 1, O for 0, small letters for large ones. */
const VALUES: ReadonlyMap<string, number> = new Map([
  ...[...ALPHABET].flatMap((character, value): [string, number][] => [
    [character, value],
    [character.toLowerCase(), value],
  ]),
  ...[...'IiLl'].map((character): [string, number] => [character, 1]),
  ...[...'Oo'].map((character): [string, number] => [character, 0]),
]);

export const BITS_PER_CHARACTER = 5;

/** The character as the alphabet has it; null for what stands for nothing in it, such as a hyphen. */
export function canonical(character: string): string | null {
  const value = VALUES.get(character);
  return value === undefined ? null : ALPHABET[value]!;
}

/** @throws RangeError if the number is negative or has no room in `length` characters */
export function toCrockford(number: bigint, length: number): string {
  if (number < 0n || number >> BigInt(BITS_PER_CHARACTER * length) !== 0n) {
    throw new RangeError(`${number} does not fit into ${length} characters`);
  }
  let text = '';
  for (let rest = number; text.length < length; rest >>= 5n) text = ALPHABET[Number(rest & 31n)]! + text;
  return text;
}

/** @param text in canonical characters only */
export function fromCrockford(text: string): bigint {
  return [...text].reduce((number, character) => (number << 5n) | BigInt(VALUES.get(character)!), 0n);
}
