/** What the reader has run: read again while runs go on, kept without end, and forgotten. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { runKey, runsOf, type SweepOutcome, type SweepRun, type SweepSpec } from '../../../src/lab/sweep.ts';
import { updateCell } from '../../../src/notebook/document/edit.ts';
import type { CellOfKind, NotebookDocument } from '../../../src/notebook/document/types.ts';
import { Results } from '../../../src/notebook/session/results.svelte.ts';
import { servicesOn, type LabServices } from '../../../src/notebook/session/services.ts';
import { compiledSweep, keyOfResult } from '../../../src/notebook/session/standing.ts';
import type { ResultStore } from '../../../src/notebook/storage/resultStore.ts';
import { canonicalJson, sha256 } from '../../../src/support/hash.ts';
import { meowNotebook, probeCell, recorded, sweepCell, sweptMeow } from '../exchange/fixture.ts';
import { openStorage } from '../storage/entries.ts';

const document: NotebookDocument = { ...meowNotebook, recorded: [] };
const key = keyOfResult(document, probeCell)!;
const sweepKey = keyOfResult(document, sweepCell)!;
const { outcomes } = sweptMeow();
const { kept: _kept, ...result } = recorded();

let services: LabServices;
let store: ResultStore;
let results: Results;
beforeEach(() => {
  services = servicesOn(openStorage().storage);
  store = services.results;
  results = new Results(() => document, services);
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

  it('shows results before the runs of sweeps have been read', async () => {
    await results.keep(probeCell.id, key, result);
    await results.keepSweepRun(sweepCell.id, sweepKey, outcomes[0]!);
    const later = new Results(() => document, services);
    const read = store.sweep.bind(store);
    const standings: string[] = [];
    vi.spyOn(store, 'sweep').mockImplementation(async (sweep) => {
      standings.push(later.standing(probeCell));
      return read(sweep);
    });
    await later.openKept();
    expect(standings).toEqual(['fresh']);
    expect(later.standing(sweepCell)).toBe('partial');
  });
});

describe('a sweep to which values are added again and again', () => {
  const place = { notebook: document.id, cell: sweepCell.id };
  let now: NotebookDocument;
  const cellWith = (values: number[]) => ({ ...sweepCell, vary: [{ path: 'lora.rank', values }] });
  const keyWith = (values: number[]) =>
    keyOfResult(updateCell(document, cellWith(values)), cellWith(values))!;
  const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);
  const runsWith = (values: number[]) =>
    runsOf((compiledSweep(document, cellWith(values)) as { spec: SweepSpec }).spec);
  function outcomeOf({ setting, seed, experiment }: SweepRun): SweepOutcome {
    const hashes = { ...result.manifest.hashes, experiment: sha256(canonicalJson(experiment)) };
    return { setting, seed, status: 'done', rows: [], manifest: { ...result.manifest, hashes } };
  }
  /** Changes the cell, and has it run what is missing. */
  async function run(values: number[], change = (document: NotebookDocument) => document): Promise<void> {
    now = updateCell(change(document), cellWith(values));
    const { key, spec } = compiledSweep(now, cellWith(values)) as { key: string; spec: SweepSpec };
    const done = new Set((await results.openSweep(sweepCell.id, key, runsOf(spec))).map(runKey));
    for (const one of runsOf(spec)) {
      if (done.has(runKey(one))) continue;
      await results.keepSweepRun(sweepCell.id, key, outcomeOf(one));
    }
    // Its runs have the time of day, to the millisecond.
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const longer = (by: number) => (of: NotebookDocument) => {
    const stage = of.cells.find((cell) => cell.id === 'stage-1') as CellOfKind<'train'>;
    return updateCell(of, { ...stage, steps: stage.steps + by });
  };

  beforeEach(() => {
    now = document;
    results = new Results(() => now, services);
  });

  it('keeps its latest states only', async () => {
    for (let most = 1; most <= 6; most++) await run(upTo(most));
    const expected = [3, 4, 5, 6].map((most) => keyWith(upTo(most)));
    expect(new Set(await store.sweepsOf(document.id))).toEqual(new Set(expected));
    expect(results.standing(sweepCell)).toBe('fresh');
    expect(results.outcomesOf(keyWith(upTo(2)))).toEqual([]);
    // Going back further finds the runs in what was taken over.
    now = updateCell(document, cellWith([1, 2]));
    const runs = runsWith([1, 2]);
    expect(await results.openSweep(sweepCell.id, keyWith([1, 2]), runs)).toHaveLength(runs.length);
  });

  it('counts a run that several states of it have as one', async () => {
    await run([1]);
    await run([1, 2]);
    expect(results.kept.runs).toBe(runsWith([1, 2]).length);
    const later = new Results(() => now, services);
    await later.openKept();
    expect(later.kept.runs).toBe(runsWith([1, 2]).length);
  });

  it('keeps what no later state has, up to a dozen states', async () => {
    await run([1]);
    for (let by = 1; by <= 11; by++) await run([2], longer(by));
    expect(await store.sweepsOf(document.id)).toHaveLength(12);
    expect(await store.sweepsOf(document.id)).toContain(keyWith([1]));
    await run([2], longer(12));
    expect(await store.sweepsOf(document.id)).toHaveLength(12);
    expect(await store.sweepsOf(document.id)).not.toContain(keyWith([1]));
  });

  it('keeps what another notebook asks for, and what was run for another cell', async () => {
    await services.shelf.add({ ...updateCell(document, cellWith([1])), id: 'a-copy' });
    const first = outcomeOf(runsWith([1])[0]!);
    await store.saveSweepRun(keyWith([1, 2]), { ...place, cell: 'another' }, first);
    await store.saveSweepRun(keyWith([1, 2, 3]), { ...place, notebook: 'another' }, first);
    for (let most = 1; most <= 8; most++) await run(upTo(most));
    const expected = [1, 2, 3, 5, 6, 7, 8].map((most) => keyWith(upTo(most)));
    expect(new Set(await store.sweepsOf(document.id))).toEqual(new Set(expected));
  });
});

describe('what forgetting would take', () => {
  const copy = { ...document, id: 'a-copy' };

  it('is what was run in the notebook itself, and not what it shows of its original', async () => {
    await results.keep(probeCell.id, key, result);
    await results.keepSweepRun(sweepCell.id, sweepKey, outcomes[0]!);
    const ofCopy = new Results(() => copy, services);
    await ofCopy.openKept();
    expect(ofCopy.standing(probeCell)).toBe('fresh');
    expect(ofCopy.standing(sweepCell)).toBe('partial');
    expect(ofCopy.kept).toEqual({ results: 0, runs: 0, imported: 0 });
    await ofCopy.keepSweepRun(sweepCell.id, sweepKey, outcomes[1]!);
    expect(ofCopy.kept).toEqual({ results: 0, runs: 1, imported: 0 });
    // What is the original's stays to be seen.
    await ofCopy.forgetAll();
    expect(ofCopy.standing(probeCell)).toBe('fresh');
    expect(ofCopy.outcomesOf(sweepKey)).toEqual([outcomes[0]]);
    expect(ofCopy.kept).toEqual({ results: 0, runs: 0, imported: 0 });
  });

  it('is no longer what was run before the notebook became a copy', async () => {
    let now = document;
    const ofBoth = new Results(() => now, services);
    await ofBoth.keep(probeCell.id, key, result);
    expect(ofBoth.kept.results).toBe(1);
    now = copy;
    expect(ofBoth.standing(probeCell)).toBe('fresh');
    expect(ofBoth.kept.results).toBe(0);
  });
});
