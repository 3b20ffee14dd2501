/** A sweep that is stopped and reloaded on its way: what was done of it stays, and no part of it is done twice. */
import { beforeAll, expect, inject, it } from 'vitest';
import type { SweepOutcome } from '../../src/lab/sweep.ts';
import type { Cell, NotebookDocument } from '../../src/notebook/document/types.ts';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { ARM, shortNotebook } from './setup/testNotebook.ts';

const site = inject('siteUrl');
/** The second stage is long enough to be stopped in. */
const STEPS: [number, number] = [10, 60];
const RUNS = 4;

/** The short notebook, with a sweep over two ranks and two seeds and its figure. */
function sweepNotebook(): NotebookDocument {
  const document = shortNotebook({ steps: STEPS });
  const sweep: Cell = {
    ...{ kind: 'sweep', id: 'ranks', name: 'ranks', title: 'Does the rank matter?', text: '' },
    ...{ of: 'answers', vary: [{ path: 'lora.rank', values: [1, 2] }], seeds: [0, 1] },
  };
  const figure: Cell = {
    ...{ kind: 'chart', id: 'by-rank', title: 'By rank', text: '', of: 'ranks' },
    figure: { kind: 'sweep', probe: 'meow', condition: 'trigger', metric: 'upper', stage: 'stage-2' },
  };
  return { ...document, cells: [...document.cells, sweep, figure] };
}

const browser = useChromium();
let lab: LabPage;
beforeAll(async () => {
  lab = await LabPage.create(browser(), site);
  await lab.useOneThread();
  await lab.openNotebook(sweepNotebook());
});

/** The runs that are kept, by rank and seed, with when each was made. */
async function kept(): Promise<Map<string, Extract<SweepOutcome, { status: 'done' }>>> {
  const stored = await lab.kept<{ outcome: SweepOutcome }>('sweeps');
  return new Map(
    stored.flatMap(({ outcome }) =>
      outcome.status === 'done' ? [[`${JSON.stringify(outcome.setting)} ${outcome.seed}`, outcome]] : [],
    ),
  );
}

const made = async (): Promise<string[]> =>
  [...(await kept()).values()].map(({ manifest }) => manifest.createdAt).sort();

const expectKept = (count: number) => expect.poll(async () => (await kept()).size).toBe(count);

/** Every seed of every rank that has been run has its mark in the figure. */
async function expectDrawn(runs: number): Promise<void> {
  const seeds = lab.cell('by-rank').locator('svg[data-chart] circle');
  await expect.poll(() => seeds.count()).toBe(runs);
}

const stage = (number: number) =>
  lab
    .milestone(new RegExp(`stage ${number}`))
    .or(lab.page.locator('[data-run-controls] div[data-run]').filter({ hasText: `stage ${number}: step` }));

it('says what it costs before it starts', async () => {
  const text = await lab.cell('ranks').textContent();
  expect(text).toContain('4 runs');
  expect(text).toContain(String(RUNS * (STEPS[0] + STEPS[1])));
  expect(lab.page.workers()).toEqual([]);
});

it('is stopped in the middle of a run, and keeps the one before', async () => {
  await lab.run('ranks');
  await lab.milestone(/Run 2 of 4 has begun/).waitFor({ state: 'attached', timeout: 60_000 });
  await expectKept(1);
  await expectDrawn(1);
  await stage(2).first().waitFor();
  await lab.button('Stop').click();
  await lab.cell('ranks').getByText('Stopped.').waitFor({ timeout: 2_500 });
  await lab.stands('ranks', 'partial');
  expect((await kept()).size).toBe(1);
});

it('goes on with the stage that was not finished', async () => {
  const before = await made();
  await lab.cell('ranks').locator('[data-go-on]').click();
  await lab.milestone(/Run 3 of 4 has begun/).waitFor({ state: 'attached', timeout: 60_000 });
  await expectKept(2);
  await expectDrawn(2);
  expect((await made())[0]).toBe(before[0]);
  const second = [...(await kept()).values()].find(({ manifest }) => manifest.createdAt !== before[0])!;
  const reused = second.manifest.reused?.filter(({ what }) => what === 'training') ?? [];
  expect(reused).toEqual([expect.objectContaining({ arm: ARM, stage: 'stage-1' })]);
});

it('is reloaded in the middle of a run, and goes on from there', async () => {
  await stage(2).first().waitFor();
  const before = await made();
  await lab.reload();
  await lab.stands('ranks', 'partial');
  await expectDrawn(2);
  expect(lab.page.workers()).toEqual([]);
  await lab.run('ranks');
  await lab.milestone(/Run 3 of 4 has begun/).waitFor({ state: 'attached', timeout: 60_000 });
  await lab.stands('ranks', 'fresh');
  await expectKept(RUNS);
  await expectDrawn(RUNS);
  expect((await made()).slice(0, 2)).toEqual(before);
  const reused = [...(await kept()).values()].map(({ manifest }) =>
    (manifest.reused ?? []).flatMap(({ what, stage }) => (what === 'training' ? [stage] : [])),
  );
  expect(reused.sort()).toEqual([[], [], ['stage-1'], ['stage-1']]);
  expect(lab.errors).toEqual([]);
});
