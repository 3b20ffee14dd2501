/** CRC-32 as in ZIP and PNG (ISO 3309, polynomial 0xEDB88320), as eight hexadecimal digits. */
export function crc32(bytes: Uint8Array): string {
  let register = 0xffffffff;
  for (const byte of bytes) register = TABLE[(register ^ byte) & 0xff]! ^ (register >>> 8);
  return (~register >>> 0).toString(16).padStart(8, '0');
}

/** What eight steps of the shift register do to each value of its low byte. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let register = byte;
  for (let bit = 0; bit < 8; bit++) register = (register >>> 1) ^ (register & 1 ? 0xedb88320 : 0);
  return register;
});
