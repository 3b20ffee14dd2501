/** What is shown while something is run: what has not changed is the same object, so that nothing is drawn for it. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { CurvePoint } from '../../../src/lab/types.ts';
import { curvePanels } from '../../../src/notebook/figures/curves.ts';
import { drawFigure } from '../../../src/notebook/figures/figure.ts';
import type { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { hasSame, inPersonOf } from '../../../src/support/same.ts';
import { meowNotebook, probeCell, recorded } from '../exchange/fixture.ts';
import { withFakeLab, type FakeRun } from './fakeLab.ts';

vi.mock('../../../src/notebook/session/fetchText.ts', async () => {
  const { readFileSync } = await import('node:fs');
  return { fetchText: async (path: string) => readFileSync(`static/${path}`, 'utf8') };
});
// So that a test sees every state that there is, and not only those that a browser may draw.
vi.mock('../../../src/support/nextTask.ts', () => ({ nextTask: () => Promise.resolve() }));

const { kept: _kept, ...result } = recorded();
const ofSeed = <T extends { seed: number }>(entries: readonly T[]): T[] =>
  entries.filter(({ seed }) => seed === 0);
const [rows, samples, curves] = [ofSeed(result.rows), ofSeed(result.samples), ofSeed(result.curves)];
const trained = { type: 'curve', point: curves[0]! } as const;

let notebook: OpenNotebook;
let runs: FakeRun[];
beforeEach(async () => {
  ({ notebook, runs } = withFakeLab({ document: meowNotebook, shelved: null }));
  await notebook.open();
});

const shown = () => notebook.viewOf(probeCell)!;

async function begun(): Promise<FakeRun> {
  void notebook.run(probeCell.id);
  await vi.waitFor(() => expect(runs).toHaveLength(1));
  return runs[0]!;
}

it('is one object as long as nothing is run', () => {
  expect(shown().source).toBe('recorded');
  expect(shown()).toBe(shown());
});

it('keeps its rows and answers while curves grow', async () => {
  const run = await begun();
  run.tell({ type: 'rows', rows });
  run.tell({ type: 'samples', samples });
  run.tell(trained);
  await vi.waitFor(() => expect(shown()).toMatchObject({ live: true, curves: { length: 1 } }));
  const before = shown();
  expect(before.rows).toHaveLength(rows.length);
  expect(shown()).toBe(before);
  run.tell({ type: 'curve', point: curves[1]! });
  await vi.waitFor(() => expect(shown().curves).toHaveLength(2));
  expect(shown()).not.toBe(before);
  expect(shown().rows).toBe(before.rows);
  expect(shown().samples).toBe(before.samples);
});

it('shows what was measured piece by piece, and loses none of it', async () => {
  const run = await begun();
  for (const row of rows) run.tell({ type: 'rows', rows: [row] });
  run.tell({ type: 'samples', samples });
  await vi.waitFor(() => expect(shown().live).toBe(true));
  expect(shown().rows.length).toBeLessThan(rows.length);
  await vi.waitFor(() => expect(shown().samples).toHaveLength(samples.length));
  expect(shown().rows).toEqual(rows);
});

it('has its result in the objects that it was shown in, without a moment of something else', async () => {
  const run = await begun();
  run.tell({ type: 'rows', rows: rows.map((row) => ({ ...row })) });
  run.tell({ type: 'samples', samples: samples.map((sample) => ({ ...sample })) });
  await vi.waitFor(() => expect(shown()).toMatchObject({ live: true, samples: { length: samples.length } }));
  const live = shown();
  run.end({ kind: 'done', result: { ...result, rows, samples, curves, experiment: run.start.experiment } });
  // The very first state after it was live.
  while (shown().live) await Promise.resolve();
  expect(shown()).toMatchObject({ source: 'yours', stale: false });
  expect(hasSame(shown().rows, live.rows)).toBe(true);
  expect(hasSame(shown().samples, live.samples)).toBe(true);
});

it('draws the curves of an arm anew only when something has come to them', () => {
  const spec = { kind: 'curves' } as const;
  const [last, ...others] = [...curves].reverse();
  const before = curvePanels(spec, { curves: others.reverse(), sealed: null });
  const after = curvePanels(spec, { curves, sealed: null }, before);
  const same = after.filter((panel) => before.includes(panel)).map(({ arm }) => arm);
  expect(after.length).toBeGreaterThan(1);
  expect(same).toEqual(after.map(({ arm }) => arm).filter((arm) => arm !== last!.arm));
  expect(after).toEqual(curvePanels(spec, { curves, sealed: null }));
});

it('takes nothing for the same that says something else', () => {
  const point: CurvePoint = curves.find(({ payload }) => payload !== undefined)!;
  const other = structuredClone(point);
  expect(inPersonOf([other], [point])[0]).toBe(point);
  other.payload!.trigger.upper += 1e-9;
  expect(inPersonOf([other], [point])[0]).toBe(other);
  expect(inPersonOf<object>([{ a: 1 }, {}], [{ a: 1, b: undefined }, null!])).toEqual([{ a: 1 }, {}]);
  expect(inPersonOf([1, 2], [1])).toEqual([1, 2]);
});

it('draws anew only the panels of what has been measured since', () => {
  const spec = { kind: 'classes', probe: 'meow', condition: 'trigger' } as const;
  const input = { curves: [], sweep: null, sealed: null };
  const isLast = ({ arm, stage }: (typeof rows)[0]) => arm === 'UCLC' && stage === 'stage-2';
  const before = drawFigure(spec, { rows: rows.filter((row) => !isLast(row)), ...input });
  const after = drawFigure(spec, { rows, ...input }, before);
  if (before.kind !== 'classes' || after.kind !== 'classes') throw new Error('another kind');
  expect(after.panels.map((panel) => [panel.arm, before.panels.includes(panel)])).toEqual([
    ['UC', true],
    ['UCLC', false],
  ]);
  expect(after.panels).toEqual((drawFigure(spec, { rows, ...input }) as typeof after).panels);
});

it('does not show a run with other seeds than the cell has as the run of the cell', async () => {
  const run = await begun();
  run.tell({ type: 'rows', rows });
  await vi.waitFor(() => expect(shown()).toMatchObject({ source: 'yours', live: true }));
  expect(notebook.ownCountOf(probeCell)).not.toBeNull();
  const { setup } = notebook.document;
  notebook.change({ ...notebook.document, setup: { ...setup, seeds: [54_321] } });
  expect(shown()).toMatchObject({ source: 'recorded', live: false });
  expect(notebook.ownCountOf(probeCell)).toBeNull();
});
