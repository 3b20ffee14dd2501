/** What the reader has run: read again while runs go on, kept without end, and forgotten. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotebookDocument } from '../../../src/notebook/document/types.ts';
import { Results } from '../../../src/notebook/session/results.svelte.ts';
import { keyOfResult } from '../../../src/notebook/session/standing.ts';
import { ResultStore } from '../../../src/notebook/storage/resultStore.ts';
import { meowNotebook, probeCell, recorded, sweepCell, sweptMeow } from '../exchange/fixture.ts';
import { openStorage } from '../storage/entries.ts';

const document: NotebookDocument = { ...meowNotebook, recorded: [] };
const key = keyOfResult(document, probeCell)!;
const sweepKey = keyOfResult(document, sweepCell)!;
const { outcomes } = sweptMeow();
const { kept: _kept, ...result } = recorded();

let store: ResultStore;
let results: Results;
beforeEach(() => {
  store = new ResultStore(openStorage().storage);
  results = new Results(() => document, store);
});

describe('reading what is kept', () => {
  it('leaves what a run comes to in the meantime', async () => {
    for (const one of outcomes.slice(1)) await results.keepSweepRun(sweepCell.id, sweepKey, one);
    const read = store.sweep.bind(store);
    vi.spyOn(store, 'sweep').mockImplementationOnce(async (sweep) => {
      const found = await read(sweep);
      await results.keepSweepRun(sweepCell.id, sweepKey, outcomes[0]!);
      await results.keep(probeCell.id, key, result);
      return found;
    });
    await results.openKept();
    expect(results.outcomesOf(sweepKey)).toHaveLength(outcomes.length);
    expect(results.standing(sweepCell)).toBe('fresh');
    expect(results.standing(probeCell)).toBe('fresh');
    expect(results.kept.results).toBe(1);
  });

  it('has the last word of a run that failed before', async () => {
    const { setting, seed } = outcomes[0]!;
    const error = { message: 'It was lost.', remedy: '' };
    await results.keepSweepRun(sweepCell.id, sweepKey, { setting, seed, status: 'failed', error });
    const read = store.sweep.bind(store);
    vi.spyOn(store, 'sweep').mockImplementationOnce(async (sweep) => {
      const found = await read(sweep);
      await results.keepSweepRun(sweepCell.id, sweepKey, outcomes[0]!);
      return found;
    });
    await results.openKept();
    expect(results.outcomesOf(sweepKey)).toEqual([outcomes[0]]);
  });
});
