/** One notebook in two tabs: what is run or forgotten in one is run or forgotten in the other. */
import { beforeAll, expect, inject, it } from 'vitest';
import type { Cell } from '../../src/notebook/document/types.ts';
import { useChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { linkTo, shortNotebook } from './setup/testNotebook.ts';

const site = inject('siteUrl');
const short = shortNotebook();
const sweep: Cell = {
  ...{ kind: 'sweep', id: 'rates', name: 'rates', title: 'Vary it', text: '', of: 'answers', seeds: [0] },
  vary: [{ path: 'lora.alpha', values: [2, 4] }],
};
const notebook = { ...short, cells: [...short.cells, sweep] };

const browser = useChromium();
let here: LabPage;
let there: LabPage;
beforeAll(async () => {
  here = await LabPage.create(browser(), site);
  there = await LabPage.in(here.page.context(), site);
  for (const tab of [here, there]) {
    await tab.useOneThread();
    await tab.open(await linkTo(notebook));
  }
});

it('shows what was run in another tab once it is looked at', async () => {
  await there.hide();
  await here.run('answers');
  await here.done();
  const marks = await here.marks('figure');
  await there.page.waitForTimeout(1_000);
  expect(await there.cell('figure').locator('[data-mark]').count()).toBe(0);
  await there.hide(false);
  await there.stands('answers', 'fresh');
  await expect.poll(() => there.marks('figure')).toEqual(marks);
});

it('shows what is done of a sweep there', async () => {
  await here.run('rates');
  await here.done();
  await there.stands('rates', 'fresh');
});

it('does not show what was forgotten there', async () => {
  await here.choose(null, 'Forget my results');
  await here.page.locator('[data-forget]').click();
  await here.stands('answers', 'empty');
  for (const cell of ['answers', 'rates']) await there.stands(cell, 'empty');
  expect(await there.cell('figure').locator('[data-mark]').count()).toBe(0);
});

it('has nothing left of what was erased there, not even what it runs or has just changed', async () => {
  await there.run('rates');
  await here.open();
  await here.page.click('[data-erase]');
  await here.page.click('[data-erase-on]');
  await there.choose('figure', 'Duplicate');
  await here.page.click('[data-erase-now]');
  for (const tab of [here, there]) {
    await tab.page.getByText('Nothing here yet').waitFor();
    expect(new URL(tab.page.url()).hash).toBe('');
  }
  // As long as the run would have gone on.
  await here.page.waitForTimeout(3_000);
  for (const store of ['notebooks', 'results', 'sweeps', 'trained', 'snapshots']) {
    expect(await here.kept(store), store).toEqual([]);
  }
  expect([...here.errors, ...there.errors]).toEqual([]);
});
