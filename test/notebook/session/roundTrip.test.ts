/** A notebook that is exported with its results, erased and imported again: nothing of it has become something else. */
import { describe, expect, it } from 'vitest';
import { judgedAnswers, withCorrection } from '../../../src/notebook/corrections.ts';
import type { CellOfKind, NotebookDocument, ProbeCell } from '../../../src/notebook/document/types.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices } from '../../../src/notebook/session/services.ts';
import { keyOfResult } from '../../../src/notebook/session/standing.ts';
import { eraseEverything } from '../../../src/notebook/storage/erase.ts';
import { keepResults, readFile } from '../../../src/ui/landing/importing.ts';
import { NotebookFiles } from '../../../src/ui/share/files.ts';
import type { ExperimentResult } from '../../../src/lab/types.ts';
import { canonicalJson } from '../../../src/support/hash.ts';
import { meowNotebook, probeCell, recorded, sweepCell, sweptMeow } from '../exchange/fixture.ts';

/** As a run leaves it: with answers and all points of the curves of every seed. */
function ran(): ExperimentResult {
  const { kept, ...result } = recorded();
  const others = result.experiment.seeds.filter((seed) => seed !== kept.seed);
  const ofSeeds = <T extends { seed: number }>(list: readonly T[]): T[] => [
    ...list,
    ...others.flatMap((seed) => list.map((one) => ({ ...one, seed }))),
  ];
  return { ...result, samples: ofSeeds(result.samples), curves: ofSeeds(result.curves) };
}

const seeds = recorded().experiment.seeds;
const document: NotebookDocument = {
  ...meowNotebook,
  recorded: [],
  setup: { ...meowNotebook.setup, seeds },
  cells: meowNotebook.cells.map((cell) => (cell.id === 'cost' ? { ...cell, folded: true } : cell)),
};
const sorted = (list: readonly unknown[]) => list.map(canonicalJson).sort();

describe('a notebook that is exported, erased and imported', () => {
  it('has the same document, results, sweeps and corrections, and asks for the prediction again', async () => {
    const services = createServices(() => {});
    const notebook = new OpenNotebook({ document, shelved: null }, services, () => {});
    await notebook.keeping.keep();
    const result = ran();
    await notebook.results.keep(probeCell.id, keyOfResult(notebook.document, probeCell)!, result);
    const { outcomes } = sweptMeow();
    const sweepKey = keyOfResult(notebook.document, sweepCell)!;
    for (const one of outcomes) await notebook.results.keepSweepRun(sweepCell.id, sweepKey, one);

    // One that the compact form of a result would not have: of the last seed.
    const cell = () => notebook.cell(probeCell.id) as ProbeCell;
    const answer = judgedAnswers(notebook.viewOf(cell())!.samples, []).findLast(
      ({ sample }) => sample.probe === 'meow' && sample.verdict === 'none',
    )!;
    expect(answer.sample.seed).toBe(seeds.at(-1));
    notebook.update({ ...cell(), corrections: withCorrection([], answer, 'lower') });
    notebook.predictions.commit('predict', { UC: 'lower' });
    const before = notebook.viewOf(cell())!;
    expect(before.corrected).toBe(1);
    const sweepBefore = notebook.results.sweepViewOf(sweepCell)!;
    const documentBefore = notebook.document;

    const made = (await NotebookFiles.of(notebook, services)).notebookFile({ withResults: true });
    await notebook.close();
    await eraseEverything(services.storage);
    expect(await services.shelf.list()).toEqual([]);
    expect(await services.results.resultsOf(documentBefore.id)).toEqual([]);

    const imported = await readFile(new File([made.content as string], made.name));
    await keepResults(imported, services.results);
    const again = new OpenNotebook({ document: imported.document, shelved: null }, services, () => {});
    await again.results.open();

    const { id: _before, ...was } = documentBefore;
    const { id, ...is } = again.document;
    expect(id).not.toBe(documentBefore.id);
    expect(is).toEqual(was);
    const after = again.viewOf(again.cell(probeCell.id) as ProbeCell)!;
    expect(after).toMatchObject({ source: 'imported', importedFrom: made.name, corrected: 1 });
    for (const part of ['rows', 'judgedRows', 'samples', 'curves'] as const) {
      expect(sorted(after[part]), part).toEqual(sorted(before[part]));
    }
    expect(after.manifest).toEqual(before.manifest);
    const sweep = again.results.sweepViewOf(again.cell(sweepCell.id) as CellOfKind<'sweep'>)!;
    expect(sorted(sweep.outcomes)).toEqual(sorted(sweepBefore.outcomes));
    // Whoever opens a file has to predict, whoever made it.
    expect(again.predictions.isSettled('predict')).toBe(false);
    await again.close();
  });
});
