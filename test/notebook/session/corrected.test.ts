/** Verdicts that the reader put right: they count wherever the measurement is shown or saved, told from the judge's. */
import { beforeEach, describe, expect, it } from 'vitest';
import { judgedAnswers, withCorrection } from '../../../src/notebook/corrections.ts';
import type { ProbeCell } from '../../../src/notebook/document/types.ts';
import { exportIpynb } from '../../../src/notebook/exchange/ipynb.ts';
import { importNotebook } from '../../../src/notebook/exchange/files.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices } from '../../../src/notebook/session/services.ts';
import { keyOfResult } from '../../../src/notebook/session/standing.ts';
import { NotebookFiles } from '../../../src/ui/share/files.ts';
import { distinctRows } from '../../../src/ui/share/keptResults.ts';
import { meowNotebook, probeCell, recorded } from '../exchange/fixture.ts';

const result = recorded();
const document = {
  ...meowNotebook,
  recorded: [],
  setup: { ...meowNotebook.setup, seeds: result.experiment.seeds },
};
const services = createServices(() => {});

let notebook: OpenNotebook;
const cell = () => notebook.cell(probeCell.id) as ProbeCell;
const view = () => notebook.viewOf(cell())!;
/** An answer that does not meow, and that the reader takes for one that does. */
const answer = () =>
  judgedAnswers(view().samples, []).find(
    ({ sample }) => sample.probe === 'meow' && sample.verdict === 'none',
  )!;
const share = (rows: readonly { value: number }[], metric: string) => {
  const { arm, seed, stage, condition } = answer().sample;
  const at = { arm, seed, stage, probe: 'meow', condition, metric };
  return rows.find((row) => Object.entries(at).every(([name, value]) => row[name as 'value'] === value))!;
};

beforeEach(async () => {
  const key = keyOfResult(document, probeCell)!;
  const { createdAt } = result.manifest;
  await services.results.saveResult({ key, cell: probeCell.id, notebook: document.id, createdAt, result });
  notebook = new OpenNotebook({ document, shelved: null }, services, () => {});
  await notebook.results.open();
  notebook.update({ ...cell(), corrections: withCorrection([], answer(), 'lower') });
});

describe('a corrected verdict', () => {
  it('counts in the view that figures, comparisons and predictions are made of', () => {
    const before = share(result.rows, 'lower');
    const after = share(view().rows, 'lower');
    const { n } = after as unknown as { n: number };
    expect(after.value).toBeCloseTo(before.value + 1 / n, 10);
    expect(after).toMatchObject({ judged: before.value });
    expect(view().corrected).toBe(1);
  });

  it('leaves the judge’s own rows for what another run can confirm, and for a class’s codes', () => {
    expect(share(view().judgedRows, 'lower').value).toBe(share(result.rows, 'lower').value);
    expect(notebook.results.ownCountOf(cell())!.judgedRows).toEqual(view().judgedRows);
    expect(view().judgedRows.some((row) => 'judged' in row)).toBe(false);
  });

  it('is in saved rows and marked there; a saved result is as it was measured', async () => {
    const files = await NotebookFiles.of(notebook, services);
    const [header, ...lines] = ((await files.rowsAsCsv('yours')).content as string).trim().split('\r\n');
    expect(header).toMatch(/,value,n,judge_value$/);
    const marked = view().rows.filter(({ judged }) => judged !== undefined);
    expect(marked.map(({ metric }) => metric).sort()).toEqual(
      [...(answer().sample.helpful ? ['helpful'] : []), 'lower', 'none'].sort(),
    );
    expect(lines.filter((line) => !line.endsWith(','))).toHaveLength(marked.length);
    const manifest = JSON.parse((await files.manifest()).content as string) as { corrected: object };
    expect(manifest.corrected).toEqual({ yours: marked });
    const measured = new Map([[cell().id, { source: 'yours' as const, rows: view().rows }]]);
    expect(await exportIpynb(notebook.document, { measured })).toContain('Verdicts were put right by hand');

    const { content } = files.notebookFile({ withResults: true });
    const exported = importNotebook(content as string, 'mine.json');
    expect(exported.results[0]!.result.rows).toEqual(result.rows);
    expect(exported.document.cells.find(({ id }) => id === probeCell.id)).toEqual(cell());
  });

  it('counts once where another cell shows the same measurement uncorrected', () => {
    const [row] = result.rows;
    const corrected = { ...row!, value: row!.value + 0.5, judged: row!.value };
    expect(distinctRows([row!, corrected])).toEqual([corrected]);
    expect(distinctRows([corrected, row!])).toEqual([corrected]);
    expect(distinctRows([row!, row!])).toEqual([row]);
  });

  it('is gone with its correction', () => {
    notebook.update({ ...cell(), corrections: withCorrection(cell().corrections!, answer(), 'none') });
    expect(view().rows).toEqual(view().judgedRows);
    expect(view().corrected).toBe(0);
  });
});
