/** What the reader predicted, when the notebook around it changes. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { PredictCell, TrainCell } from '../../../src/notebook/document/types.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { createServices } from '../../../src/notebook/session/services.ts';
import { meowNotebook } from '../exchange/fixture.ts';

let notebook: OpenNotebook;
const question = () => notebook.cell('predict') as PredictCell;
const stage1 = () => notebook.document.cells.find(({ kind }) => kind === 'train') as TrainCell;
const made = () => notebook.predictions.of(question());

beforeEach(() => {
  const services = createServices(() => {});
  notebook = new OpenNotebook({ document: meowNotebook, shelved: null }, services, () => {});
  notebook.predictions.commit('predict', { UC: 'upper', UCLC: 'lower' });
});

describe('a prediction', () => {
  it('follows an arm that gets another name, and back when that is undone', () => {
    notebook.renameArm(stage1(), 0, 'loud');
    expect(question().arms).toEqual(['loud', 'UCLC']);
    expect(Object.entries(made()!)).toEqual([
      ['loud', 'upper'],
      ['UCLC', 'lower'],
    ]);
    notebook.undo();
    expect(made()).toEqual({ UC: 'upper', UCLC: 'lower' });
    notebook.redo();
    expect(made()).toEqual({ loud: 'upper', UCLC: 'lower' });
  });

  it('stays where the arm does', () => {
    notebook.renameArm(stage1(), 0, 'UCLC');
    expect(made()).toEqual({ UC: 'upper', UCLC: 'lower' });
    notebook.view = { ...notebook.view, locked: true };
    notebook.renameArm(stage1(), 0, 'loud');
    expect(notebook.predictions.stored()).toMatchObject({
      made: { predict: { UC: 'upper', UCLC: 'lower' } },
    });
  });

  it('of another question is shown for what it is', () => {
    notebook.update({ ...question(), arms: ['something', 'else'] });
    expect(made()).toEqual({ UC: 'upper', UCLC: 'lower' });
    notebook.update({ ...question(), arms: ['UCLC', 'else'] });
    expect(made()).toEqual({ UCLC: 'lower' });
  });
});

describe('a question in the place of one that was deleted', () => {
  it('is open, and covers what it asks about', () => {
    const [first, second] = [1, 2].map(() => {
      const { id } = notebook.insert('predict', 0);
      const wasSettled = notebook.predictions.isSettled(id);
      notebook.predictions.commit(id, { UC: 'upper' });
      notebook.remove(id);
      return { id, wasSettled };
    });
    expect([first!.wasSettled, second!.wasSettled]).toEqual([false, false]);
    expect(first!.id).not.toBe(second!.id);
  });
});

describe('what a question has covered', () => {
  const isCovered = () => notebook.sealsOf(notebook.resultCellNamed('answers')!).length > 0;

  it.each([
    ['committed', () => notebook.predictions.commit('predict', { UC: 'upper', UCLC: 'lower' })],
    ['skipped', () => notebook.predictions.skip('predict')],
  ])(
    'stays open once it was %s, also when the reader is asked again, and in a later visit',
    (_how, settle) => {
      notebook.predictions.restore({ made: {}, skipped: [] });
      expect(isCovered()).toBe(true);
      settle();
      expect(isCovered()).toBe(false);
      notebook.predictions.withdraw('predict');
      expect(notebook.predictions.of(question())).toBeNull();
      expect(isCovered()).toBe(false);
      const kept = notebook.predictions.stored();
      notebook.predictions.restore({ made: {}, skipped: [], opened: [] });
      expect(isCovered()).toBe(true);
      notebook.predictions.restore(JSON.parse(JSON.stringify(kept)));
      expect(isCovered()).toBe(false);
    },
  );
});
