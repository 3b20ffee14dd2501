/** How far a run is, at its cell and, where that is out of sight, at the foot of the window; in a real page. */
import { deleteDB } from 'idb';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ResultCell } from '../../../src/notebook/document/types.ts';
import { servicesOn } from '../../../src/notebook/session/services.ts';
import Milestones from '../../../src/ui/notebook/Milestones.svelte';
import RunControls from '../../../src/ui/notebook/RunControls.svelte';
import RunDock from '../../../src/ui/notebook/RunDock.svelte';
import { run as texts } from '../../../src/ui/texts/index.ts';
import { cellOf, fullNotebook } from '../../notebook/document/fixture.ts';
import { withFakeLab, type FakeLab } from '../../notebook/session/fakeLab.ts';
import { inBrowser, newName, openStorage, result } from '../../notebook/storage/entries.ts';

describe.runIf(inBrowser)('the progress of a run', () => {
  let lab: FakeLab;
  let root: HTMLElement;
  let clean: () => Promise<void>;
  const document_ = { ...fullNotebook(), recorded: [] };
  const first = cellOf(document_, 'train', 'stage-1');
  const last = cellOf(document_, 'sweep');

  beforeEach(() => {
    const name = newName();
    const { storage } = openStorage(name);
    const services = servicesOn(storage);
    lab = withFakeLab({ document: document_, shelved: null }, services);
    const { notebook } = lab;
    root = document.createElement('div');
    document.body.append(root);
    const controlsOf = (cell: ResultCell) => mount(RunControls, { target: root, props: { cell, notebook } });
    const mounted: Record<string, unknown>[] = [controlsOf(first)];
    const between = document.createElement('div');
    between.style.height = '300vh';
    root.append(between);
    mounted.push(
      controlsOf(last),
      mount(RunDock, { target: root, props: { notebook } }),
      mount(Milestones, { target: root, props: { notebook, said: [] } }),
    );
    flushSync();
    clean = async () => {
      await notebook.close();
      for (const one of mounted) await unmount(one);
      root.remove();
      await storage.close();
      await deleteDB(name);
    };
  });
  afterEach(() => clean());

  const dock = () => root.querySelector('aside');
  /** Where the button that stops the run is, from the corner of the dock, and how high that is. */
  function placesInDock() {
    const frame = dock()!.getBoundingClientRect();
    const stop = dock()!.querySelector('button')!.getBoundingClientRect();
    return { left: stop.left - frame.left, top: stop.top - frame.top, height: frame.height };
  }
  const started = (count: number) => vi.waitFor(() => expect(lab.runs).toHaveLength(count));

  it('is at the foot of the window as long as its own place is out of sight, whatever else is in sight', async () => {
    scrollTo(0, 0);
    void lab.notebook.run(last.id);
    await started(1);
    await vi.waitFor(() => expect(dock()).not.toBeNull());
    scrollTo(0, document.body.scrollHeight);
    await vi.waitFor(() => expect(dock()).toBeNull());
    scrollTo(0, 0);
    await vi.waitFor(() => expect(dock()).not.toBeNull());
  });

  it('stays where it is while what it says changes', async () => {
    scrollTo(0, 0);
    void lab.notebook.run(last.id);
    await started(1);
    await vi.waitFor(() => expect(dock()).not.toBeNull());
    const atFirst = placesInDock();
    const place = { arm: 'an arm of a rather long name', seed: 0, stage: 'stage-1' } as const;
    const progress = { ...place, activity: 'training', fraction: 0.5, secondsLeft: 100 } as const;
    lab.runs[0]!.tell({ type: 'progress', progress });
    await vi.waitFor(() => expect(dock()!.textContent).toContain(place.arm));
    void lab.notebook.run(first.id);
    await vi.waitFor(() => expect(dock()!.textContent).toContain(texts.queue(1)));
    expect(placesInDock()).toEqual(atFirst);
  });

  it('of a cell in sight is not there twice', async () => {
    scrollTo(0, 0);
    void lab.notebook.run(first.id);
    await started(1);
    await vi.waitFor(() => expect(root.querySelector('[data-run-controls] [data-run]')).not.toBeNull());
    await vi.waitFor(() => expect(dock()).toBeNull());
  });

  it('of a sweep is that of all its runs, with what comes after them', async () => {
    void lab.notebook.run(last.id);
    await started(1);
    lab.runs[0]!.end({ kind: 'done', result: { ...result(), experiment: lab.runs[0]!.start.experiment } });
    await started(2);
    void lab.notebook.run(first.id);
    const place = { arm: 'UC', seed: 0, stage: 'stage-1' } as const;
    const progress = { ...place, activity: 'training', fraction: 0.5, secondsLeft: 100 } as const;
    lab.runs[1]!.tell({ type: 'progress', progress });
    const bar = () => root.querySelector<HTMLProgressElement>('[data-run-controls] progress')!;
    await vi.waitFor(() => expect(bar().value).toBeCloseTo((1 + 0.5) / 4, 9));
    const said = root.querySelector('[data-run-controls] [data-run]')!.textContent;
    expect(said).toContain(texts.of(2, 4));
    expect(said).toContain(texts.queue(1));
    const left = root.querySelector<HTMLElement>('[data-seconds-left]')!.dataset['secondsLeft'];
    // Two more of its kind come after this one.
    expect(Number(left)).toBeGreaterThan(150);
    expect(bar().getAttribute('aria-label')).toContain(texts.of(2, 4));
    expect(root.querySelector('[data-milestone]')!.textContent).toBe(texts.sweepMilestone(2, 4));
  });
});
