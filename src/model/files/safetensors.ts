/**
 * Reader and writer of safetensors, the format of model weights (https://huggingface.co/docs/safetensors):
 *
 *     8 bytes    length N of the header, unsigned, little-endian
 *     N bytes    JSON: { "name": { "dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24] }, …,
 *                "__metadata__": { "key": "text", … } }; padded with spaces to a multiple of 8
 *     the rest   the tensors' values, little-endian, row by row, without gaps
 *
 * Files written here carry a CRC-32 of the values in their metadata, so that a damaged one is noticed when it is
 * read; other programs ignore it, and files without one are read as well.
 *
 * A file may come from anywhere, so nothing in it is believed: every length, offset, shape and type is checked
 * against the bytes that are really there before anything is allocated for it.
 */
import { UserError } from '../../support/errors.ts';
import { fromBfloat16, fromFloat16, toBfloat16, toFloat16 } from '../../engine/float16.ts';
import { crc32 } from './crc32.ts';
import { clip, isObject, parseJson } from './json.ts';

export type StoredType = 'F32' | 'F16' | 'BF16';

export interface StoredTensor {
  /** How the values are stored in the file; in memory they are float32 in any case. */
  dtype: StoredType;
  shape: readonly number[];
  data: Float32Array;
}

export interface Safetensors {
  tensors: Map<string, StoredTensor>;
  metadata: Map<string, string>;
}

const BYTES_PER_VALUE: Readonly<Record<StoredType, number>> = { F32: 4, F16: 2, BF16: 2 };
const LENGTH_BYTES = 8;
const MAX_RANK = 8;
const METADATA = '__metadata__';
const CHECKSUM = 'data_crc32';

/**
 * The official reader accepts headers of up to 100 MB. The largest real ones are below 1 MB, and a header costs
 * many times its size once it is parsed, so less is enough here.
 */
const HEADER_LIMITS = { bytes: 8_000_000, depth: 4, values: 500_000 };

interface Entry {
  name: string;
  dtype: StoredType;
  shape: number[];
  /** Range of the values in the data that follows the header, in bytes. */
  begin: number;
  end: number;
}

/** Reads a file; `source` names it in the `UserError` thrown if anything about it is not right. */
export function readSafetensors(bytes: Uint8Array, source: string): Safetensors {
  const headerLength = readHeaderLength(bytes, source);
  const dataStart = LENGTH_BYTES + headerLength;
  const header = parseJson(bytes.subarray(LENGTH_BYTES, dataStart), `The header of ${source}`, HEADER_LIMITS);
  if (!isObject(header)) throw damaged(source, 'its header is not a table of tensors');

  const data = bytes.subarray(dataStart);
  const metadata = readMetadata(header, source);
  const entries = Object.entries(header)
    .filter(([name]) => name !== METADATA)
    .map(([name, value]) => readEntry(name, value, data.length, source));
  checkCoverage(entries, data.length, source);
  checkChecksum(metadata, data, source);

  const tensors = new Map<string, StoredTensor>();
  for (const { name, dtype, shape, begin, end } of entries) {
    tensors.set(name, { dtype, shape, data: decode(dtype, data.subarray(begin, end)) });
  }
  return { tensors, metadata };
}

/**
 * The bytes of a file with these tensors. The order is the official writer's (wider types first, then by name),
 * so that equal tensors make equal files and every tensor starts at a multiple of its type's size.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, StoredTensor>,
  metadata: ReadonlyMap<string, string> = new Map(),
): Uint8Array {
  const ordered = [...tensors].sort(
    ([nameA, a], [nameB, b]) =>
      BYTES_PER_VALUE[b.dtype] - BYTES_PER_VALUE[a.dtype] ||
      compare(a.dtype, b.dtype) ||
      compare(nameA, nameB),
  );

  const members: string[] = [];
  let dataLength = 0;
  for (const [name, { dtype, shape, data }] of ordered) {
    if (name === METADATA) throw new RangeError(`${METADATA} cannot be the name of a tensor`);
    if (valueCount(shape) !== data.length) {
      throw new RangeError(`${name}: ${data.length} values do not fill the shape [${shape.join(', ')}]`);
    }
    const end = dataLength + data.length * BYTES_PER_VALUE[dtype];
    members.push(member(name, { dtype, shape, data_offsets: [dataLength, end] }));
    dataLength = end;
  }
  const values = new Uint8Array(dataLength);
  const view = new DataView(values.buffer);
  let at = 0;
  for (const [, { dtype, data }] of ordered) {
    encode(dtype, data, view, at);
    at += data.length * BYTES_PER_VALUE[dtype];
  }
  const texts = [...new Map([...metadata, [CHECKSUM, crc32(values)]])]
    .sort(([a], [b]) => compare(a, b))
    .map(([key, text]) => member(key, text));
  const header = `{"${METADATA}":{${texts.join(',')}}${members.map((text) => `,${text}`).join('')}}`;
  return withHeader(new TextEncoder().encode(header), values);
}

function withHeader(header: Uint8Array, values: Uint8Array): Uint8Array {
  const headerLength = Math.ceil(header.length / 8) * 8;
  const file = new Uint8Array(LENGTH_BYTES + headerLength + values.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerLength);
  file.set(header, LENGTH_BYTES);
  file.set(values, LENGTH_BYTES + headerLength);
  return file;
}

function readHeaderLength(bytes: Uint8Array, source: string): number {
  if (bytes.length < LENGTH_BYTES) {
    throw damaged(source, `it has only ${bytes.length} bytes, not even a header`);
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > BigInt(HEADER_LIMITS.bytes)) {
    throw damaged(
      source,
      `its header claims ${length} bytes and at most ${HEADER_LIMITS.bytes} are accepted`,
    );
  }
  const available = bytes.length - LENGTH_BYTES;
  if (length > BigInt(available)) {
    throw damaged(source, `its header claims ${length} bytes and only ${available} follow`);
  }
  return Number(length);
}

function readMetadata(header: Record<string, unknown>, source: string): Map<string, string> {
  if (!Object.hasOwn(header, METADATA)) return new Map();
  const table = header[METADATA];
  if (!isObject(table)) throw damaged(source, `its ${METADATA} is not a table of texts`);
  const metadata = new Map<string, string>();
  for (const [key, text] of Object.entries(table)) {
    if (typeof text !== 'string') throw damaged(source, `its ${METADATA} entry "${clip(key)}" is not a text`);
    metadata.set(key, text);
  }
  return metadata;
}

function readEntry(name: string, value: unknown, dataLength: number, source: string): Entry {
  const wrong = (what: string) => damaged(source, `tensor "${clip(name)}" ${what}`);
  if (!isObject(value)) throw wrong('is not described by a table');
  const { dtype, shape, data_offsets: offsets } = value;

  if (!isStoredType(dtype)) {
    if (typeof dtype !== 'string') throw wrong('has no type');
    throw new UserError(
      `${source} cannot be used: tensor "${clip(name)}" is stored as ${clip(dtype)}.`,
      'Save the model as F32, F16 or BF16 (in Python: model.float().save_pretrained(…)).',
    );
  }
  if (!Array.isArray(shape) || !shape.every(isCount) || shape.length > MAX_RANK) {
    throw wrong(`has a shape that is not a list of at most ${MAX_RANK} sizes`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    throw wrong('has data_offsets that are not a pair of positions');
  }
  const [begin, end] = offsets as [number, number];
  if (begin > end || end > dataLength) {
    throw wrong(`claims bytes ${begin} to ${end} of ${dataLength}; the file may have been cut short`);
  }
  const needed = valueCount(shape) * BYTES_PER_VALUE[dtype];
  if (needed !== end - begin) {
    throw wrong(
      `has ${end - begin} bytes, but ${dtype} values of shape [${shape.join(', ')}] take ${needed}`,
    );
  }
  return { name, dtype, shape, begin, end };
}

/** The format wants the ranges to follow each other without gap or overlap up to the end of the file. */
function checkCoverage(entries: readonly Entry[], dataLength: number, source: string): void {
  let covered = 0;
  for (const { name, begin, end } of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered) {
      const what = begin < covered ? 'overlaps the one before it' : 'leaves a gap before it';
      throw damaged(source, `tensor "${clip(name)}" ${what}`);
    }
    covered = end;
  }
  if (covered !== dataLength) {
    throw damaged(source, `its tensors take ${covered} bytes and ${dataLength} follow the header`);
  }
}

function checkChecksum(metadata: Map<string, string>, data: Uint8Array, source: string): void {
  const expected = metadata.get(CHECKSUM);
  // It belongs to the file, not to what the file says, so readers do not see it.
  metadata.delete(CHECKSUM);
  if (expected !== undefined && expected !== crc32(data)) {
    throw damaged(source, 'its values do not match their checksum');
  }
}

/** A copy of the values as float32, so that the file's bytes can be let go. */
function decode(dtype: StoredType, bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = new Float32Array(bytes.length / BYTES_PER_VALUE[dtype]);
  switch (dtype) {
    case 'F32':
      for (let i = 0; i < data.length; i++) data[i] = view.getFloat32(4 * i, true);
      break;
    case 'F16':
      for (let i = 0; i < data.length; i++) data[i] = fromFloat16(view.getUint16(2 * i, true));
      break;
    case 'BF16':
      for (let i = 0; i < data.length; i++) data[i] = fromBfloat16(view.getUint16(2 * i, true));
      break;
  }
  return data;
}

function encode(dtype: StoredType, data: Float32Array, view: DataView, at: number): void {
  switch (dtype) {
    case 'F32':
      data.forEach((value, i) => view.setFloat32(at + 4 * i, value, true));
      break;
    case 'F16':
      data.forEach((value, i) => view.setUint16(at + 2 * i, toFloat16(value), true));
      break;
    case 'BF16':
      data.forEach((value, i) => view.setUint16(at + 2 * i, toBfloat16(value), true));
      break;
  }
}

function isStoredType(value: unknown): value is StoredType {
  return typeof value === 'string' && Object.hasOwn(BYTES_PER_VALUE, value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** How many values a shape holds: inexact when huge, but then far from any real number of bytes as well. */
function valueCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** A `"key":value` of a JSON object; written one by one, since an object literal cannot hold every key. */
function member(key: string, value: unknown): string {
  return `${JSON.stringify(key)}:${JSON.stringify(value)}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function damaged(source: string, what: string): UserError {
  return new UserError(
    `${source} cannot be read as a safetensors file: ${what}.`,
    'Get the file again, from the place where the model came from.',
  );
}
