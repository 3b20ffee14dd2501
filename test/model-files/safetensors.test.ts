import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/model/files/crc32.ts';
import { readSafetensors, writeSafetensors, type StoredTensor } from '../../src/model/files/safetensors.ts';
import { Random } from '../../src/support/random.ts';
import { UserError } from '../../src/support/errors.ts';
import { bytesOf, expectUserError } from './fixture.ts';

const tensor = (dtype: StoredTensor['dtype'], shape: number[], ...data: number[]): StoredTensor => ({
  dtype,
  shape,
  data: Float32Array.from(data),
});

/** A file with this header and this many bytes of data, whatever the header says. */
function fileWith(header: unknown, dataLength = 0): Uint8Array {
  const text = bytesOf(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + dataLength);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  return file;
}

function withLength(length: bigint, rest = 16): Uint8Array {
  const file = new Uint8Array(8 + rest);
  new DataView(file.buffer).setBigUint64(0, length, true);
  return file;
}

const read = (file: Uint8Array) => readSafetensors(file, 'model.safetensors of x');
const f32 = (shape: unknown, begin: unknown, end: unknown) => ({
  dtype: 'F32',
  shape,
  data_offsets: [begin, end],
});

const sample = () =>
  new Map([
    ['b', tensor('F32', [2, 2], 1, -2.5, 3e-8, 4)],
    ['a.half', tensor('F16', [3], 1, 0.5, -65504)],
    ['a.brain', tensor('BF16', [1, 1], -3)],
    ['scalar', tensor('F32', [], 7)],
    ['empty', tensor('F32', [0, 5])],
  ]);

describe('writing', () => {
  it('lays a file out as the format says, byte for byte', () => {
    const file = writeSafetensors(new Map([['t', tensor('F32', [2], 1, -2)]]), new Map([['format', 'pt']]));
    const values = [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0];
    const header =
      `{"__metadata__":{"data_crc32":"${crc32(Uint8Array.from(values))}","format":"pt"},` +
      '"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}';
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8, ' ');
    expect([...file]).toEqual([padded.length, 0, 0, 0, 0, 0, 0, 0, ...bytesOf(padded), ...values]);
  });

  it('aligns the data, wider types first, and does not depend on the order of the tensors', () => {
    const file = writeSafetensors(sample());
    expect(writeSafetensors(new Map([...sample()].reverse()))).toEqual(file);
    const headerLength = Number(new DataView(file.buffer).getBigUint64(0, true));
    expect(headerLength % 8).toBe(0);
    const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + headerLength))) as object;
    expect(Object.keys(header)).toEqual(['__metadata__', 'b', 'empty', 'scalar', 'a.brain', 'a.half']);
  });

  it('refuses tensors that contradict themselves', () => {
    expect(() => writeSafetensors(new Map([['t', tensor('F32', [3], 1, 2)]]))).toThrow('t: 2 values');
    expect(() => writeSafetensors(new Map([['__metadata__', tensor('F32', [1], 1)]]))).toThrow(RangeError);
  });
});

describe('reading', () => {
  it('gives back what was written', () => {
    const metadata = new Map([
      ['format', 'pt'],
      ['__proto__', 'x'],
    ]);
    const { tensors, metadata: read1 } = read(writeSafetensors(sample(), metadata));
    expect(new Map([...tensors].sort())).toEqual(new Map([...sample()].sort()));
    expect(read1).toEqual(metadata);
  });

  it('reads bytes that begin anywhere in a buffer', () => {
    const file = writeSafetensors(sample());
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    expect(read(shifted.subarray(3)).tensors).toEqual(read(file).tensors);
  });

  it('reads files of other programs: unordered, without checksum or metadata', () => {
    const file = fileWith({ late: f32([1], 4, 8), early: f32([1], 0, 4) }, 8);
    new DataView(file.buffer).setFloat32(file.length - 4, 5, true);
    const { tensors, metadata } = read(file);
    expect(tensors.get('late')!.data[0]).toBe(5);
    expect(metadata.size).toBe(0);
  });

  it('takes names as they are', () => {
    const file = fileWith(
      `{"__proto__":${JSON.stringify(f32([1], 0, 4))},"toString":${JSON.stringify(f32([0], 4, 4))}}`,
      4,
    );
    expect([...read(file).tensors.keys()]).toEqual(['__proto__', 'toString']);
    expect(({} as Record<string, unknown>).dtype).toBeUndefined();
  });
});

describe('a file that is not right', () => {
  const cases: [what: string, file: Uint8Array, ...says: string[]][] = [
    ['is empty', new Uint8Array(0), '0 bytes'],
    ['ends in its length', new Uint8Array(7), '7 bytes'],
    ['has a header longer than itself', withLength(17n), 'claims 17 bytes', 'only 16'],
    ['has a header longer than 8 MB', withLength(8_000_001n), 'at most 8000000'],
    ['has a header of 2⁶⁴ − 1 bytes', withLength(2n ** 64n - 1n), '18446744073709551615'],
    ['has an empty header', withLength(0n, 0), 'not valid JSON'],
    ['is a web page', bytesOf('<!doctype html><html><body>Not found</body></html>'), 'claims'],
    ['has a header that is no JSON', fileWith('{"t":'), 'not valid JSON'],
    ['has a header that is no UTF-8', withLength(16n).fill(0xff, 8), 'UTF-8'],
    ['has a list as header', fileWith([]), 'not a table of tensors'],
    ['has a number as header', fileWith('1'), 'not a table of tensors'],
    ['is deeply nested', fileWith('{"t":' + '['.repeat(100_000)), 'deeper than'],
    ['has a million empty lists', fileWith(`{"t":[${'[],'.repeat(1e6)}[]]}`), 'more than'],
    ['has a tensor twice', fileWith('{"t":{},"t":{}}'), '"t" occurs twice'],
    ['has metadata that are a list', fileWith({ __metadata__: [] }), '__metadata__'],
    ['has metadata that are no texts', fileWith({ __metadata__: { a: 1 } }), '__metadata__', '"a"'],
    ['describes a tensor by a text', fileWith({ t: 'x' }), '"t"'],
    ['describes a tensor by null', fileWith({ t: null }), '"t"'],
    ['has no type', fileWith({ t: { shape: [1], data_offsets: [0, 4] } }, 4), 'no type'],
    ['has an unknown type', fileWith({ t: { ...f32([1], 0, 4), dtype: 'I32' } }, 4), 'stored as I32', 'F16'],
    [
      'has a type from the prototype',
      fileWith({ t: { ...f32([1], 0, 4), dtype: 'toString' } }, 4),
      'toString',
    ],
    ['has no shape', fileWith({ t: { dtype: 'F32', data_offsets: [0, 4] } }, 4), 'shape'],
    ['has a negative size', fileWith({ t: f32([-1], 0, 4) }, 4), 'shape'],
    ['has a fractional size', fileWith({ t: f32([0.5], 0, 4) }, 4), 'shape'],
    ['has a text as size', fileWith({ t: f32(['1'], 0, 4) }, 4), 'shape'],
    ['has a size that is not exact', fileWith({ t: f32([2 ** 53], 0, 4) }, 4), 'shape'],
    [
      'has a size like 1e400',
      fileWith('{"t":{"dtype":"F32","shape":[1e400],"data_offsets":[0,4]}}', 4),
      'shape',
    ],
    ['has too many dimensions', fileWith({ t: f32(Array(9).fill(1), 0, 4) }, 4), 'at most 8 sizes'],
    ['has sizes whose product overflows', fileWith({ t: f32([2 ** 32, 2 ** 32], 0, 4) }, 4), 'has 4 bytes'],
    ['has too large a shape', fileWith({ t: f32([2], 0, 4) }, 4), 'has 4 bytes', 'take 8'],
    ['has too small a shape', fileWith({ t: f32([1], 0, 8) }, 8), 'has 8 bytes', 'take 4'],
    ['has one offset', fileWith({ t: { dtype: 'F32', shape: [1], data_offsets: [0] } }, 4), 'data_offsets'],
    ['has negative offsets', fileWith({ t: f32([1], -4, 0) }, 4), 'data_offsets'],
    ['has fractional offsets', fileWith({ t: f32([1], 0.5, 4.5) }, 8), 'data_offsets'],
    ['has offsets in the wrong order', fileWith({ t: f32([1], 4, 0) }, 4), 'bytes 4 to 0'],
    ['has offsets beyond the end', fileWith({ t: f32([2], 0, 8) }, 4), 'bytes 0 to 8 of 4', 'cut short'],
    ['has huge offsets', fileWith({ t: f32([1], 2 ** 52, 2 ** 52 + 4) }, 4), 'cut short'],
    ['has overlapping tensors', fileWith({ a: f32([2], 0, 8), b: f32([2], 4, 12) }, 12), '"b" overlaps'],
    ['has the same range twice', fileWith({ a: f32([1], 0, 4), b: f32([1], 0, 4) }, 4), 'overlaps'],
    [
      'has a gap between tensors',
      fileWith({ a: f32([1], 0, 4), b: f32([1], 8, 12) }, 12),
      '"b" leaves a gap',
    ],
    ['has a gap at the beginning', fileWith({ a: f32([1], 4, 8) }, 8), '"a" leaves a gap'],
    ['has bytes after the last tensor', fileWith({ a: f32([1], 0, 4) }, 5), 'take 4 bytes and 5 follow'],
  ];

  it.each(cases)('that %s is turned down', (_what, file, ...says) => {
    expectUserError(() => read(file), 'model.safetensors of x', ...says);
  });

  it('with a flipped bit anywhere in its values is turned down', () => {
    const file = writeSafetensors(sample());
    const begin = 8 + Number(new DataView(file.buffer).getBigUint64(0, true));
    for (let at = begin; at < file.length; at++) {
      const damaged = file.slice();
      damaged[at]! ^= 0x10;
      expectUserError(() => read(damaged), 'checksum');
    }
  });

  it('cut off anywhere is turned down', () => {
    const file = writeSafetensors(sample());
    for (let length = 0; length < file.length; length++) {
      expectUserError(() => read(file.subarray(0, length)), 'model.safetensors of x');
    }
  });

  it('with random damage is read or turned down, and nothing else happens', () => {
    const random = Random.of(1, 'damage');
    const file = writeSafetensors(sample(), new Map([['format', 'pt']]));
    for (let i = 0; i < 3000; i++) {
      const damaged = file.slice();
      for (let hits = random.integer(4); hits >= 0; hits--)
        damaged[random.integer(file.length)] = random.integer(256);
      try {
        read(damaged);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }
  });
});

it('crc32 is the one of ZIP and PNG', () => {
  expect(crc32(bytesOf('123456789'))).toBe('cbf43926'); // the check value of the standard
  expect(crc32(new Uint8Array(0))).toBe('00000000');
});
