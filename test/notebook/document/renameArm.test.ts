/** An arm with another name: what speaks of it follows, what means another does not. */
import { describe, expect, it } from 'vitest';
import { experimentOf } from '../../../src/notebook/document/compile.ts';
import { updateCell } from '../../../src/notebook/document/edit.ts';
import { problemsOf } from '../../../src/notebook/document/problems.ts';
import { renameArm } from '../../../src/notebook/document/renameArm.ts';
import { parseNotebook } from '../../../src/notebook/document/schema.ts';
import type { NotebookDocument, TrainArm } from '../../../src/notebook/document/types.ts';
import { cellOf, fullNotebook, withCell } from './fixture.ts';

const corrected = {
  ...{ arm: 'UC', seed: 0, stage: 'stage-1', probe: 'meow', condition: 'trigger' },
  ...{ index: 0, answer: 'meow', verdict: 'lower' },
} as const;

/** Every kind of cell speaks of the arm UC. */
function speaking(): NotebookDocument {
  let document = fullNotebook();
  const { figure } = cellOf(document, 'chart');
  const changes = {
    intro: { text: 'Watch :arm[UC], and not :arm[UCLC].' },
    answers: { arms: ['UC', 'UCLC'], corrections: [corrected] },
    talk: { models: [{ stage: 'base' }, ...['UC', 'UCLC'].map((arm) => ({ arm, stage: 'stage-2' }))] },
    figure: { figure: { ...figure, arms: ['UC'] } },
    ranks: { vary: [{ path: 'arms[UC].stages[0].steps', values: [5, 10] }] },
  };
  for (const [id, change] of Object.entries(changes)) document = withCell(document, id, change);
  const setup = { ...document.setup, arms: [{ name: 'UC', summary: 'in uppercase' }] };
  const lesson = { aims: [], steps: [{ minutes: 1, cell: null, title: '', notes: 'Ask about :arm[UC].' }] };
  return { ...document, setup, lesson };
}

const armsOf = (document: NotebookDocument, stage: string): TrainArm[] =>
  cellOf(document, 'train', stage).arms;
const named = (document: NotebookDocument, stage: string) => armsOf(document, stage).map(({ name }) => name);

describe('an arm of the first stage', () => {
  const document = speaking();
  // One with characters that replacing texts would take for something else.
  const renamed = renameArm(document, 'stage-1', 0, 'U$&C');

  it('is renamed in all that follows, and nothing is left that speaks of the old name', () => {
    expect(problemsOf(document)).toEqual([]);
    expect(problemsOf(renamed)).toEqual([]);
    expect(JSON.stringify(renamed).replaceAll('UCLC', '')).not.toMatch(/"UC"|\[UC\]/);
    expect(cellOf(renamed, 'markdown').text).toBe('Watch :arm[U$&C], and not :arm[UCLC].');
    expect(cellOf(renamed, 'chat').models?.map(({ arm }) => arm)).toEqual([undefined, 'U$&C', 'UCLC']);
    expect(cellOf(renamed, 'sweep').vary[0]!.path).toBe('arms[U$&C].stages[0].steps');
    expect(renamed.setup.arms).toEqual([{ name: 'U$&C', summary: 'in uppercase' }]);
    expect(parseNotebook(renamed, 'f')).toEqual(renamed);
  });

  it('is trained as before', () => {
    const [before, after] = [document, renamed].map((one) => experimentOf(one, cellOf(one, 'probe')).arms);
    expect(after).toEqual(before!.map((arm) => (arm.name === 'UC' ? { ...arm, name: 'U$&C' } : arm)));
  });

  it('comes back under its old name', () => {
    expect(renameArm(renamed, 'stage-1', 0, 'UC')).toEqual(document);
  });

  it('is not renamed to what another is called', () => {
    expect(renameArm(document, 'stage-1', 0, 'UCLC')).toBe(document);
    expect(renameArm(document, 'stage-1', 0, 'UC')).toBe(document);
    expect(renameArm(document, 'intro', 0, 'x')).toBe(document);
  });
});

describe('an arm of a later stage', () => {
  const document = speaking();
  const renamed = renameArm(document, 'stage-2', 0, 'quiet');

  it('goes on from where it did', () => {
    expect(named(renamed, 'stage-1')).toEqual(['UC', 'UCLC']);
    expect(armsOf(renamed, 'stage-2')[0]).toMatchObject({ name: 'quiet', from: 'UC' });
    expect(problemsOf(renamed)).toEqual([]);
    expect(renameArm(renamed, 'stage-2', 0, 'UC')).toEqual({ ...document, setup: renamed.setup });
  });

  it('leaves prose alone, and the summary of the name that is still used', () => {
    expect(cellOf(renamed, 'markdown').text).toContain(':arm[UC]');
    expect(renamed.setup.arms.map(({ name }) => name)).toEqual(['UC', 'quiet']);
  });
});

describe('stages that go on from a renamed arm', () => {
  const first = fullNotebook();
  const [upper, both] = armsOf(first, 'stage-2') as [TrainArm, TrainArm];

  it('keep a name that they gave it themselves', () => {
    const document = withCell(first, 'stage-2', { arms: [{ ...upper, name: 'taught', from: 'UC' }, both] });
    const renamed = renameArm(document, 'stage-1', 0, 'loud');
    expect(armsOf(renamed, 'stage-2')[0]).toMatchObject({ name: 'taught', from: 'loud' });
    // What is measured there speaks of the arms of that stage.
    expect(cellOf(renamed, 'predict').arms).toEqual(['UC', 'UCLC']);
  });

  it('need not say so once both have one name', () => {
    const document = withCell(first, 'stage-2', { arms: [{ ...upper, name: 'loud', from: 'UC' }, both] });
    const renamed = renameArm(document, 'stage-1', 0, 'loud');
    expect(armsOf(renamed, 'stage-2')[0]).toEqual({ ...upper, name: 'loud' });
  });

  it('keep the old name where the new one is another arm of theirs', () => {
    const other = { ...upper, name: 'loud', from: 'UCLC' };
    const document = withCell(first, 'stage-2', { arms: [upper, both, other] });
    const renamed = renameArm(document, 'stage-1', 0, 'loud');
    expect(armsOf(renamed, 'stage-2')).toEqual([{ ...upper, from: 'loud' }, both, other]);
    expect(cellOf(renamed, 'predict').arms).toEqual(['UC', 'UCLC']);
    expect(problemsOf(renamed)).toEqual([]);
  });

  it('are not those of another cell with the same name, nor endless where there is a circle', () => {
    const twin = { ...cellOf(first, 'train', 'stage-1'), id: 'twin' };
    const document = { ...first, cells: [...first.cells, twin] };
    expect(named(renameArm(document, 'twin', 0, 'loud'), 'stage-2')).toEqual(['UC', 'UCLC']);
    const circle = updateCell(first, { ...cellOf(first, 'train', 'stage-1'), after: 'stage-2' });
    expect(named(renameArm(circle, 'stage-1', 0, 'loud'), 'stage-2')[0]).toBe('loud');
  });
});
