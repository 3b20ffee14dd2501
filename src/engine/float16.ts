/**
 * The 16-bit floating-point formats that models are stored in, as their bit patterns:
 * float16 (IEEE 754 binary16: 1 sign, 5 exponent, 10 mantissa bits) and bfloat16 (the upper half of a
 * float32). Rounding is to nearest, ties to even, as in hardware and in PyTorch.
 */

const float32 = new Float32Array(1);
const float32Bits = new Uint32Array(float32.buffer);

/** The float16 nearest to a value (taken as float32 first); too large becomes infinity, NaN stays NaN. */
export function toFloat16(value: number): number {
  float32[0] = value;
  const bits = float32Bits[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;

  if (magnitude > 0x7f800000) return sign | 0x7e00; // NaN
  if (magnitude >= 0x47800000) return sign | 0x7c00; // 2¹⁶ and above, infinity included
  if (magnitude < 0x38800000) {
    // Below 2⁻¹⁴ a float16 is subnormal: a multiple of 2⁻²⁴. The product is exact, so one rounding remains.
    return sign | roundToEven(Math.abs(float32[0]) * 2 ** 24);
  }
  // Rebias the exponent from 127 to 15 and drop 13 mantissa bits; a carry runs on into the exponent, and
  // out of the largest one into infinity, which is what rounding up should do.
  const kept = (magnitude >>> 13) - ((127 - 15) << 10);
  const dropped = magnitude & 0x1fff;
  const roundUp = dropped > 0x1000 || (dropped === 0x1000 && (kept & 1) === 1);
  return sign | (kept + (roundUp ? 1 : 0));
}

/** The value of a float16 bit pattern. */
export function fromFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 0x1f) return mantissa ? NaN : sign * Infinity;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

/** The bfloat16 nearest to a value (taken as float32 first); NaN stays NaN. */
export function toBfloat16(value: number): number {
  float32[0] = value;
  const bits = float32Bits[0]!;
  if ((bits & 0x7fffffff) > 0x7f800000) return (bits >>> 16) | 0x40;
  const kept = bits >>> 16;
  const dropped = bits & 0xffff;
  const roundUp = dropped > 0x8000 || (dropped === 0x8000 && (kept & 1) === 1);
  return kept + (roundUp ? 1 : 0);
}

/** The value of a bfloat16 bit pattern. */
export function fromBfloat16(bits: number): number {
  float32Bits[0] = bits << 16;
  return float32[0]!;
}

/** Rounds a value ≥ 0 to the nearest whole number, halves to the even one. */
function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
