/** Where it is shown what a model answers while it is trained. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CellOfKind, NotebookDocument, TrainCell } from '../../../src/notebook/document/types.ts';
import type { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { cellOf, fullNotebook } from '../document/fixture.ts';
import { withFakeLab, type FakeLab } from './fakeLab.ts';

/** With a second lesson after the same stage, for one arm. */
function withTwoLessons(): NotebookDocument {
  const document = fullNotebook();
  const lesson = cellOf(document, 'train', 'stage-2');
  const [first] = lesson.arms;
  const other: TrainCell = {
    ...{ ...lesson, id: 'other', name: 'other', steps: lesson.steps + 1 },
    arms: [{ ...first!, name: 'other', from: first!.from ?? first!.name }],
  };
  return { ...document, recorded: [], cells: [...document.cells, other] };
}

describe('what a model answers while it is trained', () => {
  let lab: FakeLab;
  let notebook: OpenNotebook;
  beforeEach(() => {
    lab = withFakeLab({ document: withTwoLessons(), shelved: null });
    ({ notebook } = lab);
  });

  const cellNamed = (name: string) => notebook.resultCellNamed(name)!.id;

  /** The cells at which it is to be seen, by name, while a cell is run and this arm is trained. */
  async function shownAt(id: string, arm: string, stage: 'stage-1' | 'stage-2'): Promise<string[]> {
    void notebook.run(id, { again: true });
    await vi.waitFor(() => expect(lab.runs).toHaveLength(1));
    const preview = { place: { arm, seed: 0, stage }, step: 20, answers: [{ prompt: 'Hi', answer: 'MEOW' }] };
    lab.runs[0]!.tell({ type: 'preview', preview });
    await vi.waitFor(() => expect(notebook.runner.run!.preview).not.toBeNull());
    const trained = notebook.document.cells.filter(
      (cell): cell is CellOfKind<'train'> => cell.kind === 'train',
    );
    const shown = trained.filter((cell) => notebook.live.previewOf(cell, notebook.stageNameOf(cell)));
    return shown.map(({ name }) => name);
  }

  it('is shown at the cell that is run, and not at another of the same stage', async () => {
    expect(await shownAt('stage-2', 'UC', 'stage-2')).toEqual(['stage-2']);
  });

  it('is shown at that other one when it is run itself', async () => {
    expect(await shownAt('other', 'other', 'stage-2')).toEqual(['other']);
  });

  it.each([
    ['stage-2', 'UC', 'stage-1'],
    ['answers', 'UCLC', 'stage-1'],
    ['answers', 'UCLC', 'stage-2'],
  ] as const)('is shown where %s, which is run, has its models from: %s, %s', async (id, arm, stage) => {
    expect(await shownAt(cellNamed(id), arm, stage)).toEqual([stage]);
  });

  it('is shown also where what is run measures some of the arms only', async () => {
    notebook.update({ ...cellOf(notebook.document, 'probe', 'answers'), arms: ['UC'] });
    expect(await shownAt(cellNamed('answers'), 'UC', 'stage-2')).toEqual(['stage-2']);
  });

  it('is shown at no cell where a sweep trains the model', async () => {
    // The only setting of the sweep, and its seeds, are the notebook's own.
    const sweep = cellOf(notebook.document, 'sweep');
    const { setup } = notebook.document;
    notebook.update({
      ...sweep,
      vary: [{ path: 'lora.rank', values: [setup.lora.rank] }],
      seeds: setup.seeds,
    });
    expect(await shownAt(sweep.id, 'UC', 'stage-2')).toEqual([]);
  });
});
