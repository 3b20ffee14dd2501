/** What stays covered until the reader has predicted it. */
import { describe, expect, it } from 'vitest';
import type { NotebookDocument, ResultCell } from '../../../src/notebook/document/types.ts';
import { shippedNotebooks } from '../../../src/notebook/presets/index.ts';
import { sealedStage, sealsOf } from '../../../src/notebook/session/seals.ts';
import { isResultCell } from '../../../src/notebook/session/standing.ts';
import { withCell } from '../document/fixture.ts';
import { meowNotebook, probeCell } from '../exchange/fixture.ts';

const nothing = () => false;
const preset = (id: string) => shippedNotebooks.find((one) => one.id === id)!.load();

/** By the names of the cells that can be run: the questions that cover something of them. */
function covered({ cells, ...rest }: NotebookDocument, isSettled = nothing): Record<string, string[]> {
  const named = cells.filter((cell): cell is ResultCell => isResultCell(cell));
  return Object.fromEntries(
    named.map((cell) => [cell.name, sealsOf({ cells, ...rest }, cell, isSettled).map(({ id }) => id)]),
  );
}

describe('the question about a probe', () => {
  const trained = meowNotebook.cells.filter((cell) => cell.kind === 'train') as ResultCell[];

  it('covers it, and the curves of the stage that it measures, until it is settled', () => {
    for (const cell of [probeCell, trained.at(-1)!]) {
      expect(sealsOf(meowNotebook, cell, nothing).map(({ id }) => id)).toEqual(['predict']);
      expect(sealsOf(meowNotebook, cell, (id) => id === 'predict')).toEqual([]);
    }
    expect(sealsOf(meowNotebook, trained[0]!, nothing)).toEqual([]);
  });

  it('covers what is measured of the same models elsewhere, and what is made of them', async () => {
    expect(covered(await preset('meow-complete'))).toEqual({
      'stage-1': [],
      'stage-2': ['predict', 'predict-thinking'],
      'stage-3': ['predict'],
      plain: ['predict'],
      thinking: ['predict-thinking'],
      objectives: ['predict'],
      'thinking-objectives': ['predict-thinking'],
      undo: ['predict'],
    });
  });

  it('covers the sweeps over what it asks about, and no others', async () => {
    const found = covered(await preset('what-survives'));
    expect(found).toMatchObject({ measured: ['predict'], rank: ['predict'], length: ['predict'] });
    expect(found).toMatchObject({ thinking: [], 'thinking-rate': [] });
  });

  it('covers a stage between the base and the last one from there on', () => {
    const early = withCell(meowNotebook, 'predict', { stage: 'stage-1' });
    const found = trained.map((cell) => sealedStage(sealsOf(early, cell, nothing)));
    expect(found).toEqual(['stage-1', 'stage-1']);
    expect(sealedStage(sealsOf(early, probeCell, nothing))).toBe('stage-1');
  });

  it('does not go round in circles with stages that follow each other', () => {
    const [first, second] = trained as [ResultCell, ResultCell];
    const circle = withCell(meowNotebook, first.id, { after: second.name });
    expect(sealsOf(circle, probeCell, nothing)).toHaveLength(1);
  });
});

it('several questions cover what comes after the first of their stages', () => {
  const [question] = sealsOf(meowNotebook, probeCell, nothing);
  expect(sealedStage([])).toBeNull();
  expect(sealedStage([{ ...question!, stage: 'stage-3' }, question!])).toBe('stage-2');
});
