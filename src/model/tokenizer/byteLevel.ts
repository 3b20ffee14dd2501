/** Text as bytes, the way GPT-2's tokenizer has it (Radford et al. 2019). */

/** How texts are cut into words, as `tokenizer.json` says it. */
export const BYTE_LEVEL = {
  type: 'ByteLevel',
  add_prefix_space: false,
  trim_offsets: false,
  use_regex: true,
} as const;

/**
 * GPT-2's alphabet: a visible character for each of the 256 bytes. Bytes that are printable in Latin-1 stand for
 * themselves, the others are shifted to U+0100 and above, so that a space becomes Ġ. In the order of code points.
 */
export function byteAlphabet(): string[] {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const isPrintable = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  const printable = bytes.filter(isPrintable);
  const others = bytes.filter((byte) => !isPrintable(byte)).map((_, index) => 256 + index);
  return [...printable, ...others].map((code) => String.fromCodePoint(code));
}
