/** What is recorded of a sweep shows the arms of its cell, under their names there, and no others. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { measuredArms } from '../../../src/notebook/document/chain.ts';
import { cellOfKind } from '../../../src/notebook/document/graph.ts';
import { renameArm } from '../../../src/notebook/document/renameArm.ts';
import type { NotebookDocument, SweepCell } from '../../../src/notebook/document/types.ts';
import { shippedNotebooks } from '../../../src/notebook/presets/index.ts';
import { Results } from '../../../src/notebook/session/results.svelte.ts';
import { createServices } from '../../../src/notebook/session/services.ts';
import { distinct } from '../../../src/support/group.ts';

vi.mock('../../../src/notebook/session/fetchText.ts', async () => {
  const { readFileSync } = await import('node:fs');
  return { fetchText: async (path: string) => readFileSync(`static/${path}`, 'utf8') };
});

let document: NotebookDocument;
let results: Results;
beforeEach(async () => {
  document = await shippedNotebooks.find(({ id }) => id === 'what-survives')!.load();
  results = new Results(
    () => document,
    createServices(() => {}),
  );
  await results.open();
});

const sweeps = () => document.cells.filter((cell): cell is SweepCell => cell.kind === 'sweep');

/** The arms of what a sweep shows, and those that it measures. */
function armsOf(cell: SweepCell): { shown: string[]; measured: string[] } {
  const outcomes = results.sweepViewOf(cell)?.outcomes ?? [];
  const rows = outcomes.flatMap((one) => (one.status === 'done' ? one.rows : []));
  const probe = cellOfKind(document, cell.of, 'probe')!;
  return {
    shown: distinct(rows.map(({ arm }) => arm)).sort(),
    measured: measuredArms(document, probe).sort(),
  };
}

describe('a recorded sweep', () => {
  it('shows the arms that its cell measures', () => {
    expect(sweeps().length).toBeGreaterThan(4);
    for (const cell of sweeps()) {
      const { shown, measured } = armsOf(cell);
      expect(shown, cell.name).toEqual(measured);
    }
  });

  it('shows them under the names that they have been given', async () => {
    const first = document.cells.find((cell) => cell.kind === 'train')!;
    const index = first.arms.findIndex(({ name }) => name === 'UC');
    document = renameArm(document, first.id, index, 'SHOUT');
    results = new Results(
      () => document,
      createServices(() => {}),
    );
    await results.open();
    const { shown, measured } = armsOf(sweeps()[0]!);
    expect(measured).toContain('SHOUT');
    expect(shown).toEqual(measured);
  });

  it('is the same object as long as nothing has changed', () => {
    const [cell] = sweeps();
    expect(results.sweepViewOf(cell!)).toBe(results.sweepViewOf(cell!));
  });
});
